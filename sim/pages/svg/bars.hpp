// Horizontal bars with names at the left, whiskers for intervals and, within a bar, a part of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pages/svg/chart.hpp"

namespace piket::pages::svg {

struct Bar {
    std::string label, small;  // small: below it, in grey
    double value = 0;
    std::optional<double> low, high;  // whiskers
    std::optional<double> part;       // drawn darker, from zero
    std::string note;                 // at the right end
    bool muted = false;               // grey: not one of those that are compared
};

struct BarChart {
    Words words;
    std::string axis;                    // what the numbers are
    std::string whole, part_of, others;  // legend: the bar, its part, muted bars; empty: none
    std::string notes;                   // heading of the notes; empty: none
    std::vector<Bar> bars;
    std::optional<double> high;  // of the axis, if it should not follow the values
};

std::string draw(const BarChart& chart, Language language);

}  // namespace piket::pages::svg
