// From rules to levers: who may do what, unit by unit, tomorrow.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "piket/measures.hpp"
#include "world/world.hpp"

namespace piket {

struct Policy {
    std::vector<uint32_t> in_force;  // indices of the rules that made these levers
    Column<UnitId, Levers> levers;
};

// The levers of `day`, built from neutral. A rule is in force within its dates, in its region, and while the colour and
// the level that hold allow it: `alerts` has those for each of the scenario's review intervals. Within one source of
// rules the most specific scope wins (of equals the later rule); the sources then combine by each measure's own
// commutative rule. Does nothing if the same rules are in force as in `policy`: levers are a pure function of them.
void decide(const World& world, std::span<const Rule> rules, std::span<const Alert> alerts, Day day, Policy& policy);

// One step of the chain that led to a lever's value.
struct Link {
    uint32_t rule;         // index
    bool decides = false;  // won within its source
};

// Every rule in force on `day` that covers the unit and speaks of the measure, in order; and the value that results.
std::vector<Link> explain(const World& world, std::span<const Rule> rules, std::span<const Alert> alerts, Day day,
                          UnitId unit, MeasureId measure, double& value);

}  // namespace piket
