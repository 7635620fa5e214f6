// The light of the hour, and lamps.
#include <algorithm>
#include <array>

#include "office/painter.hpp"

namespace piket::render {

Light light_at(double second) {
    struct Key {
        double hour;
        Color tint;
        float night;
    };
    const std::array<Key, 9> keys = {{{0, rgb(0x0A1030, 70), 1},
                                      {4.8, rgb(0x0A1030, 70), 1},
                                      {5.8, rgb(0xFF9A52, 34), 0.35F},
                                      {8.5, rgb(0xFFC27A, 12), 0},
                                      {11, rgb(0xFFFFFF, 0), 0},
                                      {15.5, rgb(0xFFD9A0, 8), 0},
                                      {17.2, rgb(0xFF8A4C, 30), 0.1F},
                                      {17.9, rgb(0x0A1030, 50), 0.9F},
                                      {18.6, rgb(0x0A1030, 70), 1}}};
    const double hour = std::clamp(second / 3600, 0.0, 24.0);
    for (size_t i = 1; i < keys.size(); ++i) {
        if (hour < keys[i].hour) {
            const Key &a = keys[i - 1], &b = keys[i];
            const auto share = static_cast<float>((hour - a.hour) / (b.hour - a.hour));
            return {mixed(a.tint, b.tint, share), a.night + (b.night - a.night) * share};
        }
    }
    return {keys.back().tint, keys.back().night};
}

// What is lit by lamps shines warm, all else sinks into the blue of the evening. `used` by room.
std::vector<bool> Painter::lit(const std::vector<bool>& used) const {
    const Place& place = layout_.place();
    std::vector<bool> out = used, busy(place.buildings.size(), false);
    for (uint32_t r = 0; r < place.rooms.size(); ++r) {
        busy[place.rooms[r].building] = busy[place.rooms[r].building] || used[r];
    }
    for (uint32_t r = 0; r < place.rooms.size(); ++r) {
        const PlaceRoom& room = place.rooms[r];
        // Passages as long as somebody is in the building; a guard's lamp in the lobby all night.
        const bool passage = room.type == RoomType::corridor && busy[room.building];
        out[r] = room.type != RoomType::yard && (used[r] || passage || room.type == RoomType::lobby);
    }
    return out;
}

void Painter::draw_light(Canvas& canvas, Rect visible, const Light& light, const std::vector<bool>& used) {
    if (light.night <= 0 && light.tint.a <= 3) {  // what cannot be seen costs as much
        return;
    }
    Mesh& m = canvas.mesh();
    const Place& place = layout_.place();
    const Color dark = rgb(0x0B1740, static_cast<uint8_t>(165 * light.night));
    const Color warm = rgb(0xFFB04E, static_cast<uint8_t>(44 * light.night));
    const auto shade = [&](Rect rect, bool lamps) {
        const Rect seen = overlap(rect, visible);
        if (seen.w <= 0 || seen.h <= 0) {
            return;
        }
        if (light.night > 0) {
            m.rect(rect, lamps ? warm : dark);
        }
        if (light.tint.a > 3 && !(lamps && light.night > 0)) {
            m.rect(rect, light.tint);
        }
    };
    const std::vector<bool> lamps = lit(used);
    for (uint32_t r = 0; r < place.rooms.size(); ++r) {
        if (place.rooms[r].type == RoomType::yard) {
            shade(lawn(place.rooms[r].building), false);
        } else if (place.rooms[r].type != RoomType::lift) {
            shade(layout_.room(r), lamps[r]);
        }
    }
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        for (const Rect& toilets : furniture_.toilets(b)) {
            shade(toilets, false);
        }
        for (int f = 0; f < layout_.floors(b); ++f) {
            const Shaft& shaft = layout_.shaft(b, f);
            if (shaft.flight.w > 0 && shaft.flight.x < shaft.foot.x) {
                shade(layout_.world(b, f, shaft.flight), false);
            }
        }
    }
}

}  // namespace piket::render
