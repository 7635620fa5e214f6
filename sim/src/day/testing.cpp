// Samples, results after the laboratory's delay, isolation, tracing and closures: all that an administration learns of
// infection passes through here.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "base/series.hpp"
#include "day/day.hpp"
#include "policy/effects/health.hpp"
#include "policy/effects/travel.hpp"

namespace piket {

namespace {

// Sensitivity by day since infection (cmmid/pcr-profile, medians), day 0 to 30.
constexpr std::array<double, 31> pcr = {.0049, .0395, .2460, .7099, .7854, .7667, .7251, .6775, .6260, .5712, .5147,
                                        .4587, .4040, .3509, .3019, .2570, .2166, .1802, .1490, .1224, .0999, .0816,
                                        .0665, .0538, .0435, .0351, .0281, .0226, .0181, .0145, .0116};
constexpr std::array<double, 31> lateral_flow = {
    .0034, .0211, .1104, .4228, .6322, .6104, .5101, .3950, .2927, .2078, .1414, .0935, .0606, .0391, .0248, .0157,
    .0099, .0063, .0039, .0025, .0016, .0010, .0006, .0004, .0002, .0001, .0001, .0001, 0,     0,     0};
constexpr double wild_incubation = 5.42;  // d; other strains compress the axis by the ratio of incubation periods

// Why somebody is sampled: keeps the draws of two reasons on one day apart.
enum class Reason : uint16_t { symptoms, other_illness, contact, screening, trip };

// The episode that runs in somebody, or none: the sample of a cold may find it.
EpisodeId episode_of(const State& state, PersonId person) {
    const auto at = std::lower_bound(state.active.begin(), state.active.end(), person,
                                     [&](EpisodeId id, PersonId p) { return state.episodes[id].person < p; });
    return at != state.active.end() && state.episodes[*at].person == person ? *at : EpisodeId{};
}

class Laboratory {
   public:
    Laboratory(const Today& today, State& next, TestingDay& out) : today_(today), next_(next), out_(out) {}

    // The ill are sampled some days after symptoms begin.
    void sample_ill(PersonId person, EpisodeId episode, Day onset, Reason why) {
        const Levers& levers = levers_of(person);
        const auto u = [&](Purpose purpose) {
            return uniform(today_.luck, today_.world.who[person], onset, purpose, static_cast<uint16_t>(why));
        };
        if (effect::is_sampled(levers, u(Purpose::seek_test)) && !is_waiting(person)) {
            const auto days = static_cast<int32_t>(today_.p.sampling_delay + u(Purpose::sample));
            sample(person, episode, onset, onset + days, effect::is_by_antigen(levers, u(Purpose::antigen)), why);
        }
    }

    // Routine antigen tests of those on site, each in an own rhythm; the results are there on the same day.
    void screen(const Roster& roster) {
        const World& world = today_.world;
        for (UnitId u : world.units.ids()) {
            const Levers& levers = today_.levers(u);
            if (!effect::is_screened(levers)) {
                continue;
            }
            const int32_t period = effect::screening_period(levers);
            for (PersonId p : world.units[u].staff) {
                if (!present(roster.mode[p])) {
                    continue;
                }
                Day& last = next_.screened[p];
                if (last == Day{}) {
                    const double phase = uniform(today_.luck, world.who[p], without_day, Purpose::screening);
                    last = today_.day - 1 - static_cast<int32_t>(phase * period);
                }
                if (today_.day - last >= period) {
                    last = today_.day;
                    sample(p, episode_of(next_, p), today_.day, today_.day, true, Reason::screening);
                }
            }
        }
    }

    // Whose trip ends today is sampled tomorrow, and stays at home for the days asked for.
    void receive_travellers(const Roster& roster) {
        const World& world = today_.world;
        const Day tomorrow = today_.day + 1;
        for (PersonId p : world.servant_ids()) {
            const Errand& errand = today_.evening.errand[p];
            if (roster.mode[p] != Mode::trip || errand.from + errand.days != tomorrow) {
                continue;
            }
            const Levers& levers = today_.levers(p);
            if (effect::is_sampled_after_trip(levers,
                                              uniform(today_.luck, world.who[p], today_.day, Purpose::trip_test)) &&
                !is_waiting(p)) {
                sample(p, episode_of(next_, p), tomorrow, tomorrow, false, Reason::trip);
            }
            const int32_t days = effect::days_home_after_trip(levers);
            if (days > 0 && world.scenario.experiment.isolation && obeys(p, 5)) {
                send_away(next_, p, Mode::quarantined, end_of_quarantine(p, tomorrow, days), tomorrow);
            }
        }
    }

