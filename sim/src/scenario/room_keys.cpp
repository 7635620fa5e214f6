// Every number that a file for `piket room` may give: unit, allowed range, what holds without it, whence.
#include <algorithm>
#include <array>
#include <limits>

#include "piket/room.hpp"

namespace piket {
namespace {

constexpr Mark V = Mark::verified, R = Mark::recalled, D = Mark::derived, A = Mark::assumed;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr std::string_view caimira = "CAiMIRA v4.19.0, data registry";

// clang-format off
constexpr auto table = std::to_array<RoomKey>({
    {"room.volume", "m3", 0.1, 1e6, none, A, "to be given, or area", "Isi ruangan", "Volume of air"},
    {"room.area", "m2", 0.1, 1e5, none, A, "instead of volume, or beside it", "Luas lantai", "Floor area"},
    {"room.height", "m", 1, 100, 3, A, "assumed, with area; as room.height of piket parameters", "Tinggi ruangan",
     "Height"},
    {"room.ach", "1/h", 0, 1000, none, A,
     "to be given. Assumed ranges: closed room with split air conditioning 0.2 to 1, door traffic 0.5 to 2, "
     "open windows 1.5 to 6, cross ventilation or fans 3 to 15, open hall 5 to 30",
     "Pergantian udara oleh udara luar", "Air changes by outdoor air"},
    {"room.outdoor_air", "L/s", 0, 1e6, none, A, "instead of ach", "Udara luar yang masuk", "Outdoor air supplied"},
    {"room.temperature", "degC", -20, 60, 26, A, "assumed: air-conditioned; 30 with open windows", "Suhu udara",
     "Air temperature"},
    {"room.humidity", "share", 0, 1, 0.6, A, "assumed: air-conditioned; 0.7 with open windows", "Kelembapan nisbi",
     "Relative humidity"},
    {"room.decay", "1/h", 0, 100, none, A,
     "physical: by temperature and humidity (Dabisch et al. 2021); quanta: air.decay of piket parameters",
     "Laju virus di udara menjadi tidak aktif", "Inactivation of virus in air"},
    {"room.deposition", "1/h", 0, 100, none, D, "quanta: air.deposition of piket parameters; physical: by diameter",
     "Laju partikel mengendap", "Deposition of particles"},
    {"room.filtration", "1/h", 0, 1000, 0, A, "nothing filters unless the file says so", "Laju penyaringan udara",
     "Removal by filters in the room"},
    {"room.cadr", "m3/h", 0, 1e5, 0, A, "no air cleaner unless the file says so; a portable HEPA has 150 to 500",
     "Udara bersih dari pembersih udara", "Clean air delivery rate of air cleaners"},
    {"room.initial_concentration", "1/m3", 0, 1e15, 0, A, "clean air at the start",
     "Virus di udara pada awal", "Quanta or virions per m3 at the start"},
    {"room.initial_co2", "ppm", 440.44, 1e5, 440.44, V, caimira, "CO2 pada awal", "CO2 at the start"},
    {"exchange.flow", "m3/h", 0, 1e6, none, A,
     "to be given. Assumed: closed door 10 to 30, busy door 60, open door 100 to 300",
     "Udara yang bertukar antara dua ruangan", "Air exchanged between two rooms, each way"},
    {"air_handling.supply", "m3/h", 0, 1e6, none, A, "to be given, one per room", "Udara yang disirkulasikan",
     "Air that the unit draws from and returns to a room"},
    {"air_handling.filter", "share", 0, 1, 0.05, R, "recalled: split units 0.05, MERV 8 0.2, MERV 13 0.6 to 0.85",
     "Bagian yang disaring", "Share filtered in one pass"},
    {"people.count", "persons", 0, 10000, 1, A, "one person", "Banyaknya orang", "People in the group"},
    {"people.breathing", "m3/h", 0.01, 20, none, V,
     "by activity: seated 0.51, standing 0.57, light 1.25, moderate 1.78, heavy 3.3 (CAiMIRA v4.19.0)",
     "Udara yang dihirup", "Air breathed"},
    {"people.mask_share", "share", 0, 1, 1, A, "all of the group", "Bagian yang memakai masker",
     "Share of the group who wear the mask"},
    {"infected.mask_out", "share", 0, 1, none, V,
     "physical: cloth 0.35, surgical and KN95 by diameter (CAiMIRA v4.19.0); quanta: mask.* of piket parameters",
     "Masker menahan keluar", "Filtered outward"},
    {"infected.quanta_per_h", "quanta/h", 0, 1e6, none, A,
     "emission.quanta_per_h of piket parameters, times voice relative to speaking and the variant",
     "Quanta yang dilepaskan per orang", "Quanta that one person emits, before the mask"},
    {"infected.viral_load", "copies/mL", 0, 1e14, none, A, "virus.viral_load", "Jumlah virus dalam liur",
     "Viral load of this group"},
    {"exposed.mask_in", "share", 0, 1, none, V,
     "physical: cloth 0.225, surgical 0.5, KN95 0.865 (CAiMIRA v4.19.0, expert application); quanta: mask.* of piket "
     "parameters",
     "Masker menahan masuk", "Filtered inward"},
    {"exposed.immunity", "share", 0, 1, 0, A, "nobody is immune", "Kekebalan",
     "Share of the dose that immunity takes away"},
    {"exposed.infected", "persons", 0, 10000, none, A, "observed; without it the group is not held against the model",
     "Yang tertular menurut pengamatan", "Infected, as observed"},
    {"exposed.tracer", "share", 0, 10, none, A, "measured, if it was",
     "Gas perunut di tempat mereka, relatif terhadap tempat yang sudah tertular",
     "Tracer gas where they are, relative to where the infected are"},
    {"observed.detected_from", "persons", 0, 10000, 2, A,
     "assumed: one infection alone is not told as an outbreak; 0 if contacts were followed whatever came of it",
     "Mulai berapa yang tertular kejadian ini diketahui", "Infected from which on the case became known"},
    {"observed.alternative", "persons", 0, 10000, none, A, "by another count, if there is one",
     "Yang tertular menurut hitungan lain", "Infected by another count"},
    {"observed.attack_rate", "share", 0, 1, none, A, "as published; else infected over exposed",
     "Bagian yang tertular", "Share infected"},
    {"observed.interval", "share", 0, 1, none, A, "as published, if it was", "Selang 95 % bagian itu",
     "95 % interval of that share"},
    {"contact.minutes", "min", 0, 1440, none, A, "to be given", "Lama percakapan", "Length of the contact"},
    {"contact.distance", "m", 0.1, 10, 1, V, caimira, "Jarak mulut ke mulut", "Distance from mouth to mouth"},
    {"contact.exhaled", "m3/h", 0.01, 20, none, V, "the breathing of the infected group", "Udara yang diembuskan",
     "Breathing of the infected person"},
    {"contact.inhaled", "m3/h", 0.01, 20, none, V, "the breathing of the exposed group", "Udara yang dihirup",
     "Breathing of the exposed person"},
    {"contact.share", "share", 0, 1, 1, A, "assumed: face to face 1, from the side 0.3, from behind 0.1; screen 0.3",
     "Bagian napas yang sampai", "Share of the jet that arrives"},
    {"virus.viral_load", "copies/mL", 0, 1e14, none, A, "physical: to be given, or \"distribution\"",
     "Jumlah virus dalam liur", "Viral load"},
    {"virus.viable_share", "share", 0, 1, 0.305, V,
     "CAiMIRA v4.19.0: mean of U(0.01, 0.6), which holds with the distribution",
     "Bagian virus yang mampu menulari", "Infectious virions per copy"},
    {"virus.infectious_dose", "virions", 0.01, 1e6, 55, V,
     "CAiMIRA v4.19.0: mean of U(10, 100), which holds with the distribution",
     "Dosis yang menulari separuh orang (ID50)", "Dose that infects half of the people (ID50)"},
    {"virus.dose_factor", "factor", 0.01, 100, none, V,
     "by variant: wild 1, alpha 0.78, beta 0.8, gamma 0.72, delta 0.51, omicron 0.2 (CAiMIRA v4.19.0)",
     "Pengali dosis menurut varian", "Factor on the infectious dose, by variant"},
    {"virus.emission_sigma", "ln", 0, 4, 1.6, A,
     "assumed; OpenABM-Covid19 has 1.04, Covasim a gamma with k = 0.45",
     "Perbedaan antarorang dalam melepaskan virus", "Spread of emission between people"},
    {"evaporation", "factor", 0.05, 1, 0.3, V, caimira, "Garis tengah partikel setelah mengering",
     "Diameter in room air relative to that exhaled"},
});
// clang-format on

}  // namespace

std::span<const RoomKey> room_keys() {
    return table;
}

}  // namespace piket
