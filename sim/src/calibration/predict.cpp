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

// Of people in groups who meet one emission: of 0 ... `up_to` infected.
Law at_one_emission(const Outbreak& o, size_t from, size_t to, const std::vector<double>& hazard, int up_to) {
    Law law(static_cast<size_t>(up_to) + 1, 0);
    law[0] = 1;
    Law group(law.size()), next(law.size());
    for (size_t g = from; g < to; ++g) {
        const int n = o.groups[g].exposed;
        const double infected = -math::expm1(-hazard[g]);
        double ways = 1;  // of choosing j of n, with all j infected
        for (int j = 0; j <= up_to; ++j) {
            group[j] = j > n ? 0 : ways * math::exp(-hazard[g] * (n - j));
            ways *= infected * (n - j) / (j + 1);
        }
        std::ranges::fill(next, 0.0);
        for (size_t i = 0; i < law.size(); ++i) {
            for (size_t j = 0; i + j < law.size(); ++j) {
                next[i + j] += law[i] * group[j];
            }
        }
        law.swap(next);
    }
    return law;
}

// answer(doses of the groups, emission) for each of the resampled draws, in their order.
template <class Answer, class F>
std::vector<Answer> for_each_draw(const Outbreak& o, const Calibration& calibration, int threads, F answer) {
    const std::vector<size_t> draws = resample(calibration.weights);
    const Luck luck = make_luck(calibration.seed, 1);
    std::vector<Answer> answers(draws.size());
    Workers(threads).each(draws.size(), 1, [&](size_t i) {
        Parameters p = default_parameters();
        for (const CalibratedNumber& n : calibration.numbers) {
            p.*n.parameter->field = n.draws[draws[i]];
        }
        const EmissionLaw emission = emission_law(p.emission_sigma, !(o.days.high > 1), o.strain);
        answers[i] = answer(circumstances(o, p, 1, luck, static_cast<uint32_t>(i)).front().dose, emission);
    });
    return answers;
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
    const size_t rows = o.selected ? 1 : o.groups.size();
    const auto laws = for_each_draw<std::vector<Law>>(
        o, calibration, threads, [&](const std::vector<double>& dose, const EmissionLaw& emission) {
            std::vector<Law> law;
            for (size_t r = 0; r < rows; ++r) {
                law.push_back(o.selected ? outbreak(o, dose, emission) : unselected(o, r, dose[r], emission));
            }
            return law;
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

OutbreakPrediction predict_split(const Outbreak& o, const Calibration& calibration, size_t groups, int threads) {
    check(o.selected && groups <= o.groups.size(), "an outbreak, split in two");
    OutbreakPrediction prediction;
    int infected = 0;
    for (size_t g = 0; g < o.groups.size(); ++g) {
        infected += o.groups[g].infected;
        if (g < groups) {
            prediction.exposed += o.groups[g].exposed;
            prediction.infected += o.groups[g].infected;
        }
    }
    const auto laws =
        for_each_draw<Law>(o, calibration, threads, [&](const std::vector<double>& dose, const EmissionLaw& emission) {
            Law law(static_cast<size_t>(infected) + 1, 0);
            std::vector<double> hazard(dose.size());
            for (size_t i = 0; i < emission.factor.size(); ++i) {
                for (size_t g = 0; g < dose.size(); ++g) {
                    hazard[g] = emission.factor[i] * dose[g];
                }
                const Law near = at_one_emission(o, 0, groups, hazard, infected);
                const Law far = at_one_emission(o, groups, o.groups.size(), hazard, infected);
                for (size_t k = 0; k < law.size(); ++k) {
                    law[k] += emission.weight[i] * near[k] * far[law.size() - 1 - k];
                }
            }
            return law;
        });
    Law sum(static_cast<size_t>(infected) + 1, 0);
    for (const Law& law : laws) {
        for (size_t k = 0; k < sum.size(); ++k) {
            sum[k] += law[k];
        }
    }
    prediction.q05 = quantile(sum, 0.05);
    prediction.q50 = quantile(sum, 0.50);
    prediction.q95 = quantile(sum, 0.95);
    return prediction;
}

std::vector<std::vector<double>> attack_rates(const Outbreak& o, const Calibration& calibration, int threads) {
    return for_each_draw<std::vector<double>>(o, calibration, threads,
                                              [&](const std::vector<double>& dose, const EmissionLaw& emission) {
                                                  std::vector<double> rates;
                                                  for (size_t g = 0; g < dose.size(); ++g) {
                                                      rates.push_back(overdispersion(o, g, dose[g], emission).mean);
                                                  }
                                                  return rates;
                                              });
}

}  // namespace piket
