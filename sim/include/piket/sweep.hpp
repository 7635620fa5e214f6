// A sweep: one scenario, changed along axes, every variant lived through under the same futures. The plan is a file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "piket/outcomes.hpp"
#include "piket/problem.hpp"
#include "piket/scenario.hpp"

namespace piket {

// One place on an axis: what it changes, and what it is called.
struct SweepStep {
    std::string id;
    Text title;
    std::vector<Override> set;
    std::optional<uint64_t> seed = {};  // luck of its own
    int line = 0;
};

struct SweepAxis {
    std::string id;
    Text title;
    std::vector<SweepStep> steps;  // at least one
};

inline constexpr int most_sweep_replicates = 1'000'000;

struct SweepPlan {
    std::string file;
    Text title, note;
    std::string scenario;       // as resolved
    std::vector<Override> set;  // at every point
    int set_line = 0;
    std::vector<SweepAxis> axes;    // at least one; seeds and samples are axes too
    int replicates = 100;           // of each point
    uint64_t seed = 1;              // the luck of all points whose steps name no other
    std::vector<Outcome> outcomes;  // that tables show
    // Differences are taken from this step of this axis, at the same steps of the others.
    struct Reference {
        size_t axis = 0, step = 0;
    };
    std::optional<Reference> reference;

    // Of the scenario at the first point, when the plan was read.
    Text scenario_title;
    Day start;
    std::vector<int> horizons;  // days after which outcomes are summed
    // Of the scenario as its file has it: a setting of the plan would hide what it takes the place of.
    uint64_t scenario_digest = 0;

    size_t points() const;  // product of the axes' steps
};

// Steps of point `p`, one per axis; the last axis moves fastest.
std::vector<size_t> steps_of(const SweepPlan& plan, size_t point);
size_t point_of(const SweepPlan& plan, std::span<const size_t> steps);
// All that this point changes in the scenario, in order; what comes later wins.
std::vector<Override> settings_of(const SweepPlan& plan, size_t point);
uint64_t seed_of(const SweepPlan& plan, size_t point);

// What decides the result of each run: the scenario and the points, not how many replicates are asked for.
uint64_t digest_of(const SweepPlan& plan);

// Reads a plan. Problems name file, line, key, value and what is allowed; each step is tried on the scenario.
Loaded<SweepPlan> load_sweep(const std::string& path);
Loaded<SweepPlan> parse_sweep(std::string_view toml, const std::string& name);

// One run of one point.
struct SweepRun {
    size_t point = 0;
    uint64_t replicate = 0;
    auto operator<=>(const SweepRun&) const = default;
};
// All runs of a plan, by point, then by replicate.
std::vector<SweepRun> runs_of(const SweepPlan& plan);
// Every `of`-th of them, beginning with the one at `index` (from 0).
std::vector<SweepRun> shard_of(const SweepPlan& plan, size_t index, size_t of);

// Begins with a file's name and says what stops a sweep, through no fault of the program.
class SweepError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct SweepResult {
    SweepRun run;
    uint64_t seed = 1, hash = 0;  // luck, and the state in which the run ended
    std::vector<int> days;        // of each horizon
    Replicate outcomes;           // without its days
};

struct SweepOptions {
    int threads = 0;
    // One call at a time, as runs finish.
    std::function<void(int done, int of)> progress = {};
    // Asked each midnight of each run, from several threads: runs that are not over are then dropped.
    std::function<bool()> stop = {};
};
// Hands each run on as it finishes, one call at a time. Throws SweepError if the scenario has changed since the plan
// was read, and whatever `finished` throws.
void run_sweep(const SweepPlan& plan, std::span<const SweepRun> runs, const SweepOptions& options,
               const std::function<void(SweepResult)>& finished);
// All runs. result[point][replicate], without their days.
std::vector<std::vector<Replicate>> run_sweep(const SweepPlan& plan, const SweepOptions& options);

}  // namespace piket
