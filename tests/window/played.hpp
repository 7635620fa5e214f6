// The whole screen on a stage, where every widget can be asked for.
#pragma once

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "../program.hpp"
#include "driver.hpp"
#include "game/screen.hpp"
#include "shell/shell.hpp"

namespace piket::render {

inline const std::string tiny = PIKET_SOURCE_DIR "/scenarios/tiny.toml";

// A screen on a stage, with its first day there.
struct Played {
    explicit Played(const std::string& a = tiny, const std::string& b = "", RunnerOptions options = {0, 20},
                    Language language = Language::id, std::string lessons = {})
        : stage(test_words(language), find_fonts()),
          screen(std::make_unique<Runner>(a, b, options), folder.path(), std::move(lessons)),
          shell(stage, screen, settings_in(language), "", folder.path()),
          user(stage, [this] { shell.tick(); }) {
        wait();
    }
    static LoadedSettings settings_in(Language language) {
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
    // Until all futures of what is shown are there.
    void futures() {
        const Runner& runner = *screen.game().runner;
        wait_for([&] {
            const auto view = runner.ensemble();
            return view->paired == view->wanted && view->branch_a == runner.branch(Side::a) &&
                   view->branch_b == runner.branch(Side::b);
        });
    }
    // All that is on screen has its words and room for them, in both languages and in larger type. Pictures of it are
    // kept under this name where PIKET_PICTURES says.
    void check_in_every_look(const std::string& name = {}) {
        const Settings before = shell.settings();
        const char* pictures = name.empty() ? nullptr : std::getenv("PIKET_PICTURES");
        for (const Language language : {Language::id, Language::en}) {
            for (const float scale : {1.0F, 1.5F}) {
                INFO((language == Language::id ? "Indonesian" : "English") << " at " << scale);
                shell.settings().language = language;
                shell.settings().scale = scale;
                user.frame(3);
                user.check_that_all_fits();
                CHECK(stage.ui().words.missing().empty());
                if (pictures != nullptr) {
                    stage.save_picture(fmt::format("{}/{}-{}-{}.png", pictures, name,
                                                   language == Language::id ? "id" : "en", 100 * scale));
                }
            }
        }
        shell.settings() = before;
        user.frame(3);
    }

    program::Folder folder;
    Stage stage;
    GameScreen screen;
    Shell shell;
    Driver user;
};

}  // namespace piket::render
