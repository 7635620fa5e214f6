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

// What lifts the compliance of a unit: the part of the gap to the highest that it closes, and of this the part that is
// for show and soon passes.
struct Lift {
    double gain = 0, passing = 0;
};

// A visit to the unit itself. Who knows beforehand tidies up for the day.
inline Lift inspection(const Levers& l, const Parameters& p) {
    const auto by = static_cast<Inspector>(l.inspection_by);
    const double weight = by == Inspector::head        ? p.inspector_head
                          : by == Inspector::secretary ? p.inspector_secretary
                                                       : p.inspector_task_force;
    const bool announced = l.inspection_announced >= 1;
    return {std::min(1.0, p.inspection_gain * weight * (announced ? p.announced_effect : 1.0)),
            announced ? p.announced_passing : 0.0};
}

// To where compliance fades. A sanction counts while there are inspections that could find a breach.
inline double compliance_floor(const Levers& l, const Parameters& p) {
    const double room = std::max(0.0, p.compliance_max - p.compliance_floor);
    const double sanction = is_inspected(l) && l.inspection_sanction >= 1 ? p.sanction_floor : 0.0;
    return p.compliance_floor + std::min(room, l.leader_example * p.leader_effect * room + sanction);
}

}  // namespace piket::effect
