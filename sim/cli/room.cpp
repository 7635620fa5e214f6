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

std::string in_words(const RoomCase& c, const RoomAnswer& answer, Language language) {
    return fmt::format("{}\n\n{}\n{}\n{}\n{}", say(language, c.title), wrapped(say(language, verdict(c, answer)), 0),
                       rooms_text(c, answer, language), people_text(c, answer, language),
                       wrapped(method_text(c, answer, language), 0));
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
    }
    return {{"infected", std::move(infected)}, {"exposed", std::move(exposed)}};
}

Json units_in_json(const RoomCase& c) {
    const std::string what = quantity_of(c, Language::en);
    return {{"time", "hh:mm:ss of the day"},
            {"hour", "h after midnight"},
            {"volume", "m3"},
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
