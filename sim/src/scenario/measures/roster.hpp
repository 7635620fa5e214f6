// Rows of the table of measures: whose turn it is. Effects: policy/effects/roster.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

inline constexpr std::string_view schemes[] = {"random_daily", "fixed_people",  "two_teams_daily", "two_teams_weekly",
                                               "on_off_daily", "on_off_weekly", "four_ten"};

// clang-format off
inline constexpr auto roster = std::to_array<Measure>({
    {"roster.scheme", &Levers::roster_scheme, max, choice, "choice", 0, 6, 0, 3, unit, schemes, "roster", "wfo.share", false,
     "schemes seen in offices, assumed; four_ten: Karin et al. 2020, recalled", assumed,
     "Pola jadwal masuk", "Roster scheme",
     "Cara menentukan siapa yang masuk: diundi tiap hari, orang tetap, dua tim bergantian, atau selang-seling.",
     "How it is settled who comes in: a new draw each day, fixed people, two teams in turn, or days on and off."},
    {"roster.vaccinated_first", &Levers::vaccinated_first, max, flag, "flag", 0, 1, 0, 1, unit, {}, "roster", "wfo.share", false,
     by_definition, assumed,
     "Yang sudah divaksin didahulukan", "Vaccinated staff first",
     "Tempat di kantor diisi lebih dahulu oleh pegawai dengan dua dosis.",
     "Places at the office go first to staff with two doses."},
    {"roster.vulnerable_last", &Levers::vulnerable_last, max, flag, "flag", 0, 1, 0, 1, unit, {}, "roster", "wfo.share", false,
     "MenPANRB 19/2020 names own health among the grounds for working from home; 50 years and over or with a comorbidity: assumed", verified,
     "Yang rentan paling akhir", "Vulnerable staff last",
     "Pegawai berusia 50 tahun ke atas atau dengan penyakit penyerta mendapat tempat di kantor paling akhir.",
     "Staff of 50 years and over or with a comorbidity are the last to be given a place at the office."},
    {"piket.counters", &Levers::piket_counters, max, share, "share", 0, 1, 0, 1, unit, {}, "roster", "wfo.share", false,
     tangsel, verified,
     "Loket yang dijaga piket", "Counters kept by the duty roster",
     "Bagian loket yang tetap dijaga petugas piket walaupun pegawai lain bekerja dari rumah.",
     "The share of counters for which duty officers come in while the others work from home."},
});
inline constexpr auto roster_orders = std::to_array<Order>({
    {"roster.scheme",
     "Pegawai yang masuk diundi setiap hari|Pegawai yang masuk tetap orangnya|Pegawai masuk dalam dua tim yang bergantian setiap hari|Pegawai masuk dalam dua tim yang bergantian setiap minggu|Setiap pegawai masuk selang sehari|Setiap pegawai masuk selang seminggu|Setiap pegawai masuk empat hari dan sepuluh hari berikutnya bekerja dari rumah",
     "Who comes in is drawn by lot every day|The same people come in throughout|Staff come in as two teams, in turn by day|Staff come in as two teams, in turn by week|Each person comes in every other day|Each person comes in every other week|Each person comes in for four days and works from home for the next ten"},
    {"roster.vaccinated_first",
     "Tempat di kantor diisi lebih dahulu oleh pegawai yang sudah divaksin dua dosis",
     "Places at the office go first to staff with two doses of vaccine"},
    {"roster.vulnerable_last",
     "Pegawai berusia 50 tahun ke atas atau dengan penyakit penyerta mendapat giliran masuk paling akhir",
     "Staff of 50 years and over or with a comorbidity are the last to be called in"},
    {"piket.counters",
     "Petugas piket menjaga {dose} loket",
     "Duty officers keep {dose} of the counters staffed"},
});
// clang-format on

}  // namespace piket::rows