    void results() {
        std::vector<Sample> pending;
        for (const Sample& s : next_.samples) {
            if (s.taken == today_.day) {
                out_.sampled.push_back(today_.world.unit(s.person));
                if (s.antigen) {
                    out_.by_antigen.push_back(today_.world.unit(s.person));
                }
            }
            if (s.due > today_.day) {
                pending.push_back(s);
                continue;
            }
            ++results_;
            if (s.positive && next_.health[s.person] != Health::dead) {
                confirm(s);
            }
        }
        next_.samples = std::move(pending);
    }

    // Contacts whom tracing has reached stay at home, and are sampled, from tomorrow on.
    void begin_quarantines() {
        const Day tomorrow = today_.day + 1;
        std::erase_if(next_.quarantines, [&](const Quarantine& q) {
            const bool begins = q.from <= tomorrow;
            if (begins) {
                if (q.sampled && next_.health[q.person] != Health::dead && !is_waiting(q.person)) {
                    sample(q.person, episode_of(next_, q.person), tomorrow, tomorrow, false, Reason::contact);
                }
                send_away(next_, q.person, Mode::quarantined, q.until, tomorrow);
            }
            return begins;
        });
    }

    // What sequencing has found.
    void confirm_variants() {
        std::erase_if(next_.sequencing, [&](const Sequencing& s) {
            const bool known = s.due <= today_.day;
            if (known) {
                next_.observed.variants.push_back({today_.day, s.strain, today_.world.unit(s.person)});
            }
            return known;
        });
    }

    void count() {
        next_.observed.tests.push_back({today_.day, static_cast<uint32_t>(out_.sampled.size()), results_,
                                        static_cast<uint32_t>(out_.positive.size())});
    }

   private:
    const Levers& levers_of(PersonId person) const { return today_.levers(today_.world.unit(person)); }

    // Nobody is sampled anew who waits for a result, or isolates after one.
    bool is_waiting(PersonId person) const {
        const Away& away = next_.away[person];
        return (away.until > today_.day && (away.mode == Mode::isolating || away.mode == Mode::facility)) ||
               std::any_of(next_.samples.begin(), next_.samples.end(),
                           [&](const Sample& s) { return s.person == person; });
    }

    // The fate of a sample is drawn now, known when it is due. `key`: the day that its draws belong to.
    void sample(PersonId person, EpisodeId episode, Day key, Day taken, bool antigen, Reason why) {
        const World& world = today_.world;
        const Who who = world.who[person];
        const auto index = static_cast<uint16_t>(why);
        Sample s;
        s.person = person;
        s.episode = episode;
        s.taken = s.due = taken;
        s.antigen = antigen;
        double positive = 1 - (antigen ? today_.p.antigen_specificity : today_.p.pcr_specificity);
        if (episode.valid()) {
            const Episode& e = next_.episodes[episode];
            positive = sensitivity(world.scenario.strains[e.strain.value],
                                   taken - e.day + 0.5 - e.second / static_cast<double>(seconds_per_day), antigen);
        }
        s.positive = draw(today_.luck, who, key, Purpose::sample, index).uniform(1) < positive;
        if (!antigen) {
            const double z = math::normal_quantile(uniform(today_.luck, who, key, Purpose::result, index));
            const double median = value_at(world.scenario.town.lab_delay, taken, today_.p.lab_delay_median);
            const double delay = median * math::exp(today_.p.lab_delay_sigma * z);
            s.due = taken + static_cast<int32_t>(std::min(delay + 0.5, 60.0));
        }
        next_.samples.push_back(s);
    }

