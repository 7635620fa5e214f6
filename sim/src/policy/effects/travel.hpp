// Effects of the measures about official trips and the way to work.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

// u in (0, 1) is the trip's own: a larger allowance keeps all the trips of a smaller one.
inline bool trip_is_made(const Levers& l, double u) {
    return l.trip_allowed >= 1 || u < l.trip_allowed;
}

// People in a vehicle of public transport, which is full when nothing limits it.
inline double passengers(const Levers& l, const Parameters& p) {
    return p.commute_passengers * l.transport_capacity;
}

}  // namespace piket::effect
