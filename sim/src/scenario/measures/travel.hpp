// Rows of the table of measures: official trips and the way to work. Effects: policy/effects/travel.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto travel = std::to_array<Measure>({
    {"trip.allowed", &Levers::trip_allowed, min, share, "share", 0, 1, 1, 0, unit, {}, "travel", "", false,
     "MenPANRB 36, 41 and 46/2020: no travel out of the region without permission", verified,
     "Perjalanan dinas yang diizinkan", "Official trips allowed",
     "Batas atas bagian perjalanan dinas ke luar daerah yang tetap dijalankan.",
     "The largest share of planned official trips that is still made."},
    {"trip.quarantine_days", &Levers::trip_quarantine_days, max, count, "d", 0, 30, 0, 14, unit, {}, "travel", "", false,
     "workplace protocol KMK 328/2020: 14 days of self-quarantine after official travel", verified,
     "Karantina setelah perjalanan", "Quarantine after a trip",
     "Berapa hari pegawai tinggal di rumah setelah kembali dari perjalanan dinas.",
     "How many days staff stay at home after they return from an official trip."},
    {"trip.test_return", &Levers::trip_test_return, max, share, "share", 0, 1, 0, 1, unit, {}, "travel", "", false,
     by_definition, assumed,
     "Tes setelah perjalanan", "Test on return",
     "Bagian pegawai yang dites PCR pada hari setelah perjalanan dinas berakhir.",
     "The share of staff who have a PCR test on the day after an official trip ends."},
    {"transport.capacity", &Levers::transport_capacity, min, share, "share", 0.1, 1, 1, 0.5, government, {}, "travel", "", false,
     "Permenhub 18/2020: public transport at half of its capacity, recalled", recalled,
     "Isi angkutan umum", "Passengers on public transport",
     "Batas atas bagian tempat di angkutan umum yang terisi.",
     "The largest share of places on public transport that is taken."},
});
inline constexpr auto travel_orders = std::to_array<Order>({
    {"trip.allowed",
     "Perjalanan dinas ke luar daerah dijalankan paling banyak {dose} dari yang direncanakan",
     "At most {dose} of planned official trips are made"},
    {"trip.quarantine_days",
     "Pegawai yang kembali dari perjalanan dinas tinggal di rumah selama {dose} hari",
     "Staff who return from an official trip stay at home for {dose} day{s}"},
    {"trip.test_return",
     "Sebanyak {dose} pegawai yang kembali dari perjalanan dinas dites PCR",
     "A PCR test is given to {dose} of staff who return from an official trip"},
    {"transport.capacity",
     "Angkutan umum diisi paling banyak {dose} dari tempatnya",
     "Public transport is filled to at most {dose} of its places"},
});
// clang-format on

}  // namespace piket::rows
