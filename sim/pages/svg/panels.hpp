// Small charts side by side on one scale: for each a run of days with what was so, filled, and what was known, a line.
#pragma once

#include <string>
#include <vector>

#include "pages/svg/chart.hpp"

namespace piket::pages::svg {

struct Panel {
    std::string label;
    std::vector<double> so, known;  // by day, from the first on
};

struct PanelChart {
    Words words;
    std::string so, known;  // legend
    Day first;
    std::vector<Panel> panels;
    double body = 300;  // height
    size_t across = 2;  // in a row
};

std::string draw(const PanelChart& chart, Language language);

}  // namespace piket::pages::svg