    // Some give up before it is over: the last day at home.
    Day end_of_quarantine(PersonId person, Day from, int32_t days) const {
        const double dropout = today_.p.quarantine_dropout;
        double kept = days;
        if (dropout >= 1) {
            kept = 1;
        } else if (dropout > 0) {
            const double u = uniform(today_.luck, today_.world.who[person], from, Purpose::dropout);
            kept = std::min(kept, 1 + math::log(u) / math::log1p(-dropout));
        }
        return from + (static_cast<int32_t>(kept) - 1);
    }

    // A strain other than the first is probable until its genome has been read.
    void sequence(const Sample& s) {
        if (!s.episode.valid()) {
            return;
        }
        Episode& e = next_.episodes[s.episode];
        if (e.strain.value == 0 || e.sequenced) {
            return;
        }
        e.sequenced = true;
        const double z = normal(today_.luck, today_.world.who[s.person], today_.day, Purpose::sequencing);
        const double delay = today_.p.variant_delay_median * math::exp(today_.p.lab_delay_sigma * z);
        next_.sequencing.push_back(
            {s.person, e.strain, today_.day + static_cast<int32_t>(std::min(delay + 0.5, 365.0))});
    }

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
        sequence(s);
        if (!world.scenario.experiment.isolation) {
            return;
        }
        if (obeys(s.person, 2)) {
            const auto days = static_cast<int32_t>(today_.p.isolation_days);
            const double u = uniform(today_.luck, world.who[s.person], today_.day, Purpose::obey, 4);
            const bool facility = effect::isolates_in_facility(today_.levers(unit), u);
            send_away(next_, s.person, facility ? Mode::facility : Mode::isolating, std::max(s.taken + days, tomorrow),
                      tomorrow);
        }
        trace(s.person, unit);
    }

    // The household, and colleagues of the same room by keyed rank up to the contacts that tracing reaches.
    void trace(PersonId person, UnitId unit) {
        const World& world = today_.world;
        const Levers& levers = today_.levers(unit);
        const int32_t days = effect::quarantine_days(levers);
        if (effect::colleagues_traced(levers) == 0) {
            return;
        }
        const Day begin = today_.day + std::max(1, static_cast<int32_t>(today_.p.trace_delay));
        const auto quarantine = [&](PersonId contact) {
            const bool stays = days > 0 && obeys(contact, 3);
            const bool sampled = effect::contact_is_sampled(
                levers, uniform(today_.luck, world.who[contact], today_.day, Purpose::contact_test));
            if (contact != person && (stays || sampled)) {
                const Day until = stays ? end_of_quarantine(contact, begin, days) : begin - 1;
                next_.quarantines.push_back({contact, begin, until, sampled});
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
    uint32_t results_ = 0;
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

double sensitivity(const StrainSpec& strain, double days, bool antigen) {
    const std::array<double, 31>& curve = antigen ? lateral_flow : pcr;
    const double x = std::max(0.0, days * wild_incubation / strain.incubation_mean);
    const auto i = static_cast<size_t>(x);
    if (i + 1 >= curve.size()) {
        return 0;
    }
    return curve[i] + (curve[i + 1] - curve[i]) * (x - static_cast<double>(i));
}

void test_and_trace(const Today& today, const Roster& roster, State& next, TestingDay& out) {
    out.confirmed.assign(today.world.agencies.size(), 0);
    out.positive.clear();
    out.sampled.clear();
    out.by_antigen.clear();
    if (today.world.scenario.experiment.frozen_clock) {
        return;
    }
    Laboratory laboratory(today, next, out);
    for (EpisodeId id : next.active) {
        const Episode& e = next.episodes[id];
        if (e.onset == today.day + 1) {
            laboratory.sample_ill(e.person, id, e.onset, Reason::symptoms);
        }
    }
    for (PersonId p : today.world.servant_ids()) {
        const Errand& errand = today.evening.errand[p];
        if (errand.from == today.day && errand.mode == Mode::sick && next.health[p] != Health::dead) {
            laboratory.sample_ill(p, episode_of(next, p), today.day, Reason::other_illness);
        }
    }
    laboratory.receive_travellers(roster);
    laboratory.screen(roster);
    laboratory.results();
    laboratory.confirm_variants();
    laboratory.begin_quarantines();
    laboratory.count();
    close_agencies(today, next);
}

}  // namespace piket
