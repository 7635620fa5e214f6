// The strains that a scenario names by id. Their numbers hold unless the scenario writes its own over them.
#pragma once

#include <span>
#include <string_view>

#include "piket/scenario.hpp"

namespace piket {

struct Sourced {
    double value;
    Mark mark;
    std::string_view source;
};

struct StrainRow {
    std::string_view id, label_id, label_en;
    Sourced transmissibility;                // relative emission
    Sourced generation_mean, generation_sd;  // d
    Sourced incubation_mean, incubation_sd;  // d
    Sourced severity;                        // factor on P(severe | symptomatic)
    Sourced household_sar;
};

std::span<const StrainRow> built_in_strains();
const StrainRow* find_strain(std::string_view id);
StrainSpec spec_of(const StrainRow& row);

// How far antibodies after an infection with `prior` work against `challenge`, relative to those against itself; both
// by their place in the table.
double cross_immunity(int challenge, int prior);

}  // namespace piket
