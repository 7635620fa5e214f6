// Effects of the measures about rooms: how many people a room holds. Who finds it full works from home (an office),
// joins by video (a meeting), waits outside (a counter hall), eats or prays at the own desk, takes the stairs.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/scenario.hpp"

namespace piket::effect {

inline bool limits_rooms(const Levers& l) {
    return l.room_occupancy < 1 || l.seat_distance > 0;
}

// Seats that may be filled: a share of those there are, and no more than stand far enough apart, one in the middle of
// each square of the distance asked for.
inline int seats_in_use(const Levers& l, RoomType type, int seats, double area) {
    double most = seats * l.room_occupancy;
    if (l.seat_distance > 0) {
        most = std::min(most, area / (l.seat_distance * l.seat_distance));
    }
    if (type == RoomType::canteen) {
        most = std::min(most, seats * l.canteen_capacity);
        return static_cast<int>(most + 1e-9);  // none closes it
    }
    return std::max(1, static_cast<int>(most + 1e-9));
}

// The share of those who would pray in the prayer room that may.
inline double prayer_share(const Levers& l) {
    return std::min(l.prayer_capacity, l.room_occupancy);
}

// u in [0, 1) is the person's own.
inline bool takes_lift(const Levers& l, double u) {
    return u < l.lift_capacity;
}

}  // namespace piket::effect
