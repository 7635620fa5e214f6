// Lessons: what a step shows and nothing else, and conditions met by hand.
#include <filesystem>

#include "lessons.hpp"

using namespace piket;
using namespace piket::render;

namespace {

bool has_window(LessonStage& p, const std::string& window) {
    const auto& all = p.stage.ui().items.all();
    return std::ranges::find(all, window, &Item::window) != all.end();
}

}  // namespace

TEST_CASE("A step shows what it names, and nothing else can be clicked or reached by a key") {
    LessonStage p;
    const std::string file = p.folder.write(
        "l.toml", lesson_head() + lesson_step("") +
                      lesson_step("controls = [\"time\"]\noverlays = [\"co2\"]\nfigures = [\"room\"]") +
                      lesson_step("controls = [\"timeline\", \"cards\", \"worlds\", \"truth\", \"place\", \"files\"]\n"
                                  "measures = [\"mask.mandate\"]\nfigures = [\"outcome\", \"why\"]"));
    REQUIRE(p.screen.open_lesson(file));
    p.wait();
    Game& game = p.game();
    const Day start = game.day;
    for (const char* window : {"cards", "side", "timeline", "overlays", "known", "agency", "side_folded"}) {
        INFO(window);
        CHECK_FALSE(has_window(p, window));
    }
    CHECK_FALSE(p.user.shows("bar", "play"));
    CHECK_FALSE(p.user.shows("bar", "split A | B"));
    CHECK(game.split == Split::only_b);
    for (const char* key : {"Space", ".", "2", "3", "K", "Tab", "W", "F2", "F3", "Ctrl+E", "F5"}) {
        p.user.key(key);
    }
    CHECK_FALSE(game.playing);
    CHECK(game.day == start);
    CHECK(game.shown.overlay == Overlay::people);
    CHECK_FALSE(game.shown.known_only);
    CHECK(game.split == Split::only_b);
    CHECK_FALSE(p.shell.folded("cards"));
    CHECK_FALSE(std::filesystem::exists(p.folder / "piket-session.json"));
    CHECK_FALSE(std::filesystem::exists(p.folder / "piket-comparison.csv"));
    // Neither does the mouse choose what no figure would tell of.
    p.user.click(p.screen.viewport(Side::b).centre());
    CHECK(game.room == nobody);
    CHECK(game.person == nobody);

    p.user.click("lesson", "lesson_next");
    CHECK(p.user.shows("bar", "play"));
    p.user.key("3");
    CHECK(game.shown.overlay == Overlay::co2);
    p.user.key("2");
    CHECK(game.shown.overlay == Overlay::co2);
    p.user.click("overlays", "overlay");
    CHECK(p.user.shows("choice", "CO2"));
    CHECK_FALSE(p.user.shows("choice", "Air"));
    p.user.key("Escape");
    CHECK(has_window(p, "side"));
    CHECK_FALSE(p.user.shows("side", "outcome"));
    CHECK(game.tab == Tab::room);
    p.user.key("W");
    CHECK(game.tab == Tab::room);

    p.user.click("lesson", "lesson_next");
    p.user.frame(3);
    for (const char* window : {"cards", "side", "timeline", "overlays", "known", "agency"}) {
        INFO(window);
        CHECK(has_window(p, window));
    }
    // Of the measures the one card, also where another is sought.
    p.user.click("cards", "search");
    p.user.type("share");
    CHECK_FALSE(p.user.shows("cards", "wfo.share"));
    p.user.key("Ctrl+A");
    p.user.type("mask");
    CHECK(p.user.shows("cards", "mask.mandate"));
    CHECK_FALSE(p.user.shows("cards", "mask.type"));
    // What earlier steps showed stays, and a step back takes away what came later.
    p.user.click("lesson", "lesson_back");
    p.user.frame(2);
    CHECK_FALSE(has_window(p, "cards"));
    CHECK(p.stage.ui().words.missing().empty());
}

