// The place of a world as plain data.
#include <algorithm>

#include "piket/view.hpp"
#include "scenario/scope.hpp"
#include "world/world.hpp"

namespace piket {

namespace {

uint32_t index(auto id) {
    return id.valid() ? id.value : nobody;
}

PlanPoint plain(Point p) {
    return {p.x, p.y};
}

PlaceRoom plain(const World& world, RoomId id) {
    const Room& room = world.rooms[id];
    PlaceRoom out;
    out.id = room.id;
    out.building = room.building.value;
    out.unit = index(room.unit);
    out.type = room.type;
    out.floor = room.floor;
    out.plan = {room.plan.x, room.plan.y, room.plan.w, room.plan.h};
    out.door = plain(room.door);
    out.corridor = index(room.corridor);
    out.threshold = plain(world.places[id].way);
    out.seats = room.seats;
    out.height = room.height;
    out.volume = room.volume;
    out.ach = room.ach;
    return out;
}

PlaceBuilding plain(const World& world, const Building& building) {
    PlaceBuilding out;
    out.agency = building.agency.value;
    out.hall = index(world.agencies[building.agency].hall);
    out.first_room = building.rooms.first.value;
    out.last_room = building.rooms.last.value;
    out.lobby = index(building.lobby);
    out.canteen = index(building.canteen);
    out.prayer = index(building.prayer);
    out.meeting = index(building.meeting);
    out.yard = index(building.yard);
    out.lift = index(building.lift);
    for (RoomId room : building.rooms) {
        out.floors = std::max(out.floors, world.rooms[room].floor + 1);
    }
    out.stairs.resize(static_cast<size_t>(out.floors));
    for (auto c = building.corridors.rbegin(); c != building.corridors.rend(); ++c) {  // the first of a floor wins
        const Rect& plan = world.rooms[*c].plan;
        out.stairs[static_cast<size_t>(world.rooms[*c].floor)] =
            plan.w >= plan.h ? PlanPoint{plan.x, plan.y + plan.h / 2} : PlanPoint{plan.x + plan.w / 2, plan.y};
    }
    return out;
}

PlacePerson plain(const World& world, PersonId p) {
    PlacePerson out;
    out.hash = world.who[p].value;
    out.servant = world.is_servant(p);
    out.female = world.female[p] != 0;
    out.comorbid = world.comorbid[p] != 0;
    out.age = world.age[p];
    out.servant_of = world.servant_of(world.household(p)).value;
    out.unit = world.unit(p).value;
    if (out.servant) {
        const Job& job = world.jobs[p];
        out.level = job.level;
        out.seat = job.seat;
        out.room = index(job.room);
    }
    return out;
}

}  // namespace

bool covers(const Scope& scope, const PlaceUnit& unit) {
    return covers(scope, unit.path, unit.function, unit.sector);
}

Place place_of(const World& world) {
    Place place;
    for (const Government& government : world.governments) {
        place.governments.push_back(government.name);
    }
    for (const Agency& agency : world.agencies) {
        place.agencies.push_back({agency.path, agency.name, agency.government.value, index(agency.building),
                                  agency.units.first.value, agency.units.last.value, agency.entry, agency.entry_name});
    }
    for (const Unit& unit : world.units) {
        place.units.push_back({unit.path, unit.name, unit.agency.value, unit.function, unit.sector,
                               unit.staff.first.value, unit.staff.last.value});
    }
    for (const Building& building : world.buildings) {
        place.buildings.push_back(plain(world, building));
    }
    for (RoomId room : world.rooms.ids()) {
        place.rooms.push_back(plain(world, room));
    }
    for (const Hall& hall : world.halls) {
        place.halls.push_back({index(hall.room), index(hall.unit), hall.counters, hall.per_day, hall.minutes});
    }
    place.servants = world.servants;
    for (PersonId p{0}; p.value < world.people(); ++p.value) {
        place.people.push_back(plain(world, p));
        place.by_hash_.emplace_back(world.who[p].value, p.value);
    }
    std::ranges::sort(place.by_hash_);
    return place;
}

uint32_t Place::person_of(uint64_t hash) const {
    const auto found = std::ranges::lower_bound(by_hash_, hash, {}, &std::pair<uint64_t, uint32_t>::first);
    return found != by_hash_.end() && found->first == hash ? found->second : nobody;
}

uint32_t Place::unit_of(std::string_view path) const {
    const auto found = std::ranges::find(units, path, &PlaceUnit::path);
    return found != units.end() ? static_cast<uint32_t>(found - units.begin()) : nobody;
}

}  // namespace piket
