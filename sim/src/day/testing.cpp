// Samples, results after the laboratory's delay, isolation, tracing and closures: all that an administration learns of
// infection passes through here.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "day/day.hpp"
#include "policy/effects/health.hpp"

namespace piket {

namespace {

// Sensitivity of PCR by day since infection (cmmid/pcr-profile, medians), day 0 to 30.
constexpr std::array<double, 31> pcr = {.0049, .0395, .2460, .7099, .7854, .7667, .7251, .6775, .6260, .5712, .5147,
                                        .4587, .4040, .3509, .3019, .2570, .2166, .1802, .1490, .1224, .0999, .0816,
                                        .0665, .0538, .0435, .0351, .0281, .0228, .0181, .0145, .0116};
constexpr double wild_incubation = 5.42;  // d; other strains compress the axis by the ratio of incubation periods

double sensitivity(const StrainSpec& strain, double days) {
    const double x = std::max(0.0, days * wild_incubation / strain.incubation_mean);
    const auto i = static_cast<size_t>(x);
    if (i + 1 >= pcr.size()) {
        return 0;
    }
    return pcr[i] + (pcr[i + 1] - pcr[i]) * (x - static_cast<double>(i));
}

// The episode that runs in somebody, or none: the sample of a cold may find it.
EpisodeId episode_of(const State& state, PersonId person) {
    const auto at = std::lower_bound(state.active.begin(), state.active.end(), person,
                                     [&](EpisodeId id, PersonId p) { return state.episodes[id].person < p; });
    return at != state.active.end() && state.episodes[*at].person == person ? *at : EpisodeId{};
}

class Laboratory {
   public:
    Laboratory(const Today& today, State& next, TestingDay& out) : today_(today), next_(next), out_(out) {}

    // The sample is taken some days after symptoms begin; its fate is drawn now, known when it is due.
    // `cause` keeps the draws of two illnesses that begin on one day apart.
    void sample(PersonId person, EpisodeId episode, Day onset, uint16_t cause) {
        const World& world = today_.world;
        const Who who = world.who[person];
        if (!effect::is_sampled(today_.levers(world.servant_of(world.household(person))),
                                uniform(today_.luck, who, onset, Purpose::seek_test, cause))) {
            return;
        }
        const Draw d = draw(today_.luck, who, onset, Purpose::sample, cause);
        Sample s;
        s.person = person;
        s.episode = episode;
        s.taken = onset + static_cast<int32_t>(today_.p.sampling_delay + d.uniform(0));
        double positive = 1 - today_.p.pcr_specificity;
        if (episode.valid()) {
            const Episode& e = next_.episodes[episode];
            positive = sensitivity(world.scenario.strains[e.strain.value],
                                   s.taken - e.day + 0.5 - e.second / static_cast<double>(seconds_per_day));
        }
        s.positive = d.uniform(1) < positive;
        const double z = math::normal_quantile(uniform(today_.luck, who, onset, Purpose::result, cause));
        const double delay = today_.p.lab_delay_median * math::exp(today_.p.lab_delay_sigma * z);
        s.due = s.taken + static_cast<int32_t>(std::min(delay + 0.5, 60.0));
        next_.samples.push_back(s);
    }

    void results() {
        std::vector<Sample> pending;
        for (const Sample& s : next_.samples) {
            if (s.taken == today_.day) {
                out_.sampled.push_back(today_.world.unit(s.person));
            }
            if (s.due > today_.day) {
                pending.push_back(s);
            } else if (s.positive && next_.health[s.person] != Health::dead) {
                confirm(s);
            }
        }
        next_.samples = std::move(pending);
    }

    // Contacts whom tracing has reached stay at home from tomorrow.
    void begin_quarantines() {
        std::erase_if(next_.quarantines, [&](const Quarantine& q) {
            const bool begins = q.from <= today_.day + 1;
            if (begins) {
                send_away(next_, q.person, Mode::quarantined, q.until, today_.day + 1);
            }
            return begins;
        });
    }

   private:
    bool obeys(PersonId person, uint16_t what) const {
        return uniform(today_.luck, today_.world.who[person], today_.day, Purpose::obey, what) <
               today_.p.isolation_obeyed;
    }

