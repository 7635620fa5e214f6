// Scenarios as a function of a point: each open assumption a coordinate, and luck one more.
#include "piket/sensitivity.hpp"

#include <algorithm>
#include <mutex>

#include "base/check.hpp"
#include "piket/simulation.hpp"

namespace piket {
namespace {

using Worlds = std::span<const std::shared_ptr<const World>>;

bool left_open(Worlds worlds, const Parameter& p) {
    return std::ranges::any_of(worlds, [&](const auto& world) { return !sets(scenario_of(*world), p); });
}

const CalibratedNumber* number_of(const Calibration* c, const Parameter& p) {
    for (size_t i = 0; c != nullptr && i < c->numbers.size(); ++i) {
        if (c->numbers[i].parameter == &p) {
            return &c->numbers[i];
        }
    }
    return nullptr;
}

bool varies(const InitialSpec& initial) {
    return initial.infected < 0 && initial.prevalence_low < initial.prevalence_high;
}

class Model {
   public:
    Model(Worlds worlds, const SensitivityOptions& options, const std::vector<SensitivityFactor>& factors)
        : worlds_(worlds), options_(options), factors_(factors) {}

    // Coordinates of the factors, then that of luck.
    double operator()(std::span<const double> point) const {
        double sum = 0;
        for (int f = 0; f < options_.futures; ++f) {
            const uint64_t luck = static_cast<uint64_t>(point.back() * 0x1p52) + static_cast<uint64_t>(f);
            const double first = outcome(*worlds_.begin(), point, luck);
            sum += worlds_.size() > 1 ? outcome(worlds_[1], point, luck) - first : first;
        }
        return sum / options_.futures;
    }

   private:
    double outcome(const std::shared_ptr<const World>& world, std::span<const double> point, uint64_t luck) const {
        const Scenario& scenario = scenario_of(*world);
        auto p = std::make_shared<Parameters>(scenario.parameters);
        RunOptions run{options_.seed, luck, 1, false};
        for (size_t i = 0; i < factors_.size(); ++i) {
            const double u = point[i];
            switch (factors_[i].kind) {
                case FactorKind::parameter:
                    set(*p, scenario, *factors_[i].spread.parameter, factors_[i].spread.at(u));
                    break;
                case FactorKind::posterior: {
                    const size_t draw = draw_at(*options_.calibration, u);
                    for (const CalibratedNumber& n : options_.calibration->numbers) {
                        set(*p, scenario, *n.parameter, n.draws[draw]);
                    }
                    break;
                }
                default:
                    run.prevalence_at = u;
            }
        }
        run.parameters = std::move(p);
        Simulation simulation(world, run);
        const int horizon = options_.horizon > 0 ? options_.horizon : scenario.days;
        while (static_cast<int>(simulation.days_lived()) < horizon) {
            simulation.step();
        }
        return options_.outcome(simulation.total(static_cast<size_t>(horizon)));
    }

    static void set(Parameters& p, const Scenario& scenario, const Parameter& row, double value) {
        if (!sets(scenario, row)) {
            p.*row.field = value;
        }
    }

