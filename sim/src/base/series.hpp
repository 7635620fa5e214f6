// Values by time, each from its own moment on; moments ascend.
#pragma once

#include <utility>
#include <vector>

namespace piket {

// What holds at a moment; `before`: ahead of the first.
template <class Time>
double value_at(const std::vector<std::pair<Time, double>>& series, Time moment, double before) {
    double value = before;
    for (const auto& [from, next] : series) {
        value = from <= moment ? next : value;
    }
    return value;
}

// The same with the first value ahead of the first, 0 if there is none.
template <class Time>
double value_at(const std::vector<std::pair<Time, double>>& series, Time moment) {
    return value_at(series, moment, series.empty() ? 0 : series.front().second);
}

}  // namespace piket
