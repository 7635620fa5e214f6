// Rows of the table of measures: masks, screens, distance, hygiene. Effects: policy/effects/protection.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

inline constexpr std::string_view masks[] = {"none", "cloth", "surgical", "kn95"};

// clang-format off
inline constexpr auto protection = std::to_array<Measure>({
    {"mask.mandate", &Levers::mask_mandate, max, share, "share", 0, 1, 0, 1, unit, {}, "protection", "", false,
     protocol, verified,
     "Kewajiban masker", "Mask mandate",
     "Seberapa tegas masker diwajibkan: 0 tidak wajib, 1 wajib penuh. Pemakaian nyata bergantung pada kepatuhan.",
     "How firmly masks are required, from not at all to fully. How many are worn still depends on compliance."},
    {"mask.type", &Levers::mask_type, max, choice, "choice", 1, 3, 1, 3, unit, masks, "protection", "mask.mandate", false,
     "cloth was the common mask when mandates began: assumed", assumed,
     "Jenis masker", "Type of mask",
     "Masker yang dipakai bila masker diwajibkan: kain, bedah, atau KN95.",
     "The mask that people wear where masks are required: cloth, surgical or KN95."},
    {"counter.screen", &Levers::screen, max, flag, "flag", 0, 1, 0, 1, unit, {}, "protection", "", false,
     by_definition, assumed,
     "Sekat di loket", "Screens at counters",
     "Sekat bening berdiri di antara petugas dan warga di setiap loket.",
     "A clear screen stands between officer and visitor at every counter."},
    {"distance.spacing", &Levers::spacing, max, number, "m", 0, 3, 0, 2, unit, {}, "protection", "", false,
     "workplace protocol KMK 328/2020: 1 m; the range is assumed", verified,
     "Jarak saat berbicara", "Distance when talking",
     "Jarak paling dekat yang diminta antara orang yang berbicara.",
     "The smallest distance that people are asked to keep when they talk."},
    {"hygiene.handwashing", &Levers::handwashing, max, flag, "flag", 0, 1, 0, 1, agency, {}, "protection", "", true,
     tangsel, verified,
     "Tempat cuci tangan", "Places to wash hands",
     "Air mengalir dan sabun atau hand sanitizer tersedia di pintu masuk.",
     "Running water and soap, or hand sanitizer, stand at the entrance."},
    {"hygiene.cleaning", &Levers::cleaning, max, flag, "flag", 0, 1, 0, 1, agency, {}, "protection", "", true,
     "workplace protocol KMK 328/2020: surfaces are cleaned every four hours; little evidence that it prevents infections", verified,
     "Pembersihan tiap empat jam", "Cleaning every four hours",
     "Meja dan gagang pintu dibersihkan tiap empat jam; pengaruhnya kecil.",
     "Desks and door handles are cleaned every four hours; the effect is small."},
});
inline constexpr auto protection_orders = std::to_array<Order>({
    {"mask.mandate",
     "Masker wajib dipakai di lingkungan kantor[, dengan ketegasan {dose}]",
     "Masks are required at the office[, with a firmness of {dose}]"},
    {"mask.type",
     "-|Masker yang dipakai adalah masker kain|Masker yang dipakai adalah masker bedah|Masker yang dipakai adalah masker KN95",
     "-|The mask to be worn is a cloth mask|The mask to be worn is a surgical mask|The mask to be worn is a KN95 mask"},
    {"counter.screen",
     "Setiap loket dipasangi sekat bening",
     "Every counter is fitted with a clear screen"},
    {"distance.spacing",
     "Orang yang berbicara menjaga jarak paling sedikit {dose} m",
     "People who talk keep a distance of at least {dose} m"},
    {"hygiene.handwashing",
     "Tempat cuci tangan dan sabun disediakan di pintu masuk",
     "Places to wash hands, with soap, are provided at the entrance"},
    {"hygiene.cleaning",
     "Permukaan yang sering disentuh dibersihkan setiap empat jam",
     "Surfaces that are often touched are cleaned every four hours"},
});
// clang-format on

}  // namespace piket::rows
