#include "runner/ensemble_view.hpp"

#include <algorithm>

namespace piket::render {

namespace {

constexpr int least_to_settle = 30;
constexpr double narrow = 0.15;  // half width of the interval, relative to what A has

double all_infected(const OutcomeValues& v) {
    return at(v, Outcome::infections_servants) + at(v, Outcome::infections_family) + at(v, Outcome::infections_public);
}

Outcome origin_of(int setting) {
    constexpr std::array<Outcome, setting_count> origins = {
        Outcome::infections_servants,  // seeds are not counted anywhere
        Outcome::from_town,           Outcome::from_household, Outcome::from_commute, Outcome::from_trip,
        Outcome::from_office,         Outcome::from_meeting,   Outcome::from_counter, Outcome::from_canteen,
        Outcome::from_prayer,         Outcome::from_corridor,  Outcome::from_talk,    Outcome::from_roll_call,
        Outcome::from_school};
    return origins[static_cast<size_t>(setting)];
}

size_t day_of(int horizon) {
    return static_cast<size_t>(horizon - 1);
}

// One side's fans and settings.
void describe(const FuturesByNumber& futures, size_t side, EnsembleView& view) {
    if (futures.empty()) {
        return;
    }
    const size_t days = futures.begin()->second->days.size();
    for (size_t series = 0; series < series_count; ++series) {
        Fan& fan = view.fans[series][side];
        for (size_t d = 0; d < days; ++d) {
            std::vector<double> values;
            values.reserve(futures.size());
            for (const auto& [number, future] : futures) {
                values.push_back(future->days[d][series]);
            }
            fan.days.push_back(summarise(std::move(values)));
        }
    }
}

double at_horizon(const Future& future, size_t series, int horizon) {
    const auto s = static_cast<Series>(series);
    return compared_by(s) != s ? 0 : future.days[day_of(horizon)][series];
}

}  // namespace

double value_of(Series series, const OutcomeValues& today, const OutcomeValues& so_far) {
    switch (series) {
        case Series::infected:
            return all_infected(so_far);
        case Series::servants:
            return at(so_far, Outcome::infections_servants);
        case Series::new_infected:
            return all_infected(today);
        case Series::public_infected:
            return at(so_far, Outcome::infections_public);
        case Series::absent:
            return at(so_far, Outcome::days_sick) + at(so_far, Outcome::days_quarantine);
        case Series::served:
            return at(so_far, Outcome::served_counter) + at(so_far, Outcome::served_online) +
                   at(so_far, Outcome::served_dropoff);
        case Series::waiting:
            return at(so_far, Outcome::waiting_days);
        case Series::backlog:
            return at(today, Outcome::backlog);
        case Series::queue:
            return at(so_far, Outcome::queue_minutes);
        case Series::turned_away:
            return at(so_far, Outcome::turned_away);
        case Series::queue_today:
            return at(today, Outcome::queue_minutes);
    }
    return 0;
}

Series compared_by(Series series) {
    return series == Series::new_infected ? Series::infected : series == Series::queue_today ? Series::queue : series;
}

bool is_day_off(const OutcomeValues& today) {
    return at(today, Outcome::requests) <= 0;
}

bool fewer_is_better(Series series) {
    return series != Series::served;
}

Future future_of(const Simulation& simulation, const std::vector<int>& horizons) {
    Future future;
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        // As the engine sums, which weighs: a mean over days is none where some have more requests than others.
        const OutcomeValues so_far = simulation.total(d + 1);
        const OutcomeValues today = simulation.total_on(d);
        auto& values = future.days.emplace_back();
        for (size_t series = 0; series < series_count; ++series) {
            values[series] = value_of(static_cast<Series>(series), today, so_far);
        }
        if (d > 0 && is_day_off(today)) {
            constexpr auto queue = static_cast<size_t>(Series::queue_today);
            values[queue] = future.days[d - 1][queue];
        }
        auto& settings = future.settings.emplace_back();
        for (int setting = 1; setting < setting_count; ++setting) {
            settings[static_cast<size_t>(setting)] = at(so_far, origin_of(setting));
        }
        settings[static_cast<size_t>(Setting::counter)] += at(so_far, Outcome::infections_public);
    }
    for (const int horizon : horizons) {
        future.queued[horizon] = queued_until(simulation, static_cast<size_t>(horizon));
    }
    return future;
}

EnsembleView look_at(const FuturesByNumber& of_a, const FuturesByNumber& of_b, int wanted, int horizon) {
    EnsembleView view;
    view.wanted = wanted;
    view.horizon = horizon;
    view.done_a = static_cast<int>(of_a.size());
    view.done_b = static_cast<int>(of_b.size());
    describe(of_a, 0, view);
    describe(of_b, 1, view);
    std::array<std::vector<double>, series_count> a, b;
    std::vector<PairOfQueues> queued;
    std::vector<std::array<const BySetting*, 2>> settings;
    for (const auto& [number, future_a] : of_a) {
        const auto future_b = of_b.find(number);
        if (future_b == of_b.end()) {
            continue;
        }
        ++view.paired;
        settings.push_back({&future_a->settings[day_of(horizon)], &future_b->second->settings[day_of(horizon)]});
        queued.push_back({&future_a->queued.at(horizon), &future_b->second->queued.at(horizon)});
        auto& pair = view.pairs.emplace_back();
        for (size_t s = 0; s < series_count; ++s) {
            a[s].push_back(at_horizon(*future_a, s, horizon));
            b[s].push_back(at_horizon(*future_b->second, s, horizon));
            pair[s] = b[s].back() - a[s].back();
            view.better[s] += (fewer_is_better(static_cast<Series>(s)) ? pair[s] < 0 : pair[s] > 0) ? 1 : 0;
        }
    }
    for (size_t s = 0; s < series_count; ++s) {
        view.means[s] = {summarise(a[s]).mean, summarise(b[s]).mean};
        view.differences[s] = compare(a[s], b[s], fewer_is_better(static_cast<Series>(s)));
    }
    view.queues = compare_queues(queued);
    for (const auto& pair : settings) {
        for (size_t setting = 1; setting < setting_count; ++setting) {
            for (size_t side = 0; side < 2; ++side) {
                view.settings[setting][side] += (*pair[side])[setting] / view.paired;
            }
        }
    }
    const Difference& d = view.differences[0];
    const double half = (d.mean_high - d.mean_low) / 2, scale = std::max(1.0, view.means[0][0]);
    view.settled = view.paired >= wanted || (view.paired >= least_to_settle && half < narrow * scale);
    return view;
}

}  // namespace piket::render
