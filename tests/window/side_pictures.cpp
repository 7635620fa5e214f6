// Pictures of the panel at the right, to be looked at: PIKET_PICTURES names the folder.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "driver.hpp"
#include "game/comparison_picture.hpp"
#include "game/side.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("Pictures of the panel at the right", "[.pictures-side]") {
    const char* folder = std::getenv("PIKET_PICTURES");
    REQUIRE(folder != nullptr);
    const std::string at = PIKET_SOURCE_DIR "/scenarios/";
    Game game(std::make_unique<Runner>(at + "tangsel-2020.toml", at + "tangsel-2020-wfh-piket.toml",
                                       RunnerOptions{.ensemble_threads = 2, .replicates = 60}));
    const Day day = game.runner->first_day() + 21;
    const auto nap = [] { std::this_thread::sleep_for(std::chrono::milliseconds(50)); };
    while (!game.runner->day(Side::a, day) || !game.runner->day(Side::b, day)) {
        nap();
    }
    const int wanted = std::getenv("PIKET_FUTURES") != nullptr ? std::atoi(std::getenv("PIKET_FUTURES")) : 60;
    while (game.runner->ensemble()->paired < wanted) {
        nap();
    }
    game.runner->set_ensemble_running(false);
    game.go_to(day, clock(10, 40));
    for (const Language language : {Language::id, Language::en}) {
        const char* name = language == Language::id ? "id" : "en";
        CHECK(comparison_picture(test_words(language), game, *game.runner->ensemble())
                  .save(fmt::format("{}/comparison-{}.png", folder, name)));
    }
    for (const Infection& infection : infections_of(game, Side::b)) {
        if (infection.what.source != nobody && infection.what.room != nobody) {
            game.person = infection.what.person;
            game.room = infection.what.room;
        }
    }
    // A unit that takes turns.
    const auto frame = game.runner->day(Side::b, day);
    for (uint32_t u = 0; u < frame->frame.units.size() && game.unit == nobody; ++u) {
        const PlaceUnit& unit = game.runner->place(Side::b)->units[u];
        game.unit = frame->frame.units[u].wfo_share < 1 && unit.last_person - unit.first_person > 4 ? u : nobody;
    }
    if (game.unit == nobody && game.person != nobody) {
        game.unit = game.runner->place(Side::b)->people[game.person].unit;
    }
    for (const auto& [width, height, scale] : {std::tuple{1280, 720, 1.0F}, {1920, 1080, 1.0F}, {1920, 1080, 1.5F}}) {
        for (const Language language : {Language::id, Language::en}) {
            // Tall, so that all of a tab is seen; the mark of the screen's own height is left out.
            for (const bool tall : {false, true}) {
                const Point size{static_cast<float>(width), static_cast<float>(tall ? 2200 : height)};
                Stage stage(test_words(language), find_fonts(), size);
                stage.ui().look.set_scale(scale);
                Driver user = Driver::of_panel(stage, [&](Ui& ui) {
                    for (const Side side : both_sides) {
                        game.days[static_cast<size_t>(side)] = game.runner->day(side, game.day);
                    }
                    draw_side(ui, {0, 0, ui.px(380), size.y}, game);
                });
                for (int tab = 0; tab < 5; ++tab) {
                    game.tab = static_cast<Tab>(tab);
                    for (int i = 0; i < 20; ++i) {
                        user.frame();
                        nap();
                    }
                    user.check_that_all_fits();
                    CHECK(stage.picture().save(fmt::format("{}/side-{}-{}x{}-{}-{}.png", folder, tab, width,
                                                           tall ? 2200 : height, scale * 100,
                                                           language == Language::id ? "id" : "en")));
                }
            }
        }
    }
}
