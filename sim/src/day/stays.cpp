// Somebody's day on site as a list of stays: in by the lobby, to the desk, between desk, counter, meetings, prayer room
// and canteen along the corridors, and out again. Exact to the second; walking is a stay in the corridor.
#include <algorithm>
#include <cstdlib>

#include "base/check.hpp"
#include "day/day.hpp"
#include "policy/effects/entrance.hpp"
#include "policy/effects/protection.hpp"
#include "policy/effects/rooms.hpp"
#include "policy/effects/supervision.hpp"
#include "policy/effects/workplace.hpp"

namespace piket {

void StayList::add(RoomId room, Seconds from, Seconds to, Activity activity, uint8_t slot) {
    to = std::min(to, seconds_per_day);  // who stays beyond midnight is not followed
    if (to <= from) {
        return;
    }
    check(size_ < items_.size(), "more stays in a day than a day holds");
    items_[size_++] = {room, {from, to}, activity, slot};
}

namespace {

constexpr Seconds between_buildings = 15 * 60;
constexpr Seconds entering = 60, leaving = 20;
constexpr Seconds earliest = 15 * 60, departures = 20 * 60;  // around the hours of work
constexpr Seconds lift_wait = 15, lift_floor = 5;            // in the cabin

double fraction(uint32_t word) {
    return (word + 0.5) * 0x1p-32;
}

// Something with a fixed time and place; between visits a person is at the desk.
struct Visit {
    RoomId room;
    Interval when;
    Activity activity;
    uint8_t slot = 0;
};

class Walker {
   public:
    Walker(const World& world, RoomId lobby, Seconds t, bool rides, StayList& out)
        : world_(world), out_(out), room_(lobby), t_(t), rides_(rides) {}

    Seconds now() const { return t_; }
    RoomId here() const { return room_; }

    Seconds way(RoomId from, RoomId to) const {
        const BuildingId a = world_.places[from].building, b = world_.places[to].building;
        if (a == b) {
            return world_.walk(from, to);
        }
        return world_.walk(from, world_.buildings[a].lobby) + between_buildings +
               world_.walk(world_.buildings[b].lobby, to);
    }

    // `length` is way(here(), to): whoever plans a walk has it already.
    void walk_to(RoomId to, Seconds length) {
        const BuildingId a = world_.places[room_].building, b = world_.places[to].building;
        if (a == b) {
            inside(to, length);
            return;
        }
        const RoomId lobby = world_.buildings[b].lobby;
        inside(world_.buildings[a].lobby, world_.walk(room_, world_.buildings[a].lobby));
        t_ += between_buildings;  // in the open, in nobody's room
        room_ = lobby;
        inside(to, world_.walk(lobby, to));
    }

    void stay_until(Seconds until, Activity activity, uint8_t slot = 0) {
        if (until > t_) {
            out_.add(room_, t_, until, activity, slot);
            t_ = until;
        }
    }

   private:
    // Along the corridor of this room and then of that one, perhaps after the stairs or a ride. A lift saves effort,
    // not time.
    void inside(RoomId to, Seconds length) {
        if (length > 0) {
            const RoomPlace &from_room = world_.places[room_], &to_room = world_.places[to];
            const Building& building = world_.buildings[from_room.building];
            const int climb = std::abs(from_room.floor - to_room.floor);
            const Seconds ride = rides_ && climb >= 2 && building.lift.valid()
                                     ? std::min(length / 2, lift_wait + lift_floor * climb)
                                     : 0;
            const Seconds before = from_room.corridor == to_room.corridor ? length : (length - ride) / 2;
            out_.add(from_room.corridor, t_, t_ + before, Activity::walking);
            out_.add(building.lift, t_ + before, t_ + before + ride, Activity::walking);
            out_.add(to_room.corridor, t_ + before + ride, t_ + length, Activity::walking);
        }
        t_ += length;
        room_ = to;
    }

