// Pictures of the demonstration screen, to be looked at: PIKET_PICTURES names the folder.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "demo.hpp"
#include "driver.hpp"

using namespace piket::render;

TEST_CASE("Pictures of the demonstration screen", "[.pictures]") {
    const char* folder = std::getenv("PIKET_PICTURES");
    REQUIRE(folder != nullptr);
    for (const auto& [width, height, scale] : {std::tuple{1280, 720, 1.0F}, {1920, 1080, 1.0F}, {1920, 1080, 1.5F}}) {
        Stage stage(test_words(Language::id), find_fonts(), {static_cast<float>(width), static_cast<float>(height)});
        Demo demo;
        demo.cards[0] = true;
        Settings settings;
        settings.scale = scale;
        Shell shell(stage, demo, {settings, ""}, "", "");
        Driver user(stage, [&] { shell.tick(); });
        user.frame(3);
        CHECK(stage.picture().save(fmt::format("{}/demo-{}x{}-{}.png", folder, width, height, scale * 100)));
        user.key("F1");
        CHECK(stage.picture().save(fmt::format("{}/help-{}x{}-{}.png", folder, width, height, scale * 100)));
    }
}
