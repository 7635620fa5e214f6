// The second side: what was decided and predicted, what it hung on, and what is known of the real episode.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pages/debrief_parts.hpp"
#include "pages/debrief_words.hpp"
#include "pages/svg/chart.hpp"
#include "piket/parameters.hpp"

namespace piket::pages {

namespace {

using html::element;
using html::escaped;

size_t letters_of(std::string_view text) {
    return static_cast<size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

constexpr size_t most_assumptions = 4;

// How much of a row of the table of decisions is shown, so that all that stands on the side fits, whatever font draws
// it.
struct Fit {
    size_t lines = 1;
    bool futures = true;  // there is a second line for what the model says
};

Fit fit_rows(const Debrief& debrief, size_t letters_of_notes) {
    const bool dense = debrief.sessions.size() > 1;
    constexpr double side = 238, padding = 0.9, of_assumption = 5.5;                                   // mm
    const double line = dense ? 2.85 : 2.9, of_history = dense ? 2.9 : 3, headings = dense ? 44 : 54;  // mm
    const double letters_of_column = dense ? 60 : 54;
    constexpr double letters_of_side = 135, most = 8;
    const LessonEpisode& episode = *debrief.lesson.episode;
    const auto lines_of = [&](const Text& text) {
        return std::ceil(static_cast<double>(std::max(letters_of(text.id), letters_of(text.en))) / letters_of_column);
    };
    const auto assumptions = static_cast<double>(std::min(most_assumptions, debrief.assumptions.size()));
    const double notes =
        std::ceil(static_cast<double>(letters_of_notes) / letters_of_side) +
        std::ceil(static_cast<double>(letters_of(episode.source.id) + letters_of(episode.source.en)) / letters_of_side);
    const double left = side - headings - of_assumption * assumptions -
                        of_history * (lines_of(episode.did) + lines_of(episode.known) + notes);
    const auto rows = static_cast<double>(debrief.sessions.size()) * episode.fortnights;
    const double lines = std::clamp(std::floor((left / rows - padding) / line), 1.0, most);
    return {static_cast<size_t>(lines), lines >= 2};
}

// What the English of Indonesian words is that the table uses, each once.
using Glossary = std::vector<Text>;

void note(Glossary& glossary, const Text& words) {
    if (std::ranges::find(glossary, words.id, &Text::id) == glossary.end()) {
        glossary.push_back(words);
    }
}

const Rule& rule_of(const Command& command, const std::vector<Command>& log) {
    const bool lifts = command.kind == Command::Kind::lift && command.target < log.size();
    return lifts ? log[command.target].rule : command.rule;
}

// Enacting takes back what was in force before, which goes without saying.
bool replaced(const Command& command, const std::vector<Command>& log) {
    const Rule& rule = rule_of(command, log);
    return command.kind != Command::Kind::enact && std::ranges::any_of(log, [&](const Command& other) {
               return other.kind == Command::Kind::enact && other.posted == command.posted &&
                      other.rule.measure == rule.measure && other.rule.scope == rule.scope;
           });
}

// A number keeps its "%" on the same line.
std::string unbroken(std::string dose) {
    if (const size_t at = dose.find(" %"); at != std::string::npos) {
        dose.replace(at, 1, "\u00a0");
    }
    return dose;
}

std::string in_words(const Scenario& scenario, const Command& command, const std::vector<Command>& log,
                     Glossary& glossary) {
    const Rule& rule = rule_of(command, log);
    const Measure& m = measure(rule.measure);
    note(glossary, {std::string(m.label_id), std::string(m.label_en)});
    const std::string dose = command.kind == Command::Kind::enact ? unbroken(dose_of(rule)) : "dicabut";
    if (dose == "dicabut") {
        note(glossary, {"dicabut", "ended"});
    }
    if (rule.scope == Scope{}) {
        return std::string(m.label_id) + (dose.empty() ? "" : " " + dose);
    }
    const Text place = {whom(scenario, rule.scope, true), whom(scenario, rule.scope, false)};
    note(glossary, place);
    return std::string(m.label_id) + (dose.empty() ? "" : " " + dose) + " (" + place.id + ")";
}

std::string decided(const Debrief& debrief, const Session& session, const Fortnight& fortnight, size_t letters,
                    Glossary& glossary) {
    const std::vector<Command> log = log_of(session, session.b);
    std::vector<std::string> parts;
    for (const RequestAnswer& answer : fortnight.answers) {
        const std::vector<Request>& requests = debrief.lesson.episode->requests;
        const auto request = std::ranges::find(requests, answer.request, &Request::id);
        if (request != requests.end() && answer.choice < static_cast<int>(request->choices.size())) {
            const Text& label = request->choices[static_cast<size_t>(answer.choice)].label;
            note(glossary, label);
            parts.push_back("→ " + label.id);
        }
    }
    for (const Command& command : log) {
        if (command.posted == fortnight.decided + 1 && !replaced(command, log)) {
            parts.push_back(in_words(debrief.scenario, command, log, glossary));
        }
    }
    std::string text;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && letters_of(text) + letters_of(parts[i]) > letters) {
            return text + fmt::format(" +{}", parts.size() - i);
        }
        text += i > 0 ? "; " + parts[i] : cut(parts[i], letters);
    }
    note(glossary, {"Tidak ada yang baru", "nothing new"});
    return text.empty() ? "Tidak ada yang baru" : text;
}

// As many as the team typed, and as it takes to tell what came from the ends of the range.
int decimals_of(const Judged& j, int least) {
    constexpr int most = 4;
    int decimals = least;
    const auto rounded = [&](double value) { return std::round(value * std::pow(10, decimals)); };
    const auto blurred = [&](double end) {
        return std::fabs(rounded(end) - end * std::pow(10, decimals)) > 1e-6 ||
               (j.truth != end && rounded(j.truth) == rounded(end));
    };
    while (decimals < most && (blurred(j.sealed.low) || blurred(j.sealed.high))) {
        ++decimals;
    }
    return decimals;
}

std::string judged(const Judged& j, int least, bool futures) {
    const int decimals = decimals_of(j, least);
    return fmt::format(
               "<span class=\"nowrap\">{}</span> <span class=\"nowrap\">→ <span class=\"{}\">{}{}</span></span>",
               range(j.sealed.low, j.sealed.high, decimals), j.hit ? "hit" : "miss", number(j.truth, decimals, written),
               j.hit ? "" : " !") +
           (futures
                ? fmt::format(" <span class=\"en nowrap\">{}</span>", range(j.futures.low, j.futures.high, decimals))
                : "");
}

// How many letters of a text stand in the place of so many usual ones: an m takes that of almost two.
size_t letters_within(std::string_view text, double place) {
    size_t letters = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) {
            continue;
        }
        const bool widest = std::string_view("mwMW@%").find(c) != std::string_view::npos;
        place -= widest ? 1.7 : c >= 'A' && c <= 'Z' ? 1.3 : 1;
        if (place < 0) {
            break;
        }
        ++letters;
    }
    return letters;
}

