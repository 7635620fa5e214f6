// What most futures look like, day by day: the median, and the bands that hold half and nine tenths of them.
#pragma once

#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "svg/chart.hpp"

namespace piket::cli::svg {

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

}  // namespace piket::cli::svg
