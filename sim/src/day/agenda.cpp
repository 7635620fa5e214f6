// Who meets whom, when and in which room; and who eats in the canteen at which table.
#include <algorithm>

#include "day/day.hpp"
#include "policy/effects/meetings.hpp"
#include "policy/effects/rooms.hpp"

namespace piket {

namespace {

constexpr Interval meeting_slots[slots] = {{clock(9), clock(11, 30)}, {clock(13, 15), clock(15, 30)}};
constexpr int largest_unit_meeting = 15, largest_official_meeting = 30;  // assumed: 6-15 and 8-30 persons
constexpr double working_days = 5;

class MeetingPlanner {
   public:
    MeetingPlanner(const Today& today, const Roster& roster, Agenda& agenda)
        : today_(today), roster_(roster), agenda_(agenda), taken_(today.world.rooms.size() * slots, 0) {}

    // One meeting a week has probability per_week / 5 of being today. invited() gives people in canonical order.
    template <class Invited>
    void plan(Who host, AgencyId agency, RoomId room, double per_week, const Levers& levers, size_t largest,
              Invited invited) {
        if (!room.valid() || per_week <= 0) {
            return;
        }
        const Draw planned = draw(today_.luck, host, today_.day, Purpose::meeting_held);
        if (planned.uniform(0) * working_days >= per_week) {
            return;
        }
        MeetingTally& tally = agenda_.tally[agency];
        if (!effect::meeting_is_held(levers, uniform(today_.luck, host, today_.day, Purpose::meeting_held, 1))) {
            tally.planned += 1;
            tally.delay += today_.p.meeting_dropped_delay;
            return;
        }
        int slot = planned.uniform(1) < 0.5 ? 0 : 1;
        if (taken_[room.value * slots + static_cast<size_t>(slot)]) {
            slot = 1 - slot;
        }
        if (taken_[room.value * slots + static_cast<size_t>(slot)]) {
            return;  // the room is booked all day
        }
        Party party = gather(host, invited(), levers, room, slot, largest);
        if (party.seated.size() + party.by_video.size() < 2) {
            return;
        }
        const double all = static_cast<double>(party.seated.size() + party.by_video.size());
        tally.planned += 1;
        tally.delay += effect::decision_delay(today_.p, static_cast<double>(party.by_video.size()) / all);
        const Draw time = draw(today_.luck, host, today_.day, Purpose::meeting_time);
        const double usual = today_.p.meeting_minutes_mean * (2.0 / 3 + 2.0 / 3 * time.uniform(0));
        const Seconds length = effect::meeting_length(levers, usual);
        const Interval window = meeting_slots[slot];
        const Seconds slack = std::max(0, window.length() - length);
        const Seconds from = window.from + static_cast<Seconds>(slack * time.uniform(1)) / 300 * 300;
        const Interval when{from, std::min(from + length, window.to)};
        if (!party.seated.empty()) {
            taken_[room.value * slots + static_cast<size_t>(slot)] = 1;
            seat(room, when, slot, std::move(party.seated));
        }
        share_screens(host, when, slot, party.by_video);
    }

   private:
    struct Party {
        std::vector<PersonId> seated, by_video;  // each by id
    };

