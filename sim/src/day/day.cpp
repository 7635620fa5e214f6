// The day, phase after phase. Read this first: state(d + 1) = day(state(d), policy(d)).
#include "day/day.hpp"

#include <algorithm>
#include <chrono>

namespace piket {

namespace {

// Adds the time until its end to one phase.
class Stopwatch {
   public:
    Stopwatch(DayProfile& profile, Phase phase)
        : seconds_(profile.seconds[static_cast<size_t>(phase)]), begin_(std::chrono::steady_clock::now()) {}
    ~Stopwatch() { seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

   private:
    double& seconds_;
    std::chrono::steady_clock::time_point begin_;
};

double weekday_demand(const Parameters& p, Day day) {
    const std::array<double, 5> factor = {p.demand_monday, p.demand_tuesday, p.demand_wednesday, p.demand_thursday,
                                          p.demand_friday};
    const auto weekday = static_cast<size_t>(day.weekday());
    return weekday < factor.size() ? factor[weekday] : 0;
}

}  // namespace

Today open_day(const DayInput& in, const Policy& policy, const State& evening) {
    const HoursSpec& h = in.world.scenario.hours;
    const bool friday = evening.day.weekday() == 4;
    const double prevalence = town_prevalence(in.world, in.parameters, evening);
    return {.world = in.world,
            .p = in.parameters,
            .household_hazard = in.household_hazard,
            .evening = evening,
            .policy = policy,
            .workers = in.workers,
            .luck = in.luck,
            .day = evening.day,
            .workday = in.world.workday(evening.day),
            .work = friday ? h.friday : h.day,
            .lunch = friday ? h.friday_lunch : h.lunch,
            .prevalence = prevalence,
            .demand = weekday_demand(in.parameters, evening.day),
            .reference = in.reference,
            .town_hazard = town_hazard(in.world, in.parameters, evening, prevalence),
            .alert = evening.observed.alerts[0]};
}

Today set_the_scene(const DayInput& in, Policy& policy, Workspace& w, const State& evening, DayProfile& profile) {
    {
        Stopwatch watch(profile, Phase::decide);
        decide(in.world, in.rules, evening.observed.alerts, evening.day, policy);
    }
    const Today today = open_day(in, policy, evening);
    {
        Stopwatch watch(profile, Phase::roster);
        find_infectious(today, w.infectious);
        make_roster(today, w.infectious, w.roster);
    }
    {
        Stopwatch watch(profile, Phase::agenda);
        make_agenda(today, w.roster, w.agenda);
        w.canteens.begin_day(in.world);
    }
    {
        Stopwatch watch(profile, Phase::visitors);
        receive_visitors(today, w.roster, w.visitors);
    }
    {
        Stopwatch watch(profile, Phase::air);
        make_air(today, w.infectious, w.roster, w.agenda, w.canteens, w.visitors, w.air);
    }
    return today;
}

void live(const DayInput& in, const RecordPlan& plan, Policy& policy, Workspace& w, State& state, DayRecord& out,
          DayProfile& profile) {
    // The state is written in place: a phase writes only what no later phase of the same day reads.
    State& next = state;
    const Today today = set_the_scene(in, policy, w, state, profile);
    const Scene scene{w.infectious, w.roster, w.agenda, w.canteens, w.visitors, w.air};
    {
        Stopwatch watch(profile, Phase::exposure);
        expose(today, scene, next, w.exposure);
    }
    {
        Stopwatch watch(profile, Phase::infection);
        infect(today, scene, w.exposure, next, w.infected);
        leave_air(today, w.air, next);
    }
    {
        Stopwatch watch(profile, Phase::illness);
        progress_illness(today, next, w.died);
        vaccinate(today, next, w.dosed);
        wane(today, next);
    }
    {
        Stopwatch watch(profile, Phase::testing);
        test_and_trace(today, w.roster, next, w.testing);
        schedule_absences(today, next);
        send_delegations(today, next, today.day + 1);
    }
    {
        Stopwatch watch(profile, Phase::town);
        live_town(today, w.exposure, w.infected, next);
    }
    {
        Stopwatch watch(profile, Phase::service);
        serve(today, w.roster, w.visitors, next, w.service);
    }
    {
        Stopwatch watch(profile, Phase::compliance);
        comply(today, w.testing, next);
    }
    {
        Stopwatch watch(profile, Phase::record);
        record(today, scene, w.exposure, w.infected, w.died, w.dosed, w.testing, w.service, next, plan, out);
    }
    profile.infectious += w.infectious.people.size();
    profile.stays += w.air.stays + w.exposure.stays;
    for (const HotGroup& hot : w.air.hot) {
        profile.hot_rooms += in.world.air_groups[hot.group].rooms.size();
    }
    profile.exposed += w.exposure.exposed.size();
    profile.infections += w.infected.size();
    for (PersonId p : in.world.servant_ids()) {
        profile.on_site += present(w.roster.mode[p]) ? 1 : 0;
    }
    ++profile.days;
    ++next.day;
}

void DayProfile::operator+=(const DayProfile& other) {
    for (size_t i = 0; i < seconds.size(); ++i) {
        seconds[i] += other.seconds[i];
    }
    infectious += other.infectious;
    on_site += other.on_site;
    stays += other.stays;
    hot_rooms += other.hot_rooms;
    exposed += other.exposed;
    infections += other.infections;
    days += other.days;
}

std::string_view name(Phase phase) {
    constexpr std::string_view names[phase_count] = {"decide",   "roster",     "agenda",  "visitors", "air",
                                                     "exposure", "infection",  "illness", "testing",  "town",
                                                     "service",  "compliance", "record"};
    return names[static_cast<size_t>(phase)];
}

}  // namespace piket
