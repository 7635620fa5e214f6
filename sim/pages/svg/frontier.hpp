// Policies by what they do to infections and to service; those that no other beats in both are joined.
#pragma once

#include <string>
#include <vector>

#include "pages/svg/chart.hpp"

namespace piket::pages::svg {

struct FrontierPoint {
    std::string label;
    double x = 0, x_low = 0, x_high = 0;
    double y = 0, y_low = 0, y_high = 0;
    bool best = false;  // not dominated
};

struct FrontierChart {
    Words words;
    std::string x_axis, y_axis;
    std::string best, others;  // legend
    std::vector<FrontierPoint> points;
    double body = 420;  // height
};

// Points that are not best keep their label where there is room for it.
std::string draw(const FrontierChart& chart, Language language);

}  // namespace piket::pages::svg
