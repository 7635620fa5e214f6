#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "pages/debrief_parts.hpp"
#include "pages/debrief_words.hpp"
#include "piket/pages.hpp"

namespace piket {

namespace {

using namespace pages;
using html::element;
using html::escaped;

// Each sheet is as high as the paper, its foot at the bottom: two sides, whatever teams typed.
constexpr std::string_view style = R"(
body { font-size: 8.4pt; line-height: 1.28; }
h1 { font-size: 12pt; }
h2 { font-size: 9.8pt; margin: 2.2mm 0 .8mm; }
p { margin: 0 0 1mm; }
.en { color: #667; font-weight: normal; }
.sheet { height: 272mm; display: flex; flex-direction: column; }
.sheet > .body { flex: 1 1 auto; min-height: 0; overflow: hidden; }
.foot { flex: 0 0 auto; margin-top: 2mm; border-top: .2mm solid #999; padding-top: 1mm; }
.foot p, .small { font-size: 7.2pt; }
table { font-size: 7.7pt; margin-bottom: 1mm; }
th, td { padding: .35mm 1.6mm .35mm 0; }
.decisions td { overflow-wrap: anywhere; }
.outcomes td { white-space: nowrap; }
.outcomes td:first-child { white-space: normal; }
.places td:last-child { width: 30%; }
.outcomes th:first-child, .places th:first-child { width: 19%; }
.decisions table { table-layout: fixed; }
.decisions th:nth-child(1) { width: 11%; }
.decisions th:nth-child(2) { width: 8%; }
.decisions th:nth-child(3) { width: 34%; }
.decisions th:nth-child(4) { width: 22%; }
.decisions th:nth-child(5) { width: 11%; }
.assumptions th:first-child { width: 47%; }
.nowrap { white-space: nowrap; }
.history p { font-size: 7.4pt; margin-bottom: .6mm; }
.hit { color: #00694d; font-weight: bold; }
.miss { color: #b04a00; font-weight: bold; }
.dense table { font-size: 6.7pt; }
.dense { line-height: 1.2; }
.dense h2 { margin-top: 1.4mm; }
.dense .small, .dense .foot p, .dense .history p { font-size: 6.8pt; }
code { font-size: 7pt; }
@media screen { .sheet { height: auto; margin-bottom: 10mm; } }
)";

std::string head(const Debrief& debrief) {
    const Lesson& lesson = debrief.lesson;
    const int last = lesson.episode->fortnights - 1;
    const Day until = fortnight_of(lesson, debrief.scenario, last).until;
    std::string teams;
    for (const Session& session : debrief.sessions) {
        teams += (teams.empty() ? "" : ", ") + session.workshop->team;
    }
    return element("h1", both(lesson.title)) +
           element(
               "p",
               both(fmt::format("{}, {} sampai {}. Diputuskan {} kali, setiap {} hari, oleh: {}.",
                                debrief.scenario.title.id, date_in_words(debrief.scenario.start), date_in_words(until),
                                lesson.episode->fortnights, lesson.episode->days, teams),
                    fmt::format("{}. Decided {} times, every {} days. ‘Came’: in the luck that the teams lived "
                                "through (seed {}, replicate {}); ‘futures’: under {} others, with the same "
                                "people.",
                                debrief.scenario.title.en, lesson.episode->fortnights, lesson.episode->days,
                                debrief.sessions.front().seed, debrief.sessions.front().replicate, debrief.futures)),
               "who");
}

std::string caution() {
    return element(
        "p",
        both("Skenario, bukan ramalan. Angka tanpa sumber adalah anggapan. Percayai selisih antara jalan yang "
             "dibandingkan, "
             "dengan selangnya, bukan angka mutlaknya; satu masa depan bisa jauh dari rata-rata.",
             "A scenario, not a forecast. A number without a source is assumed. Trust differences between ways, with "
             "their intervals, rather than single numbers; one luck may lie far from the mean."));
}

std::string again(const Debrief& debrief, const std::vector<std::string>& files) {
    std::string command = "piket debrief", hashes;
    for (const std::string& file : files) {
        command += " " + std::filesystem::path(file).filename().string();
    }
    command += fmt::format(" --futures {}", debrief.futures);
    for (const EpisodeCourse& course : debrief.courses) {
        hashes += fmt::format("{}{} {:016x}", hashes.empty() ? "" : ", ", short_name(course), course.hash);
    }
    return element("p",
                   both("Dibuat lagi dengan", "made again with") + fmt::format(": <code>{}</code>", escaped(command))) +
           element("p", "piket " PIKET_VERSION ". " + both("Keadaan akhir", "state at the end") +
                            fmt::format(": <code>{}</code>", escaped(hashes)));
}

std::string sheet(const std::string& body, const std::string& foot, bool dense, bool second) {
    return element("div", element("div", body, "body") + element("div", foot, "foot"),
                   fmt::format("sheet{}{}", dense ? " dense" : "", second ? " second" : ""));
}

}  // namespace

std::string debrief_page(const Debrief& debrief, const std::vector<std::string>& files) {
    const bool dense = debrief.sessions.size() > 1;
    const std::string first = head(debrief) + outcomes_part(debrief) + charts_part(debrief) + places_part(debrief);
    const std::string second = decisions_part(debrief) + assumptions_part(debrief) + history_part(debrief);
    const std::string note = element("p", both("Angka ditulis dengan koma desimal.", "Numbers have a decimal comma.") +
                                              " " + both("Lembar 1 dari 2", "sheet 1 of 2"));
    return html::page(debrief.lesson.title.id,
                      sheet(first, note, dense, false) + sheet(second, caution() + again(debrief, files), dense, true),
                      written, style);
}

}  // namespace piket
