// Lessons as files: chosen from the list, saved, loaded and left.
#include <filesystem>

#include "lessons.hpp"
#include "piket/session.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("A lesson is chosen from the list, and a file with a mistake says where") {
    const piket::program::Folder lessons;
    lessons.write("b.toml", lesson_head() + lesson_step(""));
    lessons.write("scenario.toml", "format = 1\nextends = \"" + piket::program::tiny + "\"\n");
    const std::string bad = lessons.write("bad.toml", lesson_head() + lesson_step("minutes = \"two\""));
    LessonStage p(lessons.path());
    p.user.click("bar", "lessons");
    p.wait_for([&] { return p.user.shows("lessons", "lesson.b"); });
    p.user.check_that_all_fits();
    CHECK_FALSE(p.user.shows("lessons", "lesson.scenario"));
    p.user.key("Escape");
    CHECK_FALSE(p.user.shows("lessons", "lesson.b"));
    p.user.key("Ctrl+O");
    p.user.click("lessons", "lesson.b");
    p.wait();
    REQUIRE(p.game().lesson);
    CHECK(p.value("lesson", "step") == "1");
    CHECK_FALSE(p.screen.open_lesson(bad));
    CHECK_THAT(p.stage.ui().notice(), Catch::Contains("bad.toml:") && Catch::Contains("minutes"));
    CHECK(p.game().lesson);
    p.user.click("bar", "lessons");
    p.user.click("lessons", "leave_lesson");
    p.user.frame(2);
    CHECK_FALSE(p.game().lesson);
}

TEST_CASE("Two scenarios are chosen from the list and compared") {
    const piket::program::Folder all;
    std::filesystem::create_directory(all / "lessons");
    const auto scenario = [&](const std::string& name, const std::string& more) {
        all.scenario(name + ".toml", "title = \"The " + name + "\"\n" + more);
        return std::filesystem::canonical(all / (name + ".toml")).string();
    };
    const std::string usual = scenario("usual", ""), masks = scenario("masks", ""),
                      longer = scenario("longer", "[run]\ndays = 20\nhorizons = [20]\n");
    all.write("nonsense.toml", "format = 1\n");
    LessonStage p(all / "lessons");
    // A copy beside one's sessions, of the same name and title.
    std::filesystem::copy_file(usual, p.folder / "usual.toml");
    const std::string copy = std::filesystem::canonical(p.folder / "usual.toml").string();
    p.user.key("Ctrl+O");
    p.user.click("lessons", "scenarios");
    p.wait_for([&] { return p.user.shows("lessons", "a." + usual); });
    CHECK_FALSE(p.user.shows("lessons", "a." + all.path() + "/nonsense.toml"));
    p.check_in_every_look();
    CHECK_FALSE(p.user.item("lessons", "compare").enabled);  // what is played is not in the list
    const auto files = [&] {
        const auto& session = p.game().runner->session().scenarios;
        return std::pair(session.front().file, session.back().file);
    };
    p.user.click("lessons", "a." + usual);
    CHECK(p.user.item("lessons", "b." + usual).chosen);
    p.user.click("lessons", "b." + masks);
    p.user.click("lessons", "compare");
    p.wait();
    CHECK(files() == std::pair(usual, masks));
    p.user.key("Ctrl+O");
    p.user.click("lessons", "b." + copy);
    p.user.click("lessons", "compare");
    p.wait();
    CHECK(files() == std::pair(usual, copy));
    p.screen.open_scenarios(usual, masks);
    p.wait();
    // Of other days: nothing that was chosen can stand beside it.
    p.user.key("Ctrl+O");
    p.wait_for([&] { return p.user.shows("lessons", "b." + longer); });
    CHECK(p.user.item("lessons", "b." + masks).chosen);
    p.user.click("lessons", "b." + longer);
    p.user.frame(2);
    CHECK(p.user.item("lessons", "a." + longer).chosen);
    p.user.click("lessons", "compare");
    p.wait();
    CHECK(files() == std::pair(longer, longer));
    CHECK_FALSE(p.screen.open_scenarios(usual, longer));
    CHECK_THAT(p.stage.ui().notice(), Catch::Contains("the same days"));
    CHECK(files() == std::pair(longer, longer));
}

TEST_CASE("A lesson without an episode is kept and opened again as it was played") {
    LessonStage p;
    REQUIRE(p.screen.open_lesson(
        p.folder.write("l.toml", lesson_head() + lesson_step("controls = [\"files\", \"time\"]") + lesson_step(""))));
    p.wait();
    p.user.key(".");
    p.wait();
    p.user.key("F5");
    const Day day = p.game().day;
    p.user.key(",");
    p.user.key("F9");
    p.wait();
    REQUIRE(p.game().lesson);
    CHECK(p.game().day == day);
    CHECK(p.play().lesson.steps.size() == 2);
}

TEST_CASE("Who loads in the midst of a lesson stays at its step") {
    LessonStage p;
    const std::string all = "controls = [\"files\", \"time\", \"cards\"]\nmeasures = [\"mask.mandate\"]";
    REQUIRE(p.screen.open_lesson(
        p.folder.write("l.toml", lesson_head() + lesson_step(all) + lesson_step("") + lesson_step(""))));
    p.wait();
    p.user.key("PageDown");
    p.user.key("F5");
    p.user.key("F9");
    p.wait();
    REQUIRE(p.game().lesson);
    CHECK(p.play().step == 1);
}

TEST_CASE("A lesson that was left is in no file that is saved afterwards") {
    LessonStage p;
    std::string text = lesson_head();
    text += lesson_step("controls = [\"files\", \"time\"]") + lesson_step("", "episode") + small_episode;
    REQUIRE(p.screen.open_lesson(p.folder.write("l.toml", text)));
    p.wait();
    const bool with_team = GENERATE(false, true);
    if (with_team) {
        p.user.key("PageDown");
        p.user.click("lesson", "team");
        p.user.type("Enam");
        p.user.click("lesson", "begin");
    }
    p.user.key("Ctrl+O");
    p.user.click("lessons", "leave_lesson");
    p.user.frame(2);
    REQUIRE_FALSE(p.game().lesson);
    CHECK(p.game().runner->change(Side::b, p.game().day, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    p.user.key(".");
    p.wait();
    const Day day = p.game().day;
    p.user.key("F5");
    CHECK_FALSE(load_session(p.folder / "piket-session.json").value->workshop);
    p.user.key("F9");
    p.wait();
    CHECK_FALSE(p.game().lesson);
    CHECK(p.game().day == day);
    CHECK_FALSE(p.game().runner->commands(Side::b).empty());
}