TEST_CASE("Each kind of condition is met by what somebody does, and only then the way is open") {
    LessonStage p;
    std::string text = lesson_head();
    text +=
        lesson_step("overlays = [\"air\"]\nuntil = { overlay = \"air\" }\ntry = { id = \"Tekan.\", en = \"Press.\" }");
    text += lesson_step(
        "figures = [\"room\", \"unit\", \"person\"]\nuntil = { figure = \"unit\" }\nstage = { figure = \"room\" }");
    text +=
        lesson_step("controls = [\"cards\"]\nmeasures = [\"mask.mandate\"]\nuntil = { measure = \"mask.mandate\" }");
    text += lesson_step("controls = [\"time\"]\nuntil = { day = 2020-03-20 }");
    text += lesson_step(
        "controls = [\"place\"]\nuntil = { room = true }\nstage = { time = \"10:00\", agency = \"kota/layanan\" }");
    text += lesson_step("until = { person = true }");
    text += lesson_step("controls = [\"worlds\"]\nuntil = { split = true }");
    text += lesson_step(
        "until = { answered = true }\nquestion = { id = \"Mana?\", en = \"Which?\" }\n"
        "choices = [{ id = \"Satu\", en = \"One\" }, { id = \"Dua\", en = \"Two\" }]\nright = 2\n"
        "because = { id = \"Begitu.\", en = \"So.\" }");
    text += lesson_step("");
    REQUIRE(p.screen.open_lesson(p.folder.write("l.toml", text)));
    p.wait();
    Game& game = p.game();
    const auto open = [&] { return p.user.item("lesson", "lesson_next").enabled; };
    const auto next = [&](size_t step) {
        p.user.frame(2);
        CHECK(open());
        p.user.click("lesson", "lesson_next");
        p.wait();
        CHECK(p.play().step == step);
    };
    CHECK_FALSE(open());
    CHECK(p.value("lesson", "try") == "open");
    p.user.click("overlays", "overlay");
    p.user.click("choice", "Air");
    p.user.frame(2);
    CHECK(p.value("lesson", "try") == "met");
    p.user.key("1");  // once met it stays so
    next(1);

    CHECK_FALSE(open());
    p.user.click("side", "unit");
    next(2);

    CHECK_FALSE(open());
    p.user.click("cards", "group.protection");
    p.user.click("cards", "mask.mandate");
    p.user.frame(4);
    p.user.click("cards", "mask.mandate.enact");
    p.wait();
    next(3);

    CHECK_FALSE(open());
    p.user.click("bar", "step");
    p.wait();
    p.user.frame(2);
    CHECK_FALSE(open());
    p.user.click("bar", "step");
    p.wait();
    next(4);

    CHECK_FALSE(open());
    p.user.frame(40);
    const auto point_of = [&](bool person) {
        for (float y = 0.1F; y < 1; y += 0.02F) {
            for (float x = 0.05F; x < 1; x += 0.02F) {
                const Rect view = p.screen.viewport(Side::b);
                const uint32_t room = game.room, before = game.person;
                p.user.click({view.x + x * view.w, view.y + y * view.h});
                if (person ? game.person != before && game.person != nobody : game.room != room) {
                    return true;
                }
            }
        }
        return false;
    };
    CHECK(point_of(false));
    p.user.frame(2);
    if (p.user.shows("lesson", "turn.lesson")) {  // the figures came to the front
        p.user.click("lesson", "turn.lesson");
    }
    next(5);

    CHECK_FALSE(open());
    CHECK(point_of(true));
    p.user.frame(2);
    if (p.user.shows("lesson", "turn.lesson")) {
        p.user.click("lesson", "turn.lesson");
    }
    next(6);

    CHECK_FALSE(open());
    p.user.click("bar", "split A | B");
    next(7);

    CHECK_FALSE(open());
    p.user.click("lesson", "choice.0");
    p.user.frame(2);
    CHECK(p.value("lesson", "because") == "wrong");
    p.user.click("lesson", "choice.1");  // the answer stays
    CHECK(p.play().chosen[7] == 0);
    next(8);
    CHECK(p.user.shows("lesson", "lesson_end"));
    p.user.click("lesson", "lesson_end");
    p.user.frame(2);
    CHECK_FALSE(game.lesson);
    CHECK(has_window(p, "cards"));
}

TEST_CASE("A step that shows both worlds shows them whole, and who goes back finds a step as it began") {
    LessonStage p;
    std::string text = lesson_head();
    text += lesson_step("controls = [\"place\", \"worlds\", \"truth\"]\nstage = { both = false, known = true }");
    text += lesson_step("overlays = [\"co2\"]");
    text += lesson_step("stage = { both = true, known = false, overlay = \"co2\" }");
    text += lesson_step("");
    REQUIRE(p.screen.open_lesson(p.folder.write("l.toml", text)));
    p.wait();
    Game& game = p.game();
    CHECK(game.split == Split::only_b);
    p.user.key("PageDown");
    for (int i = 0; i < 6; ++i) {
        p.user.key("=");
    }
    p.user.key("PageDown");
    CHECK(game.split == Split::both);
    CHECK_FALSE(game.shown.known_only);
    const auto seen = [&] {
        p.wait_for([&] { return game.runner->co2(Side::b, game.day) && game.runner->co2(Side::a, game.day); });
        p.user.frame(60);
        return p.stage.picture();
    };
    const Picture both = seen();
    p.user.key("Home");
    CHECK(difference(both, seen(), 8) < 0.001);
    p.user.key("PageDown");
    p.user.key("Tab");
    p.user.key("K");
    p.user.key("PageUp");
    CHECK(game.split == Split::both);
    CHECK_FALSE(game.shown.known_only);
    // The step before says neither; the one before that did.
    p.user.key("PageUp");
    CHECK(p.play().step == 1);
    CHECK(game.split == Split::only_b);
    CHECK(game.shown.known_only);
    p.user.key("PageDown");
    p.user.key("PageDown");
    p.user.key("Tab");
    CHECK(game.split != Split::both);
    p.user.key("PageUp");
    CHECK(game.split == Split::both);
}

TEST_CASE("A measure that B has as A does not meet a condition, nor does another value") {
    LessonStage p;
    REQUIRE(p.screen.open_lesson(
        p.folder.write("l.toml", lesson_head() +
                                     lesson_step("controls = [\"cards\"]\nmeasures = [\"wfo.share\"]\n"
                                                 "until = { measure = \"wfo.share\", value = 0.2 }") +
                                     lesson_step(""))));
    p.wait();
    p.user.frame(2);
    CHECK_FALSE(p.play().met[0]);  // the scenario orders it in both
    CHECK(p.game().runner->change(Side::b, p.game().day, {{*find_measure("wfo.share"), 0.3, {}}}).empty());
    p.user.frame(3);
    CHECK_FALSE(p.play().met[0]);
    CHECK(p.game().runner->change(Side::b, p.game().day, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    p.user.frame(3);
    CHECK(p.play().met[0]);
}
