// piket room: how risky is it to share this air?
#include "piket/room.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "reference.hpp"
#include "room_verdict.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Question {
    std::string path;
    bool json = false, keys = false;
    Options options;
};

std::string clock_text(Seconds t, bool seconds) {
    const std::string text = fmt::format("{:02}:{:02}", t / 3600, t / 60 % 60);
    return seconds || t % 60 != 0 ? text + fmt::format(":{:02}", t % 60) : text;
}

std::string quantity_of(const RoomCase& c, Language language) {
    return c.model == RoomModel::quanta ? "quanta" : say(language, "virions", "virion");
}

// ---- for reading ----

std::string rooms_text(const RoomCase& c, const RoomAnswer& answer, Language language) {
    using enum Table::Align;
    Table table({left, right, right, right});
    table.row({say(language, "room, time", "ruangan, pukul"), quantity_of(c, language) + "/m3", "CO2 ppm"});
    for (size_t r = 0; r < c.rooms.size(); ++r) {
        const RoomAnswer::Room& room = answer.rooms[r];
        table.line(fmt::format("{}: {} m3, {} {}/{}", c.rooms[r].id, brief(c.rooms[r].volume, language),
                               say(language, "loses", "kehilangan"), brief(room.removal, language),
                               say(language, "h", "jam")));
        for (const RoomAnswer::At& at : room.at) {
            table.row(
                {"  " + clock_text(at.time, false), brief(at.concentration, language), number(at.co2, 0, language)});
        }
        table.row({"  " + say(language, "average", "rata-rata"), brief(room.average, language)});
    }
    return table.text();
}

std::string people_text(const RoomCase& c, const RoomAnswer& answer, Language language) {
    using enum Table::Align;
    Table table({left, right, right, right, right});
    const std::string what = quantity_of(c, language);
    if (!c.infected.empty()) {
        table.row({say(language, "infected", "yang sudah tertular"), say(language, "people", "orang"),
                   what + say(language, "/h each", "/jam per orang")});
    }
    for (size_t g = 0; g < c.infected.size(); ++g) {
        table.row({"  " + c.infected[g].id, count(static_cast<uint64_t>(c.infected[g].count), language),
                   brief(answer.infected[g].emission, language)});
    }
    if (!c.exposed.empty()) {
        table.row({say(language, "exposed", "yang terpapar"), say(language, "people", "orang"),
                   say(language, "dose, ", "dosis, ") + what, say(language, "infected with", "peluang tertular"),
                   say(language, "expected", "harapan")});
    }
    for (size_t j = 0; j < c.exposed.size(); ++j) {
        const RoomAnswer::Exposed& group = answer.exposed[j];
        table.row({"  " + c.exposed[j].id, count(static_cast<uint64_t>(c.exposed[j].count), language),
                   brief(group.dose, language), brief(100 * group.probability_mean, language) + " %",
                   brief(group.expected, language)});
    }
    return table.text();
}

std::string method_text(const RoomCase& c, const RoomAnswer& answer, Language language) {
    switch (answer.method) {
        case SpreadMethod::fixed:
            return say(language, "Emission is taken as stated for everybody; the range is chance alone.",
                       "Pelepasan virus dianggap seperti tertulis; rentangnya hanya karena kebetulan.");
        case SpreadMethod::quadrature:
            break;
        case SpreadMethod::draws:
            return say(language, "Means are over how people differ in emission (keyed draws, always the same).",
                       "Rata-rata atas perbedaan antarorang dalam melepaskan virus (dengan undian yang selalu sama).");
    }
    const bool loads = c.model == RoomModel::physical;
    return say(language,
               loads ? "Means are over the distribution of viral loads (by quadrature)."
                     : "Means are over how people differ in emission (by quadrature).",
               loads ? "Rata-rata atas sebaran jumlah virus (dengan kuadratur)."
                     : "Rata-rata atas perbedaan antarorang dalam melepaskan virus (dengan kuadratur).");
}

std::string counts_text(const RoomCase& c, const RoomAnswer::Observed& seen, double emission, Language language) {
    const RoomObservation& o = *c.observed;
    std::string text = say(language, fmt::format("Observed: {} of {} infected", seen.infected, seen.exposed),
                           fmt::format("Tercatat: {} dari {} tertular", seen.infected, seen.exposed));
    if (o.alternative) {
        text += fmt::format(fmt::runtime(say(language, " ({} by another count)", " ({} menurut hitungan lain)")),
                            *o.alternative);
    }
    text += fmt::format(fmt::runtime(say(language, "; the model{}: {}, in nine of ten such cases {} to {}: {}. ",
                                         "; model{}: {}, dalam sembilan dari sepuluh kejadian {} sampai {}: {}. ")),
                        o.detected_from > 0
                            ? fmt::format(fmt::runtime(say(language, ", given that {} or more were infected",
                                                           ", jika {} orang atau lebih tertular")),
                                          o.detected_from)
                            : "",
                        seen.mid, seen.low, seen.high,
                        seen.inside ? say(language, "inside", "di dalam") : say(language, "outside", "di luar"));
    if (seen.factor > 0 && std::isfinite(seen.factor)) {
        const std::string times = brief(seen.factor, language);
        text += say(language, fmt::format("{} times the emission stated here would give as many on average", times),
                    fmt::format("Pelepasan {} kali yang tertulis di sini rata-rata memberi sebanyak itu", times)) +
                (emission > 0 ? fmt::format(" ({} {}/{})", brief(seen.factor * emission, language),
                                            quantity_of(c, language), say(language, "h", "jam"))
                              : "") +
                ". ";
    }
    return text;
}

