// What would turn the answer of a comparison: the values at which an assumption makes the other alternative the better.
#pragma once

#include <string>

#include "comparison.hpp"
#include "options.hpp"

namespace piket::cli {

// For each alternative against the first: runs the assumptions that move the difference most over their plausible
// ranges, all others as they are, and tells where the mean difference changes sign. Those that matter most are found by
// screening (elementary effects). Runs simulations.
std::string flips_in_words(const Comparison& comparison, const Quantity& quantity, const Options& options);

}  // namespace piket::cli
