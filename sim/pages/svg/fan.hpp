// What most futures look like, day by day: the median, and the bands that hold half and nine tenths of them.
#pragma once

#include <string>
#include <vector>

#include "pages/svg/chart.hpp"
#include "piket/ensemble.hpp"

namespace piket::pages::svg {

struct FanSeries {
    std::string label;
    std::vector<Summary> days;  // from the first day of the chart on
};

struct FanChart {
    Words words;
    std::string axis;  // what the numbers are
    Day first;
    std::vector<FanSeries> series;  // one for each of `colours` at most
    double body = 300;              // height
};

std::string draw(const FanChart& chart, Language language);

}  // namespace piket::pages::svg