// What was counted, beside what the model gives.
std::string observed_text(const RoomCase& c, const RoomAnswer& answer, Language language) {
    if (!c.observed) {
        return "";
    }
    const RoomObservation& o = *c.observed;
    std::string text;
    if (answer.observed) {
        text += counts_text(c, *answer.observed, c.infected.size() == 1 ? answer.infected[0].emission : 0, language);
    }
    if (o.attack_rate || o.interval) {
        text += say(language, "Published: ", "Diterbitkan: ") +
                (o.attack_rate ? brief(100 * *o.attack_rate, language) + " %" : "") +
                (o.interval ? fmt::format(" ({}{} {} {} %)", say(language, "95 % interval ", "selang 95 % "),
                                          brief(100 * o.interval->first, language), say(language, "to", "sampai"),
                                          brief(100 * o.interval->second, language))
                            : "") +
                ". ";
    }
    for (size_t j = 0; j < c.exposed.size(); ++j) {
        if (c.exposed[j].tracer) {
            text += say(language,
                        fmt::format("Tracer gas at {}: measured {}, in the model {}. ", c.exposed[j].id,
                                    brief(*c.exposed[j].tracer, language), brief(answer.exposed[j].tracer, language)),
                        fmt::format("Gas perunut di {}: terukur {}, menurut model {}. ", c.exposed[j].id,
                                    brief(*c.exposed[j].tracer, language), brief(answer.exposed[j].tracer, language)));
        }
    }
    if (o.calibrated) {
        text += say(language, "The calibration has seen this case. ", "Kasus ini dipakai dalam kalibrasi. ");
    }
    std::string more = wrapped(text, 0);
    for (const Text& part : {o.note, o.assumed}) {
        more += say(language, part).empty() ? "" : wrapped(say(language, part), 0);
    }
    return "\n" + more + wrapped(cited(o.source, o.mark), 0);
}

std::string in_words(const RoomCase& c, const RoomAnswer& answer, Language language) {
    return fmt::format("{}\n\n{}\n{}\n{}\n{}{}", say(language, c.title), wrapped(say(language, verdict(c, answer)), 0),
                       rooms_text(c, answer, language), people_text(c, answer, language),
                       wrapped(method_text(c, answer, language), 0), observed_text(c, answer, language));
}

// ---- for programs ----

