// A team that governs the small office in an episode, by hand.
#pragma once

#include <string>

#include "lessons.hpp"

namespace piket::render {

struct Governed : LessonStage {
    Governed() {
        office_with_virus(folder);
        file = folder.write("e.toml", whole_episode("office.toml"));
        REQUIRE(screen.open_lesson(file));
        wait();
        user.click("lesson", "lesson_next");
        wait();
    }
    void name(const std::string& team) {
        user.click("lesson", "team");
        user.type(team);
        user.click("lesson", "begin");
        user.frame(2);
        wait_for([&] { return play().episode.situation.has_value(); });
        user.frame(2);
    }
    void type_into(const std::string& field, const std::string& text) {
        user.click("lesson", field);
        user.type(text);
    }
    void predict(const std::string& low, const std::string& high) {
        user.click("lesson", "page.prediction");
        user.frame(2);
        type_into("infections.low", low);
        type_into("infections.high", high);
        type_into("waiting.low", "0");
        type_into("waiting.high", "2,5");
        user.frame(2);
    }
    void seal() {
        user.click("lesson", "page.seal");
        user.frame(2);
        user.click("lesson", "seal");
        user.frame(2);
    }
    void live() {
        if (user.shows("lesson", "hurry")) {
            user.click("lesson", "hurry");
        }
        wait_for([&] { return !play().episode.running; });
        user.frame(2);
    }
    // Through all of the episode, under this name.
    void live_all(const std::string& team) {
        name(team);
        user.click("lesson", "page.requests");
        user.frame(2);
        user.click("lesson", "answer.jakarta.0");
        for (int n = 0; n < 2; ++n) {
            predict("0", "5");
            seal();
            live();
            wait_for([&] { return n == 1 || play().episode.situation.has_value(); });
        }
    }
    std::string file;
};

}  // namespace piket::render
