// Widgets do what they look like, and say what they are.
#include "widgets/widgets.hpp"

#include "driver.hpp"

using namespace piket::render;

namespace {

struct Bench {
    Stage stage{test_words(), find_fonts()};
    bool chip_on = false, box = false;
    double value = 0.25;
    int tab = 0, option = 0, pressed = 0, cards = 0, disabled = 0;
    Driver user = Driver::of_panel(stage, [this](Ui& ui) {
        const Panel panel(ui, "bench", {200, 50, 420, 560});
        pressed += button(ui, "Run###run");
        pressed += 100 * icon_button(ui, icon::play, "Play###play");
        disabled += button(ui, "Off", {.enabled = false});
        chip(ui, "Air", chip_on);
        checkbox(ui, "Masks", box);
        slider(ui, "Share", value, 0, 2, [&ui](double v) { return ui.words.number(v, 2); });
        tabs(ui, "tabs", {"One", "Two", "Three"}, tab);
        choice(ui, "Scheme", {"teams", "days", "weeks"}, option);
        cards += card(ui, "Masks indoors###card", "compliance 70 %");
        disabled += card(ui, "Tests", "not yet", {.enabled = false});
    });
};

}  // namespace

TEST_CASE("Buttons, chips, boxes, tabs and cards answer to a click") {
    Bench bench;
    bench.user.click("bench", "run");
    bench.user.click("bench", "Run");
    CHECK(bench.pressed == 2);
    bench.user.click("bench", "play");
    CHECK(bench.pressed == 102);
    bench.user.click("bench", "Air");
    CHECK(bench.chip_on);
    CHECK(bench.user.item("bench", "Air").chosen);
    bench.user.click("bench", "Air");
    CHECK_FALSE(bench.chip_on);
    bench.user.click("bench", "Masks");
    CHECK(bench.box);
    bench.user.click("bench", "Three");
    CHECK(bench.tab == 2);
    CHECK(bench.user.item("bench", "Three").chosen);
    CHECK_FALSE(bench.user.item("bench", "One").chosen);
    bench.user.click("bench", "card");
    CHECK(bench.cards == 1);
    CHECK(bench.user.item("bench", "card").value == "compliance 70 %");
}

TEST_CASE("What is disabled says so and does not answer") {
    Bench bench;
    bench.user.click("bench", "Off");
    bench.user.click("bench", "Tests");
    CHECK(bench.disabled == 0);
    CHECK_FALSE(bench.user.item("bench", "Off").enabled);
    CHECK_FALSE(bench.user.item("bench", "Tests").enabled);
    CHECK(bench.user.item("bench", "run").enabled);
}

TEST_CASE("A slider follows the mouse, stays in range and shows its value") {
    Bench bench;
    const Rect track = bench.user.item("bench", "Share").rect;
    bench.user.click("bench", "Share");
    CHECK(bench.value == Approx(1).margin(0.01));
    bench.user.drag(track.centre(), {track.right() + 500, track.y});
    CHECK(bench.value == 2);
    CHECK(bench.user.item("bench", "Share").value == "2.00");
    bench.user.drag({track.right() - 1, track.centre().y}, {track.x + track.w / 4, track.y + 90});
    CHECK(bench.value == Approx(0.5).margin(0.02));
}

TEST_CASE("One of several is chosen from a list") {
    Bench bench;
    CHECK(bench.user.item("bench", "Scheme").value == "teams");
    bench.user.click("bench", "Scheme");
    bench.user.click("choice", "weeks");
    CHECK(bench.option == 2);
    CHECK(bench.user.item("bench", "Scheme").value == "weeks");
    CHECK_FALSE(bench.user.shows("choice", "weeks"));
}

TEST_CASE("All of it can be reached and used with the keyboard") {
    Bench bench;
    bench.user.click("bench", "Masks");  // puts the keyboard there
    REQUIRE(bench.box);
    bench.user.key("Down");
    bench.user.key("=");
    CHECK(bench.value == Approx(0.35));
    bench.user.key("Up");
    bench.user.key("Space");
    CHECK_FALSE(bench.box);
}

TEST_CASE("A text without room is shortened and reported") {
    Stage stage(test_words(), find_fonts());
    Driver user = Driver::of_panel(stage, [](Ui& ui) {
        const Panel panel(ui, "narrow", {0, 0, 200, 300});
        button(ui, "Rather a long label for this", {.width = 90});
        button(ui, "Short", {.width = 90});
        card(ui, "A title that does not fit into a card", "second");
        tabs(
            ui, "tabs", {"Averylongtab", "Another", "Third"}, *[] {
                static int chosen = 0;
                return &chosen;
            }());
    });
    CHECK_FALSE(user.item("narrow", "Rather a long label for this").fits);
    CHECK(user.item("narrow", "Short").fits);
    CHECK_FALSE(user.item("narrow", "A title that does not fit into a card").fits);
    CHECK_FALSE(user.item("narrow", "Averylongtab").fits);
}

TEST_CASE("What is scrolled out of sight is not visible, and a panel ends however its function does") {
    Stage stage(test_words(), find_fonts());
    Driver user = Driver::of_panel(stage, [](Ui& ui) {
        const Panel panel(ui, "list", {0, 0, 300, 200});
        for (int i = 0; i < 20; ++i) {
            button(ui, "Button " + std::to_string(i));
            if (i == 15) {
                return;
            }
        }
    });
    CHECK(user.shows("list", "Button 0"));
    CHECK_FALSE(user.shows("list", "Button 15"));
    user.scroll({100, 100}, -50);
    user.frame(10);
    CHECK(user.shows("list", "Button 15"));
    CHECK_FALSE(user.shows("list", "Button 0"));
}

TEST_CASE("Two stages live side by side") {
    Bench one, two;
    one.user.click("bench", "run");
    two.user.click("bench", "run");
    one.user.click("bench", "run");
    CHECK(one.pressed == 2);
    CHECK(two.pressed == 1);
}
