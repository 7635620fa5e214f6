// Effects of inspections, consequences and example on compliance.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

// People differ: trait in [0, 1] places one around the compliance of the unit, whose mean stays what it is.
inline double own_compliance(const Parameters& p, double unit, double trait) {
    return unit + p.compliance_spread * (2 * trait - 1) * unit * (1 - unit);
}

inline bool is_inspected(const Levers& l) {
    return l.inspection_interval < lever_never;
}

// Days between two inspections, at least one.
inline int32_t inspection_period(const Levers& l) {
    return std::max(1, static_cast<int32_t>(l.inspection_interval));
}

}  // namespace piket::effect
