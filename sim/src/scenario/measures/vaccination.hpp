// Rows of the table of measures: doses for staff and their families. Effects: policy/effects/vaccination.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto vaccination = std::to_array<Measure>({
    {"vaccination.staff", &Levers::vaccinate_staff, max, share, "share", 0, 1, 0, 0.05, unit, {}, "vaccination", "", false,
     "Serang, 2 February 2022: drives for children and the elderly; paces are assumed", verified,
     "Vaksinasi ASN per hari", "Vaccination of staff per day",
     "Bagian pegawai yang belum divaksin yang mendapat dosis tiap hari.",
     "The share of unvaccinated staff who are given a dose each day."},
    {"vaccination.elderly", &Levers::vaccinate_elderly, max, share, "share", 0, 1, 0, 0.05, unit, {}, "vaccination", "", false,
     "Serang, 2 February 2022: drives for children and the elderly; paces are assumed", verified,
     "Vaksinasi lansia per hari", "Vaccination of the elderly per day",
     "Bagian anggota keluarga berusia 60 tahun ke atas yang belum divaksin yang mendapat dosis tiap hari.",
     "The share of unvaccinated family members of 60 and over who are given a dose each day."},
    {"vaccination.adults", &Levers::vaccinate_adults, max, share, "share", 0, 1, 0, 0.05, unit, {}, "vaccination", "", false,
     "Serang, 2 February 2022: drives for children and the elderly; paces are assumed", verified,
     "Vaksinasi keluarga per hari", "Vaccination of families per day",
     "Bagian anggota keluarga berusia 12 sampai 59 tahun yang belum divaksin yang mendapat dosis tiap hari.",
     "The share of unvaccinated family members from 12 to 59 who are given a dose each day."},
    {"vaccination.children", &Levers::vaccinate_children, max, share, "share", 0, 1, 0, 0.05, unit, {}, "vaccination", "", false,
     "Serang, 2 February 2022: drives for children and the elderly; paces are assumed", verified,
     "Vaksinasi anak 6-11 tahun per hari", "Vaccination of children of 6-11 per day",
     "Bagian anak berusia 6 sampai 11 tahun yang belum divaksin yang mendapat dosis tiap hari.",
     "The share of unvaccinated children from 6 to 11 who are given a dose each day."},
    {"vaccination.booster", &Levers::vaccinate_booster, max, share, "share", 0, 1, 0, 0.05, unit, {}, "vaccination", "", false,
     "Serang, 2 February 2022: drives for children and the elderly; paces are assumed", verified,
     "Vaksinasi penguat per hari", "Boosters per day",
     "Bagian orang dewasa dengan dua dosis yang mendapat penguat tiap hari.",
     "The share of adults with two doses who get a booster each day."},
});
inline constexpr auto vaccination_orders = std::to_array<Order>({
    {"vaccination.staff",
     "Setiap hari {dose} pegawai yang belum divaksin diberi dosis vaksin",
     "Each day {dose} of unvaccinated staff are given a dose of vaccine"},
    {"vaccination.elderly",
     "Setiap hari {dose} anggota keluarga berusia 60 tahun ke atas yang belum divaksin diberi dosis vaksin",
     "Each day {dose} of unvaccinated family members of 60 and over are given a dose of vaccine"},
    {"vaccination.adults",
     "Setiap hari {dose} anggota keluarga berusia 12 sampai 59 tahun yang belum divaksin diberi dosis vaksin",
     "Each day {dose} of unvaccinated family members from 12 to 59 are given a dose of vaccine"},
    {"vaccination.children",
     "Setiap hari {dose} anak berusia 6 sampai 11 tahun yang belum divaksin diberi dosis vaksin",
     "Each day {dose} of unvaccinated children from 6 to 11 are given a dose of vaccine"},
    {"vaccination.booster",
     "Setiap hari {dose} orang dewasa dengan dua dosis diberi dosis penguat",
     "Each day {dose} of adults with two doses are given a booster"},
});
// clang-format on

}  // namespace piket::rows
