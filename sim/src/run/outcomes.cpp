#include "piket/outcomes.hpp"

namespace piket {

namespace {

using enum Outcome;
constexpr bool fewer = true, more = false;

constexpr std::array<OutcomeRow, outcome_count> table = {{
    {infections_servants, "infections_servants", "persons", Across::sum, Over::sum, fewer, "ASN tertular",
     "Civil servants infected"},
    {infections_family, "infections_family", "persons", Across::sum, Over::sum, fewer, "Anggota keluarga tertular",
     "Family members infected"},
    {infections_public, "infections_public", "persons", Across::sum, Over::sum, fewer, "Pengunjung tertular di loket",
     "Visitors infected at counters"},
    {at_work, "at_work", "persons", Across::sum, Over::sum, fewer, "Tertular di tempat kerja", "Infected at work"},
    {from_town, "from_town", "persons", Across::sum, Over::sum, fewer, "Tertular di kota", "Infected in town"},
    {from_household, "from_household", "persons", Across::sum, Over::sum, fewer, "Tertular di rumah",
     "Infected at home"},
    {from_commute, "from_commute", "persons", Across::sum, Over::sum, fewer, "Tertular di angkutan umum",
     "Infected on public transport"},
    {from_trip, "from_trip", "persons", Across::sum, Over::sum, fewer, "Tertular dalam perjalanan dinas",
     "Infected on official trips"},
    {from_office, "from_office", "persons", Across::sum, Over::sum, fewer, "Tertular lewat udara ruang kerja",
     "Infected by office air"},
    {from_meeting, "from_meeting", "persons", Across::sum, Over::sum, fewer, "Tertular dalam rapat",
     "Infected in meetings"},
    {from_counter, "from_counter", "persons", Across::sum, Over::sum, fewer, "Tertular di loket",
     "Infected at counters"},
    {from_canteen, "from_canteen", "persons", Across::sum, Over::sum, fewer, "Tertular di kantin",
     "Infected in canteens"},
    {from_prayer, "from_prayer", "persons", Across::sum, Over::sum, fewer, "Tertular di musala",
     "Infected in prayer rooms"},
    {from_corridor, "from_corridor", "persons", Across::sum, Over::sum, fewer, "Tertular di koridor",
     "Infected in corridors"},
    {from_talk, "from_talk", "persons", Across::sum, Over::sum, fewer, "Tertular saat bercakap", "Infected in talks"},
    {from_roll_call, "from_roll_call", "persons", Across::sum, Over::sum, fewer, "Tertular saat apel",
     "Infected at roll calls"},
    {from_school, "from_school", "persons", Across::sum, Over::sum, fewer, "Tertular di sekolah", "Infected at school"},
    {confirmed, "confirmed", "persons", Across::sum, Over::sum, more, "Terkonfirmasi", "Confirmed cases"},
    {hospitalised, "hospitalised", "persons", Across::sum, Over::mean, fewer, "Dirawat (rata-rata per hari)",
     "In hospital (mean per day)"},
    {deaths, "deaths", "persons", Across::sum, Over::sum, fewer, "Meninggal", "Deaths"},
    {days_sick, "days_sick", "person-days", Across::sum, Over::sum, fewer, "Hari kerja hilang karena sakit dan isolasi",
     "Working days lost, sick or isolating"},
    {days_quarantine, "days_quarantine", "person-days", Across::sum, Over::sum, fewer,
     "Hari kerja hilang karena karantina", "Working days lost to quarantine"},
    {on_site, "on_site", "person-days", Across::sum, Over::sum, more, "Hari kerja di kantor", "Servant-days on site"},
    {at_home, "at_home", "person-days", Across::sum, Over::sum, more, "Hari kerja dari rumah",
     "Servant-days working from home"},
    {on_trip, "on_trip", "person-days", Across::sum, Over::sum, fewer, "Hari kerja dalam perjalanan dinas",
     "Working days on trips"},
    {meeting_hours, "meeting_hours", "person-hours", Across::sum, Over::sum, fewer, "Jam-orang di ruang rapat",
     "Person-hours in meeting rooms"},
    {decision_delay, "decision_delay", "d", Across::mean, Over::mean, fewer, "Hari keputusan tertunda per rapat",
     "Days a decision is late per meeting"},
    {gate_minutes, "gate_minutes", "min", Across::mean, Over::mean, fewer, "Menit di pintu masuk per pegawai",
     "Minutes at the entrance per person"},
    {requests, "requests", "requests", Across::sum, Over::sum, more, "Permohonan masuk", "Requests received"},
    {served_counter, "served_counter", "requests", Across::sum, Over::sum, more, "Dilayani di loket",
     "Served at counters"},
    {served_online, "served_online", "requests", Across::sum, Over::sum, more, "Dilayani daring", "Served online"},
    {served_dropoff, "served_dropoff", "requests", Across::sum, Over::sum, more, "Dilayani lewat penyerahan berkas",
     "Served by drop-off"},
    {backlog, "backlog", "requests", Across::sum, Over::last, fewer, "Permohonan tertunda", "Backlog at the end"},
    {waiting_days, "waiting_days", "d", Across::mean, Over::mean, fewer, "Hari menunggu per permohonan",
     "Days waited per request"},
    {queue_minutes, "queue_minutes", "min", Across::mean, Over::mean, fewer, "Menit antre per pengunjung",
     "Minutes queued per visitor"},
    {turned_away, "turned_away", "visits", Across::sum, Over::sum, fewer, "Kunjungan yang ditolak",
     "Visits turned away"},
    {compliance, "compliance", "share", Across::mean, Over::mean, more, "Kepatuhan", "Compliance"},
    {co2, "co2", "ppm", Across::mean, Over::mean, fewer, "CO2 ruang kerja siang hari", "CO2 in offices at noon"},
    {tests, "tests", "samples", Across::sum, Over::sum, more, "Sampel diuji", "Samples taken"},
    {test_cost, "test_cost", "IDR", Across::sum, Over::sum, fewer, "Biaya tes", "Cost of tests"},
    {doses, "doses", "doses", Across::sum, Over::sum, more, "Dosis vaksin diberikan", "Doses of vaccine given"},
    {variant_pending, "variant_pending", "persons", Across::sum, Over::mean, fewer,
     "Menunggu kepastian varian (rata-rata per hari)", "Waiting for the variant (mean per day)"},
    {reinfections, "reinfections", "persons", Across::sum, Over::sum, fewer, "Infeksi ulang", "Reinfections"},
    {inspections, "inspections", "inspections", Across::sum, Over::sum, more, "Inspeksi unit", "Inspections of units"},
    {trips_made, "trips_made", "trips", Across::sum, Over::sum, fewer, "Perjalanan dinas yang dijalankan",
     "Official trips made"},
    {outings, "outings", "person-days", Across::sum, Over::sum, fewer, "Hari keluyuran saat bekerja dari rumah",
     "Days of roaming while working from home"},
    {zone, "zone", "colour", Across::mean, Over::mean, fewer, "Zona (0 hijau - 3 merah)", "Zone (0 green - 3 red)"},
    {ppkm_level, "ppkm_level", "level", Across::mean, Over::mean, fewer, "Level PPKM", "PPKM level"},
}};

constexpr bool in_order() {
    for (size_t i = 0; i < table.size(); ++i) {
        if (table[i].outcome != static_cast<Outcome>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "one row per outcome, in the order of the enumeration");

}  // namespace

std::span<const OutcomeRow> outcomes() {
    return table;
}

const OutcomeRow& row(Outcome outcome) {
    return table[static_cast<size_t>(outcome)];
}

std::string_view name(Setting setting) {
    constexpr std::string_view names[setting_count] = {"seed",     "town",    "household", "commute", "trip",
                                                       "office",   "meeting", "counter",   "canteen", "prayer",
                                                       "corridor", "talk",    "roll_call", "school"};
    return names[static_cast<size_t>(setting)];
}

Queued& Queued::operator+=(const Queued& other) {
    arrivals += other.arrivals;
    waited_minutes += other.waited_minutes;
    turned_away += other.turned_away;
    return *this;
}

}  // namespace piket