    // Who takes part: those invited who work today and are free, by keyed rank up to the seats of an ordinary day. Of
    // them those sit in the room who are present and whom the measures let in; the others join by video.
    Party gather(Who host, std::span<const PersonId> invited, const Levers& levers, RoomId room_id, int slot,
                 size_t largest) {
        struct Candidate {
            double rank, share;
            PersonId person;
        };
        std::vector<Candidate> candidates;
        for (PersonId p : invited) {
            const Mode mode = roster_.mode[p];
            if ((present(mode) || mode == Mode::home) && roster_.counter[p] == 0 &&
                !agenda_.of[p][static_cast<size_t>(slot)].valid()) {
                const Draw d = draw(today_.luck, pair(host, today_.world.who[p]), today_.day, Purpose::meeting_member);
                candidates.push_back({d.uniform(1), d.uniform(0), p});
            }
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.person < b.person;
        });
        const Room& room = today_.world.rooms[room_id];
        candidates.resize(std::min({candidates.size(), largest, static_cast<size_t>(room.seats)}));
        const auto seats = static_cast<size_t>(std::min<double>(
            effect::most_in_meeting(levers), effect::seats_in_use(levers, room.type, room.seats, room.area())));
        Party party;
        for (const Candidate& c : candidates) {
            const double share = std::min(effect::in_person(levers), effect::in_person(today_.levers(c.person)));
            const bool sits = present(roster_.mode[c.person]) && c.share < share && party.seated.size() < seats;
            (sits ? party.seated : party.by_video).push_back(c.person);
        }
        if (party.seated.size() < 2) {
            party.by_video.insert(party.by_video.end(), party.seated.begin(), party.seated.end());
            party.seated.clear();
        }
        std::sort(party.seated.begin(), party.seated.end());
        std::sort(party.by_video.begin(), party.by_video.end());
        return party;
    }

    void seat(RoomId room, Interval when, int slot, std::vector<PersonId> people) {
        const MeetingId id{agenda_.meetings.size()};
        for (PersonId p : people) {
            agenda_.of[p][static_cast<size_t>(slot)] = id;
        }
        agenda_.meetings.push_back({room, when, std::move(people)});
    }

    // What is left of meeting in person when a meeting goes by video: some sit in pairs before one screen, in the
    // office of one of the two.
    void share_screens(Who host, Interval when, int slot, std::span<const PersonId> by_video) {
        PersonId waiting;
        for (PersonId p : by_video) {
            const double u =
                uniform(today_.luck, pair(host, today_.world.who[p]), today_.day, Purpose::meeting_member, 1);
            if (!present(roster_.mode[p]) || u >= today_.p.meeting_video_pairs) {
                continue;
            }
            if (!waiting.valid()) {
                waiting = p;
                continue;
            }
            seat(today_.world.jobs[waiting].room, when, slot, {waiting, p});
            waiting = {};
        }
    }

    const Today& today_;
    const Roster& roster_;
    Agenda& agenda_;
    std::vector<uint8_t> taken_;
};

// Heads of agencies, of the secretariat also the second level, where events are not banned.
std::vector<PersonId> leaders(const Today& today, const Government& government) {
    const World& world = today.world;
    std::vector<PersonId> people;
    for (AgencyId a : government.agencies) {
        const Agency& agency = world.agencies[a];
        const int deepest = agency.kind == AgencyKind::secretariat ? 2 : 1;
        for (PersonId p : world.units[agency.units.first].staff) {
            const int level = world.jobs[p].level;
            const bool leads = level > 0 && level <= deepest && agency.kind != AgencyKind::kelurahan;
            if (leads && effect::events_allowed(today.levers(p))) {
                people.push_back(p);
            }
        }
    }
    return people;
}

std::vector<PersonId> officials(const World& world, const Agency& agency) {
    std::vector<PersonId> people;
    for (UnitId u : agency.units) {
        for (PersonId p : world.units[u].staff) {
            if (world.jobs[p].level == 0) {
                break;  // officials stand first
            }
            people.push_back(p);
        }
    }
    return people;
}

// Mondays, and the ceremony on the 17th of each month, when the flag is raised.
bool day_of_roll_call(const Today& today) {
    return today.p.roll_call_minutes > 0 && (today.day.weekday() == 0 || to_date(today.day).ends_with("-17"));
}

}  // namespace

Interval roll_call_time(const Today& today) {
    return {today.work.from, today.work.from + static_cast<Seconds>(60 * today.p.roll_call_minutes)};
}

