#include "piket/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace piket {
namespace {

using enum Combine;
using enum ScopeLevel;
using enum MeasureType;
using enum Mark;

constexpr std::string_view schemes[] = {"random_daily", "fixed_people",  "two_teams_daily", "two_teams_weekly",
                                        "on_off_daily", "on_off_weekly", "four_ten"};
constexpr std::string_view masks[] = {"none", "cloth", "surgical", "kn95"};

constexpr std::string_view tangsel = "circular and statements of Tangerang Selatan, 18 March 2020";
constexpr std::string_view protocol = "workplace protocol KMK 328/2020";
constexpr std::string_view by_definition = "range by definition, effect through the model: assumed";

// Caps combine by min, floors and protections by max, and neutral is the end of the range that yields to every other
// value. Some levers need a word more:
// - inspection.interval and closure.cases are stronger the smaller they are. So they combine by min, and what stands
//   for "never" is their largest value, lever_never, not 0.
// - closure.days and mask.type do nothing alone, so their weakest value that means something is neutral: no mask is no
//   choice, since that is what a mandate of 0 says.
// - roster.scheme has no natural order. The later scheme of the list wins: what counts is that the answer does not
//   depend on which rule is read first.
// - sick.stay_home begins at 0.3, not 0: some people stayed at home when ill before anyone told them to, and no rule
//   makes them come.
//
// Each row: key, lever, combine, type, unit, low, high, neutral, narrowest scope, choices, group, source, mark; then
// the label and the help, Indonesian before English.
// clang-format off
constexpr auto table = std::to_array<Measure>({
    {"wfo.share", &Levers::wfo_share, min, share, "share", 0, 1, 1, unit, {}, "workplace",
     "caps between 0 and 100 % in the circulars of MenPANRB 58 and 67/2020, 14 to 25/2021, 05 and 06/2022", verified,
     "Bagian pegawai di kantor", "Share of staff at the office",
     "Batas atas bagian pegawai yang boleh bekerja di kantor; yang lain bekerja dari rumah.",
     "The largest share of a unit's staff that may work at the office; the others work from home."},
    {"wfo.must_attend_levels", &Levers::must_attend_levels, max, count, "levels", 0, 4, 0, unit, {}, "workplace",
     "MenPANRB 19/2020: at least the two highest structural levels stay at the office", verified,
     "Jenjang jabatan yang wajib hadir", "Levels of officials who must attend",
     "Berapa jenjang pejabat struktural, dihitung dari atas, yang tetap masuk kantor walaupun kuota sudah penuh.",
     "How many levels of officials, counted from the top, come to the office even when the quota is full."},
    {"wfo.exempt", &Levers::exempt, max, flag, "flag", 0, 1, 0, unit, {}, "workplace",
     "Tangerang Selatan, 18 March 2020: health staff are not part of working from home", verified,
     "Unit dikecualikan", "Unit is exempt",
     "Unit bekerja seperti biasa dan tidak terkena batas kehadiran, misalnya puskesmas.",
     "The unit works as always and no cap on attendance holds for it, for instance a health centre."},
    {"roster.scheme", &Levers::roster_scheme, max, choice, "choice", 0, 6, 0, unit, schemes, "workplace",
     "schemes seen in offices, assumed; four_ten: Karin et al. 2020, recalled", assumed,
     "Pola jadwal masuk", "Roster scheme",
     "Cara menentukan siapa yang masuk: diundi tiap hari, orang tetap, dua tim bergantian, atau selang-seling.",
     "How it is settled who comes in: a new draw each day, fixed people, two teams in turn, or days on and off."},
    {"piket.counters", &Levers::piket_counters, max, share, "share", 0, 1, 0, unit, {}, "service",
     tangsel, verified,
     "Loket yang dijaga piket", "Counters kept by the duty roster",
     "Bagian loket yang tetap dijaga petugas piket walaupun pegawai lain bekerja dari rumah.",
     "The share of counters for which duty officers come in while the others work from home."},
    {"counter.open", &Levers::counter_open, min, share, "share", 0, 1, 1, unit, {}, "service",
     by_definition, assumed,
     "Loket yang dibuka", "Counters that open",
     "Batas atas bagian loket yang dibuka untuk warga.",
     "The largest share of the counters that opens to the public."},
    {"dropoff.share", &Levers::dropoff_share, max, share, "share", 0, 1, 0, unit, {}, "service",
     tangsel, verified,
     "Berkas dititipkan", "Requests dropped off",
     "Bagian permohonan yang cukup diserahkan kepada petugas di pintu masuk, tanpa menunggu di dalam.",
     "The share of requests handed to an officer at the entrance, without waiting inside."},
    {"meeting.in_person", &Levers::meeting_in_person, min, share, "share", 0, 1, 1, unit, {}, "meetings",
     tangsel, verified,
     "Rapat tatap muka", "Meetings in person",
     "Batas atas bagian undangan yang duduk di ruang rapat; yang lain ikut lewat video.",
     "The largest share of those invited who sit in the meeting room; the others join by video."},
    {"meeting.size", &Levers::meeting_size, min, count, "persons", 1, 500, 500, unit, {}, "meetings",
     "no meeting of this model reaches 500 people, so 500 is no cap: assumed", assumed,
     "Peserta rapat paling banyak", "Largest meeting",
     "Jumlah orang paling banyak di satu ruang rapat; selebihnya ikut lewat video.",
     "The most people who may sit in one meeting room; the others join by video."},
    {"meeting.minutes", &Levers::meeting_minutes, min, number, "min", 5, 480, 480, unit, {}, "meetings",
     "480 min is a working day and so no cap: assumed", assumed,
     "Lama rapat paling panjang", "Longest meeting",
     "Rapat paling lama berlangsung sekian menit.",
     "A meeting lasts no longer than so many minutes."},
    {"event.ban", &Levers::event_ban, max, flag, "flag", 0, 1, 0, agency, {}, "meetings",
     tangsel, verified,
     "Larangan apel dan acara", "Ban on events",
     "Apel, upacara, dan rapat lintas perangkat daerah ditiadakan.",
     "There are no roll calls, ceremonies or meetings across agencies."},
    {"mask.mandate", &Levers::mask_mandate, max, share, "share", 0, 1, 0, unit, {}, "protection",
     protocol, verified,
     "Kewajiban masker", "Mask mandate",
     "Seberapa tegas masker diwajibkan: 0 tidak wajib, 1 wajib penuh. Pemakaian nyata bergantung pada kepatuhan.",
     "How firmly masks are required: 0 not at all, 1 fully. How many are worn still depends on compliance."},
    {"mask.type", &Levers::mask_type, max, choice, "choice", 1, 3, 1, unit, masks, "protection",
     "cloth was the common mask when mandates began: assumed", assumed,
     "Jenis masker", "Type of mask",
     "Masker yang dipakai bila masker diwajibkan: kain, bedah, atau KN95.",
     "The mask that people wear where masks are required: cloth, surgical or KN95."},
    {"counter.screen", &Levers::screen, max, flag, "flag", 0, 1, 0, unit, {}, "protection",
     by_definition, assumed,
     "Sekat di loket", "Screens at counters",
     "Sekat bening berdiri di antara petugas dan warga di setiap loket.",
     "A clear screen stands between officer and visitor at every counter."},
    {"distance.spacing", &Levers::spacing, max, number, "m", 0, 3, 0, unit, {}, "protection",
     "workplace protocol KMK 328/2020: 1 m; the range is assumed", verified,
     "Jarak saat berbicara", "Distance when talking",
     "Jarak paling dekat yang diminta antara orang yang berbicara.",
     "The smallest distance that people are asked to keep when they talk."},
    {"hygiene.handwashing", &Levers::handwashing, max, flag, "flag", 0, 1, 0, agency, {}, "protection",
     tangsel, verified,
     "Tempat cuci tangan", "Places to wash hands",
     "Air mengalir dan sabun atau hand sanitizer tersedia di pintu masuk.",
     "Running water and soap, or hand sanitizer, stand at the entrance."},
    {"ventilation.added", &Levers::ventilation, max, number, "1/h", 0, 20, 0, unit, {}, "protection",
     "an exhaust fan adds 2 (1 to 4), open windows and fans 6 (3 to 15) air changes per hour: assumed", assumed,
     "Tambahan udara luar", "Outdoor air added",
     "Tambahan pergantian udara per jam di setiap ruangan, misalnya lewat jendela terbuka atau kipas pembuangan.",
     "Extra air changes per hour in every room, for instance through open windows or an exhaust fan."},
    {"gate.strictness", &Levers::gate_strictness, max, share, "share", 0, 1, 0, agency, {}, "entrance",
     protocol, verified,
     "Ketatnya pemeriksaan di pintu masuk", "Strictness at the entrance",
     "Seberapa sungguh-sungguh suhu dan keluhan diperiksa di pintu masuk: 0 tidak diperiksa, 1 selalu.",
     "How seriously temperature and symptoms are checked at the entrance: 0 not at all, 1 always."},
    {"trip.allowed", &Levers::trip_allowed, min, share, "share", 0, 1, 1, unit, {}, "travel",
     "MenPANRB 36, 41 and 46/2020: no travel out of the region without permission", verified,
     "Perjalanan dinas yang diizinkan", "Official trips allowed",
     "Batas atas bagian perjalanan dinas ke luar daerah yang tetap dijalankan.",
     "The largest share of planned official trips that is still made."},
    {"sick.stay_home", &Levers::stay_home_sick, max, share, "share", 0.3, 1, 0.3, unit, {}, "health",
     "ordinary presenteeism: most people with mild symptoms come to work, assumed", assumed,
     "Tinggal di rumah bila bergejala", "Staying at home when ill",
     "Bagian pegawai bergejala yang tidak masuk kantor.",
     "The share of staff with symptoms who stay away from the office."},
    {"test.symptomatic", &Levers::test_symptomatic, max, share, "share", 0, 1, 0, unit, {}, "health",
     "range by definition; neutral: no testing yet, assumed", assumed,
     "Tes bagi yang bergejala", "Testing of people with symptoms",
     "Bagian orang bergejala yang diambil sampelnya untuk dites.",
     "The share of people with symptoms from whom a sample is taken."},
    {"trace.contacts", &Levers::trace_contacts, max, count, "persons", 0, 30, 0, unit, {}, "health",
     "Ministry of Health, February 2021: 5 to 10 contacts per case, target 20 to 30", verified,
     "Kontak yang dilacak", "Contacts traced",
     "Berapa rekan kerja yang dilacak untuk setiap kasus terkonfirmasi.",
     "How many colleagues are traced for each confirmed case."},
    {"quarantine.days", &Levers::quarantine_days, max, count, "d", 0, 28, 0, unit, {}, "health",
     "14 days for contacts (OpenABM-Covid19) and after official trips (KMK 328/2020); the range is assumed", verified,
     "Lama karantina kontak", "Days of quarantine",
     "Berapa hari kontak yang terlacak tinggal di rumah.",
     "How many days traced contacts stay at home."},
    {"closure.cases", &Levers::closure_cases, min, count, "cases", 1, lever_never, lever_never, agency, {}, "closure",
     "Cilegon closed agencies after one case each, Kompas 1 September 2020; 1000 is never: assumed", verified,
     "Kasus yang menutup kantor", "Cases that close an office",
     "Kantor tutup bila kasus terkonfirmasi dalam 14 hari mencapai jumlah ini; 1000 berarti tidak pernah.",
     "An agency closes when its confirmed cases within 14 days reach this number; 1000 means never."},
    {"closure.days", &Levers::closure_days, max, count, "d", 1, 60, 1, agency, {}, "closure",
     "5 days in MenPANRB 19, 24 and 25/2021; 14 in Cilegon 2020; it acts only when closure.cases does", verified,
     "Lama penutupan", "Days of closure",
     "Berapa hari kantor tutup setelah kasusnya mencapai batas.",
     "How many days an agency stays closed once its cases have reached the limit."},
    {"inspection.interval", &Levers::inspection_interval, min, count, "d", 1, lever_never, lever_never, unit, {},
     "supervision", "the secretary of Buleleng inspected rooms, 8 June 2020; intervals are assumed", assumed,
     "Selang inspeksi mendadak", "Days between inspections",
     "Berapa hari antara dua inspeksi mendadak di satu unit; 1000 berarti tidak pernah.",
     "How many days pass between surprise inspections of a unit; 1000 means never."},
});
// clang-format on

consteval bool each_lever_once() {
    for (size_t i = 0; i < table.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (table[i].lever == table[j].lever || table[i].key == table[j].key) {
                return false;
            }
        }
    }
    return table.size() * sizeof(double) == sizeof(Levers);
}
static_assert(each_lever_once(), "every field of Levers has exactly one row");

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> parse_flag(std::string_view text) {
    if (text == "yes" || text == "true" || text == "1") {
        return 1;
    }
    return text == "no" || text == "false" || text == "0" ? std::optional(0.0) : std::nullopt;
}

}  // namespace

