// Effects of the measures on the side of health: who stays at home when ill, is tested, traced, isolated; closures.
#pragma once

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

inline size_t colleagues_traced(const Levers& l) {
    return static_cast<size_t>(l.trace_contacts);
}
inline int32_t quarantine_days(const Levers& l) {
    return static_cast<int32_t>(l.quarantine_days);
}

// Days that an agency closes with so many cases within a fortnight; 0: it stays open.
inline int32_t closure_days(const Levers& l, int cases) {
    return l.closure_cases < lever_never && cases >= l.closure_cases ? static_cast<int32_t>(l.closure_days) : 0;
}

}  // namespace piket::effect
