// What a sweep found, as tables and as rows.
#pragma once

#include <functional>
#include <string>

#include "numbers.hpp"
#include "piket/sweep.hpp"

namespace piket::cli {

// The runs of a point, by replicate; of unfinished sweeps those that are there.
using RunsOfPoint = std::function<std::vector<Replicate>(size_t point)>;

std::string sweep_report(const SweepPlan& plan, const RunsOfPoint& runs, Language language);

}  // namespace piket::cli
