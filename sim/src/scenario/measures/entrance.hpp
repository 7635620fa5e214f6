// Rows of the table of measures: checks at the door. Effects: policy/effects/entrance.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto entrance = std::to_array<Measure>({
    {"gate.thermogun", &Levers::thermogun, max, share, "share", 0, 1, 0, 1, agency, {}, "entrance", "", true,
     "workplace protocol KMK 328/2020; temperature screening has little value: Mitra 2020", verified,
     "Pemeriksaan suhu di pintu masuk", "Temperature check at the entrance",
     "Seberapa sungguh-sungguh suhu diperiksa di pintu masuk: 0 tidak diperiksa, 1 selalu.",
     "How seriously temperature is checked at the entrance, from not at all to always."},
    {"gate.self_assessment", &Levers::self_assessment, max, share, "share", 0, 1, 0, 1, agency, {}, "entrance", "", false,
     "workplace protocol KMK 328/2020: a form on symptoms before work; how honest the answers are is assumed", verified,
     "Isian mandiri sebelum masuk", "Self-assessment before entry",
     "Seberapa sungguh-sungguh pegawai mengisi keluhan sebelum masuk: 0 tidak ada isian, 1 selalu.",
     "How seriously staff report symptoms before they enter: 0 no form, 1 always."},
});
inline constexpr auto entrance_orders = std::to_array<Order>({
    {"gate.thermogun",
     "Suhu tubuh diperiksa di pintu masuk[ pada {dose} pegawai dan tamu]",
     "Temperature is taken at the entrance[ from {dose} of staff and visitors]"},
    {"gate.self_assessment",
     "Keluhan kesehatan diisi sebelum masuk kantor[ oleh {dose} pegawai]",
     "Symptoms are declared before entry[ by {dose} of the staff]"},
});
// clang-format on

}  // namespace piket::rows
