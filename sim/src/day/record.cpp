// The day's rows: what happened, counted per government, agency or unit.
#include <algorithm>

#include "base/math.hpp"
#include "day/day.hpp"
#include "day/outside.hpp"
#include "policy/effects/air.hpp"
#include "policy/effects/entrance.hpp"
#include "policy/effects/workplace.hpp"

namespace piket {

namespace {

Outcome where(Setting setting) {
    switch (setting) {
        case Setting::seed:
        case Setting::town:
            return Outcome::from_town;
        case Setting::household:
            return Outcome::from_household;
        case Setting::commute:
            return Outcome::from_commute;
        case Setting::trip:
            return Outcome::from_trip;
        case Setting::office:
            return Outcome::from_office;
        case Setting::meeting:
            return Outcome::from_meeting;
        case Setting::counter:
            return Outcome::from_counter;
        case Setting::canteen:
            return Outcome::from_canteen;
        case Setting::prayer:
            return Outcome::from_prayer;
        case Setting::corridor:
            return Outcome::from_corridor;
        case Setting::talk:
            return Outcome::from_talk;
        case Setting::roll_call:
            return Outcome::from_roll_call;
        case Setting::school:
            return Outcome::from_school;
    }
    return Outcome::from_town;
}

bool at_work(Setting s) {
    return s != Setting::seed && s != Setting::town && s != Setting::household && s != Setting::commute &&
           s != Setting::trip && s != Setting::school;
}

// ppm at noon in the unit's offices, everybody on site breathing there since the morning.
double noon_co2(const Today& today, const Unit& unit, double people) {
    const Levers& levers = today.levers(unit.staff.first);
    const double ach = std::max(1e-6, effect::fresh_air(levers, today.p, RoomType::office, unit.office_ach));
    const double volume = std::max(1.0, unit.office_volume);
    const double since = hours(clock(12) - today.work.from);
    const double source = 1e6 * today.p.co2_exhaled * today.p.breath_seated * people;
    return today.p.co2_background + source / (ach * volume) * -math::expm1(-ach * since);
}

void count_people(const Today& today, const Roster& roster, const State& next, const RecordPlan& plan, DayRecord& out) {
    for (UnitId u : today.world.units.ids()) {
        const Unit& unit = today.world.units[u];
        std::array<double, mode_count> modes{};
        for (PersonId p : unit.staff) {
            modes[static_cast<size_t>(roster.mode[p])] += 1;
        }
        const auto n = [&](Mode m) { return modes[static_cast<size_t>(m)]; };
        Tally& row = out.rows[plan.row_of[u]];
        const double here = n(Mode::on_site) + n(Mode::piket);
        row.add(Outcome::on_site, here);
        row.add(Outcome::at_home, n(Mode::home));
        if (n(Mode::home) > 0) {
            for (PersonId p : unit.staff) {
                row.add(Outcome::outings, roster.mode[p] == Mode::home && goes_out(today, p) ? 1 : 0);
            }
        }
        row.add(Outcome::trips_made, roster.setting_out[u]);
        row.add(Outcome::inspections, is_inspected(today, u) ? 1 : 0);
        if (today.workday) {
            row.add(Outcome::on_trip, n(Mode::trip));
            row.add(Outcome::days_sick, n(Mode::sick) + n(Mode::hospital) + n(Mode::isolating) + n(Mode::facility));
            row.add(Outcome::days_quarantine, n(Mode::quarantined));
        }
        row.mean(Outcome::zone, static_cast<double>(today.alert.zone), static_cast<double>(unit.staff.size()));
        row.mean(Outcome::ppkm_level, today.alert.level, static_cast<double>(unit.staff.size()));
        row.mean(Outcome::compliance, next.compliance[u], static_cast<double>(unit.staff.size()));
        if (here > 0 && today.workday) {
            const Levers& levers = today.levers(u);
            const Seconds window = arrivals_window + effect::stagger(levers, 1);
            const double people = roster.on_site[unit.agency];
            row.mean(Outcome::gate_minutes,
                     (effect::check_length(levers, today.p) + effect::gate_wait(levers, today.p, people, window, 0.5)) /
                         60.0,
                     here);
        }
        if (here > 0) {
            row.mean(Outcome::co2, noon_co2(today, unit, here), here);
        }
    }
}

void count_service(const Today& today, const Visitors& visitors, const ServiceDay& service, const State& next,
                   const RecordPlan& plan, DayRecord& out) {
    const World& world = today.world;
    for (HallId h : world.halls.ids()) {
        const HallDay& day = visitors.halls[h];
        out.halls.push_back({day.arrivals, day.waited_minutes, day.turned_away});
        const double requests = today.workday ? world.halls[h].per_day * today.demand : 0;
        const double waiting = next.counter_queue[h].waiting;
        Tally& row = out.rows[plan.row_of[world.halls[h].unit]];
        row.add(Outcome::requests, requests);
        row.add(Outcome::served_counter, day.served);
        row.add(Outcome::served_dropoff, day.dropped_off);
        row.add(Outcome::served_online, day.online);
        row.add(Outcome::turned_away, day.turned_away);
        row.add(Outcome::backlog, waiting);
        at(row.sum, Outcome::waiting_days) += waiting;  // Little: request-days of waiting over requests
        at(row.weight, Outcome::waiting_days) += requests;
        at(row.sum, Outcome::queue_minutes) += day.waited_minutes;
        at(row.weight, Outcome::queue_minutes) += day.arrivals;
    }
    for (AgencyId a : world.agencies.ids()) {
        const double requests = service.online_requests[a], waiting = next.online_queue[a].waiting;
        if (world.agencies[a].online_per_day <= 0) {
            continue;
        }
        Tally& row = out.rows[plan.row_of[world.agencies[a].units.first]];
        row.add(Outcome::requests, requests);
        row.add(Outcome::served_online, service.online_served[a]);
        row.add(Outcome::backlog, waiting);
        at(row.sum, Outcome::waiting_days) += waiting;
        at(row.weight, Outcome::waiting_days) += requests;
    }
}

}  // namespace

void Tally::operator+=(const Tally& other) {
    for (size_t i = 0; i < sum.size(); ++i) {
        sum[i] += other.sum[i];
        weight[i] += other.weight[i];
    }
}

double Tally::value(Outcome o) const {
    if (piket::row(o).across == Across::sum) {
        return at(sum, o);
    }
    return at(weight, o) > 0 ? at(sum, o) / at(weight, o) : 0;
}

RecordPlan plan_record(const World& world) {
    RecordBy by = world.scenario.record;
    if (by == RecordBy::automatic) {  // a row per unit while that stays readable
        by = world.units.size() <= 60       ? RecordBy::unit
             : world.agencies.size() <= 200 ? RecordBy::agency
                                            : RecordBy::government;
    }
    RecordPlan plan;
    plan.row_of.assign(world.units.size(), 0);
    std::string last;
    for (UnitId u : world.units.ids()) {
        const Unit& unit = world.units[u];
        const Agency& agency = world.agencies[unit.agency];
        const std::string& path = by == RecordBy::unit     ? unit.path
                                  : by == RecordBy::agency ? agency.path
                                                           : world.governments[agency.government].id;
        if (plan.rows.empty() || path != last) {
            plan.rows.push_back(path);
            last = path;
        }
        plan.row_of[u] = static_cast<uint32_t>(plan.rows.size() - 1);
    }
    return plan;
}

void record(const Today& today, const Scene& scene, const Exposure& exposure, std::span<const Episode> infected,
            std::span<const PersonId> died, std::span<const PersonId> dosed, const TestingDay& testing,
            const ServiceDay& service, const State& next, const RecordPlan& plan, DayRecord& out) {
    const World& world = today.world;
    out.day = today.day;
    out.rows.assign(plan.rows.size(), {});
    out.halls.clear();
    const auto row = [&](UnitId unit) -> Tally& { return out.rows[plan.row_of[unit]]; };
    for (const Episode& e : infected) {
        Tally& r = row(world.unit(e.person));
        const bool servant = world.is_servant(e.person);
        r.add(servant ? Outcome::infections_servants : Outcome::infections_family, 1);
        r.add(where(e.setting), 1);
        r.add(Outcome::reinfections, e.earlier > 0 ? 1 : 0);
        if (at_work(e.setting)) {
            r.add(Outcome::at_work, 1);
        }
    }
    for (HallId h : world.halls.ids()) {
        if (exposure.public_dose[h] > 0) {
            row(world.halls[h].unit).add(Outcome::infections_public, infected_visitors(today, exposure, h));
        }
    }
    for (EpisodeId id : next.active) {
        const Episode& e = next.episodes[id];
        if (e.hospital <= today.day) {
            row(world.unit(e.person)).add(Outcome::hospitalised, 1);
        }
    }
    for (PersonId p : died) {
        row(world.unit(p)).add(Outcome::deaths, 1);
    }
    for (UnitId u : testing.positive) {
        row(u).add(Outcome::confirmed, 1);
    }
    for (UnitId u : testing.sampled) {
        row(u).add(Outcome::tests, 1);
        row(u).add(Outcome::test_cost, today.p.test_price);
    }
    for (UnitId u : testing.by_antigen) {
        row(u).add(Outcome::test_cost, today.p.antigen_price - today.p.test_price);
    }
    for (const Sequencing& x : next.sequencing) {
        row(world.unit(x.person)).add(Outcome::variant_pending, 1);
    }
    for (PersonId p : dosed) {
        row(world.unit(p)).add(Outcome::doses, 1);
    }
    for (const Meeting& meeting : scene.agenda.meetings) {
        for (PersonId p : meeting.seated) {
            row(world.jobs[p].unit).add(Outcome::meeting_hours, hours(meeting.when.length()));
        }
    }
    for (AgencyId a : world.agencies.ids()) {
        const MeetingTally& meetings = scene.agenda.tally[a];
        Tally& r = row(world.agencies[a].units.first);
        at(r.sum, Outcome::decision_delay) += meetings.delay;
        at(r.weight, Outcome::decision_delay) += meetings.planned;
    }
    count_people(today, scene.roster, next, plan, out);
    count_service(today, scene.visitors, service, next, plan, out);
}

}  // namespace piket
