// Effects of the measures about air: how much faster a room gets rid of what people breathe out.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/scenario.hpp"

namespace piket::effect {

// Rooms in which people sit for long, and which have windows, air conditioners and cleaners.
inline bool is_worked_in(RoomType type) {
    return type == RoomType::office || type == RoomType::meeting || type == RoomType::hall;
}

// Outdoor air, 1/h, for a room that has `ach` of itself. Windows are open for a part of every hour, so their mean
// counts.
inline double fresh_air(const Levers& l, const Parameters& p, RoomType type, double ach) {
    if (type == RoomType::yard) {
        return ach;
    }
    double fresh = ach + l.ventilation;
    if (is_worked_in(type)) {
        fresh += l.windows * std::max(0.0, p.windows_ach - ach) + (l.exhaust >= 1 ? p.exhaust_ach : 0);
    }
    return fresh;
}

// What filters take out of the air of a room of so many m3, 1/h. Nobody runs the air conditioning at open windows.
inline double filtered_air(const Levers& l, const Parameters& p, RoomType type, double volume) {
    if (!is_worked_in(type) || volume <= 0) {
        return 0;
    }
    return l.hepa / volume + l.ac_filter * p.ac_recirculation * (1 - l.windows);
}

}  // namespace piket::effect
