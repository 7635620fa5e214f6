// Order statistics.
#pragma once

#include <cstddef>
#include <span>

namespace piket {

// Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); `sorted` is not empty.
inline double quantile(std::span<const double> sorted, double p) {
    const double x = p * static_cast<double>(sorted.size() - 1);
    const auto i = static_cast<size_t>(x);
    return i + 1 < sorted.size() ? sorted[i] + (x - static_cast<double>(i)) * (sorted[i + 1] - sorted[i]) : sorted[i];
}

}  // namespace piket