Json finite(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json text_in_json(const Text& text) {
    return {{"id", text.id}, {"en", text.en}};
}

Json rooms_in_json(const RoomCase& c, const RoomAnswer& answer) {
    Json all = Json::array();
    for (size_t r = 0; r < c.rooms.size(); ++r) {
        const RoomAnswer::Room& room = answer.rooms[r];
        Json at = Json::array();
        for (const RoomAnswer::At& moment : room.at) {
            at.push_back({{"time", clock_text(moment.time, true)},
                          {"hour", hours(moment.time)},
                          {"concentration", moment.concentration},
                          {"co2", moment.co2}});
        }
        all.push_back({{"id", c.rooms[r].id},
                       {"volume", c.rooms[r].volume},
                       {"area", c.rooms[r].area > 0 ? Json(c.rooms[r].area) : Json(nullptr)},
                       {"height", c.rooms[r].height > 0 ? Json(c.rooms[r].height) : Json(nullptr)},
                       {"removal", room.removal},
                       {"at", std::move(at)},
                       {"concentration_end", room.end},
                       {"concentration_average", room.average},
                       {"concentration_integral", room.integral},
                       {"concentration_steady", finite(room.steady)},
                       {"co2_peak", room.co2_peak}});
    }
    return all;
}

Json people_in_json(const RoomCase& c, const RoomAnswer& answer) {
    Json infected = Json::array(), exposed = Json::array();
    for (size_t g = 0; g < c.infected.size(); ++g) {
        infected.push_back(
            {{"id", c.infected[g].id}, {"count", c.infected[g].count}, {"emission", answer.infected[g].emission}});
    }
    for (size_t j = 0; j < c.exposed.size(); ++j) {
        const RoomAnswer::Exposed& group = answer.exposed[j];
        exposed.push_back({{"id", c.exposed[j].id},
                           {"count", c.exposed[j].count},
                           {"dose", group.dose},
                           {"dose_close", group.dose_close},
                           {"probability", group.probability},
                           {"probability_mean", group.probability_mean},
                           {"probability_05", group.probability_05},
                           {"probability_50", group.probability_50},
                           {"probability_95", group.probability_95},
                           {"expected", group.expected},
                           {"dose_steady", finite(group.steady_dose)},
                           {"probability_steady", group.steady_probability}});
        if (c.exposed[j].infected) {
            exposed.back()["infected"] = *c.exposed[j].infected;
        }
        if (c.exposed[j].tracer) {
            exposed.back()["tracer"] = {{"measured", *c.exposed[j].tracer}, {"model", group.tracer}};
        }
    }
    return {{"infected", std::move(infected)}, {"exposed", std::move(exposed)}};
}

Json observed_in_json(const RoomCase& c, const RoomAnswer& answer) {
    const RoomObservation& o = *c.observed;
    Json json = {{"calibrated", o.calibrated}, {"detected_from", o.detected_from},   {"mark", name(o.mark)},
                 {"source", o.source},         {"assumed", text_in_json(o.assumed)}, {"note", text_in_json(o.note)}};
    json["alternative"] = o.alternative ? Json(*o.alternative) : Json(nullptr);
    json["attack_rate"] = o.attack_rate ? Json(*o.attack_rate) : Json(nullptr);
    json["interval"] = o.interval ? Json({o.interval->first, o.interval->second}) : Json(nullptr);
    if (answer.observed) {
        const RoomAnswer::Observed& seen = *answer.observed;
        json.update({{"exposed", seen.exposed},
                     {"infected", seen.infected},
                     {"model_low_05", seen.low},
                     {"model_median", seen.mid},
                     {"model_high_95", seen.high},
                     {"inside", seen.inside},
                     {"emission_factor", finite(seen.factor)}});
    }
    return json;
}

Json units_in_json(const RoomCase& c) {
    const std::string what = quantity_of(c, Language::en);
    return {{"time", "hh:mm:ss of the day"},
            {"hour", "h after midnight"},
            {"volume", "m3"},
            {"area", "m2"},
            {"height", "m"},
            {"tracer", "share of that at the first infected group"},
            {"removal", "1/h"},
            {"concentration", what + "/m3"},
            {"concentration_integral", what + " h/m3"},
            {"co2", "ppm"},
            {"emission", what + "/h per person"},
            {"count", "persons"},
            {"dose", what},
            {"probability", "share of 1"},
            {"expected", "persons"},
            {"new_infections", "persons"}};
}

Json in_json(const RoomCase& c, const RoomAnswer& answer) {
    Json json = {{"program", "piket"},
                 {"version", PIKET_VERSION},
                 {"case", c.file},
                 {"title", text_in_json(c.title)},
                 {"model", name(c.model)},
                 {"units", units_in_json(c)},
                 {"start", clock_text(c.start, true)},
                 {"end", clock_text(answer.end, true)},
                 {"rooms", rooms_in_json(c, answer)}};
    json.update(people_in_json(c, answer));
    json["new_infections"] = {{"expected_as_stated", answer.stated},
                              {"expected", answer.expected},
                              {"low_05", answer.low},
                              {"median", answer.mid},
                              {"high_95", answer.high},
                              {"probability_of_none", answer.none},
                              {"method", name(answer.method)},
                              {"possibilities", answer.possibilities}};
    if (c.observed) {
        json["observed"] = observed_in_json(c, answer);
    }
    Json said = text_in_json(verdict(c, answer));
    said["level"] = level_name(level_of(c, answer));
    json["verdict"] = std::move(said);
    return json;
}

// ---- the command ----

std::string keys_text(Language language) {
    std::string text;
    for (const RoomKey& key : room_keys()) {
        const std::string value = std::isnan(key.value) ? "" : fmt::format(" = {}", key.value);
        text += fmt::format("{}{}{}{}\n", key.key, value, key.unit.empty() ? "" : " ", key.unit) +
                wrapped(say(language, key.label_en, key.label_id), 4) +
                wrapped(fmt::format("Allowed {} to {}", key.low, key.high), 4) +
                wrapped(cited(key.source, key.mark), 4);
    }
    return text;
}

int answer_question(const Question& q) {
    if (q.keys) {
        print(keys_text(q.options.language));
        return exit_fine;
    }
    if (q.path.empty()) {
        throw Failure("piket: a case is missing; see piket room --help", exit_usage);
    }
    const RoomCase c = accept(load_room_case(q.path));
    const RoomAnswer answer = evaluate(c);
    print(q.json ? in_json(c, answer).dump(2) + "\n" : in_words(c, answer, q.options.language));
    return exit_fine;
}

}  // namespace

void add_room(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("room", "Say how risky it is to share the air of a few rooms");
    const auto question = std::make_shared<Question>();
    command.add_option("case", question->path, "Case file (TOML), see scenarios/rooms")->type_name("CASE");
    command.add_flag("--json", question->json, "As JSON, with units");
    command.add_flag("--keys", question->keys, "List the numbers that a case may give, and their sources");
    add_language(command, question->options);
    command.footer("Example:\n  piket room scenarios/rooms/meeting.toml --lang id");
    command.callback([question, &action] { action = [question] { return answer_question(*question); }; });
}

}  // namespace piket::cli
