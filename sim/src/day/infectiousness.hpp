// How infectious somebody is: with what strain, how much more than others, and by the time since their infection.
#pragma once

#include "base/math.hpp"
#include "piket/ids.hpp"
#include "piket/scenario.hpp"

namespace piket {

inline constexpr int last_infectious_day = 24;

// The strain of somebody who was infected outside; u in (0, 1) is theirs.
inline StrainId strain_from_outside(const Scenario& scenario, double u) {
    StrainId strain{0};
    for (; strain.value + 1 < scenario.strains.size(); ++strain.value) {
        u -= scenario.strains[strain.value].share;
        if (u < 0) {
            break;
        }
    }
    return strain;
}

// X: what somebody emits relative to the mean of all, lognormal; u in (0, 1) is theirs.
inline double emission_factor(const Parameters& p, double u) {
    return math::exp(p.emission_sigma * math::normal_quantile(u) - p.emission_sigma * p.emission_sigma / 2);
}

// Density of the generation time, up to a constant: gamma by mean and standard deviation.
inline double generation_density(const StrainSpec& strain, double tau) {
    const double scale = strain.generation_sd * strain.generation_sd / strain.generation_mean;
    const double shape = strain.generation_mean / scale;
    const double x = tau / strain.generation_mean;
    return math::exp((shape - 1) * math::log(x) - (tau - strain.generation_mean) / scale);
}

}  // namespace piket
