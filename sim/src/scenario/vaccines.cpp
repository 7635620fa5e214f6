#include "scenario/vaccines.hpp"

namespace piket {
namespace {

constexpr std::string_view covasim = "Covasim, parameters.py; against Omicron: 1/40 of Pfizer, for the others assumed";

constexpr auto table = std::to_array<VaccineRow>({
    {-2, 2, 14, {1, 1 / 1.12, 1 / 6.2, 1.0 / 40}, Mark::verified, covasim},   // sinovac
    {-1.5, 2, 21, {1, 1 / 2.3, 1 / 6.2, 1.0 / 40}, Mark::verified, covasim},  // az
    {-1, 4, 21, {1, 1.0 / 2, 1 / 2.9, 1.0 / 40}, Mark::verified, covasim},    // pfizer
    {-1, 8, 28, {1, 1 / 1.8, 1 / 2.9, 1.0 / 40}, Mark::verified, covasim},    // moderna
});

}  // namespace

const VaccineRow& row(Vaccine vaccine) {
    return table[static_cast<size_t>(vaccine)];
}

}  // namespace piket
