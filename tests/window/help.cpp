// Help and settings: keys bound anew with mouse and keyboard, and what is kept of it.
#include <filesystem>

#include "../program.hpp"
#include "demo.hpp"
#include "driver.hpp"
#include "office/camera.hpp"
#include "shell/shell.hpp"

using namespace piket::render;
using piket::program::Folder;

namespace {

// Tall enough that every row can be seen.
struct Helped {
    explicit Helped(LoadedSettings loaded = {}, std::string file = "", Point size = {1280, 1400})
        : stage(test_words(), find_fonts(), size), shell(stage, demo, std::move(loaded), std::move(file), "/pictures") {
        user.key("F1");
    }
    std::string key(const std::string& action) { return shell.shortcuts().text_of(action); }

    Stage stage;
    Demo demo;
    Shell shell;
    Driver user{stage, [this] { shell.tick(); }};
};

}  // namespace

TEST_CASE("A click on a key, then another key, and the action is there at once") {
    Helped p;
    p.user.click("help", "row picture");
    CHECK(p.user.item("help", "row picture").value == "tekan tombol …");
    p.user.key("Ctrl+P");
    CHECK(p.key("picture") == "Ctrl+P");
    CHECK(p.user.item("help", "row picture").value == "Ctrl+P");
    p.user.click("help", "row help");
    p.user.key("H");
    p.user.key("F1");  // does nothing now
    CHECK(p.user.shows("help", "close"));
    p.user.key("H");
    CHECK_FALSE(p.user.shows("help", "close"));
}

TEST_CASE("Escape leaves the key and the help as they are, Backspace takes the key away") {
    Helped p;
    p.user.click("help", "row picture");
    p.user.key("Escape");
    CHECK(p.key("picture") == "F12");
    CHECK(p.user.item("help", "row picture").value == "F12");
    REQUIRE(p.user.shows("help", "close"));
    p.user.click("help", "row picture");
    p.user.key("Backspace");
    CHECK(p.key("picture").empty());
    CHECK(p.user.item("help", "row picture").value == "belum ada");
    p.user.key("Escape");
    CHECK_FALSE(p.user.shows("help", "close"));
}

TEST_CASE("While a key is awaited it does nothing else") {
    Helped p;
    p.user.click("help", "row picture");
    p.user.key("Ctrl+L");
    CHECK(p.shell.settings().language == Language::id);
    CHECK(p.user.shows("help", "take"));  // but somebody has it
}

TEST_CASE("A key that another action has: taken over, swapped, or left") {
    Helped p;
    const auto wish = [&] {
        p.user.click("help", "row picture");
        p.user.key("Space");
        CHECK(p.key("picture") == "F12");  // nothing happens unasked
        CHECK(p.key("demo.play") == "Space");
    };
    wish();
    p.user.click("help", "leave");
    CHECK_FALSE(p.user.shows("help", "take"));
    CHECK(p.key("picture") == "F12");
    wish();
    p.user.key("Escape");
    CHECK_FALSE(p.user.shows("help", "take"));
    REQUIRE(p.user.shows("help", "close"));
    wish();
    p.user.click("help", "swap");
    CHECK(p.key("picture") == "Space");
    CHECK(p.key("demo.play") == "F12");
    CHECK_FALSE(p.user.shows("help", "take"));
    p.user.click("help", "reset picture");  // whose usual key is the other's now
    p.user.click("help", "take");
    CHECK(p.key("picture") == "F12");
    CHECK(p.key("demo.play").empty());
    CHECK(p.shell.shortcuts().conflicts().empty());
}

TEST_CASE("As at first: one key, or all") {
    Helped p;
    CHECK_FALSE(p.user.item("help", "reset_all").enabled);
    CHECK_FALSE(p.user.shows("help", "reset picture"));
    for (const auto& [action, key] : {std::pair("picture", "P"), {"quit", "Q"}, {"language", "L"}}) {
        p.user.click("help", std::string("row ") + action);
        p.user.key(key);
    }
    p.user.click("help", "reset picture");
    CHECK(p.key("picture") == "F12");
    CHECK(p.key("quit") == "Q");
    CHECK_FALSE(p.user.shows("help", "reset picture"));
    p.user.click("help", "reset_all");
    CHECK(p.shell.shortcuts().changed().empty());
    CHECK(p.key("quit") == "Ctrl+Q");
    CHECK_FALSE(p.user.item("help", "reset_all").enabled);
}

