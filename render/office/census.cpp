#include "office/census.hpp"

namespace piket::render {

Census count(const Place& place, const DayFrame& frame, std::span<const Figure> figures, bool known_only) {
    Census out;
    out.in_room.assign(place.rooms.size(), 0);
    out.of_unit.assign(place.units.size(), 0);
    out.buildings.resize(place.buildings.size());
    for (const Figure& f : figures) {
        if (f.room != nobody) {
            ++out.in_room[f.room];
        }
        if (f.kind != Figure::Kind::servant) {
            continue;
        }
        const uint32_t unit = place.people[f.person].unit;
        if (f.room != nobody) {
            ++out.of_unit[unit];
            ++out.buildings[f.building].present;
        } else {
            ++out.buildings[f.building].elsewhere[static_cast<size_t>(f.where)];
        }
        const PersonToday& today = frame.people[f.person];
        Census::Building& own = out.buildings[place.agencies[place.units[unit].agency].building];
        const bool ill = known_only ? today.known : today.condition == Condition::symptomatic;
        own.fallen_ill += ill ? 1 : 0;
        own.infected +=
            ill || (!known_only && (today.condition == Condition::latent || today.condition == Condition::infectious))
                ? 1
                : 0;
    }
    return out;
}

}  // namespace piket::render
