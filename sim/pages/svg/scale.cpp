#include "pages/svg/scale.hpp"

#include <algorithm>
#include <cmath>

namespace piket::pages::svg {

namespace {

double nice_step(double length, int about) {
    if (!(length > 0) || !std::isfinite(length)) {
        return 1;
    }
    const double rough = length / std::max(1, about);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double times : {1.0, 2.0, 5.0}) {
        if (times * power >= rough * (1 - 1e-9)) {
            return times * power;
        }
    }
    return 10 * power;
}

constexpr double slack = 1e-9;  // of a step, for rounding

}  // namespace

Ticks nice_ticks(double low, double high, int about) {
    const double step = nice_step(high - low, about);
    Ticks ticks;
    ticks.decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + slack)));
    for (double i = std::ceil(low / step - slack); i <= high / step + slack; ++i) {
        ticks.at.push_back(i * step + 0.0);
    }
    return ticks;
}

Scale nice_scale(double low, double high, double from, double to, int about) {
    if (!(high > low)) {
        high = low + 1;
    }
    const double step = nice_step(high - low, about);
    return {std::floor(low / step + slack) * step, std::ceil(high / step - slack) * step, from, to};
}

}  // namespace piket::pages::svg