TEST_CASE("Keys are bound without a mouse, and the key that is bound presses nothing") {
    Helped p;
    // Arrows lead through the panel; wherever they are, Enter there waits for a key.
    const auto caught = [&]() -> std::string {
        for (const Item& item : p.stage.ui().items.all()) {
            if (item.window == "help" && item.value == "tekan tombol …") {
                return item.id.substr(4);
            }
        }
        return "";
    };
    for (int i = 0; i < 6 && caught().empty(); ++i) {
        p.user.key("Down");
        if (i >= 2) {
            p.user.key("Enter");
        }
    }
    const std::string action = caught();
    REQUIRE_FALSE(action.empty());
    sf::Event enter{};
    enter.key.code = sf::Keyboard::Enter;
    enter.type = sf::Event::KeyPressed;
    p.stage.ui().events.push(enter);
    p.user.frame(5);  // held for a while, as hands do
    CHECK(p.key(action) == "Enter");
    CHECK(caught().empty());  // the row was not pressed again
    enter.type = sf::Event::KeyReleased;
    p.stage.ui().events.push(enter);
    p.user.frame(5);
    CHECK(caught().empty());
    // The keyboard is on the same row still: once more, with a key that somebody has.
    p.user.key("Space");
    REQUIRE(caught() == action);
    p.user.key("Space");
    CHECK(p.key(action) == "Enter");
    REQUIRE(p.user.shows("help", "take"));
    p.user.key("Space");  // the first of the answers
    CHECK(p.key(action) == "Space");
    CHECK(p.key("demo.play").empty());
    CHECK_FALSE(p.demo.playing);
}

TEST_CASE("Space presses what the arrows have reached, and plays otherwise") {
    Stage stage(test_words(), find_fonts());
    Demo demo;
    Shell shell(stage, demo, {}, "", "");
    Driver user(stage, [&] { shell.tick(); });
    user.click("policies", "Ventilasi 6 ACH");
    user.key("Space");
    CHECK(demo.playing);
    const std::vector<bool> before = demo.cards;
    user.key("Down");
    user.key("Space");
    CHECK(demo.playing);
    CHECK(demo.cards != before);
    user.key("Escape");  // leaves the panel
    user.key("Space");
    CHECK_FALSE(demo.playing);
}

TEST_CASE("Keys and settings are kept over a restart") {
    const Folder folder;
    const std::string file = folder / "window.toml";
    {
        Helped p({}, file);
        p.user.click("help", "row picture");
        p.user.key("Ctrl+P");
        p.user.click("help", "settings");
        p.user.click("help", "reduced_motion");
        p.user.click("help", "developer");
        p.user.click("help", "en");
        p.user.click("help", "type_larger");
        p.user.key("F1");  // kept already here: a window may end otherwise than by being closed
    }
    Helped again(load_settings(file), file);
    CHECK(again.key("picture") == "Ctrl+P");
    CHECK(again.stage.ui().reduced_motion);
    CHECK(again.shell.settings().developer);
    CHECK(again.shell.settings().language == Language::en);
    CHECK(again.shell.settings().scale == Approx(1.1));
    again.user.click("help", "settings");
    CHECK(again.user.item("help", "reduced_motion").chosen);
    again.user.click("help", "as_at_first");
    again.user.frame(2);
    CHECK_FALSE(again.stage.ui().reduced_motion);
    CHECK(again.shell.settings().scale == 1);
    CHECK(again.key("picture") == "Ctrl+P");  // keys have a button of their own
}

TEST_CASE("With less motion the camera is there at once") {
    for (const bool reduced : {true, false}) {
        Camera camera;
        camera.set_world({0, 0, 100, 100}, {800, 600});
        camera.look_at({70, 30});
        camera.advance(0.02, reduced);
        CHECK(camera.moving() != reduced);
    }
}

TEST_CASE("Nothing in the help lies over anything else") {
    const auto [width, scale] = GENERATE(std::pair{1280.0F, 1.0F}, std::pair{1280.0F, 1.3F}, std::pair{900.0F, 1.0F});
    INFO(width << " at " << scale);
    Settings settings;
    settings.scale = scale;
    Helped p({settings, ""}, "", {width, 2000});
    p.user.click("help", "row picture");
    p.user.key("Ctrl+L");  // which somebody has: a question more
    std::vector<Item> items;
    for (const Item& item : p.stage.ui().items.all()) {
        if (item.window == "help" && item.visible()) {
            items.push_back(item);
        }
    }
    CHECK(items.size() > 15);
    for (size_t i = 0; i < items.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            const Rect both = overlap(items[i].rect, items[j].rect);
            INFO(items[i].id << " and " << items[j].id);
            CHECK((both.w <= 0 || both.h <= 0));
        }
    }
}

TEST_CASE("Help and settings have room at every size of type, and every row can be reached") {
    const float scale = GENERATE(1.0F, 1.5F, 2.0F);
    INFO(scale);
    Settings settings;
    settings.scale = scale;
    for (const Language language : {Language::id, Language::en}) {
        settings.language = language;
        Helped p({settings, ""}, "", {1280, 720});
        p.user.check_that_all_fits();
        CHECK(p.user.shows("help", "close"));
        for (int i = 0; i < 60 && !p.user.shows("help", "reset_all"); ++i) {
            p.user.scroll({640, 500}, -2);
        }
        CHECK(p.user.shows("help", "reset_all"));
        p.user.click("help", "settings");
        p.user.check_that_all_fits();
        p.user.scroll({640, 500}, -40);
        CHECK(p.user.shows("help", "as_at_first"));
    }
}
