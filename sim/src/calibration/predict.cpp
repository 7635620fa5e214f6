// What a calibration makes of the cases.
#include <algorithm>

#include "air/infection_counts.hpp"
#include "base/check.hpp"
#include "base/math.hpp"
#include "base/parallel.hpp"
#include "calibration/likelihood.hpp"

namespace piket {
namespace {

constexpr int resampled = 200;  // draws, evenly through the weights

std::vector<size_t> resample(const std::vector<double>& weights) {
    std::vector<size_t> draws;
    double sum = 0;
    for (size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i];
        while (draws.size() < resampled && (static_cast<double>(draws.size()) + 0.5) / resampled < sum) {
            draws.push_back(i);
        }
    }
    return draws;
}

using Law = std::vector<double>;  // of 0 ... n infected

// Contacts that were found whatever came of it.
Law unselected(const Outbreak& o, size_t g, double dose, const EmissionLaw& emission) {
    const int n = o.groups[g].exposed;
    const Overdispersion d = overdispersion(o, g, dose, emission);
    Law law(static_cast<size_t>(n) + 1, 0);
    for (int k = 0; k <= n; ++k) {
        law[k] = math::exp(log_beta_binomial(k, n, d.mean, d.correlation));
        if (k > 100 + d.mean * n && law[k] < 1e-12) {
            break;  // far above whatever happens
        }
    }
    return law;
}

Law outbreak(const Outbreak& o, const std::vector<double>& dose, const EmissionLaw& emission) {
    std::vector<int> people;
    for (const OutbreakGroup& g : o.groups) {
        people.push_back(g.exposed);
    }
    InfectionCounts counts(people);
    std::vector<double> probability(dose.size());
    for (size_t i = 0; i < emission.factor.size(); ++i) {
        for (size_t g = 0; g < dose.size(); ++g) {
            probability[g] = std::clamp(-math::expm1(-emission.factor[i] * dose[g]), 0.0, 1.0);
        }
        counts.add(emission.weight[i], probability);
    }
    Law law = counts.law();
    std::fill_n(law.begin(), std::min<size_t>(law.size(), static_cast<size_t>(o.detected_from)), 0.0);
    double sum = 0;
    for (const double p : law) {
        sum += p;
    }
    for (double& p : law) {
        p = sum > 0 ? p / sum : 0;
    }
    return law;
}

int quantile(const Law& law, double q) {
    double all = 0, sum = 0;
    for (const double p : law) {
        all += p;
    }
    for (size_t k = 0; k < law.size(); ++k) {
        sum += law[k];
        if (sum >= q * all) {
            return static_cast<int>(k);
        }
    }
    return static_cast<int>(law.size()) - 1;
}

}  // namespace

std::vector<OutbreakPrediction> predict(const Outbreak& o, const Calibration& calibration, int threads) {
    const std::vector<size_t> draws = resample(calibration.weights);
    const Luck luck = make_luck(calibration.seed, 1);
    const size_t rows = o.selected ? 1 : o.groups.size();
    std::vector<std::vector<Law>> laws(draws.size());
    Workers(threads).each(draws.size(), 1, [&](size_t i) {
        Parameters p = default_parameters();
        for (const CalibratedNumber& n : calibration.numbers) {
            p.*n.parameter->field = n.draws[draws[i]];
        }
        const EmissionLaw emission = emission_law(p.emission_sigma, !(o.days.high > 1), o.strain);
        const Circumstances at = circumstances(o, p, 1, luck, static_cast<uint32_t>(i)).front();
        for (size_t r = 0; r < rows; ++r) {
            laws[i].push_back(o.selected ? outbreak(o, at.dose, emission) : unselected(o, r, at.dose[r], emission));
        }
    });
    std::vector<OutbreakPrediction> out;
    for (size_t r = 0; r < rows; ++r) {
        Law sum(laws.front()[r].size(), 0);
        for (const std::vector<Law>& law : laws) {
            for (size_t k = 0; k < sum.size(); ++k) {
                sum[k] += law[r][k];
            }
        }
        OutbreakPrediction prediction;
        for (size_t g = 0; g < o.groups.size(); ++g) {
            if (o.selected || g == r) {
                prediction.exposed += o.groups[g].exposed;
                prediction.infected += o.groups[g].infected;
            }
        }
        prediction.group = o.groups.size() > 1 && !o.selected ? o.groups[r].id : "";
        prediction.q05 = quantile(sum, 0.05);
        prediction.q50 = quantile(sum, 0.50);
        prediction.q95 = quantile(sum, 0.95);
        out.push_back(prediction);
    }
    return out;
}

}  // namespace piket
