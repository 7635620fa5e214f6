// Rows of the table of measures: what people do who are not at the office. Effects: policy/effects/home.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto home = std::to_array<Measure>({
    {"home.supervision", &Levers::home_supervision, max, share, "share", 0, 1, 0, 1, unit, {}, "home", "wfo.share", false,
     "Kutai Kartanegara, August 2020: staff sent home may roam about; how far checks prevent it is assumed", verified,
     "Pengawasan pegawai WFH", "Supervision of those at home",
     "Seberapa jauh pegawai yang bekerja dari rumah diawasi agar tidak keluyuran.",
     "How far staff who work from home are kept from roaming about."},
    {"school.in_person", &Levers::school_in_person, min, share, "share", 0, 1, 1, 0, government, {}, "home", "", false,
     "face-to-face teaching (PTM) was limited by level in Serang, February 2022", verified,
     "Pembelajaran tatap muka", "Face-to-face teaching",
     "Batas atas bagian murid yang belajar tatap muka di sekolah.",
     "The largest share of pupils who are taught face to face at school."},
});
inline constexpr auto home_orders = std::to_array<Order>({
    {"home.supervision",
     "Kehadiran pegawai yang bekerja dari rumah diawasi[, dengan cakupan {dose}]",
     "Staff who work from home are supervised[; the aim is {dose} of them]"},
    {"school.in_person",
     "Pembelajaran tatap muka di sekolah diikuti paling banyak {dose} murid",
     "At most {dose} of pupils are taught face to face at school"},
});
// clang-format on

}  // namespace piket::rows
