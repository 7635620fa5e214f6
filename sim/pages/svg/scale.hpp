// From values to places on the page, with ticks at round numbers.
#pragma once

#include <string>
#include <vector>

#include "pages/numbers.hpp"

namespace piket::pages::svg {

struct Ticks {
    std::vector<double> at;
    int decimals = 0;  // that tell them apart
};
// Some `about` ticks at multiples of 1, 2 or 5 times a power of ten, within [low, high].
Ticks nice_ticks(double low, double high, int about = 6);

// [low, high] onto [from, to]; to < from turns it round.
struct Scale {
    double low = 0, high = 1, from = 0, to = 1;
    double operator()(double value) const {
        return high > low ? from + (value - low) / (high - low) * (to - from) : from;
    }
};
// The same, wide enough to begin and end at a tick.
Scale nice_scale(double low, double high, double from, double to, int about = 6);

}  // namespace piket::pages::svg
