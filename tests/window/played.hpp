// The whole screen on a stage, where every widget can be asked for.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "../program.hpp"
#include "driver.hpp"
#include "game/screen.hpp"
#include "shell/shell.hpp"

namespace piket::render {

inline const std::string tiny = PIKET_SOURCE_DIR "/scenarios/tiny.toml";

// A screen on a stage, with its first day there.
struct Played {
    explicit Played(const std::string& a = tiny, const std::string& b = "", RunnerOptions options = {0, 20})
        : stage(test_words(), find_fonts()),
          screen(std::make_unique<Runner>(a, b, options), folder.path()),
          shell(stage, screen, {}, "", folder.path()),
          user(stage, [this] { shell.tick(); }) {
        wait();
    }
    // Until both days on screen are there.
    void wait() {
        for (int i = 0; i < 4000; ++i) {
            user.frame(1);
            if (screen.ready() && screen.game().today(Side::a)->frame.day == screen.game().day) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL("the days on screen do not come");
    }

    program::Folder folder;
    Stage stage;
    GameScreen screen;
    Shell shell;
    Driver user;
};

}  // namespace piket::render
