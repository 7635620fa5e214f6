// A lesson on the small office, and a screen on which one is played.
#pragma once

#include <algorithm>
#include <string>

#include "../lessons.hpp"
#include "played.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

// A screen on which a lesson is opened.
struct LessonStage : Played {
    explicit LessonStage(std::string lessons = {}, Language language = Language::en)
        : Played(tiny, "", {0, 20}, language, std::move(lessons)) {}
    Game& game() { return screen.game(); }
    LessonPlay& play() { return *screen.game().lesson; }
    std::string value(const std::string& window, const std::string& id) const { return user.item(window, id).value; }
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

// Two decisions a week apart, with a request that ends in masks for a week.
inline const std::string small_episode =
    "[episode]\nfortnights = 2\ndays = 7\nmeasures = [\"wfo.share\", \"mask.mandate\"]\n"
    "assumptions = [\"talk.compensation\"]\n" +
    lessons::what_is_known + lessons::invitation("mask.mandate", 0.9, 7);

inline void office_with_virus(const piket::program::Folder& folder) {
    folder.scenario("office.toml", "rules = \"replace\"\n" + lessons::much_virus(4, 60));
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
