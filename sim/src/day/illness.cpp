// Clocks of the infected, and absences that have nothing to do with them. Health changes only at midnight.
#include <algorithm>

#include "base/math.hpp"
#include "day/day.hpp"
#include "day/immunity.hpp"
#include "day/travel.hpp"
#include "policy/effects/health.hpp"

namespace piket {

void send_away(State& next, PersonId person, Mode mode, Day until, Day tomorrow) {
    Away& away = next.away[person];
    const bool away_already = away.until >= tomorrow;
    if (away_already && (away.mode > mode || (away.mode == mode && away.until >= until))) {
        return;
    }
    if (until >= tomorrow) {
        away = {until, mode};
    }
}

void fall_ill(const Today& today, State& next, const Episode& e, Day tomorrow) {
    if (!today.world.scenario.experiment.isolation) {
        return;
    }
    if (e.hospital <= tomorrow) {
        send_away(next, e.person, Mode::hospital, e.end - 1, tomorrow);
    } else if (e.onset <= tomorrow && today.world.is_servant(e.person)) {
        const double u = uniform(today.luck, today.world.who[e.person], without_day, Purpose::obey, 1);
        if (effect::stays_home_ill(today.levers(e.person), u)) {
            const auto days = static_cast<int32_t>(today.p.sick_leave_days);
            send_away(next, e.person, Mode::sick, e.onset + (days - 1), tomorrow);
        }
    }
}

void progress_illness(const Today& today, State& next, std::vector<PersonId>& died) {
    died.clear();
    const ExperimentSpec& experiment = today.world.scenario.experiment;
    if (experiment.frozen_clock) {
        return;
    }
    const Day tomorrow = today.day + 1;
    std::vector<EpisodeId> running;
    for (EpisodeId id : next.active) {
        const Episode& e = next.episodes[id];
        if (e.end <= tomorrow) {
            const bool dies = e.course == Course::fatal;
            next.health[e.person] = dies ? Health::dead : Health::recovered;
            if (dies) {
                died.push_back(e.person);
                send_away(next, e.person, Mode::dead, never, tomorrow);
            }
            renew_susceptibility(today, next, e.person, tomorrow);
            continue;
        }
        running.push_back(id);
        if (e.hospital == tomorrow || e.onset == tomorrow) {
            fall_ill(today, next, e, tomorrow);
        }
    }
    next.active = std::move(running);
}

void wane(const Today& today, State& next) {
    constexpr uint32_t week = 7;
    const Day tomorrow = today.day + 1;
    const auto phase = static_cast<uint32_t>((tomorrow.value % 7 + 7) % 7);
    for (PersonId p{(week - phase) % week}; p.value < next.immunity.size(); p.value += week) {
        if (next.immunity[p].peak > 0) {
            renew_susceptibility(today, next, p, tomorrow);
        }
    }
}

void schedule_absences(const Today& today, State& next) {
    const World& world = today.world;
    const Parameters& p = today.p;
    const double leave = p.leave_days_year / p.leave_days / 365;
    for (PersonId person : world.servant_ids()) {
        Errand& errand = next.errand[person];
        const bool first = errand.days == 0;
        if (!first && (errand.from == never || errand.from + errand.days > today.day + 1)) {
            continue;
        }
        const Day over = first ? next.day : errand.from + errand.days;
        const double trip = (world.jobs[person].level > 0 ? p.trips_official : p.trips_staff) / 7;
        const double rate = leave + p.other_sickness + trip;
        if (rate <= 0) {
            errand = {never, 1, Mode::leave};
            continue;
        }
        const Draw d = draw(today.luck, world.who[person], over, Purpose::absence);
        const double gap = -math::log(d.uniform(0)) / rate;
        double kind = d.uniform(1) * rate;
        errand.from = over + static_cast<int32_t>(std::min(gap, 1e6));
        errand.place = 0;
        if (kind < leave) {
            errand.mode = Mode::leave;
            errand.days = std::max(1, static_cast<int32_t>(p.leave_days));
        } else if (kind - leave < p.other_sickness) {
            errand.mode = Mode::sick;
            errand.days = std::max(1, static_cast<int32_t>(p.other_sickness_days));
        } else {
            errand.mode = Mode::trip;
            errand.place = draw_destination(today, person, over);
            errand.days = days_at(today, errand.place);
        }
    }
}

}  // namespace piket
