// The vaccines that a scenario names: what they do to antibodies.
#pragma once

#include <array>
#include <string_view>

#include "piket/scenario.hpp"

namespace piket {

struct VaccineRow {
    double first;                   // log2 of the antibodies' peak after the first dose, median of people
    double boost;                   // factor on the peak by each further dose
    int interval;                   // d, from the first dose to the second
    std::array<double, 4> against;  // factor on antibodies, by the built-in strain that comes
    Mark mark;
    std::string_view source;
};

const VaccineRow& row(Vaccine vaccine);

}  // namespace piket
