// How fast airborne virus loses its infectivity without sun (Dabisch et al. 2021, as CAiMIRA v4.19 uses it).
#pragma once

#include "base/math.hpp"

namespace piket {

// 1/h at `temperature` in degC and relative `humidity` as a share. The regression was made up to 70 % humidity.
inline double inactivation(double temperature, double humidity) {
    constexpr double longest_half_life = 6.43;  // h; also where the regression gives no decay at all
    const double ln2 = math::log(2);
    const double warmth = (temperature - 20.615) / 10.585, damp = (100 * humidity - 45.235) / 28.665;
    const double per_minute = 0.16030 + 0.04018 * warmth + 0.02176 * damp - 0.14369 - 0.02636 * warmth;
    const double slowest = ln2 / longest_half_life;
    return per_minute * 60 > slowest ? per_minute * 60 : slowest;
}

}  // namespace piket
