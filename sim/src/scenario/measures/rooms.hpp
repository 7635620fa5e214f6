// Rows of the table of measures: how many people a room holds. Effects: policy/effects/rooms.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto rooms = std::to_array<Measure>({
    {"room.occupancy", &Levers::room_occupancy, min, share, "share", 0.05, 1, 1, 0.5, unit, {}, "rooms", "", false,
     "workplace protocol KMK 328/2020 asks to limit people in a room; shares as in circulars of 2020 to 2022, recalled", recalled,
     "Isi ruangan paling banyak", "Occupancy of rooms",
     "Batas atas bagian kursi yang terisi. Bila penuh: pegawai bekerja dari rumah, peserta rapat lewat video, warga menunggu di luar, yang lain makan dan salat di mejanya.",
     "The largest share of seats that is filled. When full: staff work from home, meetings by video, visitors wait outside, others eat and pray at their desk."},
    {"distance.seats", &Levers::seat_distance, max, number, "m", 0, 3, 0, 2, unit, {}, "rooms", "", false,
     "workplace protocol KMK 328/2020: 1 m; the range is assumed", verified,
     "Jarak antar kursi", "Distance between seats",
     "Jarak paling dekat antar kursi; kursi yang tidak muat di ruangan tidak dipakai.",
     "The smallest distance between seats; seats that then do not fit into a room are not used."},
    {"canteen.capacity", &Levers::canteen_capacity, min, share, "share", 0, 1, 1, 0, agency, {}, "rooms", "", false,
     by_definition, assumed,
     "Kursi kantin yang dipakai", "Canteen seats in use",
     "Batas atas bagian kursi kantin yang dipakai; 0 menutup kantin. Yang tidak mendapat kursi makan di mejanya.",
     "The largest share of canteen seats in use; 0 closes the canteen. Who gets no seat eats at the own desk."},
    {"prayer.capacity", &Levers::prayer_capacity, min, share, "share", 0, 1, 1, 0, agency, {}, "rooms", "", true,
     by_definition, assumed,
     "Tempat salat yang dipakai", "Places in the prayer room",
     "Batas atas bagian tempat di musala yang dipakai; 0 menutup musala. Yang lain salat di ruang kerjanya.",
     "The largest share of places in the prayer room in use; 0 closes it. The others pray in their office."},
    {"lift.capacity", &Levers::lift_capacity, min, share, "share", 0, 1, 1, 0, agency, {}, "rooms", "", true,
     "workplace protocol KMK 328/2020: lifts are limited and people stand back to back", verified,
     "Pemakaian lift", "Use of lifts",
     "Batas atas bagian pengguna lift yang boleh naik lift; yang lain naik tangga.",
     "The largest share of lift users who may take the lift; the others take the stairs."},
});
inline constexpr auto rooms_orders = std::to_array<Order>({
    {"room.occupancy",
     "Setiap ruangan diisi paling banyak {dose} dari kursinya",
     "Every room is filled to at most {dose} of its seats"},
    {"distance.seats",
     "Kursi ditata dengan jarak paling sedikit {dose} m",
     "Seats stand at least {dose} m apart"},
    {"canteen.capacity",
     "Kantin dipakai paling banyak {dose} dari kursinya",
     "The canteen is filled to at most {dose} of its seats"},
    {"prayer.capacity",
     "Musala dipakai paling banyak {dose} dari tempatnya",
     "The prayer room is filled to at most {dose} of its places"},
    {"lift.capacity",
     "Lift dipakai paling banyak oleh {dose} penggunanya; yang lain naik tangga",
     "At most {dose} of lift users take the lift; the others take the stairs"},
});
// clang-format on

}  // namespace piket::rows
