// Effects of the measures on the side of health: who stays at home when ill, is tested, traced, isolated; closures.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

// Each u in (0, 1) is the person's own draw for the occasion: larger shares reach everybody whom smaller ones reach.
inline bool stays_home_ill(const Levers& l, double u) {
    return u < l.stay_home_sick;
}
inline bool is_sampled(const Levers& l, double u) {
    return u < l.test_symptomatic;
}
inline bool is_by_antigen(const Levers& l, double u) {
    return u < l.test_antigen;
}

// Routine tests of those on site: days from one of a person to the next.
inline bool is_screened(const Levers& l) {
    return l.screening_interval < lever_never;
}
inline int32_t screening_period(const Levers& l) {
    return std::max(1, static_cast<int32_t>(l.screening_interval));
}

inline size_t colleagues_traced(const Levers& l) {
    return static_cast<size_t>(l.trace_contacts);
}
inline bool contact_is_sampled(const Levers& l, double u) {
    return u < l.test_contacts;
}
inline int32_t quarantine_days(const Levers& l) {
    return static_cast<int32_t>(l.quarantine_days);
}
inline bool isolates_in_facility(const Levers& l, double u) {
    return u < l.isolation_facility;
}

// Days that an agency closes with so many cases within a fortnight; 0: it stays open.
inline int32_t closure_days(const Levers& l, int cases) {
    return l.closure_cases < lever_never && cases >= l.closure_cases ? static_cast<int32_t>(l.closure_days) : 0;
}

}  // namespace piket::effect
