// Effects of the measures of the work place: who may sit at the office, and when they come.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/time.hpp"

namespace piket::effect {

// The cap itself, before heads choose within it.
inline double cap_on_attendance(const Levers& l) {
    return l.wfo_share;
}

// The share of a unit's staff that may come: the cap, lowered by the head of the agency. `temper` in [0, 1] is the
// head's own inclination; `cases` says whether the agency had a confirmed case in the last fortnight.
inline double office_share(const Levers& l, double temper, bool cases) {
    return l.wfo_share * (1 - l.head_variation * temper) * (cases ? 1 - l.head_reaction : 1.0);
}

// Places for a unit of so many; a part of a place is a place.
inline size_t places(double share, size_t staff) {
    const double exact = share * static_cast<double>(staff);
    const auto whole = static_cast<size_t>(exact);
    return whole + (exact - static_cast<double>(whole) > 1e-9 ? 1 : 0);
}

inline bool works_as_always(const Levers& l) {
    return l.exempt >= 1;
}

// Officials above the quota; level 0 is no post.
inline bool must_attend(const Levers& l, int level) {
    return level > 0 && level <= l.must_attend_levels;
}

// Whether somebody is let in at all.
inline bool admitted(const Levers& l, bool vaccinated, double compliance) {
    return (l.vaccinated_only < 1 || vaccinated) && compliance >= l.protocol_floor;
}
inline bool admits_everybody(const Levers& l) {
    return l.vaccinated_only < 1 && l.protocol_floor <= 0;
}

// How much later than usual somebody comes and goes; u in [0, 1) is the person's own.
inline Seconds stagger(const Levers& l, double u) {
    return static_cast<Seconds>(60 * l.stagger * u);
}

}  // namespace piket::effect
