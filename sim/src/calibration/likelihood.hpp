// The probability of what one case of the table observed, for one set of parameters.
#pragma once

#include <vector>

#include "base/random.hpp"
#include "piket/calibration.hpp"

namespace piket {

// How much infected people emit on the day of contact, relative to the mean over people and ten infectious days, as
// weighted values on an even grid of its logarithm. Over one day it depends on which of the ten infectious days it is,
// each equally likely; over several days that evens out.
struct EmissionLaw {
    std::vector<double> factor, weight;  // weights sum to 1
};
EmissionLaw emission_law(double sigma, bool one_day, const std::string& strain);

// Circumstances of a case, each at one value.
struct Circumstances {
    double days = 1;
    std::vector<double> dose;  // per group: of one person, in infectious doses, at mean emission
};
// `points` of them, spread over what is open by keyed Latin hypercube: evenly in the logarithm, shares evenly.
std::vector<Circumstances> circumstances(const Outbreak& outbreak, const Parameters& p, int points, const Luck& luck,
                                         uint32_t draw);

// Mean over the circumstances. -infinity if the model cannot give it.
double log_likelihood(const Outbreak& outbreak, const std::vector<Circumstances>& circumstances,
                      const EmissionLaw& law);

// Of the count of one group of unselected contacts. The exposed are spread over the index patients; those of one
// patient share what that patient emits. correlation: of the beta-binomial law with the same variance of the count as
// that.
struct Overdispersion {
    double mean, correlation;
};
Overdispersion overdispersion(const Outbreak& outbreak, size_t group, double dose, const EmissionLaw& law);

// Of a calibration that is kept.
inline constexpr size_t fewest_draws = 10;

Quantiles weighted_quantiles(const std::vector<double>& values, const std::vector<double>& weights);

double log_gamma(double x);  // x > 0, relative error below 1e-13 away from its zeros
// Log of the beta-binomial probability of k of n with mean probability p; correlation 0: binomial.
double log_beta_binomial(int k, int n, double p, double correlation);
// P(at least `from` infected) when each of n[g] people of group g meets hazard[g].
double at_least(int from, const std::vector<int>& n, const std::vector<double>& hazard);

}  // namespace piket