std::string reasons(const std::string& typed, size_t letters) {
    constexpr std::string_view mark = " (dipotong / cut)";
    const auto place = static_cast<double>(letters);
    if (letters_within(typed, place) == letters_of(typed)) {
        return typed;
    }
    return cut(typed, letters_within(typed, place - static_cast<double>(mark.size()))) + std::string(mark);
}

size_t letters_of(const Glossary& glossary) {
    size_t letters = 0;
    for (const Text& words : glossary) {
        letters += letters_of(words.id) + letters_of(words.en) + 3;
    }
    return letters;
}

std::string in_english(const Glossary& glossary) {
    std::string text;
    for (const Text& words : glossary) {
        text += (text.empty() ? "" : "; ") + html::escaped(words.id) + " <span class=\"en\" lang=\"en\">" +
                html::escaped(words.en) + "</span>";
    }
    return element("p", text, "small");
}

}  // namespace

std::string decisions_part(const Debrief& debrief) {
    constexpr size_t letters_of_decision = 42, letters_of_reasons = 27;  // in a line
    Glossary glossary;
    for (const EpisodeCourse& course : debrief.courses) {  // first of all, as its length leaves less for the rows
        const WorkshopRecord* record = record_of(debrief, course);
        for (size_t n = 0; record && n < record->fortnights.size(); ++n) {
            decided(debrief, debrief.sessions[static_cast<size_t>(course.session)], record->fortnights[n], 0, glossary);
        }
    }
    const Fit fit = fit_rows(debrief, letters_of(glossary));
    std::vector<std::vector<std::string>> rows;
    for (const EpisodeCourse& course : debrief.courses) {
        const WorkshopRecord* record = record_of(debrief, course);
        for (size_t n = 0; record && n < course.fortnights.size(); ++n) {
            const Fortnight& f = record->fortnights[n];
            const FortnightResult& result = course.fortnights[n];
            rows.push_back({n == 0 ? element("b", escaped(short_name(course))) : "",
                            escaped(fmt::format("{}. {}", n + 1, svg::short_date(f.decided, written))),
                            escaped(decided(debrief, debrief.sessions[static_cast<size_t>(course.session)], f,
                                            fit.lines * letters_of_decision, glossary)),
                            escaped(reasons(f.reasons, fit.lines * letters_of_reasons)),
                            judged(result.judged[static_cast<size_t>(Predicted::infections)], 0, fit.futures),
                            judged(result.judged[static_cast<size_t>(Predicted::waiting)], 2, fit.futures)});
        }
    }
    return heading("Keputusan, alasan, dan perkiraan yang disegel", "Decisions, reasons and sealed predictions") +
           element("div",
                   html::table(
                       {both("Tim", "team"), both("Malam", "evening of"), both("Keputusan", "decision"),
                        both("Alasan", "reasons"), both("Tertular", "infected"), both("Menunggu, hari", "days waited")},
                       rows),
                   "decisions") +
           in_english(glossary) +
           element(
               "p",
               both("Perkiraan: rentang yang disegel → yang terjadi (! di luar rentang); abu-abu: 80 % tengah masa "
                    "depan model, karena 8 dari 10 rentang yang disegel semestinya memuat yang terjadi; selang lain "
                    "di lembar ini 90 %.",
                    "Predictions: sealed range → what came (! outside it); grey: the middle 80 % of the model's "
                    "futures, as 8 in 10 sealed ranges should hold what came; intervals elsewhere are 90 %."),
               "small");
}

