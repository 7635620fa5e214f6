#include "scenario/strains.hpp"

#include <algorithm>
#include <array>

namespace piket {
namespace {

constexpr Mark V = Mark::verified, R = Mark::recalled, A = Mark::assumed;

constexpr std::string_view covasim = "Covasim, parameters.py";
constexpr std::string_view openabm = "OpenABM-Covid19, baseline parameters";
constexpr std::string_view park = "Park et al. 2023, PNAS, PMC10235974";
constexpr std::string_view madewell = "Madewell et al. 2022, JAMA Netw Open, PMC9051991";
constexpr std::string_view assumed = "assumed";

// Transmissibility and a shorter generation time both raise growth, and the household attack rates of Alpha and Delta
// were measured among different shares of vaccinated people: the numbers are not to be stacked further.
constexpr auto table = std::to_array<StrainRow>({
    {.id = "wild",
     .label_id = "galur awal",
     .label_en = "wild type",
     .transmissibility = {1, V, covasim},
     .generation_mean = {5.5, V, openabm},
     .generation_sd = {2.14, V, openabm},
     .incubation_mean = {5.42, V, openabm},
     .incubation_sd = {2.7, V, openabm},
     .severity = {1, V, covasim},
     .household_sar = {0.189, V, madewell}},
    {.id = "alpha",
     .label_id = "Alpha",
     .label_en = "Alpha",
     .transmissibility = {1.67, V, covasim},
     .generation_mean = {5.5, R, "Hart et al. 2022, Lancet Infect Dis 22:603"},
     .generation_sd = {2.14, A, "assumed, as the wild type"},
     .incubation_mean = {5, A, assumed},
     .incubation_sd = {2.5, A, assumed},
     .severity = {1.64, V, covasim},
     .household_sar = {0.364, V, madewell}},
    {.id = "delta",
     .label_id = "Delta",
     .label_en = "Delta",
     .transmissibility = {2.2, V, covasim},
     .generation_mean = {3.8, V, park},
     .generation_sd = {2, A, assumed},
     .incubation_mean = {4.1, V, park},
     .incubation_sd = {2.3, A, assumed},
     .severity = {3.2, V, covasim},
     .household_sar = {0.297, V, madewell}},
    {.id = "omicron_ba1",
     .label_id = "Omikron BA.1",
     .label_en = "Omicron BA.1",
     .transmissibility = {3, V, "scripts of third parties for Covasim, called provisional by their authors"},
     .generation_mean = {3, V, park},
     .generation_sd = {1.6, A, assumed},
     .incubation_mean = {3.5, V, "BMC Medicine 2023, s12916-023-03070-8: 3.49"},
     .incubation_sd = {1.8, A, assumed},
     .severity = {1.3, A, "Delta's 3.2 times 0.41 of Nyberg et al. 2022, Lancet 399:1303, recalled"},
     .household_sar = {0.427, V, madewell}},
});

// Row: the strain that comes; column: the one that was. Covasim, parameters.py; with Omicron: scripts of third parties
// for Covasim (15/315 against the wild type), the rest assumed.
constexpr std::array<std::array<double, table.size()>, table.size()> cross = {
    {{1, .5, .374, .048}, {.5, 1, .689, .05}, {.374, .689, 1, .05}, {.15, .15, .15, 1}}};

}  // namespace

std::span<const StrainRow> built_in_strains() {
    return table;
}

const StrainRow* find_strain(std::string_view id) {
    const auto row = std::ranges::find(table, id, &StrainRow::id);
    return row == table.end() ? nullptr : &*row;
}

StrainSpec spec_of(const StrainRow& row) {
    return {.id = std::string(row.id),
            .transmissibility = row.transmissibility.value,
            .generation_mean = row.generation_mean.value,
            .generation_sd = row.generation_sd.value,
            .incubation_mean = row.incubation_mean.value,
            .incubation_sd = row.incubation_sd.value,
            .severity = row.severity.value,
            .household_sar = row.household_sar.value,
            .lineage = static_cast<int>(&row - table.data())};
}

double cross_immunity(int challenge, int prior) {
    return cross[static_cast<size_t>(challenge)][static_cast<size_t>(prior)];
}

}  // namespace piket
