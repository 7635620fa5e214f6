// What the rows of the table of measures share. A row, in order: key, lever, how sources combine, type, unit, lowest
// and highest value, neutral value, a firm value, narrowest scope, choices, group, the measure without which it does
// nothing, whether the evidence is weak, source, mark; then the label and the help, Indonesian before English. Below
// the rows of a topic stands, in the same order, how a circular words each: see scenario/orders.hpp.
#pragma once

#include <array>
#include <string_view>

#include "piket/measures.hpp"
#include "scenario/orders.hpp"

namespace piket::rows {

using enum Combine;
using enum ScopeLevel;
using enum MeasureType;
using enum Mark;

inline constexpr std::string_view tangsel = "circular and statements of Tangerang Selatan, 18 March 2020";
inline constexpr std::string_view protocol = "workplace protocol KMK 328/2020";
inline constexpr std::string_view by_definition = "range by definition, effect through the model: assumed";

}  // namespace piket::rows
