// Rows of the table of measures: what the public gets. Effects: policy/effects/service.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto service = std::to_array<Measure>({
    {"counter.open", &Levers::counter_open, min, share, "share", 0, 1, 1, 0.5, unit, {}, "service", "", false,
     by_definition, assumed,
     "Loket yang dibuka", "Counters that open",
     "Batas atas bagian loket yang dibuka untuk warga.",
     "The largest share of the counters that opens to the public."},
    {"counter.quota", &Levers::counter_quota, min, count, "persons", 1, lever_never, lever_never, 20, unit, {}, "service", "", false,
     "Tangerang Selatan and Cirebon limited applicants per day: 150 to 20 and 150 to 50 (press)", verified,
     "Kuota pemohon per loket", "Quota of applicants per counter",
     "Jumlah pemohon paling banyak per loket per hari; 1000 berarti tanpa kuota.",
     "The most applicants per counter and day; 1000 means no quota."},
    {"dropoff.share", &Levers::dropoff_share, max, share, "share", 0, 1, 0, 0.8, unit, {}, "service", "", false,
     tangsel, verified,
     "Berkas dititipkan", "Requests dropped off",
     "Bagian permohonan yang cukup diserahkan kepada petugas di pintu masuk, tanpa menunggu di dalam.",
     "The share of requests handed to an officer at the entrance, without waiting inside."},
    {"service.online_shift", &Levers::online_shift, max, share, "share", 0, 1, 0, 0.8, unit, {}, "service", "", false,
     "Kutai Kartanegara, August 2020: services went on, mostly online", verified,
     "Permohonan dialihkan daring", "Requests moved online",
     "Bagian permohonan loket yang tidak perlu tatap muka dan dialihkan ke layanan daring.",
     "The share of counter requests needing nobody in person that is moved to the online service."},
});
inline constexpr auto service_orders = std::to_array<Order>({
    {"counter.open",
     "Loket yang dibuka paling banyak {dose}",
     "At most {dose} of the counters open"},
    {"counter.quota",
     "Setiap loket melayani paling banyak {dose} pemohon per hari",
     "Every counter serves at most {dose} applicant{s} a day"},
    {"dropoff.share",
     "Sebanyak {dose} permohonan yang tidak memerlukan tatap muka diserahkan kepada petugas di pintu masuk",
     "Of the requests that need nobody in person {dose} are handed to an officer at the entrance"},
    {"service.online_shift",
     "Sebanyak {dose} permohonan yang tidak memerlukan tatap muka dialihkan ke layanan daring",
     "Of the requests that need nobody in person {dose} move to the online service"},
});
// clang-format on

}  // namespace piket::rows
