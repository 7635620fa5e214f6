// The public at the counters. The queue is fluid per quarter hour; infectious visitors are single people, taken from a
// keyed unit-rate process, so that more arrivals or a higher prevalence only add to them.
#include <algorithm>

#include "day/day.hpp"
#include "day/infectiousness.hpp"
#include "policy/effects/protection.hpp"
#include "policy/effects/rooms.hpp"
#include "policy/effects/service.hpp"

namespace piket {

namespace {

constexpr Seconds morning_ends = clock(11);

struct Opening {
    Interval hours;
    Interval lunch;

    bool contains(Seconds t) const { return hours.contains(t) && !lunch.contains(t); }
    Seconds length(Interval part) const {
        const Interval o = overlap(hours, part);
        return o.length() - overlap(o, lunch).length();
    }
};

// Share of the day's arrivals per open quarter hour in the morning and after it.
struct ArrivalProfile {
    double morning = 0, later = 0;
};

ArrivalProfile profile(const Opening& open, double morning_share) {
    const double before = open.length({0, morning_ends}) / static_cast<double>(quarter);
    const double after = open.length({morning_ends, seconds_per_day}) / static_cast<double>(quarter);
    if (before <= 0 || after <= 0) {
        const double all = before + after;
        return {all > 0 ? 1 / all : 0, all > 0 ? 1 / all : 0};
    }
    return {morning_share / before, (1 - morning_share) / after};
}

// Time of day by which the share u of the day's visitors has come.
Seconds arrival_time(const Opening& open, const ArrivalProfile& shape, double u) {
    Seconds t = open.hours.from;
    for (; t < open.hours.to; t += quarter) {
        const double share = open.contains(t) ? (t < morning_ends ? shape.morning : shape.later) : 0;
        if (u < share) {
            return t + static_cast<Seconds>(quarter * u / share);
        }
        u -= share;
    }
    return open.hours.to - 1;
}

void queue_through_day(const Hall& hall, int seats, const Opening& open, const ArrivalProfile& shape,
                       double per_quarter, HallDay& day) {
    double queue = 0;
    const double dwell = hall.minutes / 15;
    const auto indoors = [&](double people) { return static_cast<float>(std::min<double>(people, seats)); };
    for (Seconds t = open.hours.from; t < open.hours.to; t += quarter) {
        const auto q = static_cast<size_t>(t / quarter);
        if (!open.contains(t)) {  // the queue stands through lunch
            day.inside[q] = indoors(queue);
            day.waited_minutes += queue * 15;
            continue;
        }
        const double come = day.arrivals * (t < morning_ends ? shape.morning : shape.later);
        const double go = std::min(queue + come, per_quarter);
        const double before = queue;
        queue += come - go;
        day.served += go;
        const double mean_queue = (before + queue) / 2;
        day.waited_minutes += mean_queue * 15;
        day.inside[q] = indoors(mean_queue + go * dwell);
        day.wait[q] = static_cast<float>(per_quarter > 0 ? mean_queue / per_quarter * quarter : 0);
    }
    day.turned_away += queue;
}

// Who has come waits as the queue of that quarter hour does, perhaps through lunch.
void be_served(const Opening& open, const Hall& hall, const HallDay& day, InfectiousVisitor& v) {
    v.called =
        std::min(v.arrive + static_cast<Seconds>(day.wait[static_cast<size_t>(v.arrive / quarter)]), open.hours.to);
    if (v.arrive < open.lunch.from && v.called >= open.lunch.from) {
        v.called = std::min(v.called + open.lunch.length(), open.hours.to);
    }
    v.leave = std::min(v.called + static_cast<Seconds>(hall.minutes * 60), open.hours.to);
}

// A file that was dropped off takes as long as an applicant, by people of the unit who do not serve at a counter.
double files_worked_on(const Today& today, const Roster& roster, const Hall& hall) {
    double people = 0;
    for (PersonId p : today.world.units[hall.unit].staff) {
        if (present(roster.mode[p])) {
            people += roster.counter[p] == 0 ? 1 : 0;
        } else if (roster.mode[p] == Mode::home) {
            people += today.p.wfh_productivity;
        }
    }
    return people * hours(today.work.length() - today.lunch.length()) * 60 / hall.minutes;
}

}  // namespace

void receive_visitors(const Today& today, const Roster& roster, Visitors& out) {
    const World& world = today.world;
    const Parameters& p = today.p;
    out.halls.assign(world.halls.size(), {});
    out.infectious.clear();
    if (!today.workday) {
        return;
    }
    const Opening open{world.scenario.hours.counter, today.lunch};
    const ArrivalProfile shape = profile(open, p.visitor_morning_share);
    for (HallId id : world.halls.ids()) {
        const Hall& hall = world.halls[id];
        const Levers& levers = today.levers(hall.unit);
        HallDay& day = out.halls[id];

        // Papers that need nobody's presence are handed over at the entrance, if anybody of the unit is there.
        const auto& staff = world.units[hall.unit].staff;
        const bool somebody =
            std::any_of(staff.begin(), staff.end(), [&](PersonId s) { return present(roster.mode[s]); });
        const double waiting = today.evening.counter_queue[id].waiting;
        double callers = hall.per_day * today.demand + p.return_share * waiting;
        const double papers = callers * (1 - hall.in_person_share);
        const double hands = hours(open.length({0, seconds_per_day})) * 60 / p.dropoff_minutes;
        double workable = files_worked_on(today, roster, hall);
        day.online = std::min(papers * effect::moved_online(levers), workable);
        workable -= day.online;
        callers -= papers * effect::moved_online(levers);  // who is sent to the internet does not come
        day.dropped_off = somebody ? std::min({papers * effect::dropped_off(levers), hands, workable}) : 0;

        const int counters = roster.staffed[id];
        if (counters == 0) {
            day.turned_away = callers - day.dropped_off;
            continue;
        }
        const double compliance = today.evening.compliance[hall.unit];
        const double per_quarter = counters * 15 / hall.minutes * effect::protocol_pace(levers, p, compliance);
        const double quarters = open.length({0, seconds_per_day}) / static_cast<double>(quarter);
        // Who gets no ticket is sent home at the door, and does not wait inside.
        const double numbers = effect::admitted_applicants(levers, counters, p.tickets * per_quarter * quarters);
        day.arrivals = std::min(callers - day.dropped_off, numbers);
        day.turned_away = callers - day.dropped_off - day.arrivals;
        const Room& room = world.rooms[hall.room];
        const int seats = effect::seats_in_use(levers, room.type, room.seats, room.area());
        queue_through_day(hall, seats, open, shape, per_quarter, day);

        const double expected = day.arrivals * today.prevalence * p.town_present;
        double mark = 0;
        for (uint32_t j = 0; j < 0xffff; ++j) {
            mark += exponential(today.luck, hall.who, today.day, Purpose::visitor_gap, static_cast<uint16_t>(j));
            if (mark > expected) {
                break;
            }
            const Who who = child(hall.who, j);
            const Draw d = draw(today.luck, who, today.day, Purpose::visitor_shape);
            InfectiousVisitor v;
            v.hall = id;
            v.ordinal = j;
            v.arrive = arrival_time(open, shape, d.uniform(0));
            be_served(open, hall, day, v);
            v.counter = 1 + static_cast<int>(d.uniform(1) * counters);
            const Draw e = draw(today.luck, who, today.day, Purpose::emission);
            v.output = emission_factor(p, e.uniform(0));
            v.strain = strain_from_outside(world.scenario, e.uniform(1));
            v.masked = uniform(today.luck, who, today.day, Purpose::mask) < effect::mask_wearing(levers, compliance);
            out.infectious.push_back(v);
        }
    }
}

std::vector<InfectiousVisitor> people_in_queue(const Today& today, const Roster& roster, const Visitors& visitors,
                                               HallId id) {
    std::vector<InfectiousVisitor> people;
    const auto in_hall = [id](const InfectiousVisitor& v) { return v.hall == id; };
    std::ranges::copy_if(visitors.infectious, std::back_inserter(people), in_hall);
    const HallDay& day = visitors.halls[id];
    const auto n = std::max(static_cast<size_t>(day.arrivals + 0.5), people.size());
    const size_t others = n - people.size();
    const Opening open{today.world.scenario.hours.counter, today.lunch};
    const ArrivalProfile shape = profile(open, today.p.visitor_morning_share);
    const int counters = std::max(1, roster.staffed[id]);
    for (size_t i = 0; i < others; ++i) {
        InfectiousVisitor v;
        v.hall = id;
        v.output = 0;
        v.ordinal = static_cast<uint32_t>(i);
        v.arrive = arrival_time(open, shape, (static_cast<double>(i) + 0.5) / static_cast<double>(others));
        v.counter = 1 + static_cast<int>(i % static_cast<size_t>(counters));
        v.masked = uniform(today.luck, child(child(today.world.halls[id].who, "uninfected"), i), today.day,
                           Purpose::mask) < effect::mask_wearing(today.levers(today.world.halls[id].unit),
                                                                 today.evening.compliance[today.world.halls[id].unit]);
        be_served(open, today.world.halls[id], day, v);
        people.push_back(v);
    }
    std::ranges::stable_sort(people, {}, &InfectiousVisitor::arrive);
    return people;
}

}  // namespace piket