    Worlds worlds_;
    const SensitivityOptions& options_;
    const std::vector<SensitivityFactor>& factors_;
};

}  // namespace

std::vector<SensitivityFactor> open_factors(Worlds worlds, const Calibration* calibration) {
    std::vector<SensitivityFactor> factors;
    size_t together = 0;
    for (const Parameter& p : parameters()) {
        if (!left_open(worlds, p)) {
            continue;
        }
        const auto prior = std::ranges::find(calibrated_parameters(), p.key, &CalibratedRow::key);
        if (number_of(calibration, p) != nullptr) {
            ++together;
        } else if (calibration == nullptr && prior != calibrated_parameters().end()) {
            const Spread spread{&p, prior->prior, p.plausible_low, p.plausible_high};
            factors.push_back({.kind = FactorKind::parameter, .spread = spread, .indices = {}});
        } else if (is_open_assumption(p)) {
            factors.push_back({.kind = FactorKind::parameter, .spread = plausible_spread(p), .indices = {}});
        }
    }
    if (together > 0) {
        factors.push_back({.kind = FactorKind::posterior, .spread = {}, .members = together, .indices = {}});
    }
    if (std::ranges::any_of(worlds, [](const auto& world) { return varies(scenario_of(*world).initial); })) {
        const InitialSpec& initial = scenario_of(*worlds.front()).initial;
        factors.push_back({.kind = FactorKind::prevalence,
                           .spread = {nullptr, Prior::log_uniform, initial.prevalence_low, initial.prevalence_high},
                           .indices = {}});
    }
    return factors;
}

Sensitivity sensitivity(Worlds worlds, const SensitivityOptions& options) {
    check(!worlds.empty() && worlds.size() <= 2, "one scenario, or two that are compared");
    check(options.outcome && options.samples > 1 && options.screening > 0 && options.factors > 0 && options.futures > 0,
          "something to look at, and points to see it");
    Sensitivity result;
    std::vector<SensitivityFactor> factors = open_factors(worlds, options.calibration.get());
    const Model model(worlds, options, factors);
    const size_t k = factors.size(), luck = k;
    const auto own = std::min(k, static_cast<size_t>(options.factors));
    result.screened = k;

    // As many assumptions as may have indices of their own need no screening.
    const size_t screening = own < k ? static_cast<size_t>(options.screening) * (k + 1) : 0;
    size_t of = screening + static_cast<size_t>(options.samples) * (own + 3 + (own < k ? 1 : 0));
    std::mutex mutex;
    size_t finished = 0;
    const auto done = [&] {
        const std::lock_guard lock(mutex);
        ++finished;
        if (options.progress) {
            options.progress(static_cast<int>(finished), static_cast<int>(std::max(finished, of)));
        }
    };

    std::vector<size_t> order(k);
    for (size_t i = 0; i < k; ++i) {
        order[i] = i;
    }
    if (screening > 0) {
        const std::vector<double> effects = elementary_effects(order, k + 1, static_cast<size_t>(options.screening),
                                                               options.seed, std::cref(model), options.threads, done);
        for (size_t i = 0; i < k; ++i) {
            factors[i].screened = effects[i];
        }
        std::ranges::stable_sort(order, [&](size_t a, size_t b) { return effects[a] > effects[b]; });
    }

    Design design{
        .coordinates = k + 1, .factors = {}, .rows = static_cast<size_t>(options.samples), .seed = options.seed};
    SensitivityFactor others{.kind = FactorKind::others, .spread = {}, .members = 0, .indices = {}};
    std::vector<size_t> together;
    for (const size_t i : order) {
        // What the screening never saw move anything does not take a place.
        if (design.factors.size() < own && (screening == 0 || factors[i].screened > 0)) {
            design.factors.push_back({i});
            result.factors.push_back(factors[i]);
        } else {
            together.push_back(i);
            others.members += factors[i].members;
            result.left.push_back(factors[i]);
        }
    }
    if (!together.empty()) {
        design.factors.push_back(std::move(together));
        result.factors.push_back(others);
    }
    design.factors.push_back({luck});
    result.factors.push_back({.kind = FactorKind::chance, .spread = {}, .indices = {}});
    of = screening + design.points();

    const DesignOutputs outputs = run_design(design, std::cref(model), options.threads, done);
    const std::vector<FactorIndices> indices = indices_of(outputs, options.seed);
    for (size_t i = 0; i < indices.size(); ++i) {
        result.factors[i].indices = indices[i];
    }
    std::ranges::stable_sort(result.factors, [](const SensitivityFactor& a, const SensitivityFactor& b) {
        return a.indices.total.value > b.indices.total.value;
    });
    std::vector<double> both = outputs.a;
    both.insert(both.end(), outputs.b.begin(), outputs.b.end());
    result.outcome = summarise(both);
    for (const double y : both) {
        result.variance += (y - result.outcome.mean) * (y - result.outcome.mean) / static_cast<double>(both.size());
    }
    result.simulations = finished * worlds.size() * static_cast<size_t>(options.futures);
    return result;
}

}  // namespace piket