int canteen_seats(const Today& today, const Building& building) {
    if (!building.canteen.valid()) {
        return 0;
    }
    const Room& room = today.world.rooms[building.canteen];
    const Levers& levers = today.levers(today.world.agencies[building.agency].units.first);
    return effect::seats_in_use(levers, room.type, room.seats, room.area());
}

void make_agenda(const Today& today, const Roster& roster, Agenda& out) {
    const World& world = today.world;
    out.meetings = {};
    out.of.assign(world.servants, {});
    out.tally.assign(world.agencies.size(), {});
    out.roll_call.assign(world.agencies.size(), 0);
    if (!today.workday) {
        return;
    }
    if (day_of_roll_call(today)) {
        for (AgencyId a : world.agencies.ids()) {
            out.roll_call[a] = effect::events_allowed(today.levers(world.agencies[a].units.first)) ? 1 : 0;
        }
    }
    MeetingPlanner planner(today, roster, out);
    for (const Government& government : world.governments) {
        const Levers& host = today.levers(world.agencies[government.agencies.first].units.first);
        planner.plan(government.who, government.agencies.first, government.assembly, today.p.meetings_across, host,
                     world.people(), [&] { return leaders(today, government); });
    }
    for (AgencyId a : world.agencies.ids()) {
        const Agency& agency = world.agencies[a];
        const RoomId room = world.buildings[agency.building].meeting;
        planner.plan(agency.who, a, room, today.p.meetings_official, today.levers(agency.units.first),
                     largest_official_meeting, [&] { return officials(world, agency); });
        for (uint32_t i = 0; i < agency.units.size(); ++i) {  // another unit has the first choice of the room every day
            const uint32_t turn = (i + static_cast<uint32_t>(today.day.value)) % agency.units.size();
            const UnitId u{agency.units.first.value + turn};
            const Unit& unit = world.units[u];
            planner.plan(unit.who, a, room, today.p.meetings_staff, today.levers(u), largest_unit_meeting,
                         [&] { return std::vector<PersonId>(unit.staff.begin(), unit.staff.end()); });
        }
    }
}

void Canteens::begin_day(const World& world) {
    seat_.resize(world.servants);
    seated_.assign(world.buildings.size(), 0);
}

void Canteens::seat(const Today& today, const Roster& roster, BuildingId building_id) {
    if (seated_[building_id]) {
        return;
    }
    seated_[building_id] = 1;
    const World& world = today.world;
    const Building& building = world.buildings[building_id];
    struct Eater {
        uint32_t rank;
        PersonId person;
    };
    std::vector<Eater> eaters;
    for (PersonId p : world.agencies[building.agency].staff) {
        seat_[p] = no_seat;
        if (building.canteen.valid() && present(roster.mode[p])) {
            const Draw d = draw(today.luck, world.who[p], today.day, Purpose::lunch);
            if (d.uniform(0) < today.p.lunch_canteen_share) {
                eaters.push_back({d.word[2], p});
            }
        }
    }
    std::sort(eaters.begin(), eaters.end(),
              [](const Eater& a, const Eater& b) { return a.rank != b.rank ? a.rank < b.rank : a.person < b.person; });
    const size_t places = static_cast<size_t>(canteen_seats(today, building)) * sittings;
    for (size_t i = 0; i < std::min(eaters.size(), places); ++i) {
        seat_[eaters[i].person] = static_cast<uint16_t>(i);
    }
}

void Canteens::seat_people(const Today& today, const Roster& roster, std::span<const PersonId> people) {
    const World& world = today.world;
    std::vector<BuildingId> buildings;
    for (PersonId p : people) {
        if (world.is_servant(p) && present(roster.mode[p])) {
            const BuildingId b = world.agencies[world.units[world.jobs[p].unit].agency].building;
            if (!seated_[b] && (buildings.empty() || buildings.back() != b)) {
                buildings.push_back(b);
            }
        }
    }
    today.workers.each(buildings.size(), 8, [&](size_t i) { seat(today, roster, buildings[i]); });
}

}  // namespace piket
