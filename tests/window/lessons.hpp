// A lesson on the small office, and a screen on which one is played.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include "../program.hpp"
#include "driver.hpp"
#include "game/screen.hpp"
#include "shell/shell.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

// A screen on a stage, with its first day there.
struct LessonStage {
    explicit LessonStage(std::string lessons = {}, Language language = Language::en)
        : stage(test_words(language), find_fonts()),
          screen(std::make_unique<Runner>(program::tiny, "", RunnerOptions{0, 20}), folder.path(), std::move(lessons)),
          shell(stage, screen, settings_of(language), "", folder.path()),
          user(stage, [this] { shell.tick(); }) {
        wait();
    }
    static LoadedSettings settings_of(Language language) {
        LoadedSettings loaded;
        loaded.settings.language = language;
        return loaded;
    }
    // Until both days on screen are there.
    void wait() {
        wait_for([this] {
            return screen.ready() && screen.game().today(Side::a)->frame.day == screen.game().day &&
                   screen.game().today(Side::b)->frame.day == screen.game().day;
        });
    }
    void wait_for(const std::function<bool()>& there) {
        for (int i = 0; i < 20000; ++i) {
            user.frame(1);
            if (there()) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        FAIL("what was waited for does not come");
    }
    Game& game() { return screen.game(); }
    LessonPlay& play() { return *screen.game().lesson; }
    std::string value(const std::string& window, const std::string& id) const { return user.item(window, id).value; }

    piket::program::Folder folder;
    Stage stage;
    GameScreen screen;
    Shell shell;
    Driver user;
};

inline std::string lesson_head(const std::string& scenario = program::tiny) {
    return "format = 1\norder = 1\nminutes = 10\ntitle = { id = \"Uji\", en = \"Trial\" }\n"
           "summary = { id = \"Uji.\", en = \"Trial.\" }\nscenario = \"" +
           scenario + "\"\n";
}

inline std::string lesson_step(const std::string& more, const std::string& kind = "text") {
    return "[[step]]\nkind = \"" + kind +
           "\"\ntitle = { id = \"Langkah\", en = \"Step\" }\ntext = { id = \"Lihatlah.\", en = \"Look.\" }\n" + more +
           "\n";
}

// Two decisions a week apart, with a request that stops official trips.
inline const std::string small_episode = R"(
[episode]
fortnights = 2
days = 7
measures = ["wfo.share", "mask.mandate"]
assumptions = ["talk.compensation"]
did = { id = "Bekerja dari rumah.", en = "Work from home." }
known = { id = "Tidak banyak.", en = "Not much." }
source = "invented for tests"
[[episode.request]]
id = "jakarta"
title = { id = "Undangan", en = "An invitation" }
text = { id = "Ada konsultasi di Jakarta.", en = "There is a consultation in Jakarta." }
fortnight = 1
[[episode.request.choice]]
label = { id = "Berangkat", en = "Go" }
[[episode.request.choice]]
label = { id = "Semua bermasker", en = "Everybody in masks" }
[[episode.request.choice.rule]]
measure = "mask.mandate"
value = 0.9
days = 7
)";

// The small office with more virus in it, so that something happens.
inline void office_with_virus(const piket::program::Folder& folder) {
    folder.scenario("office.toml",
                    "rules = \"replace\"\n[initial]\ninfected = 4\n[[rule]]\nmeasure = \"test.symptomatic\"\n"
                    "value = 1\n[parameters]\n\"emission.quanta_per_h\" = 60\n");
}

inline std::string whole_episode(const std::string& scenario) {
    std::string text = lesson_head(scenario);
    text += lesson_step("controls = [\"place\"]");
    text += lesson_step("overlays = [\"air\", \"occupancy\"]", "episode");
    for (const char* kind : {"reveal_truth", "reveal_where", "reveal_teams", "reveal_predictions", "reveal_assumptions",
                             "reveal_history"}) {
        text += lesson_step("question = { id = \"Apa?\", en = \"What?\" }", kind);
    }
    return text + small_episode;
}

}  // namespace piket::render
