// The same person, unit and room in the other world, whose people and buildings may be others: their indices differ.
#include <algorithm>

#include "game/game.hpp"

namespace piket::render {

namespace {

const std::string& agency_of(const Place& place, const PlaceRoom& room) {
    return place.agencies[place.buildings[room.building].agency].path;
}

}  // namespace

uint32_t same_person(const Place& from, uint32_t person, const Place& to) {
    return person < from.people.size() ? to.person_of(from.people[person].hash) : nobody;
}

uint32_t same_unit(const Place& from, uint32_t unit, const Place& to) {
    return unit < from.units.size() ? to.unit_of(from.units[unit].path) : nobody;
}

uint32_t same_room(const Place& from, uint32_t room, const Place& to) {
    if (room >= from.rooms.size()) {
        return nobody;
    }
    const PlaceRoom& here = from.rooms[room];
    const auto there = std::ranges::find_if(
        to.rooms, [&](const PlaceRoom& r) { return r.id == here.id && agency_of(to, r) == agency_of(from, here); });
    return there == to.rooms.end() ? nobody : static_cast<uint32_t>(there - to.rooms.begin());
}

void inspect(Game& game, Side side) {
    if (side == game.inspected) {
        return;
    }
    const auto from = game.runner->place(game.inspected), to = game.runner->place(side);
    game.person = same_person(*from, game.person, *to);
    game.unit = same_unit(*from, game.unit, *to);
    game.room = same_room(*from, game.room, *to);
    game.inspected = side;
}

}  // namespace piket::render
