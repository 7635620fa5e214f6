// The state at midnight of the first day: thresholds, the town's level, who is infected already.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "day/day.hpp"
#include "day/immunity.hpp"
#include "day/infectiousness.hpp"

namespace piket {

State first_evening(const World& world, const Parameters& parameters, const Column<StrainId, double>& household_hazard,
                    Luck luck, std::optional<double> prevalence_at) {
    const Scenario& scenario = world.scenario;
    State state;
    state.day = scenario.start;
    const uint32_t n = world.people();
    state.reserve.resize(n);
    state.health.assign(n, Health::susceptible);
    state.immunity.assign(n, {});
    state.away.assign(n, {});
    state.errand.assign(world.servants, {});
    state.counter_queue.assign(world.halls.size(), {});
    state.online_queue.assign(world.agencies.size(), {});
    state.closed_until.assign(world.agencies.size(), {});
    state.compliance.assign(world.units.size(), parameters.compliance_start);
    state.passing.assign(world.units.size(), 0.0);
    state.observed.backlog.assign(world.agencies.size(), 0.0);
    state.screened.assign(world.servants, {});
    for (size_t s = 0; s < scenario.strains.size(); ++s) {
        Column<PersonId, float> column(n);
        for (PersonId p : column.ids()) {
            column[p] = naive_susceptibility(world.age[p]);
        }
        state.susceptibility.push_back(std::move(column));
    }
    for (PersonId p : state.reserve.ids()) {
        state.reserve[p] = exponential(luck, world.who[p], without_day, Purpose::threshold);
    }

    const Who root = child(Who{0}, "piket");
    const InitialSpec& initial = scenario.initial;
    const double u = prevalence_at.value_or(uniform(luck, root, scenario.start, Purpose::initial_prevalence));
    if (initial.infected < 0) {
        state.prevalence = initial.prevalence_low > 0
                               ? initial.prevalence_low * math::pow(initial.prevalence_high / initial.prevalence_low, u)
                               : initial.prevalence_high * u;
    } else if (!scenario.town.reported.empty()) {
        state.prevalence =
            scenario.town.reported.front().second / 1e5 * parameters.ascertainment * parameters.infectious_days;
    }
    begin_town(world, parameters, state);
    Policy policy;
    decide(world, scenario.rules, state.observed.alerts, scenario.start, policy);
    const Workers one(1);
    const Today today{.world = world,
                      .p = parameters,
                      .household_hazard = household_hazard,
                      .evening = state,
                      .policy = policy,
                      .workers = one,
                      .luck = luck,
                      .day = scenario.start};
    draw_past(today, state);

    // Infected before the first day, evenly over the last ten days.
    std::vector<PersonId> infected;
    if (initial.infected < 0) {
        for (PersonId p : state.reserve.ids()) {
            if (uniform(luck, world.who[p], scenario.start, Purpose::initially_infected) < state.prevalence) {
                infected.push_back(p);
            }
        }
    } else {
        std::vector<std::pair<double, PersonId>> ranks;
        for (PersonId p : world.servant_ids()) {
            ranks.emplace_back(uniform(luck, world.who[p], scenario.start, Purpose::initially_infected), p);
        }
        std::sort(ranks.begin(), ranks.end());
        for (size_t i = 0; i < std::min<size_t>(ranks.size(), static_cast<size_t>(initial.infected)); ++i) {
            infected.push_back(ranks[i].second);
        }
        std::sort(infected.begin(), infected.end());
    }
    for (PersonId p : infected) {
        const Draw d = draw(luck, world.who[p], scenario.start, Purpose::infected_before);
        Episode e;
        e.person = p;
        e.setting = Setting::seed;
        e.strain = strain_from_outside(scenario, d.uniform(1));
        const double ago = 10 * d.uniform(0);
        e.day = scenario.start - 1 - static_cast<int32_t>(ago);
        e.second = static_cast<Seconds>((1 - (ago - static_cast<int32_t>(ago))) * (seconds_per_day - 1));
        draw_course(today, e);
        begin_episode(today, state, e);
        if (e.end > scenario.start) {
            fall_ill(today, state, e, scenario.start);
        }
    }
    schedule_absences(today, state);
    send_delegations(today, state, scenario.start);
    return state;
}

}  // namespace piket
