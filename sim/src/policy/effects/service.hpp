// Effects of the measures about service: what opens to the public, and what needs no visit.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

inline int counters_open(const Levers& l, int counters) {
    return static_cast<int>(l.counter_open * counters + 1e-9);
}

// Applicants whom the counters receive on a day, of so many who would be given a number.
inline double admitted_applicants(const Levers& l, int counters, double numbers) {
    return l.counter_quota < lever_never ? std::min(numbers, l.counter_quota * counters) : numbers;
}

// Of requests that need nobody's presence: shares that come by internet, and that are handed over at the entrance.
inline double moved_online(const Levers& l) {
    return l.online_shift;
}
inline double dropped_off(const Levers& l) {
    return l.dropoff_share * (1 - l.online_shift);
}

}  // namespace piket::effect
