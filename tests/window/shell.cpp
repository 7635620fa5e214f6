// The shell with the demonstration screen, without a display.
#include "shell/shell.hpp"

#include <chrono>
#include <filesystem>

#include "../program.hpp"
#include "demo.hpp"
#include "driver.hpp"
#include "platform/frames.hpp"

using namespace piket::render;
using piket::program::Folder;
using piket::program::names_in;

namespace {

struct Office {
    explicit Office(Point size = {1280, 720}, Settings settings = {}, std::string file = "", std::string pictures = "")
        : stage(test_words(), find_fonts(), size),
          shell(stage, demo, {std::move(settings), ""}, std::move(file), std::move(pictures)) {}

    Stage stage;
    Demo demo;
    Shell shell;
    Driver user{stage, [this] { shell.tick(); }};
};

}  // namespace

TEST_CASE("The language is switched by button and key, while running") {
    Office office;
    CHECK(office.user.item("bar", "ID").chosen);
    CHECK(office.user.item("bar", "help").label == "Bantuan (F1)");
    office.user.click("bar", "EN");
    CHECK(office.user.item("bar", "EN").chosen);
    CHECK(office.user.item("bar", "help").label == "Help (F1)");
    office.user.key("Ctrl+L");
    CHECK(office.user.item("bar", "ID").chosen);
}

TEST_CASE("Type grows and shrinks by button and key, within its bounds") {
    Office office;
    CHECK_FALSE(office.user.item("bar", "type_smaller").enabled);
    const float before = office.user.item("bar", "EN").rect.h;
    office.user.click("bar", "type_larger");
    CHECK(office.shell.settings().scale == Approx(1.1));
    CHECK(office.user.item("bar", "EN").rect.h > before);
    for (int i = 0; i < 20; ++i) {
        office.user.key("Ctrl+=");
    }
    CHECK(office.shell.settings().scale == 2);
    CHECK_FALSE(office.user.item("bar", "type_larger").enabled);
    for (int i = 0; i < 20; ++i) {
        office.user.key("Ctrl+-");
    }
    CHECK(office.shell.settings().scale == 1);
    CHECK(office.user.item("bar", "EN").rect.h == before);
}

TEST_CASE("F1 lists every shortcut; the list goes away in four ways") {
    Office office;
    const auto open = [&] { return office.user.shows("help", "close"); };
    CHECK_FALSE(open());
    office.user.key("F1");
    REQUIRE(open());
    for (const Shortcut& shortcut : office.shell.shortcuts().all()) {
        CHECK(office.user.item("help", "row " + shortcut.action).value == to_text(shortcut.chord));
    }
    CHECK(office.shell.shortcuts().conflicts().empty());
    office.user.key("F1");
    CHECK_FALSE(open());
    office.user.key("F1");
    office.user.key("Escape");
    CHECK_FALSE(open());
    office.user.click("bar", "help");
    REQUIRE(open());
    office.user.click("help", "close");
    CHECK_FALSE(open());
    office.user.key("F1");
    office.user.click({100, 400});
    CHECK_FALSE(open());
}

TEST_CASE("What lies behind the help does not answer") {
    Office office;
    office.user.key("F1");
    office.user.click("policies", "WFH bergilir 50 %");
    CHECK_FALSE(office.demo.cards[0]);
    office.user.click("policies", "WFH bergilir 50 %");
    CHECK(office.demo.cards[0]);
}

TEST_CASE("Shortcuts reach the screen, but not while somebody types") {
    Office office;
    office.user.key("Space");
    CHECK(office.demo.playing);
    office.user.click("details", "Hasil");  // a panel in focus takes no shortcut away
    office.user.key("Space");
    CHECK_FALSE(office.demo.playing);
    office.user.scroll(office.user.item("details", "outcome").rect.centre(), -20);
    office.user.click("details", "name");
    office.user.type(" x");
    CHECK_FALSE(office.demo.playing);
    CHECK(office.demo.agency.ends_with(" x"));
}

TEST_CASE("A key bound anew works at once, shows in the help, and the old one is free") {
    Office office;
    REQUIRE(office.shell.shortcuts().bind("demo.play", *parse_chord("P")));
    office.user.key("Space");
    CHECK_FALSE(office.demo.playing);
    office.user.key("P");
    CHECK(office.demo.playing);
    office.user.key("F1");
    CHECK(office.user.item("help", "row demo.play").value == "P");
}

