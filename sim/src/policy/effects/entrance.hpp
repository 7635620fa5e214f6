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

// What decides about one person: whether an illness shows a fever at all and whether one owns up to it stay the same
// from day to day, so a check that misses somebody once misses them again; false alarms are new every day. All in (0,
// 1).
struct GateLuck {
    double fever, honesty, today;
};

inline bool is_stopped(const Levers& l, const Parameters& p, Condition condition, const GateLuck& u) {
    const bool alarm = u.today < l.thermogun * p.gate_false_stop;
    switch (condition) {
        case Condition::symptomatic:
            return alarm || u.fever < l.thermogun * p.gate_fever ||
                   u.honesty < l.self_assessment * p.gate_questionnaire;
        case Condition::presymptomatic:
            return alarm || u.fever < l.thermogun * p.gate_presymptomatic;
        case Condition::well:
            return alarm;
    }
    return false;
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
