// Who meets whom, when and in which room; and who eats in the canteen at which table.
#include <algorithm>

#include "day/day.hpp"

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
    void plan(Who host, RoomId room, double per_week, const Levers& levers, size_t largest, Invited invited) {
        if (!room.valid() || per_week <= 0) {
            return;
        }
        const Draw held = draw(today_.luck, host, today_.day, Purpose::meeting_held);
        if (held.uniform(0) * working_days >= per_week) {
            return;
        }
        int slot = held.uniform(1) < 0.5 ? 0 : 1;
        if (taken_[room.value * slots + static_cast<size_t>(slot)]) {
            slot = 1 - slot;
        }
        if (taken_[room.value * slots + static_cast<size_t>(slot)]) {
            return;  // the room is booked all day
        }
        const size_t seats = static_cast<size_t>(std::min<double>(
            {static_cast<double>(largest), levers.meeting_size, static_cast<double>(today_.world.rooms[room].seats)}));
        std::vector<PersonId> seated = choose(host, invited(), levers.meeting_in_person, slot, seats);
        if (seated.size() < 2) {
            return;  // by video
        }
        const Draw time = draw(today_.luck, host, today_.day, Purpose::meeting_time);
        const double usual = today_.p.meeting_minutes_mean * (2.0 / 3 + 2.0 / 3 * time.uniform(0));
        const auto length = static_cast<Seconds>(60 * std::min(usual, levers.meeting_minutes));
        const Interval window = meeting_slots[slot];
        const Seconds slack = std::max(0, window.length() - length);
        const Seconds from = window.from + static_cast<Seconds>(slack * time.uniform(1)) / 300 * 300;
        taken_[room.value * slots + static_cast<size_t>(slot)] = 1;
        const MeetingId id{agenda_.meetings.size()};
        for (PersonId p : seated) {
            agenda_.of[p][static_cast<size_t>(slot)] = id;
        }
        agenda_.meetings.push_back({room, {from, std::min(from + length, window.to)}, std::move(seated)});
    }

   private:
    // Those who sit in the room: present, free, not behind a counter; by keyed rank up to the seats.
    std::vector<PersonId> choose(Who host, std::span<const PersonId> invited, double in_person, int slot,
                                 size_t seats) {
        struct Candidate {
            double rank;
            PersonId person;
        };
        std::vector<Candidate> candidates;
        for (PersonId p : invited) {
            if (!present(roster_.mode[p]) || roster_.counter[p] != 0 ||
                agenda_.of[p][static_cast<size_t>(slot)].valid()) {
                continue;
            }
            const Draw d = draw(today_.luck, pair(host, today_.world.who[p]), today_.day, Purpose::meeting_member);
            if (d.uniform(0) < std::min(in_person, today_.levers(p).meeting_in_person)) {
                candidates.push_back({d.uniform(1), p});
            }
        }
        if (candidates.size() > seats) {
            std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
                return a.rank != b.rank ? a.rank < b.rank : a.person < b.person;
            });
            candidates.resize(seats);
        }
        std::vector<PersonId> seated;
        for (const Candidate& c : candidates) {
            seated.push_back(c.person);
        }
        std::sort(seated.begin(), seated.end());
        return seated;
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
            if (leads && today.levers(p).event_ban < 1) {
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

}  // namespace

void make_agenda(const Today& today, const Roster& roster, Agenda& out) {
    const World& world = today.world;
    out.meetings = {};
    out.of.assign(world.servants, {});
    if (!today.workday) {
        return;
    }
    MeetingPlanner planner(today, roster, out);
    for (const Government& government : world.governments) {
        const Levers& host = today.levers(world.agencies[government.agencies.first].units.first);
        planner.plan(government.who, government.assembly, today.p.meetings_across, host, world.people(),
                     [&] { return leaders(today, government); });
    }
    for (const Agency& agency : world.agencies) {
        const RoomId room = world.buildings[agency.building].meeting;
        planner.plan(agency.who, room, today.p.meetings_official, today.levers(agency.units.first),
                     largest_official_meeting, [&] { return officials(world, agency); });
        for (uint32_t i = 0; i < agency.units.size(); ++i) {  // another unit has the first choice of the room every day
            const uint32_t turn = (i + static_cast<uint32_t>(today.day.value)) % agency.units.size();
            const UnitId u{agency.units.first.value + turn};
            const Unit& unit = world.units[u];
            planner.plan(unit.who, room, today.p.meetings_staff, today.levers(u), largest_unit_meeting,
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
    const size_t places = eaters.empty() ? 0 : static_cast<size_t>(world.rooms[building.canteen].seats) * sittings;
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
