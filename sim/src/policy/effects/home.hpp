// Effects of the measures for those who are not at the office.
#pragma once

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

// Whether somebody goes out today who works from home and would roam. u in (0, 1) is theirs for the day: stricter
// supervision leaves a part of the outings.
inline bool goes_out(const Levers& l, double u) {
    return u >= l.home_supervision;
}

// Whether a pupil is taught face to face today; u in (0, 1) is the pupil's for the day.
inline bool is_at_school(const Levers& l, double u) {
    return u < l.school_in_person;
}

// Pupils who sit in a classroom then.
inline double pupils_in_class(const Levers& l, const Parameters& p) {
    return p.school_class_size * l.school_in_person;
}

}  // namespace piket::effect
