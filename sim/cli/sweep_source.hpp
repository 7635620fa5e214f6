// The runs of a sweep, wherever they come from: a store, or a plan that is run in memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "options.hpp"
#include "piket/sweep.hpp"

namespace piket::cli {

struct SweepSource {
    SweepPlan plan;
    std::vector<std::vector<Replicate>> runs;  // [point], by replicate; of unfinished sweeps those that are there
    std::string version, program;              // that made them
    size_t done = 0;                           // runs, of points times replicates
};

// The plan in this file, with as many replicates as were asked for.
SweepPlan plan_from(const std::string& path, const Options& options);

bool is_store(const std::string& path);
SweepSource from_store(const std::string& path);
// A store is read, anything else is a plan, which is run.
SweepSource sweep_source(const std::string& path, const Options& options);

}  // namespace piket::cli
