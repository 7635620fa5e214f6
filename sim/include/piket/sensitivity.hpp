// Which assumptions move an answer most.
//
// Variance-based indices of a model over independent factors, each evenly spread over (0, 1):
//   first order  the share of the variance that goes, on average, once this factor is known
//   total        the share that stays as long as this factor alone is not known: interactions count
// Two blocks of points A and B, and for each factor A with that factor taken from B. First order after Saltelli et al.
// 2010 (Comput. Phys. Commun. 181, 259), total after Jansen 1999.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "piket/calibration.hpp"
#include "piket/ensemble.hpp"

namespace piket {

// ---- the method --------------------------------------------------------------------------------------------------

// A value and its 90 % interval from resampled rows.
struct Estimate {
    double value = 0, low = 0, high = 0;
};

// A pure function of a point in the open unit cube. Called from several threads.
using PointModel = std::function<double(std::span<const double> point)>;

// The first `n` Sobol points, each coordinate shifted in its binary digits by a word that `seed` keys. Best with n a
// power of two.
std::vector<std::vector<double>> sobol_points(size_t n, size_t coordinates, uint64_t seed);

// `n` points of which each coordinate falls once into each of `n` equal parts of (0, 1), in an order and at a place
// that `seed` keys (McKay, Beckman and Conover 1979).
std::vector<std::vector<double>> latin_hypercube(size_t n, size_t coordinates, uint64_t seed);

struct Design {
    size_t coordinates = 0;
    std::vector<std::vector<size_t>> factors;  // the coordinates that each moves together
    size_t rows = 0;                           // of A, and of B
    uint64_t seed = 1;

    size_t points() const { return rows * (factors.size() + 2); }
};
struct DesignOutputs {
    std::vector<double> a, b;
    std::vector<std::vector<double>> mixed;     // [factor][row]: A with this factor from B
    std::vector<std::vector<double>> distance;  // [factor][row]: by which its first coordinate moved
};
DesignOutputs run_design(const Design& design, const PointModel& model, int threads,
                         const std::function<void()>& done = {});

struct FactorIndices {
    Estimate first, total;
    Estimate slope;  // change of the output over the whole of (0, 1), by least squares on the pairs of A and mixed
};
// Rows are resampled under draws that `seed` keys.
std::vector<FactorIndices> indices_of(const DesignOutputs& outputs, uint64_t seed);

// Morris's mean absolute elementary effect of each coordinate named: in a radial design every row is a point, and that
// point with one coordinate moved by half of (0, 1), round the end. The other coordinates stay as the row has them.
std::vector<double> elementary_effects(std::span<const size_t> of, size_t coordinates, size_t rows, uint64_t seed,
                                       const PointModel& model, int threads, const std::function<void()>& done = {});

// ---- applied to scenarios ----------------------------------------------------------------------------------------

enum class FactorKind : uint8_t {
    parameter,   // over its prior or its plausible range
    posterior,   // all calibrated parameters, as one draw of the calibration
    prevalence,  // where in the scenario's range the town's infected share starts
    others,      // what the screening left, varied together
    chance,      // the replicate: what no knowledge removes
};

struct SensitivityFactor {
    FactorKind kind = FactorKind::parameter;
    Spread spread;          // of a parameter; prevalence: its range alone
    double screened = 0;    // mean absolute elementary effect over half the range
    size_t members = 1;     // how many assumptions move together
    FactorIndices indices;  // unless it was left among the others
};

struct SensitivityOptions {
    std::function<double(const OutcomeValues&)> outcome;
    int horizon = 0;     // days; 0: all
    int samples = 256;   // rows of the design, a power of two
    int screening = 16;  // rows of the screening
    int factors = 10;    // assumptions with indices of their own
    int futures = 1;     // averaged at each point
    uint64_t seed = 1;
    int threads = 0;
    std::shared_ptr<const Calibration> calibration;  // else its parameters are independent, over their priors
    std::function<void(int done, int of)> progress;  // one call at a time
};

struct Sensitivity {
    std::vector<SensitivityFactor> factors;  // by total index, largest first
    std::vector<SensitivityFactor> left;     // screened and varied together, by elementary effect
    Summary outcome;                         // over both blocks
    double variance = 0;                     // of it
    size_t screened = 0, simulations = 0;
};

// The assumptions that are varied: those that no scenario of them sets.
std::vector<SensitivityFactor> open_factors(std::span<const std::shared_ptr<const World>> worlds,
                                            const Calibration* calibration);

// Of one scenario; or, of two, of the difference of the second from the first, with the same parameters and the same
// luck. Luck is a factor like any other.
Sensitivity sensitivity(std::span<const std::shared_ptr<const World>> worlds, const SensitivityOptions& options);

// ---- from runs that were made anyway -----------------------------------------------------------------------------

struct Association {
    size_t input = 0;
    double correlation = 0;  // of ranks
    double share() const { return correlation * correlation; }
};
struct Associations {
    double threshold = 0;            // squared rank correlation that 5 % of shuffled outputs reach with any input
    std::vector<Association> found;  // above it, strongest first
    size_t inputs = 0;               // that varied
};
// inputs[i][run]
Associations associations(std::span<const std::vector<double>> inputs, std::span<const double> output, uint64_t seed,
                          size_t most = 3);

}  // namespace piket
