// Rows of the table of measures: who may work at the office, and when they come. Effects: policy/effects/workplace.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto workplace = std::to_array<Measure>({
    {"wfo.share", &Levers::wfo_share, min, share, "share", 0, 1, 1, 0.25, unit, {}, "workplace", "", false,
     "caps between 0 and 100 % in the circulars of MenPANRB 58 and 67/2020, 14 to 25/2021, 05 and 06/2022", verified,
     "Persentase pegawai di kantor", "Share of staff at the office",
     "Batas atas bagian pegawai yang boleh bekerja di kantor; yang lain bekerja dari rumah.",
     "The largest share of a unit's staff that may work at the office; the others work from home."},
    {"wfo.must_attend_levels", &Levers::must_attend_levels, max, count, "levels", 0, 4, 0, 4, unit, {}, "workplace", "wfo.share", false,
     "MenPANRB 19/2020: at least the two highest structural levels stay at the office", verified,
     "Jenjang jabatan yang wajib hadir", "Levels of officials who must attend",
     "Berapa jenjang pejabat struktural, dihitung dari atas, yang tetap masuk kantor walaupun kuota sudah penuh.",
     "How many levels of officials, counted from the top, come to the office even when the quota is full."},
    {"wfo.exempt", &Levers::exempt, max, flag, "flag", 0, 1, 0, 1, unit, {}, "workplace", "wfo.share", false,
     "Tangerang Selatan, 18 March 2020: health staff are not part of working from home", verified,
     "Unit dikecualikan", "Unit is exempt",
     "Unit bekerja seperti biasa dan tidak terkena batas kehadiran, misalnya puskesmas.",
     "The unit works as always and no cap on attendance holds for it, for instance a health centre."},
    {"wfo.head_variation", &Levers::head_variation, max, share, "share", 0, 1, 0, 0.5, agency, {}, "workplace", "", false,
     "Kutai Kartanegara, August 2020: office activity is left to each head of agency; how far they differ is assumed", verified,
     "Keleluasaan kepala OPD", "Discretion of heads of agencies",
     "Setiap kepala OPD menetapkan bagian pegawai di kantor sendiri, antara batas yang berlaku dan batas itu dikurangi bagian ini.",
     "Each head of agency sets an own share at the office, between the cap in force and that cap less this part of it."},
    {"wfo.head_reaction", &Levers::head_reaction, max, share, "share", 0, 1, 0, 1, agency, {}, "workplace", "test.symptomatic", false,
     "Kutai Kartanegara, August 2020: heads decide by how things stand in their agency; how strongly is assumed", verified,
     "Kepala OPD bereaksi terhadap kasus", "Heads lower attendance after a case",
     "Selama 14 hari sejak ada kasus terkonfirmasi di OPD, kepalanya mengurangi kehadiran sebesar bagian ini.",
     "For 14 days after a confirmed case in the agency its head lowers attendance by this part."},
    {"wfo.vaccinated_only", &Levers::vaccinated_only, max, flag, "flag", 0, 1, 0, 1, unit, {}, "workplace", "", false,
     "MenPANRB 19, 24 and 25/2021: work at the office for vaccinated staff", verified,
     "Hanya yang sudah divaksin", "Vaccinated staff only",
     "Hanya pegawai dengan dua dosis yang bekerja di kantor; yang lain bekerja dari rumah.",
     "Only staff with two doses work at the office; the others work from home."},
    {"wfo.protocol_floor", &Levers::protocol_floor, max, share, "share", 0, 1, 0, 0.8, unit, {}, "workplace", "mask.mandate", false,
     "Buleleng, 8 June 2020: work at the office is for those who meet the health protocol; the bar is assumed", verified,
     "Kepatuhan yang disyaratkan untuk masuk", "Compliance required to come in",
     "Pegawai yang kepatuhannya di bawah nilai ini bekerja dari rumah.",
     "Staff whose own compliance is below this value work from home."},
    {"hours.stagger", &Levers::stagger, max, number, "min", 0, 180, 0, 120, agency, {}, "workplace", "", false,
     "staggered working hours were advised in 2020; lengths are assumed: recalled", recalled,
     "Jam masuk bergiliran", "Staggered hours",
     "Waktu datang dan pulang pegawai disebar selama sekian menit.",
     "The times at which staff arrive and leave are spread over so many minutes."},
});
inline constexpr auto workplace_orders = std::to_array<Order>({
    {"wfo.share",
     "Pegawai yang bekerja di kantor paling banyak {dose} dari setiap unit kerja; yang lain bekerja dari rumah",
     "At most {dose} of the staff of each unit work at the office; the others work from home"},
    {"wfo.must_attend_levels",
     "Pejabat dari {dose} jenjang jabatan teratas tetap masuk kantor",
     "Officials of the {dose} highest level{s} come to the office all the same"},
    {"wfo.exempt",
     "Unit kerja dikecualikan dari batas kehadiran dan bekerja seperti biasa",
     "Units are exempt from any cap on attendance and work as usual"},
    {"wfo.head_variation",
     "Kepala perangkat daerah dapat menetapkan kehadiran sampai {dose} di bawah batas yang berlaku",
     "Heads of agencies may set attendance as much as {dose} below the cap in force"},
    {"wfo.head_reaction",
     "Kepala perangkat daerah mengurangi kehadiran sebesar {dose} selama 14 hari setelah ada kasus terkonfirmasi",
     "Heads of agencies lower attendance by {dose} for 14 days after a confirmed case"},
    {"wfo.vaccinated_only",
     "Hanya pegawai yang sudah divaksin dua dosis yang bekerja di kantor",
     "Only staff with two doses of vaccine work at the office"},
    {"wfo.protocol_floor",
     "Pegawai yang kepatuhannya terhadap protokol kurang dari {dose} bekerja dari rumah",
     "Staff who keep less than {dose} of the protocol work from home"},
    {"hours.stagger",
     "Jam datang dan pulang pegawai disebar selama {dose} menit",
     "Arrivals and departures are spread over {dose} minute{s}"},
});
// clang-format on

}  // namespace piket::rows
