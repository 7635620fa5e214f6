// How infectious somebody is by the time since their infection.
#pragma once

#include "base/math.hpp"
#include "piket/scenario.hpp"

namespace piket {

inline constexpr int last_infectious_day = 24;

// Density of the generation time, up to a constant: gamma by mean and standard deviation.
inline double generation_density(const StrainSpec& strain, double tau) {
    const double scale = strain.generation_sd * strain.generation_sd / strain.generation_mean;
    const double shape = strain.generation_mean / scale;
    const double x = tau / strain.generation_mean;
    return math::exp((shape - 1) * math::log(x) - (tau - strain.generation_mean) / scale);
}

}  // namespace piket