TEST_CASE("The world gets the mouse where no panel is, and only there") {
    Office office;
    office.user.click({600, 300});
    CHECK(office.demo.world_clicks == 1);
    office.user.scroll({600, 300}, 1);
    CHECK(office.demo.zoom > 1);
    const float zoom = office.demo.zoom;
    office.user.scroll({1100, 300}, 1);
    office.user.click({100, 690});
    office.user.click("policies", "Ventilasi 6 ACH");
    CHECK(office.demo.world_clicks == 1);
    CHECK(office.demo.zoom == zoom);
}

TEST_CASE("Everything fits, in both languages, at all sizes") {
    const auto [width, height, scale] = GENERATE(std::tuple{1280.0F, 720.0F, 1.0F}, std::tuple{1920.0F, 1080.0F, 1.5F},
                                                 std::tuple{1600.0F, 900.0F, 1.2F});
    INFO(width << "x" << height << " at " << scale);
    Settings settings;
    settings.scale = scale;
    Office office({width, height}, settings);
    for (int language = 0; language < 2; ++language) {
        office.user.key("F1");
        office.user.check_that_all_fits();
        office.user.key("F1");
        office.user.key("Ctrl+L");
    }
    CHECK(office.stage.ui().words.missing() == std::set<std::string, std::less<>>{"action.demo.play"});
}

TEST_CASE("F12 leaves a picture of what is on screen and says where") {
    const Folder folder;
    Office office({1280, 720}, {}, "", folder.path());
    office.user.key("F12");
    const std::vector<std::string> names = names_in(folder.path());
    REQUIRE(names.size() == 1);
    CHECK(names[0].ends_with(".png"));
    CHECK(office.stage.ui().notice().find(names[0]) != std::string::npos);
    office.user.click("bar", "picture");
    CHECK(names_in(folder.path()).size() == 2);  // although within the same second
    office.user.frame(130);
    CHECK(office.stage.ui().notice().empty());
}

TEST_CASE("A picture that cannot be written is told") {
    Office office({1280, 720}, {}, "", "/nowhere");
    office.user.key("F12");
    CHECK(office.stage.ui().notice().starts_with("Gambar tidak dapat disimpan"));
}

TEST_CASE("Settings are kept when the window closes") {
    const Folder folder;
    const std::string file = folder / "window.toml";
    {
        Office office({1280, 720}, {}, file);
        office.user.click("bar", "EN");
        office.user.click("bar", "type_larger");
        office.shell.fold("details", true);
        REQUIRE(office.shell.shortcuts().bind("help", *parse_chord("H")));
        office.user.key("Ctrl+Q");
        CHECK_FALSE(office.stage.open());
        office.shell.run();  // ends at once
    }
    const LoadedSettings loaded = load_settings(file);
    CHECK(loaded.settings.language == Language::en);
    CHECK(loaded.settings.scale == Approx(1.1));
    Stage stage(test_words(), find_fonts());
    Demo demo;
    Shell again(stage, demo, loaded, file, "");
    CHECK(again.folded("details"));
    CHECK_FALSE(again.folded("timeline"));
    CHECK(again.shortcuts().text_of("help") == "H");
}

TEST_CASE("A warning about the settings is shown once") {
    Stage stage(test_words(), find_fonts());
    Demo demo;
    Shell shell(stage, demo, {{}, "window.toml: is damaged"}, "", "");
    shell.tick();
    CHECK(stage.ui().notice() == "window.toml: is damaged");
}

TEST_CASE("The same frame is the same picture, to the byte") {
    Office one, two;
    const Picture picture = one.stage.picture();
    CHECK(picture == two.stage.picture());
    CHECK(picture == one.stage.picture());
    one.user.click("policies", "Ventilasi 6 ACH");
    CHECK_FALSE(picture == one.stage.picture());
}

TEST_CASE("A small window is no trouble, nor is one without area") {
    Office office({320, 200});
    office.user.key("F1");
    office.user.frame(2);
    office.stage.resize({0, 0});
    office.user.frame(2);
    office.stage.resize({1280, 720});
    office.user.frame(2);
    CHECK(office.user.shows("help", "close"));
}

TEST_CASE("Frame times: the middle and the worst twentieth of the last frames") {
    FrameTimes times;
    CHECK(times.median() == 0);
    for (int i = 0; i < 1000; ++i) {
        times.add(500);  // long ago
    }
    for (int i = 1; i <= 240; ++i) {
        times.add(i);
    }
    CHECK(times.count() == 240);
    CHECK(times.median() == Approx(120).margin(1.5));
    CHECK(times.p95() == Approx(228).margin(1.5));
}
