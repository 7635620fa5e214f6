// Effects of the checks at the entrance: who is stopped, and the queue in which everybody stands meanwhile.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/time.hpp"

namespace piket::effect {

enum class Condition : uint8_t { well, presymptomatic, symptomatic };

inline bool gate_is_kept(const Levers& l) {
    return l.thermogun > 0 || l.self_assessment > 0;
}

// Probability of being sent home. Those who are infectious without symptoms are found by their temperature now and
// then.
inline double stopped(const Levers& l, const Parameters& p, Condition condition) {
    switch (condition) {
        case Condition::symptomatic:
            return 1 - (1 - l.thermogun * p.gate_fever) * (1 - l.self_assessment * p.gate_questionnaire);
        case Condition::presymptomatic:
            return l.thermogun * std::max(p.gate_presymptomatic, p.gate_false_stop);
        case Condition::well:
            return l.thermogun * p.gate_false_stop;
    }
    return 0;
}

// Time that one person takes at the gate.
inline Seconds check_length(const Levers& l, const Parameters& p) {
    return static_cast<Seconds>(l.thermogun * p.gate_check_seconds + l.self_assessment * p.gate_form_seconds);
}

// Wait before it, of who comes at the share u of the time `window` in which so many people arrive evenly: a fluid
// queue.
inline Seconds gate_wait(const Levers& l, const Parameters& p, double people, Seconds window, double u) {
    const double lanes = std::max(1.0, static_cast<double>(static_cast<int>(people / p.gate_people_per_lane + 0.5)));
    const double work = people * check_length(l, p) / lanes;
    return static_cast<Seconds>(u * std::max(0.0, work - window));
}

}  // namespace piket::effect
