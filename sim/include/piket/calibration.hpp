// What outbreaks and contact studies say about the numbers of the model, and runs that carry what they leave open.
//
// Importance sampling in the open: parameters are drawn from their plausible ranges, each draw is weighted by the
// probability of what was observed, and draws with weights go to a file. Two kinds of data:
//   unselected   contacts of infected people found whatever came of it: binomial, over-dispersed because contacts of
//   one
//                index patient share that patient's emission
//   outbreak     known because many were infected: the probability of the count, given that it was large enough to be
//                noticed, over the distribution of emission
// Doses come from the model of rooms (piket/room.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "piket/parameters.hpp"
#include "piket/problem.hpp"
#include "piket/scenario.hpp"

namespace piket {

// A circumstance that is known, or only to lie between two values.
struct Between {
    double low = 0, high = 0;
    bool open() const { return low < high; }
};

// Where people were; all rooms but that of the index patient exchange `flow` m3/h with it.
struct OutbreakRoom {
    std::string id;
    Between volume, ach, flow;  // m3, 1/h, m3/h
};

// People who met the same: one row of the table.
struct OutbreakGroup {
    std::string id;
    int exposed = 0, infected = 0;
    int room = 0;
    Between hours;                      // with the index patient, the last of that patient's stay
    Between near_hours, near_distance;  // of them face to face or side by side, m apart
    Between near_share = {1, 1};        // of the jet that arrives: 1 face to face
    int line = 0;
};

struct Outbreak {
    std::string id;
    bool selected = false;                // known because it was large: an outbreak
    int detected_from = 2;                // infected, so that it became known
    int index_patients = 1;               // over whom the exposed are spread; outbreaks have one
    Between days = {1, 1};                // of exposure, each `hours` long
    Between speaking, loudness = {1, 1};  // share of the time in which the index patient speaks; how much louder
    Between breathing;                    // m3/h, of everybody
    Between masked;                       // share who wear surgical masks
    std::string strain = "wild";
    Mark mark = Mark::assumed;
    std::string source;
    std::vector<OutbreakRoom> rooms;  // the first is that of the index patient
    std::vector<OutbreakGroup> groups;
};

struct OutbreakTable {
    std::string file;
    uint64_t digest = 0;  // of the text
    std::vector<Outbreak> cases;
};

// Rows of one case stand together. Every fault at once, with file, line, column, value and what is allowed.
Loaded<OutbreakTable> load_outbreaks(const std::string& path);
Loaded<OutbreakTable> parse_outbreaks(std::string_view csv, const std::string& name);

struct OutbreakColumn {
    std::string_view key, unit, without;  // without: what holds if the cell is empty; empty itself: must be given
    std::string_view meaning;
};
std::span<const OutbreakColumn> outbreak_columns();

enum class Prior : uint8_t { uniform, log_uniform };  // over the plausible range
std::string_view name(Prior);

struct Quantiles {
    double q05 = 0, q50 = 0, q95 = 0;
};

// A parameter that was drawn.
struct CalibratedNumber {
    const Parameter* parameter = nullptr;
    Prior prior = Prior::uniform;
    double low = 0, high = 0;  // of the prior
    Quantiles posterior;
    std::vector<double> draws;

    Quantiles before() const;  // the prior's
    bool informed() const;     // the data narrowed or moved it: see the definition
};

struct Calibration {
    std::string file;     // from which it was read
    std::string program;  // "piket 0.1.0"
    std::string table;    // name of the table
    uint64_t table_digest = 0, seed = 0;
    std::vector<std::string> cases;
    std::vector<CalibratedNumber> numbers;
    std::vector<double> weights;  // sum to 1
    int taken = 0;                // draws from the priors; those that carry next to no weight are not kept

    size_t draws() const { return weights.size(); }
    double effective_draws() const;  // 1 / sum of squared weights
    uint64_t digest() const;         // of what runs take from it
};

// The parameters that calibration draws.
struct CalibratedRow {
    std::string_view key;
    Prior prior;
};
std::span<const CalibratedRow> calibrated_parameters();

// Another prior than the plausible range, to see how much hangs on it.
struct PriorRange {
    const Parameter* parameter = nullptr;
    double low = 0, high = 0;
};
// "emission.quanta_per_h=1:100" against what is drawn and allowed; else why not, for the user to read.
std::optional<PriorRange> parse_prior(std::string_view text, std::string& why);

struct CalibrationOptions {
    uint64_t seed = 1;
    int draws = 20000;
    int threads = 0;
    std::function<void(int done, int of)> progress;  // one call at a time
    std::vector<PriorRange> priors;                  // of calibrated parameters, each once
};
Calibration calibrate(const OutbreakTable& table, const CalibrationOptions& options);

// What a calibration makes of one count of a case: quantiles of the infected over draws, circumstances, emission and
// chance. Outbreaks: of all groups together, given that it was noticed.
struct OutbreakPrediction {
    std::string group;  // empty: together
    int exposed = 0, infected = 0;
    int q05 = 0, q50 = 0, q95 = 0;
};
std::vector<OutbreakPrediction> predict(const Outbreak& outbreak, const Calibration& calibration, int threads = 0);

// Quantiles of how many of the infected fall into the first `groups` groups, if as many are infected in all as were
// observed: what it says of near and far does not hang on how much was emitted.
OutbreakPrediction predict_split(const Outbreak& outbreak, const Calibration& calibration, size_t groups,
                                 int threads = 0);
// Per draw (in proportion to weight) and group: probability of infection, mean over emission. Circumstances are drawn.
std::vector<std::vector<double>> attack_rates(const Outbreak& outbreak, const Calibration& calibration,
                                              int threads = 0);

std::string to_toml(const Calibration& calibration);
Loaded<Calibration> load_calibration(const std::string& path);
Loaded<Calibration> parse_calibration(std::string_view toml, const std::string& name);

// ---- runs that carry the uncertainty ----------------------------------------------------------------------------

// Whether each replicate may have its own value: people and rooms are made once for all.
bool varies_by_replicate(const Parameter& parameter);

// Where a parameter may lie: at u in (0, 1), evenly in the value or in its logarithm.
struct Spread {
    const Parameter* parameter = nullptr;
    Prior prior = Prior::uniform;
    double low = 0, high = 0;

    double at(double u) const;
};
// Over the plausible range: shares, and what may be zero, evenly in the value.
Spread plausible_spread(const Parameter& parameter);
// An assumption that may be drawn: assumed, with a plausible range, by replicate, and no part of a set.
bool is_open_assumption(const Parameter& parameter);
// Who sets a parameter knows it.
bool sets(const Scenario& scenario, const Parameter& parameter);
// The draw of a calibration at u in (0, 1) of its cumulated weights.
size_t draw_at(const Calibration& calibration, double u);

struct Uncertainty {
    std::shared_ptr<const Calibration> calibration;  // may be none
    bool ranges = false;  // assumed parameters that were not calibrated, over their plausible ranges
};
// The same draw for whatever scenario; what the scenario itself sets stays.
Parameters drawn_parameters(const Scenario& scenario, const Uncertainty& uncertainty, uint64_t seed,
                            uint64_t replicate);

}  // namespace piket
