// Rows of the table of measures: inspections, consequences, example. Effects: policy/effects/supervision.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

inline constexpr std::string_view inspectors[] = {"head", "secretary", "task_force"};
inline constexpr std::string_view consequences[] = {"coaching", "sanction"};

// clang-format off
inline constexpr auto supervision = std::to_array<Measure>({
    {"inspection.interval", &Levers::inspection_interval, min, count, "d", 1, lever_never, lever_never, 7, unit, {}, "supervision", "mask.mandate", false,
     "the secretary of Buleleng inspected rooms, 8 June 2020; intervals are assumed", assumed,
     "Selang inspeksi mendadak", "Days between inspections",
     "Berapa hari antara dua inspeksi mendadak di satu unit; 1000 berarti tidak pernah.",
     "How many days pass between surprise inspections of a unit; 1000 means never."},
    {"inspection.by", &Levers::inspection_by, max, choice, "choice", 0, 2, 0, 2, unit, inspectors, "supervision", "inspection.interval", false,
     "heads of agencies, the secretary of the region (Buleleng), the Covid task force (Kutai Kartanegara); their weight is assumed", verified,
     "Siapa yang memeriksa", "Who inspects",
     "Siapa yang datang memeriksa: atasan sendiri, Sekretaris Daerah, atau Satgas.",
     "Who comes to inspect: the own head, the secretary of the region, or the Covid task force (Satgas)."},
    {"inspection.announced", &Levers::inspection_announced, max, flag, "flag", 0, 1, 0, 1, unit, {}, "supervision", "inspection.interval", false,
     by_definition, assumed,
     "Inspeksi diberitahukan", "Inspections are announced",
     "Inspeksi diberitahukan lebih dahulu, sehingga pengaruhnya lebih kecil dan lebih cepat hilang.",
     "Inspections are announced beforehand, so their effect is smaller and fades faster."},
    {"inspection.sanction", &Levers::inspection_sanction, max, choice, "choice", 0, 1, 0, 1, unit, consequences, "supervision", "inspection.interval", false,
     "coaching in Buleleng, 8 June 2020; 55 % of those who did not comply named missing sanctions (BPS 2020); the effect is assumed", verified,
     "Pembinaan atau sanksi", "Coaching or sanction",
     "Apa akibatnya bagi pelanggar: pembinaan oleh pimpinan, atau sanksi.",
     "What a breach leads to: coaching by the head, or a sanction."},
    {"leader.example", &Levers::leader_example, max, share, "share", 0, 1, 0, 1, agency, {}, "supervision", "mask.mandate", false,
     "19 % of those who did not comply said that leaders set no example (BPS 2020); the effect is assumed", verified,
     "Keteladanan pimpinan", "Leaders set an example",
     "Seberapa jauh pimpinan memberi contoh mematuhi protokol: 0 biasa saja, 1 selalu.",
     "How far leaders set an example in keeping the protocol: 0 as usual, 1 always."},
});
inline constexpr auto supervision_orders = std::to_array<Order>({
    {"inspection.interval",
     "Setiap unit kerja diinspeksi setiap {dose} hari",
     "Every unit is inspected every {dose} day{s}"},
    {"inspection.by",
     "Inspeksi dilakukan oleh kepala perangkat daerah|Inspeksi dilakukan oleh Sekretaris Daerah|Inspeksi dilakukan oleh Satuan Tugas",
     "Inspections are made by the head of the agency|Inspections are made by the secretary of the region|Inspections are made by the task force"},
    {"inspection.announced",
     "Inspeksi diberitahukan terlebih dahulu",
     "Inspections are announced beforehand"},
    {"inspection.sanction",
     "Pelanggar dibina oleh pimpinannya|Pelanggar dikenai sanksi",
     "Those who breach the rules are coached by their head|Those who breach the rules are sanctioned"},
    {"leader.example",
     "Pimpinan memberi teladan dalam mematuhi protokol[, dengan sasaran {dose}]",
     "Leaders set an example in keeping the protocol[; the aim is {dose}]"},
});
// clang-format on

}  // namespace piket::rows
