// Where people were infected: for each setting one bar per alternative.
#pragma once

#include <string>
#include <vector>

#include "pages/svg/chart.hpp"

namespace piket::pages::svg {

struct WhereRow {
    std::string label;
    struct Value {
        double mean = 0, low = 0, high = 0;
    };
    std::vector<Value> values;  // one per alternative
};

struct WhereChart {
    Words words;
    std::string axis;
    std::vector<std::string> alternatives;  // one for each of `colours` at most
    std::vector<WhereRow> rows;
    double bar = 11;  // height
};

std::string draw(const WhereChart& chart, Language language);

}  // namespace piket::pages::svg