    const World& world_;
    StayList& out_;
    RoomId room_;
    Seconds t_;
    bool rides_;  // takes the lift where there is one
};

// In order of time; no more than a day can hold.
class VisitList {
   public:
    void add(RoomId room, Interval when, Activity activity, uint8_t slot = 0) {
        check(size_ < items_.size(), "more visits in a day than a day holds");
        items_[size_++] = {room, when, activity, slot};
    }
    const Visit* begin() const { return items_.data(); }
    const Visit* end() const { return items_.data() + size_; }

   private:
    std::array<Visit, 9> items_;
    size_t size_ = 0;
};

double low_fraction(uint32_t word) {
    return ((word & 0xffffU) + 0.5) * 0x1p-16;
}
double high_fraction(uint32_t word) {
    return ((word >> 16) + 0.5) * 0x1p-16;
}

// Canteen, desk or prayer within the lunch break: who eats in the first sitting prays in the second half, and so on.
void add_break(const Today& today, const Job& job, const Building& building, uint16_t seat, bool prays,
               const Draw& shape, VisitList& visits) {
    const Seconds half = today.lunch.length() / sittings;
    const auto meal = std::min(half, static_cast<Seconds>(60 * today.p.lunch_minutes));
    const bool canteen = seat != no_seat;
    const int sitting = canteen ? seat / canteen_seats(today, building) : static_cast<int>(shape.word[2] & 1U);
    const Seconds eat_from = today.lunch.from + sitting * half, pray_from = today.lunch.from + (1 - sitting) * half;
    const auto eat = [&] {
        visits.add(canteen ? building.canteen : job.room, {eat_from, eat_from + meal}, Activity::meal);
    };
    if (sitting == 0) {
        eat();
    }
    if (prays) {
        const auto prayer = static_cast<Seconds>(60 * today.p.prayer_minutes);
        const Seconds at = pray_from + static_cast<Seconds>(fraction(shape.word[2]) * std::max(0, half - prayer));
        visits.add(building.prayer, {at, at + prayer}, Activity::prayer);
    }
    if (sitting == 1) {
        eat();
    }
}

VisitList visits_of(const Today& today, const Roster& roster, const Agenda& agenda, uint16_t seat, PersonId p,
                    const Draw& shape) {
    const World& world = today.world;
    const Job& job = world.jobs[p];
    const Agency& agency = world.agencies[world.units[job.unit].agency];
    const Building& building = world.buildings[agency.building];
    const Interval open = world.scenario.hours.counter;
    const bool serves = roster.counter[p] != 0;
    const bool prays =
        building.prayer.valid() &&
        low_fraction(shape.word[3]) < today.p.prayer_share * effect::prayer_share(today.levers(agency.units.first));

    VisitList visits;
    const auto add_meeting = [&](uint8_t slot) {
        const MeetingId id = agenda.of[p][slot];
        if (id.valid()) {
            visits.add(agenda.meetings[id].room, agenda.meetings[id].when, Activity::meeting, slot);
        }
    };
    if (agenda.roll_call[world.units[job.unit].agency]) {
        visits.add(building.yard, roll_call_time(today), Activity::roll_call);
    }
    if (serves) {
        visits.add(world.halls[agency.hall].room, {open.from, std::min(open.to, today.lunch.from)}, Activity::counter);
    }
    add_meeting(0);
    add_break(today, job, building, seat, prays, shape, visits);
    if (serves && open.to > today.lunch.to) {
        visits.add(world.halls[agency.hall].room, {today.lunch.to, open.to}, Activity::counter);
    }
    add_meeting(1);
    if (prays) {  // in the afternoon, after any meeting
        const auto prayer = static_cast<Seconds>(60 * today.p.prayer_minutes);
        Seconds at = clock(15, 5) + static_cast<Seconds>(high_fraction(shape.word[3]) * 20 * 60);
        if (agenda.of[p][1].valid()) {
            at = std::max(at, agenda.meetings[agenda.of[p][1]].when.to);
        }
        visits.add(building.prayer, {at, at + prayer}, Activity::prayer);
    }
    return visits;
}

}  // namespace

void stays_of(const Today& today, const Roster& roster, const Agenda& agenda, const Canteens& canteens, PersonId p,
              StayList& out) {
    out.clear();
    if (!present(roster.mode[p])) {
        return;
    }
    const World& world = today.world;
    const Job& job = world.jobs[p];
    const Building& building = world.buildings[world.agencies[world.units[job.unit].agency].building];
    const Draw shape = draw(today.luck, world.who[p], today.day, Purpose::arrival);
    const Levers& levers = today.levers(p);
    const double early = fraction(shape.word[0]);
    // Counters open when they open: those who serve there come at the usual time.
    const Seconds later = roster.counter[p] != 0 ? 0 : effect::stagger(levers, early);
    const Seconds window = arrivals_window + effect::stagger(levers, 1);
    const Seconds queue =
        effect::gate_wait(levers, today.p, roster.on_site[world.units[job.unit].agency], window, early);
    const Seconds arrive =
        std::max(0, today.work.from - earliest + static_cast<Seconds>(early * arrivals_window) + later + queue);
    const Seconds leave = today.work.to + static_cast<Seconds>(fraction(shape.word[1]) * departures) + later;
    const bool rides = effect::takes_lift(levers, uniform(today.luck, world.who[p], today.day, Purpose::lift));

    Walker walker(world, building.lobby, arrive, rides, out);
    walker.stay_until(arrive + entering + effect::check_length(levers, today.p), Activity::entering);
    for (const Visit& visit : visits_of(today, roster, agenda, canteens.seat_of(p), p, shape)) {
        const Seconds from_desk = walker.way(job.room, visit.room);
        Seconds direct = from_desk;
        if (walker.here() != job.room) {
            direct = walker.way(walker.here(), visit.room);
            const Seconds to_desk = walker.way(walker.here(), job.room);
            if (walker.now() + to_desk + from_desk < visit.when.from) {
                walker.walk_to(job.room, to_desk);
                direct = from_desk;
            }
        }
        if (walker.now() + direct >= visit.when.to) {
            continue;  // too late to be worth the way
        }
        walker.stay_until(visit.when.from - direct,
                          walker.here() == building.lobby ? Activity::entering : Activity::desk);
        walker.walk_to(visit.room, direct);
        walker.stay_until(visit.when.to, visit.activity, visit.slot);
    }
    const Seconds to_desk = walker.way(walker.here(), job.room);
    if (walker.here() != job.room && walker.now() + to_desk < leave) {
        walker.walk_to(job.room, to_desk);
    }
    walker.stay_until(leave, Activity::desk);
    walker.walk_to(building.lobby, walker.way(walker.here(), building.lobby));
    walker.stay_until(walker.now() + leaving, Activity::entering);
}

double own_compliance(const Today& today, PersonId servant) {
    const Job& job = today.world.jobs[servant];
    return effect::own_compliance(today.p, today.evening.compliance[job.unit], static_cast<double>(job.trait));
}

Wearing wearing(const Today& today, PersonId servant) {
    const Levers& levers = today.levers(servant);
    Wearing w;
    if (!effect::masks_required(levers)) {
        return w;
    }
    const Parameters& p = today.p;
    const double c = effect::mask_wearing(levers, own_compliance(today, servant));
    const Draw d = draw(today.luck, today.world.who[servant], today.day, Purpose::mask);
    w.own_room = fraction(d.word[0]) < c * p.mask_in_own_room;
    w.shared = fraction(d.word[1]) < c * p.mask_in_shared_room;
    w.counter = fraction(d.word[2]) < c;
    const effect::Filter filter = effect::mask_filter(levers, p);
    w.out = filter.out;
    w.in = filter.in;
    return w;
}

}  // namespace piket
