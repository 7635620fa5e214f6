// Effects of the measures for those who are not at the office.
#pragma once

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

// How much more of the town somebody meets who works from home and roams.
inline double outing(const Levers& l, const Parameters& p) {
    return 1 + (p.outing_factor - 1) * (1 - l.home_supervision);
}

}  // namespace piket::effect
