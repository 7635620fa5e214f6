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

// After the last day of a trip that was made; u is again the trip's own.
inline bool is_sampled_after_trip(const Levers& l, double u) {
    return u < l.trip_test_return;
}
inline int32_t days_home_after_trip(const Levers& l) {
    return static_cast<int32_t>(l.trip_quarantine_days);
}

}  // namespace piket::effect
