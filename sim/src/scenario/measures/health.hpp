// Rows of the table of measures: tests, tracing, isolation, closures. Effects: policy/effects/health.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto health = std::to_array<Measure>({
    {"sick.stay_home", &Levers::stay_home_sick, max, share, "share", 0.3, 1, 0.3, 1, unit, {}, "health", "", false,
     "ordinary presenteeism: most people with mild symptoms come to work, assumed", assumed,
     "Tinggal di rumah bila bergejala", "Staying at home when ill",
     "Bagian pegawai bergejala yang tidak masuk kantor.",
     "The share of staff with symptoms who stay away from the office."},
    {"test.symptomatic", &Levers::test_symptomatic, max, share, "share", 0, 1, 0, 1, unit, {}, "health", "", false,
     "range by definition; neutral: no testing yet, assumed", assumed,
     "Tes bagi yang bergejala", "Testing of people with symptoms",
     "Bagian orang bergejala yang diambil sampelnya untuk dites.",
     "The share of people with symptoms from whom a sample is taken."},
    {"test.antigen", &Levers::test_antigen, max, share, "share", 0, 1, 0, 1, unit, {}, "health", "test.symptomatic", false,
     by_definition, assumed,
     "Tes antigen sebagai ganti PCR", "Antigen instead of PCR",
     "Bagian tes yang memakai antigen: hasilnya segera, tetapi lebih banyak kasus yang terlewat.",
     "The share of tests made with antigen: the result comes at once, but more cases are missed."},
    {"test.screening_interval", &Levers::screening_interval, min, count, "d", 1, lever_never, lever_never, 3, unit, {}, "health", "", false,
     by_definition, assumed,
     "Selang tes rutin", "Days between routine tests",
     "Berapa hari antara dua tes antigen bagi setiap pegawai yang masuk kantor; 1000 berarti tidak ada tes rutin.",
     "How many days pass between two antigen tests of everybody who comes to the office; 1000 means no routine tests."},
    {"trace.contacts", &Levers::trace_contacts, max, count, "persons", 0, 30, 0, 20, unit, {}, "health", "test.symptomatic", false,
     "Ministry of Health, February 2021: 5 to 10 contacts per case, target 20 to 30", verified,
     "Kontak yang dilacak", "Contacts traced",
     "Berapa rekan kerja yang dilacak untuk setiap kasus terkonfirmasi.",
     "How many colleagues are traced for each confirmed case."},
    {"test.contacts", &Levers::test_contacts, max, share, "share", 0, 1, 0, 1, unit, {}, "health", "trace.contacts", false,
     by_definition, assumed,
     "Tes bagi kontak erat", "Tests of contacts",
     "Bagian kontak erat terlacak yang dites PCR.",
     "The share of traced contacts who have a PCR test."},
    {"quarantine.days", &Levers::quarantine_days, max, count, "d", 0, 28, 0, 14, unit, {}, "health", "trace.contacts", false,
     "14 days for contacts (OpenABM-Covid19) and after official trips (KMK 328/2020); the range is assumed", verified,
     "Lama karantina kontak", "Days of quarantine",
     "Berapa hari kontak yang terlacak tinggal di rumah.",
     "How many days traced contacts stay at home."},
    {"isolation.facility", &Levers::isolation_facility, max, share, "share", 0, 1, 0, 1, unit, {}, "health", "test.symptomatic", false,
     "isolation centres of regional governments, 2020 to 2022, recalled", recalled,
     "Isolasi terpusat", "Isolation in a facility",
     "Bagian orang positif yang diisolasi di tempat khusus, bukan di rumah.",
     "The share of people found positive who isolate in a facility rather than at home."},
    {"closure.cases", &Levers::closure_cases, min, count, "cases", 1, lever_never, lever_never, 1, agency, {}, "health", "test.symptomatic", false,
     "Cilegon closed agencies after one case each, Kompas 1 September 2020; 1000 is never: assumed", verified,
     "Kasus yang menutup kantor", "Cases that close an office",
     "Kantor tutup bila kasus terkonfirmasi dalam 14 hari mencapai jumlah ini; 1000 berarti tidak pernah.",
     "An agency closes when its confirmed cases within 14 days reach this number; 1000 means never."},
    {"closure.days", &Levers::closure_days, max, count, "d", 1, 60, 1, 14, agency, {}, "health", "closure.cases", false,
     "5 days in MenPANRB 19, 24 and 25/2021; 14 in Cilegon 2020; it acts only when closure.cases does", verified,
     "Lama penutupan", "Days of closure",
     "Berapa hari kantor tutup setelah kasusnya mencapai batas.",
     "How many days an agency stays closed once its cases have reached the limit."},
});
// clang-format on

}  // namespace piket::rows
