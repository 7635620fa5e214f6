// Many replicates of one or more alternatives with common luck: the same people, the same draws, paired differences.
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "piket/calibration.hpp"
#include "piket/simulation.hpp"

namespace piket {

// Of the counters of agencies that are alike, by PlaceAgency::entry.
template <class Value>
using ByEntry = std::map<std::string, Value>;
ByEntry<Queued> queued_until(const Simulation& simulation, size_t days);  // days [0, days)

struct Replicate {
    uint64_t replicate = 0;
    std::vector<OutcomeValues> days;      // of everybody, day by day
    std::vector<OutcomeValues> horizons;  // summed up to each horizon of the scenario, the last being all days
    std::vector<ByEntry<Queued>> queued;  // up to each horizon
    double prevalence = 0;                // infected share of the town at the start, as drawn
};

struct EnsembleOptions {
    uint64_t seed = 1;
    int replicates = 100;
    int threads = 0;
    // Called from worker threads, one call at a time, as replicates finish.
    std::function<void(int done, int of)> progress;
    // Sees each finished simulation before it is dropped, one call at a time, in order of replicates.
    std::function<void(size_t alternative, uint64_t replicate, const Simulation&)> finished;
    Uncertainty uncertainty = {};  // a replicate takes one draw, the same for all alternatives
    uint64_t first = 0;            // number of the first replicate
    // Held at these values in every future, whatever the scenarios and the uncertainty say.
    std::vector<std::pair<const Parameter*, double>> held = {};
};

// What is kept of a simulation that is over.
Replicate gather(const Simulation& simulation, uint64_t number);

// result[alternative][replicate].
std::vector<std::vector<Replicate>> run_ensemble(std::span<const std::shared_ptr<const World>> alternatives,
                                                 const EnsembleOptions& options);

// Horizons at which outcomes are summed: those of the scenario within its days, and its days.
std::vector<int> horizons_of(const Scenario& scenario);

struct Summary {
    double mean = 0;
    double standard_error = 0;  // infinite for fewer than two values, which do not tell it
    double q05 = 0, q25 = 0, q50 = 0, q75 = 0, q95 = 0;
};
Summary summarise(std::vector<double> values);

// Of b - a, replicate by replicate.
struct Difference {
    Summary summary;
    double better = 0;  // share of replicates in which b is better, ties half; see OutcomeRow::fewer_is_better
    double mean_low = 0, mean_high = 0;  // 90 % interval of the mean difference
    double correlation = 0;
    double narrower = 1;  // unpaired standard error over paired

    // Whether the interval has an end, and lies on one side of zero.
    bool bounded() const { return std::isfinite(summary.standard_error); }
    bool clear() const { return mean_low > 0 || mean_high < 0; }
};
Difference compare(std::span<const double> a, std::span<const double> b, bool fewer_is_better);

}  // namespace piket
