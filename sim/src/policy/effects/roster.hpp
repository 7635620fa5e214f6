// Effects of the measures of the roster: in which order people get the places that there are.
#pragma once

#include "piket/measures.hpp"

namespace piket::effect {

inline RosterScheme scheme(const Levers& l) {
    return static_cast<RosterScheme>(l.roster_scheme);
}

// Whom the roster prefers among those whose turn it is: smaller comes first.
inline int preference(const Levers& l, bool vaccinated, bool vulnerable) {
    return (l.vulnerable_last >= 1 && vulnerable ? 2 : 0) + (l.vaccinated_first >= 1 && !vaccinated ? 1 : 0);
}

inline constexpr int vulnerable_age = 50;  // assumed; KMK 328/2020 spares people of 50 and over the night shift

// Counters for which duty officers come in.
inline size_t counters_on_duty(const Levers& l, int counters) {
    return static_cast<size_t>(l.piket_counters * counters + 0.999999);
}

}  // namespace piket::effect
