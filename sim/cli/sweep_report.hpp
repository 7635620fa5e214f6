// What a sweep found, as tables and as rows.
#pragma once

#include <functional>
#include <string>

#include "numbers.hpp"
#include "piket/sweep.hpp"

namespace piket::cli {

// The runs of a point, by replicate; of unfinished sweeps those that are there.
using RunsOfPoint = std::function<std::vector<Replicate>(size_t point)>;

// Whether the points end on different days, so that no one day names the end of all.
bool days_vary(const SweepPlan& plan);

std::string sweep_report(const SweepPlan& plan, const RunsOfPoint& runs, Language language);

}  // namespace piket::cli