std::string_view name(Mark mark) {
    constexpr std::string_view names[] = {"verified", "recalled", "derived", "assumed"};
    return names[static_cast<size_t>(mark)];
}

std::span<const Measure> measures() {
    return table;
}

std::optional<MeasureId> find_measure(std::string_view key) {
    const auto row = std::ranges::find(table, key, &Measure::key);
    return row == table.end() ? std::nullopt : std::optional(MeasureId{static_cast<uint32_t>(row - table.begin())});
}

const Measure& measure(MeasureId id) {
    return table[id.value];
}

Levers neutral_levers() {
    Levers levers;
    for (const Measure& row : table) {
        levers.*row.lever = row.neutral;
    }
    return levers;
}

std::string format_value(const Measure& measure, double value) {
    switch (measure.type) {
        case flag:
            return value != 0 ? "yes" : "no";
        case choice: {
            const auto index = static_cast<size_t>(value);
            return index < measure.choices.size() ? std::string(measure.choices[index]) : fmt::format("{}", value);
        }
        default:
            return fmt::format("{}", value);
    }
}

std::optional<double> parse_value(const Measure& measure, std::string_view text) {
    if (measure.type == flag) {
        return parse_flag(text);
    }
    std::optional<double> value;
    if (measure.type == choice) {
        const auto found = std::ranges::find(measure.choices, text);
        value = found == measure.choices.end() ? std::nullopt : std::optional<double>(found - measure.choices.begin());
    } else {
        value = parse_number(text);
    }
    const bool fits = value && *value >= measure.low && *value <= measure.high &&
                      (measure.type != count || *value == std::floor(*value));
    return fits ? value : std::nullopt;
}

}  // namespace piket
