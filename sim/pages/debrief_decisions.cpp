// The second side: what was decided and predicted, what it hung on, and what is known of the real episode.
#include <fmt/format.h>

#include <algorithm>

#include "pages/debrief_parts.hpp"
#include "pages/debrief_words.hpp"
#include "piket/parameters.hpp"

namespace piket::pages {

namespace {

using html::element;
using html::escaped;

// How much of a row fits, so that all rows do.
struct Room {
    size_t rules, letters;
};

Room room_for(size_t rows) {
    constexpr size_t lines_on_side = 52, letters_per_line = 46, most = 8;
    const size_t lines = std::clamp<size_t>(lines_on_side / std::max<size_t>(1, rows), 1, most);
    return {lines, lines * letters_per_line};
}

std::string in_words(const Command& command, const std::vector<Command>& log) {
    const Rule& rule =
        command.kind == Command::Kind::lift && command.target < log.size() ? log[command.target].rule : command.rule;
    const Measure& m = measure(rule.measure);
    const std::string dose = command.kind == Command::Kind::enact ? dose_of(rule) : "dicabut / ended";
    return both(m.label_id, m.label_en) + ": " + escaped(dose) +
           (rule.scope.path.empty() ? "" : fmt::format(" <code>{}</code>", escaped(rule.scope.path)));
}

std::string answers(const Debrief& debrief, const Fortnight& fortnight) {
    std::string text;
    for (const RequestAnswer& answer : fortnight.answers) {
        const std::vector<Request>& requests = debrief.lesson.episode->requests;
        const auto request = std::ranges::find(requests, answer.request, &Request::id);
        if (request != requests.end() && answer.choice < static_cast<int>(request->choices.size())) {
            const Text& label = request->choices[static_cast<size_t>(answer.choice)].label;
            text += "<br/>→ " + both(label);
        }
    }
    return text;
}

std::string decided(const Debrief& debrief, const Session& session, const Fortnight& fortnight, const Room& room) {
    const std::vector<Command> log = log_of(session, session.b);
    std::string text;
    size_t rules = 0;
    for (const Command& command : log) {
        if (command.posted == fortnight.decided + 1) {
            ++rules;
            if (rules <= room.rules) {
                text += (rules > 1 ? "<br/>" : "") + in_words(command, log);
            }
        }
    }
    if (rules > room.rules) {
        text += fmt::format(" <i>+{}</i>", rules - room.rules);
    }
    return (text.empty() ? both("Tidak ada yang baru", "nothing new") : text) + answers(debrief, fortnight);
}

std::string judged(const Judged& j, int decimals) {
    return fmt::format("{} → <span class=\"{}\">{}</span>{}; <span class=\"en\">{}</span>",
                       range(j.sealed.low, j.sealed.high, decimals), j.hit ? "hit" : "miss",
                       number(j.truth, decimals, written), j.hit ? "" : " !",
                       range(j.futures.low, j.futures.high, decimals));
}

}  // namespace

std::string decisions_part(const Debrief& debrief) {
    const Room room = room_for(debrief.sessions.size() * static_cast<size_t>(debrief.lesson.episode->fortnights));
    std::vector<std::vector<std::string>> rows;
    for (const EpisodeCourse& course : debrief.courses) {
        const WorkshopRecord* record = record_of(debrief, course);
        for (size_t n = 0; record && n < course.fortnights.size(); ++n) {
            const Fortnight& f = record->fortnights[n];
            const FortnightResult& result = course.fortnights[n];
            rows.push_back({n == 0 ? element("b", escaped(short_name(course))) : "",
                            escaped(fmt::format("{}. {}", n + 1, date_in_words(f.decided).substr(0, 6))),
                            decided(debrief, debrief.sessions[static_cast<size_t>(course.session)], f, room),
                            escaped(cut(f.reasons, room.letters)),
                            judged(result.judged[static_cast<size_t>(Predicted::infections)], 0),
                            judged(result.judged[static_cast<size_t>(Predicted::waiting)], 1)});
        }
    }
    return heading("Keputusan, alasan, dan ramalan yang disegel", "Decisions, reasons and sealed predictions") +
           html::table({both("Tim", "team"), both("Malam", "evening of"), both("Keputusan", "decision"),
                        both("Alasan", "reasons"), both("Tertular", "infected"), both("Menunggu, hari", "days waited")},
                       rows) +
           element("p",
                   both("Ramalan: selang yang disegel → yang terjadi (! di luar selang); abu-abu: 80 % tengah masa "
                        "depan model.",
                        "Predictions: sealed range → what came (! outside it); grey: the middle 80 % of the model's "
                        "futures."),
                   "small");
}

std::string assumptions_part(const Debrief& debrief) {
    if (debrief.assumptions.empty()) {
        return "";
    }
    std::vector<std::vector<std::string>> rows;
    for (const AssumptionEffect& effect : debrief.assumptions) {
        const Parameter& p = *find_parameter(effect.key);
        std::string teams;
        for (const size_t c : effect.leaned_on) {
            teams += (teams.empty() ? "" : ", ") + short_name(debrief.courses[c]);
        }
        rows.push_back(
            {both(p.label_id, p.label_en),
             fmt::format("{} … {} … {} {}", exactly(effect.low), exactly(effect.usual), exactly(effect.high), p.unit),
             fmt::format("{} … {} … {}", number(effect.saved[0], 1, written), number(effect.saved[1], 1, written),
                         number(effect.saved[2], 1, written)),
             escaped(teams.empty() ? "–" : teams)});
    }
    const std::string& team = debrief.sessions.front().workshop->team;
    return heading("Asumsi mana yang menentukan", "Which assumptions mattered") +
           html::table({both("Asumsi", "assumption"), both("rendah … biasa … tinggi", "low … usual … high"),
                        both("tertular yang dicegah " + team, "infections saved by " + team),
                        both("diandalkan oleh", "leaned on by")},
                       rows);
}

std::string history_part(const Debrief& debrief) {
    const LessonEpisode& episode = *debrief.lesson.episode;
    if (episode.did.id.empty()) {
        return "";
    }
    const auto column = [](const std::string& did, const std::string& known, const char* of_class) {
        return element("div", element("p", escaped(did)) + element("p", escaped(known)), of_class);
    };
    return heading("Apa yang dilakukan pemerintah, dan apa yang diketahui tentang hasilnya",
                   "What the government did, and what is known of the outcome") +
           element("div", column(episode.did.id, episode.known.id, "") + column(episode.did.en, episode.known.en, "en"),
                   "two") +
           element("p", both("Sumber", "source") + ": " + escaped(episode.source), "small");
}

}  // namespace piket::pages
