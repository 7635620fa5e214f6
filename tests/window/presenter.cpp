// The presenter's controls: on and back, the lock, hidden numbers, large type, the clock.
#include "lessons.hpp"

using namespace piket;
using namespace piket::render;

namespace {

struct Presented : LessonStage {
    Presented() {
        REQUIRE(screen.open_lesson(folder.write(
            "l.toml",
            lesson_head() +
                lesson_step("controls = [\"time\", \"timeline\", \"place\", \"cards\"]\nfigures = [\"outcome\"]\n"
                            "overlays = [\"co2\"]\nmeasures = [\"*\"]\nminutes = 2\n"
                            "until = { overlay = \"co2\" }") +
                lesson_step("minutes = 3") + lesson_step(""))));
        wait();
    }
};

}  // namespace

TEST_CASE("A presenter's keys go on whatever the lesson waits for, with the bar and without it") {
    Presented p;
    CHECK_FALSE(p.user.item("lesson", "lesson_next").enabled);
    p.user.key("PageDown");
    CHECK(p.play().step == 1);
    p.user.key("PageUp");
    CHECK(p.play().step == 0);
    p.user.click("bar", "presenter");
    p.user.check_that_all_fits();
    p.user.key("PageDown");
    CHECK(p.play().step == 1);
    p.user.key("PageUp");
    CHECK(p.play().step == 0);
    p.user.click("presenter", "lesson_next");
    p.user.click("presenter", "lesson_next");
    CHECK(p.play().step == 2);
    p.user.key("PageDown");
    CHECK(p.play().step == 2);
    p.user.click("presenter", "lesson_back");
    CHECK(p.play().step == 1);
    p.user.click("presenter", "presenter");
    CHECK_FALSE(p.user.shows("presenter", "lock"));
}

TEST_CASE("While it is locked nothing answers but the presenter's controls, and the screen says so") {
    Presented p;
    Game& game = p.game();
    p.user.key("F8");
    p.user.click("presenter", "lock");
    CHECK_THAT(p.value("locked", "locked"), Catch::Contains("F7"));
    const Day day = game.day;
    const Point camera = p.screen.viewport(Side::b).centre();
    for (const char* key : {"Space", ".", "3", "Ctrl+L", "Ctrl+=", "F1", "Ctrl+O", "F2", "Home"}) {
        p.user.key(key);
    }
    const Rect play = p.user.item("bar", "play").rect, slower = p.user.item("timeline", "scrub").rect;
    p.user.click(play.centre());
    p.user.click(slower.centre());
    p.user.click(p.user.item("lesson", "lesson_next").rect.centre());
    p.user.scroll(camera, 3);
    CHECK_FALSE(game.playing);
    CHECK(game.day == day);
    CHECK(game.shown.overlay == Overlay::people);
    CHECK(p.shell.settings().language == Language::en);
    CHECK(p.shell.settings().scale == 1);
    CHECK_FALSE(p.user.shows("help", "close"));
    CHECK_FALSE(p.shell.folded("cards"));
    CHECK(p.play().step == 0);
    p.user.key("PageDown");
    CHECK(p.play().step == 1);
    p.user.key("PageUp");
    p.user.key("F7");
    CHECK_FALSE(p.user.shows("locked", "locked"));
    p.user.key("Space");
    CHECK(game.playing);
}

TEST_CASE("Hidden numbers are hidden: figures, the lanes of the timeline and readings on the plan") {
    Presented p;
    Game& game = p.game();
    game.go_to(game.runner->first_day() + 4, 10 * 3600.0);
    p.wait();
    CHECK(p.user.shows("side", "chart"));
    p.user.key("F6");
    CHECK_FALSE(p.user.shows("side", "chart"));
    CHECK(p.user.shows("side", "covered"));
    p.user.check_that_all_fits();
    p.user.key("3");
    p.wait_for([&] { return game.runner->co2(Side::b, game.day) != nullptr; });
    p.user.frame(2);
    const Picture hidden = p.stage.picture();
    p.user.key("F6");
    CHECK(p.user.shows("side", "chart"));
    const Picture shown = p.stage.picture();
    // The plan differs where the readings of rooms stand.
    const Rect view = p.screen.viewport(Side::b);
    int differ = 0;
    for (int y = static_cast<int>(view.y); y < static_cast<int>(view.bottom()); ++y) {
        for (int x = static_cast<int>(view.x); x < static_cast<int>(view.right()); ++x) {
            differ += hidden.at(x, y) != shown.at(x, y) ? 1 : 0;
        }
    }
    CHECK(differ > 50);
}

TEST_CASE("Large type comes and goes as it was, and the clock of a step counts down") {
    Presented p;
    p.shell.settings().scale = 1.1F;
    p.user.frame(2);
    p.user.key("F8");
    p.user.key("F10");
    CHECK(p.shell.scale() == Approx(1.5));
    p.user.frame(2);
    p.user.check_that_all_fits();
    p.user.key("F10");
    CHECK(p.shell.scale() == Approx(1.1));
    CHECK(p.value("presenter", "clock_left") == "2:00");
    p.user.frame(60);
    CHECK(p.value("presenter", "clock_left") == "2:00");
    p.user.click("presenter", "clock");
    p.user.frame(90);  // a thirtieth of a second each
    CHECK(p.play().presenter.left < 118);
    CHECK(p.play().presenter.left > 110);
    p.user.click("presenter", "clock");
    const double left = p.play().presenter.left;
    p.user.click("presenter", "clock_more");
    CHECK(p.play().presenter.left == Approx(left + 60));
    p.user.key("PageDown");
    CHECK(p.value("presenter", "clock_left") == "3:00");
}

TEST_CASE("Large type is the lesson's and never among the settings that are kept") {
    Presented p;
    const auto seen = [&] {
        p.user.frame(2);
        return p.stage.ui().look.scale();
    };
    p.user.key("F10");
    CHECK(seen() == Approx(1.5));
    CHECK(p.shell.settings().scale == 1);
    // The buttons of the bar change what is seen.
    p.user.click("bar", "type_smaller");
    CHECK(seen() == Approx(1.4));
    CHECK(p.shell.settings().scale == 1);
    // Another lesson has the same projector; without one there is nothing to take it back with.
    REQUIRE(p.screen.open_lesson(p.folder / "l.toml"));
    CHECK(seen() == Approx(1.4));
    p.game().lesson_over = true;
    CHECK(seen() == Approx(1));
    CHECK(p.shell.settings().scale == 1);
    // What somebody chooses among the settings holds.
    REQUIRE(p.screen.open_lesson(p.folder / "l.toml"));
    p.user.key("F10");
    p.user.key("F1");
    p.user.click("help", "settings");
    p.user.click("help", "type_larger");
    CHECK(seen() == Approx(p.shell.settings().scale));
    CHECK(p.shell.settings().scale > 1);
}