    void confirm(const Sample& s) {
        const World& world = today_.world;
        const UnitId unit = world.unit(s.person);
        const Day tomorrow = today_.day + 1;
        out_.positive.push_back(unit);
        if (world.is_servant(s.person)) {
            out_.confirmed[world.units[unit].agency]++;
            next_.observed.confirmed.push_back({today_.day, world.units[unit].agency, unit});
        }
        if (!world.scenario.experiment.isolation) {
            return;
        }
        if (obeys(s.person, 2)) {
            const auto days = static_cast<int32_t>(today_.p.isolation_days);
            send_away(next_, s.person, Mode::isolating, std::max(s.taken + days, tomorrow), tomorrow);
        }
        trace(s.person, unit);
    }

    // The household, and colleagues of the same room by keyed rank up to the contacts that tracing reaches.
    void trace(PersonId person, UnitId unit) {
        const World& world = today_.world;
        const Levers& levers = today_.levers(unit);
        const int32_t days = effect::quarantine_days(levers);
        if (days <= 0 || effect::colleagues_traced(levers) == 0) {
            return;
        }
        const Day begin = today_.day + std::max(1, static_cast<int32_t>(today_.p.trace_delay));
        const auto quarantine = [&](PersonId contact) {
            if (contact != person && obeys(contact, 3)) {
                next_.quarantines.push_back({contact, begin, begin + (days - 1)});
            }
        };
        const HouseholdId home = world.household(person);
        if (uniform(today_.luck, world.who[person], today_.day, Purpose::traced) < today_.p.trace_household) {
            quarantine(world.servant_of(home));
            for (PersonId member : world.families[home]) {
                quarantine(member);
            }
        }
        if (!world.is_servant(person)) {
            return;
        }
        std::vector<std::pair<double, PersonId>> colleagues;
        for (PersonId p : world.units[unit].staff) {
            if (p != person && world.jobs[p].room == world.jobs[person].room) {
                colleagues.emplace_back(
                    uniform(today_.luck, pair(world.who[p], world.who[person]), today_.day, Purpose::traced), p);
            }
        }
        std::sort(colleagues.begin(), colleagues.end());
        colleagues.resize(std::min(colleagues.size(), effect::colleagues_traced(levers)));
        for (const auto& [rank, colleague] : colleagues) {
            quarantine(colleague);
        }
    }

    const Today& today_;
    State& next_;
    TestingDay& out_;
};

// An agency with enough confirmed cases within a fortnight closes from tomorrow.
void close_agencies(const Today& today, State& next) {
    const World& world = today.world;
    constexpr int window = 14;
    Column<AgencyId, int> recent(world.agencies.size(), 0);
    for (auto r = next.observed.confirmed.rbegin(); r != next.observed.confirmed.rend(); ++r) {
        if (today.day - r->day >= window) {
            break;
        }
        recent[r->agency]++;
    }
    for (const Report& report : next.observed.confirmed) {
        if (report.day != today.day) {
            continue;
        }
        const Levers& levers = today.levers(world.agencies[report.agency].units.first);
        if (const int32_t days = effect::closure_days(levers, recent[report.agency]); days > 0) {
            next.closed_until[report.agency] = today.day + days;
        }
    }
}

}  // namespace

void test_and_trace(const Today& today, State& next, TestingDay& out) {
    out.confirmed.assign(today.world.agencies.size(), 0);
    out.positive.clear();
    out.sampled.clear();
    if (today.world.scenario.experiment.frozen_clock) {
        return;
    }
    Laboratory laboratory(today, next, out);
    for (EpisodeId id : next.active) {
        const Episode& e = next.episodes[id];
        if (e.onset == today.day + 1) {
            laboratory.sample(e.person, id, e.onset, 0);
        }
    }
    for (PersonId p : today.world.servant_ids()) {
        const Errand& errand = today.evening.errand[p];
        if (errand.from == today.day && errand.mode == Mode::sick && next.health[p] != Health::dead) {
            laboratory.sample(p, episode_of(next, p), today.day, 1);
        }
    }
    laboratory.results();
    laboratory.begin_quarantines();
    close_agencies(today, next);
}

}  // namespace piket
