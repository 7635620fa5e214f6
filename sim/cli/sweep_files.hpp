// The runs of a sweep as files for other programs: tidy tables, one row per observation, and what their columns mean.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "piket/sweep.hpp"

namespace piket::cli {

class ResultFile;
class ResultFolder;

using ResultsOfPoint = std::function<std::vector<SweepResult>(size_t point)>;

// One row per run and horizon: the steps by their ids, every outcome.
void write_runs(ResultFile& file, const SweepPlan& plan, const ResultsOfPoint& results);
// One row per point: its steps, and the value of each key that any point changes.
void write_points(ResultFile& file, const SweepPlan& plan);
// One row per column of both: unit, meaning, range, source and how far that is to be trusted.
void write_dictionary(ResultFile& file, const SweepPlan& plan);

}  // namespace piket::cli
