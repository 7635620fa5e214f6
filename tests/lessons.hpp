// A lesson on the small office, in memory, and sessions in which teams played its episode.
#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "piket/lesson.hpp"
#include "piket/session.hpp"
#include "program.hpp"

namespace piket::lessons {

inline const std::string folder = program::scenarios + "lessons/";
inline const std::string file = folder + "uji.toml";
inline const std::string office = program::scenarios + "uji-kantor.toml";

// More virus in the small office, so that something happens.
inline std::string much_virus(int infected, int quanta_per_h) {
    return "[initial]\ninfected = " + std::to_string(infected) +
           "\n[[rule]]\nmeasure = \"test.symptomatic\"\nvalue = 1\n[parameters]\n\"emission.quanta_per_h\" = " +
           std::to_string(quanta_per_h) + "\n";
}

// With 29 days.
inline const std::string office_text = R"(format = 1
extends = "tiny.toml"
rules = "replace"
title = { id = "Kantor uji", en = "The office of the tests" }
[run]
start = 2020-03-16
days = 29
horizons = [14]
evaluation = 2020-03-30
)" + much_virus(3, 40);

inline const std::string government = program::scenarios + "uji-pemerintah.toml";
inline const std::string government_text = R"(format = 1
extends = "uji-kantor.toml"
title = { id = "Kantor uji: kebijakan", en = "The office of the tests: as it was" }
[[rule]]
measure = "wfo.share"
value = 0.3
from = 2020-03-18
)";

inline const std::string what_is_known = R"(did = { id = "Bekerja dari rumah.", en = "Work from home." }
known = { id = "Tidak banyak.", en = "Not much." }
source = { id = "dikarang untuk uji", en = "invented for tests" }
)";

// A request of the first fortnight: to go, or to order a measure for some days instead.
inline std::string invitation(const std::string& measure, double value, int days, const std::string& more = {}) {
    return R"(
[[episode.request]]
id = "jakarta"
title = { id = "Undangan", en = "An invitation" }
text = { id = "Ada konsultasi di Jakarta.", en = "There is a consultation in Jakarta." }
fortnight = 1
)" + more + R"([[episode.request.choice]]
label = { id = "Berangkat", en = "Go" }
[[episode.request.choice]]
label = { id = "Tidak berangkat", en = "Stay" }
[[episode.request.choice.rule]]
measure = ")" +
           measure + "\"\nvalue = " + fmt::format("{}", value) + "\ndays = " + std::to_string(days) + "\n";
}

inline const std::string text = R"(format = 1
order = 3
minutes = 30
title = { id = "Pelajaran uji", en = "A lesson for tests" }
summary = { id = "Ringkas.", en = "Short." }
scenario = "../uji-kantor.toml"

[[step]]
title = { id = "Awal", en = "Beginning" }
text = { id = "Lihat udara.", en = "Look at the air." }
try = { id = "Tekan 2.", en = "Press 2." }
question = { id = "Mana?", en = "Which?" }
choices = [{ id = "Satu", en = "One" }, { id = "Dua", en = "Two" }]
right = 2
because = { id = "Begitulah.", en = "It is so." }
minutes = 2
controls = ["time", "place"]
overlays = ["air"]
figures = ["room"]
stage = { day = 2020-03-20, time = "10:00", room = "kota/layanan/rapat", unit = "kota/layanan/loket" }
until = { overlay = "air" }

[[step]]
title = { id = "Kartu", en = "Cards" }
text = { id = "Buat edaran.", en = "Write a circular." }
controls = ["cards"]
measures = ["wfo.share"]
until = { measure = "wfo.share", value = 0.5 }

[[step]]
kind = "episode"
title = { id = "Episode", en = "Episode" }
text = { id = "Dua kali dua minggu.", en = "Two weeks, twice." }

[[step]]
kind = "reveal_assumptions"
title = { id = "Asumsi", en = "Assumptions" }
text = { id = "Mana yang menentukan?", en = "Which mattered?" }

[episode]
fortnights = 2
days = 14
measures = ["wfo.share", "trip.allowed", "mask.mandate"]
assumptions = ["talk.compensation", "emission.quanta_per_h"]
complaints = 0.1
government = "../uji-pemerintah.toml"
)" + what_is_known + invitation("trip.allowed", 0, 14, "unless = [\"trip.allowed\"]\n") +
                                R"(
[[episode.request]]
id = "klaster"
title = { id = "Klaster di {agency}", en = "A cluster at {agency}" }
text = { id = "Pegawai {agency} tertular.", en = "Staff of {agency} are infected." }
reported_in_agency = 2
[[episode.request.choice]]
label = { id = "Tutup", en = "Close" }
[[episode.request.choice.rule]]
measure = "wfo.share"
value = 0
scope = "{agency}"
[[episode.request.choice]]
label = { id = "Teruskan", en = "Go on" }
)";

// All files of the lesson, with another text of it.
inline Texts files(const std::string& lesson = text) {
    Texts texts;
    REQUIRE(load_scenario(program::tiny, {}, &texts));
    texts[office] = office_text;
    texts[government] = government_text;
    texts[file] = lesson;
    return texts;
}

inline Lesson good(const std::string& lesson = text) {
    Loaded<Lesson> loaded = load_lesson_from(files(lesson), file);
    for (const Problem& problem : loaded.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(loaded);
    return *loaded;
}

inline Scenario scenario() {
    Loaded<Scenario> loaded = load_scenario_from(files(), office);
    REQUIRE(loaded);
    return *loaded;
}

inline Command enact(Day posted, const std::string& measure, double value, const std::string& scope = "") {
    Command command;
    command.posted = posted;
    command.rule.measure = *find_measure(measure);
    command.rule.value = value;
    command.rule.scope.path = scope;
    command.rule.source = RuleSource::command;
    return command;
}

// A team that lets at most `wfo` of the staff come in and predicts so many infections each fortnight.
inline Session played(const std::string& team, double wfo, SealedRange infections, uint64_t seed = 1) {
    const Lesson lesson = good();
    const Scenario s = scenario();
    Session session;
    session.scenarios = {{office, s.digest}};
    session.texts = files();
    session.seed = seed;
    Branch root;
    root.fork = s.start;
    Branch own;
    own.parent = 0;
    own.fork = s.start + 1;
    own.commands = {enact(s.start + 1, "wfo.share", wfo)};
    session.branches = {root, own};
    session.b = 1;
    session.day = s.start + 28;
    WorkshopRecord record;
    record.lesson = file;
    record.digest = lesson.digest;
    record.team = team;
    for (int n = 0; n < 2; ++n) {
        Fortnight f;
        f.decided = s.start + 14 * n;
        f.reasons = "Loket <tetap> buka & \"aman\".";
        f.sealed = {infections, SealedRange{0, 2.5}};
        f.leans_on = {"talk.compensation"};
        if (n == 0) {
            f.answers = {{"jakarta", 1, ""}};
        }
        record.fortnights.push_back(f);
    }
    session.workshop = record;
    return session;
}

}  // namespace piket::lessons
