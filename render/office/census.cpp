#include "office/census.hpp"

namespace piket::render {

Census count(const Place& place, std::span<const Figure> figures) {
    Census out;
    out.in_room.assign(place.rooms.size(), 0);
    out.of_unit.assign(place.units.size(), 0);
    out.elsewhere.resize(place.buildings.size());
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
        } else {
            ++out.elsewhere[f.building][static_cast<size_t>(f.where)];
        }
    }
    return out;
}

}  // namespace piket::render
