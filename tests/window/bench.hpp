// The panel at the right alone, with a runner behind it.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "driver.hpp"
#include "game/side.hpp"

namespace piket::render {

inline const std::string tiny = PIKET_SOURCE_DIR "/scenarios/tiny.toml";

// The same office with so much virus that many are infected there.
inline std::string contagious() {
    const auto file = std::filesystem::temp_directory_path() / "piket-side-contagious.toml";
    std::ofstream(file) << "format = 1\nextends = \"" << tiny
                        << "\"\n[initial]\ninfected = 3\n[parameters]\n\"emission.quanta_per_h\" = 80.0\n";
    return file.string();
}

struct Bench {
    explicit Bench(int threads = 0, Language language = Language::en, float scale = 1, int replicates = 20,
                   const std::string& file = tiny)
        : stage(test_words(language), find_fonts(), {1280, 1080}),
          game(std::make_unique<Runner>(file, file, RunnerOptions{threads, replicates})) {
        stage.ui().look.set_scale(scale);
        user.frame(2);
    }
    // As the screen does: the days on screen are asked for in every frame.
    void tick(Ui& ui) {
        for (const Side side : both_sides) {
            game.days[static_cast<size_t>(side)] = game.runner->day(side, game.day);
        }
        draw_side(ui, {1280 - ui.px(380), 0, ui.px(380), 1080}, game);
    }
    void wait_for(const std::function<bool()>& there) {
        for (int i = 0; i < 3000 && !there(); ++i) {
            user.frame();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        REQUIRE(there());
        user.frame(2);
    }
    void live(Day until) {
        for (Day day = game.runner->first_day(); day <= until; ++day) {
            wait_for([&] { return game.runner->day(Side::a, day) && game.runner->day(Side::b, day); });
        }
        game.go_to(until, clock(10));
        wait_for([&] { return game.today(Side::a) && game.today(Side::b); });
    }
    void futures() {
        wait_for([&] {
            const auto view = game.runner->ensemble();
            return view->paired == 20 && view->branch_b == game.runner->branch(Side::b);
        });
    }
    std::string value(const std::string& id) const { return user.item("side", id).value; }
    bool shows(const std::string& id) const { return user.shows("side", id); }
    void open(Tab tab) {
        constexpr std::array<const char*, 5> names = {"outcome", "person", "room", "unit", "why"};
        user.click("side", names[static_cast<size_t>(tab)]);
    }
    // Brings an item that is scrolled out of sight into it.
    void see(const std::string& id) {
        for (int i = 0; i < 60 && !shows(id); ++i) {
            user.scroll({1280 - 100, 700}, -2);
        }
        REQUIRE(shows(id));
    }

    Stage stage;
    Game game;
    Driver user = Driver::of_panel(stage, [this](Ui& ui) { tick(ui); });
};

}  // namespace piket::render