std::string assumptions_part(const Debrief& debrief) {
    if (debrief.assumptions.empty()) {
        return "";
    }
    std::vector<std::vector<std::string>> rows;
    for (const AssumptionEffect& effect : debrief.assumptions) {
        if (rows.size() == most_assumptions) {
            break;
        }
        const Parameter& p = *find_parameter(effect.key);
        const bool bare = p.unit == "share" || p.unit == "factor";
        std::string teams;
        for (const size_t c : effect.leaned_on) {
            teams += (teams.empty() ? "" : ", ") + short_name(debrief.courses[c]);
        }
        rows.push_back({both(p.label_id, p.label_en),
                        fmt::format("{} … {} … {} {}", plainly(effect.low), plainly(effect.usual), plainly(effect.high),
                                    bare ? "" : p.unit),
                        fmt::format("{} … {} … {}", number(effect.saved[0], 1, written),
                                    number(effect.saved[1], 1, written), number(effect.saved[2], 1, written)),
                        effect.leaned_on.empty()                             ? "–"
                        : effect.leaned_on.size() == debrief.sessions.size() ? both("semua tim", "all")
                                                                             : escaped(teams)});
    }
    const std::string& team = debrief.sessions.front().workshop->team;
    const std::string over =
        debrief.futures == debrief.assumption_futures
            ? ""
            : element("p",
                      both(fmt::format("Dicegah: pada lembar 1 rata-rata {} masa depan, di sini {}.", debrief.futures,
                                       debrief.assumption_futures),
                           fmt::format("Saved: sheet 1 over {} futures, here over {}.", debrief.futures,
                                       debrief.assumption_futures)),
                      "small");
    return heading("Anggapan yang menentukan", "Which assumptions mattered") +
           element(
               "div",
               html::table({both("Anggapan", "assumption"), both("rendah … biasa … tinggi", "values"),
                            both("dicegah oleh " + team, "infections saved"), both("diandalkan oleh", "leaned on by")},
                           rows),
               "assumptions") +
           over;
}

std::string history_part(const Debrief& debrief) {
    const LessonEpisode& episode = *debrief.lesson.episode;
    if (episode.did.id.empty()) {
        return "";
    }
    const auto column = [](const std::string& did, const std::string& known, const char* of_class) {
        return element("div", element("p", escaped(did)) + element("p", escaped(known)), of_class);
    };
    return heading("Yang dilakukan pemerintah waktu itu, dan hasilnya", "What the government then did") +
           element("div", column(episode.did.id, episode.known.id, "") + column(episode.did.en, episode.known.en, "en"),
                   "two history") +
           element("p", both("Sumber: " + episode.source.id, "source: " + episode.source.en), "small");
}

}  // namespace piket::pages
