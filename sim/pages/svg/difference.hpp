// Paired differences of several outcomes in one picture: how much better or worse, with intervals and a line at
// nothing.
#pragma once

#include <string>
#include <vector>

#include "pages/svg/chart.hpp"

namespace piket::pages::svg {

// In per cent of what the first alternative has; above zero where the second is better.
struct DifferenceRow {
    std::string label;
    double gain = 0, low = 0, high = 0;
    std::string note;  // the difference itself, in its unit
};

struct DifferenceChart {
    Words words;
    std::string axis;
    std::string worse, better;  // what lies left and right of zero
    std::string notes;          // heading of the notes
    std::vector<DifferenceRow> rows;
};

// Rows beyond 100 % end in an arrow.
std::string draw(const DifferenceChart& chart, Language language);

}  // namespace piket::pages::svg
