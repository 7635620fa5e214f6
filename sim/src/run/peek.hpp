// What a Simulation holds. Private: the window and the library's users see only the public face; tests may look.
#pragma once

#include <memory>
#include <vector>

#include "day/day.hpp"
#include "piket/simulation.hpp"

namespace piket {

struct Simulation::Impl {
    Impl(std::shared_ptr<const World> world, const RunOptions& options);

    std::shared_ptr<const World> world;
    Parameters parameters;  // of this replicate
    Column<StrainId, double> household_hazard;
    RunOptions options;
    Luck luck;
    std::shared_ptr<Workers> workers;
    std::vector<Rule> rules;  // the scenario's, then those of commands
    std::vector<Command> log;
    std::vector<uint32_t> rule_of;  // per command
    RecordPlan plan;
    Policy policy;  // of the last day; a cache of what the rules say
    Workspace work;
    State state;
    std::vector<DayRecord> records;
    DayProfile profile;
};

struct Peek {
    using Impl = Simulation::Impl;
    static Simulation::Impl& at(Simulation& s) { return *s.impl_; }
    static const Simulation::Impl& at(const Simulation& s) { return *s.impl_; }
};

}  // namespace piket
