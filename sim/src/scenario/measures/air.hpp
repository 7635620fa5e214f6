// Rows of the table of measures: what becomes of the air that people share. Effects: policy/effects/air.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto air = std::to_array<Measure>({
    {"ventilation.added", &Levers::ventilation, max, number, "1/h", 0, 20, 0, 6, unit, {}, "air", "", false,
     "an exhaust fan adds 2 (1 to 4), open windows and fans 6 (3 to 15) air changes per hour: assumed", assumed,
     "Tambahan udara luar", "Outdoor air added",
     "Tambahan pergantian udara per jam di setiap ruangan, misalnya lewat jendela terbuka atau kipas pembuangan.",
     "Extra air changes per hour in every room, for instance through open windows or an exhaust fan."},
    {"ventilation.windows", &Levers::windows, max, share, "share", 0, 1, 0, 1, unit, {}, "air", "", false,
     "open windows: 3 air changes per hour, assumed 1.5 to 6; the estimator of Jimenez and Peng has 2", assumed,
     "Jendela terbuka", "Windows open",
     "Bagian dari waktu kerja saat jendela terbuka dan AC mati.",
     "The share of working time during which windows are open and the air conditioning is off."},
    {"ventilation.exhaust", &Levers::exhaust, max, flag, "flag", 0, 1, 0, 1, unit, {}, "air", "", false,
     "an exhaust fan adds 2 air changes per hour, 1 to 4: assumed", assumed,
     "Kipas pembuangan", "Exhaust fans",
     "Setiap ruangan mendapat kipas pembuangan.",
     "Every room is given an exhaust fan."},
    {"air.hepa", &Levers::hepa, max, number, "m3/h", 0, 3000, 0, 600, unit, {}, "air", "", false,
     "portable cleaners deliver 150 to 500 m3/h of clean air each: assumed", assumed,
     "Pembersih udara HEPA", "Portable HEPA cleaners",
     "Udara bersih per jam dari pembersih udara di setiap ruang kerja, rapat, dan loket.",
     "Clean air per hour from air cleaners in every office, meeting room and counter hall."},
    {"air.ac_filter", &Levers::ac_filter, max, share, "share", 0, 1, 0, 0.6, unit, {}, "air", "", false,
     "filters in recirculated air: none in split units 0.05, MERV8 0.2, MERV13 0.6 to 0.85, recalled", recalled,
     "Saringan pada AC", "Filter in the air conditioning",
     "Bagian partikel yang ditahan saringan tiap kali udara ruangan beredar lewat AC.",
     "The share of particles that a filter holds each time the air of a room passes the air conditioner."},
});
inline constexpr auto air_orders = std::to_array<Order>({
    {"ventilation.added",
     "Setiap ruangan mendapat tambahan udara luar {dose} kali isi ruangan per jam",
     "Every room is given {dose} more changes of outdoor air per hour"},
    {"ventilation.windows",
     "Jendela dibuka dan AC dimatikan selama {dose} waktu kerja",
     "Windows stay open and the air conditioning off during {dose} of working time"},
    {"ventilation.exhaust",
     "Setiap ruangan dipasangi kipas pembuangan",
     "Every room is fitted with an exhaust fan"},
    {"air.hepa",
     "Ruang kerja, ruang rapat, dan ruang loket dilengkapi pembersih udara HEPA berkapasitas {dose} m3 per jam",
     "Offices, meeting rooms and counter halls are given HEPA cleaners of {dose} m3 per hour"},
    {"air.ac_filter",
     "AC dipasangi saringan yang menahan {dose} partikel",
     "Air conditioners are fitted with filters that hold {dose} of particles"},
});
// clang-format on

}  // namespace piket::rows
