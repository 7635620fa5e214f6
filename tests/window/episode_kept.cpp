// What of an episode is kept, when, and what goes on from it.
#include <filesystem>

#include "disk.hpp"
#include "governed.hpp"
#include "piket/session.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("An episode that was kept in the midst of a fortnight goes on there") {
    Governed p;
    p.name("Enam");
    p.user.click("lesson", "page.requests");
    p.user.frame(2);
    p.user.click("lesson", "answer.jakarta.0");
    p.predict("0", "5");
    p.seal();
    p.game().playing = false;
    p.game().go_to(p.game().runner->first_day() + 3, 10 * 3600.0);
    p.wait();
    p.user.key("F5");
    p.user.key("Ctrl+O");
    CHECK_THAT(p.user.item("lessons", "kept.piket-Enam.json").label, Catch::Contains("Enam · Trial · 1"));
    p.user.key("Escape");
    const Day day = p.game().day;
    CHECK(p.screen.open_session(p.folder / "piket-Enam.json"));
    p.wait();
    CHECK(p.game().day == day);
    CHECK(p.play().episode.running);
    CHECK(p.play().record.team == "Enam");
    CHECK(p.play().kind() == StepKind::episode);
    CHECK(p.game().shown.known_only);
    p.user.click("lesson", "go_on");
    p.live();
    CHECK(p.game().day == p.game().runner->first_day() + 7);
    CHECK(p.value("lesson", "decision") == "2");
}

TEST_CASE("What is tried out before an episode is no decision of it, and nobody runs ahead") {
    LessonStage p;
    std::string text = lesson_head();
    text += lesson_step("controls = [\"time\", \"timeline\", \"cards\", \"files\"]\nmeasures = [\"mask.mandate\"]");
    text += lesson_step("", "episode") + small_episode;
    REQUIRE(p.screen.open_lesson(p.folder.write("l.toml", text)));
    p.wait();
    Game& game = p.game();
    const Day start = game.runner->first_day();
    p.user.key(".");
    p.user.key("Ctrl+E");  // nor are the futures to be had before
    p.user.frame(3);
    CHECK_FALSE(std::filesystem::exists(p.folder / "piket-comparison.csv"));
    CHECK(game.day == start);
    CHECK(game.runner->change(Side::b, start, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    p.user.key("PageDown");
    p.wait();
    CHECK(p.play().kind() == StepKind::episode);
    CHECK(game.runner->commands(Side::b).empty());
    CHECK_FALSE(game.runner->can_redo(Side::b));
}

namespace {

// All of a decision is typed, and nothing sealed.
void decide(Governed& p) {
    p.user.click("lesson", "page.requests");
    p.user.frame(2);
    p.user.click("lesson", "answer.jakarta.1");
    CHECK(p.game().runner->change(Side::b, p.game().day, {{*find_measure("wfo.share"), 0.4, {}}}).empty());
    p.predict("1", "5x");
    p.type_into("reasons", "Loket tetap buka");
    p.user.click("lesson", "leans.talk.compensation");
    p.user.frame(2);
}

void check_decided(LessonStage& p) {
    REQUIRE(p.game().lesson);
    p.wait_for([&] { return p.play().episode.situation.has_value(); });
    const EpisodePlay& episode = p.play().episode;
    CHECK_FALSE(episode.running);
    CHECK(episode.answers == std::vector{1});
    CHECK(episode.reasons == "Loket tetap buka");
    CHECK(episode.ranges[0] == std::array<std::string, 2>{"1", "5x"});
    CHECK(episode.ranges[1] == std::array<std::string, 2>{"0", "2,5"});
    CHECK(episode.leans_on == std::set<std::string>{"talk.compensation"});
    CHECK_FALSE(p.game().runner->commands(Side::b).empty());
}

const std::string file_of_team = "piket-Lima.json";

}  // namespace

TEST_CASE("What was typed, chosen and ordered but not sealed is there again after the program was killed") {
    Governed p;
    p.name("Lima");
    p.user.frame(150);
    CHECK_FALSE(std::filesystem::exists(p.folder / file_of_team));  // there is nothing to lose yet
    decide(p);
    const int synced = disk::synced;
    p.user.frame(150);  // five seconds
    REQUIRE(std::filesystem::exists(p.folder / file_of_team));
    CHECK(disk::synced > synced);
    LessonStage other;
    REQUIRE(other.screen.open_session(p.folder / file_of_team));
    check_decided(other);
    // Sealed, it is no draft any more.
    other.play().episode.ranges[0] = {"1", "5"};
    CHECK(seal(other.game(), other.play()).empty());
    other.user.frame(2);
    const WorkshopRecord sealed = *load_session(p.folder / file_of_team).value->workshop;
    CHECK(sealed.fortnights.size() == 1);
    CHECK_FALSE(sealed.draft);
    CHECK(sealed.fortnights[0].reasons == "Loket tetap buka");
}

TEST_CASE("Who closes the window or opens something else loses nothing of what was typed a moment ago") {
    Governed p;
    p.name("Lima");
    decide(p);
    SECTION("the window") {
        p.screen.leave();
    }
    SECTION("another lesson") {
        REQUIRE(p.screen.open_lesson(p.file));
        p.user.frame(2);
    }
    SECTION("none") {
        p.user.key("Ctrl+O");
        p.user.click("lessons", "leave_lesson");
        p.user.frame(2);
    }
    LessonStage other;
    REQUIRE(other.screen.open_session(p.folder / file_of_team));
    check_decided(other);
}

TEST_CASE("What cannot be written is tried again, and the panel says so until it is") {
    Governed p;
    p.name("Lima");
    p.play().saved_as = p.folder / "stick/lima.json";
    p.play().episode.reasons = "Loket tetap buka";
    p.user.frame(150);
    CHECK(p.user.shows("lesson", "not_saved"));
    p.check_in_every_look();
    p.stage.ui().notify("something else");
    p.user.frame(150);
    CHECK(p.user.shows("lesson", "not_saved"));
    CHECK(p.stage.ui().notice().empty());  // it is not said again and again
    std::filesystem::create_directory(p.folder / "stick");
    p.user.frame(150);
    CHECK_FALSE(p.user.shows("lesson", "not_saved"));
    CHECK(load_session(p.folder / "stick/lima.json").value->workshop->draft->reasons == "Loket tetap buka");
    CHECK(piket::program::names_in(p.folder / "stick") == std::vector<std::string>{"lima.json"});
}

TEST_CASE("Who looks back after a fortnight, leaves the step and comes back does not live it again") {
    Governed p;
    Game& game = p.game();
    p.name("Lima");
    p.user.click("lesson", "page.requests");
    p.user.frame(2);
    p.user.click("lesson", "answer.jakarta.0");
    p.predict("0", "5");
    p.seal();
    // In the midst of it the step is left, and goes on where it stood.
    game.playing = false;
    game.go_to(game.runner->first_day() + 3, 10 * 3600.0);
    p.wait();
    p.user.key("PageUp");
    p.wait();
    CHECK(p.play().step == 0);
    p.user.key("PageDown");
    p.wait();
    CHECK(p.play().episode.running);
    CHECK(game.day == game.runner->first_day() + 3);
    CHECK(game.second == 10 * 3600.0);
    p.user.click("lesson", "go_on");
    p.live();
    p.wait_for([&] { return p.play().episode.situation.has_value(); });
    const auto looks_back = [&] {
        game.go_to(game.runner->first_day() + 5, 10 * 3600.0);
        p.wait();
        p.user.key("F5");
        p.user.key("PageUp");
        p.wait();
        p.user.key("PageDown");
        p.wait();
        CHECK_FALSE(p.play().episode.running);
    };
    p.play().episode.reasons = "Loket tetap buka";
    looks_back();
    CHECK(game.day == game.runner->first_day() + 7);
    CHECK(p.play().episode.reasons == "Loket tetap buka");
    // Nor does who opens what was saved then.
    LessonStage other;
    REQUIRE(other.screen.open_session(p.folder / file_of_team));
    other.wait();
    CHECK_FALSE(other.play().episode.running);
    CHECK(other.game().day == game.runner->first_day() + 7);
    CHECK(other.play().episode.reasons == "Loket tetap buka");

    p.predict("0", "5");
    p.seal();
    p.live();
    CHECK(episode_over(p.play()));
    looks_back();
    CHECK(episode_over(p.play()));
    // And back from what was true.
    p.user.key("PageDown");
    game.go_to(game.runner->first_day() + 9, 10 * 3600.0);
    p.wait();
    p.user.key("PageUp");
    p.wait();
    CHECK(episode_over(p.play()));
}

TEST_CASE("The file of a team that is through stays as it is when it is opened") {
    Governed p;
    p.live_all("Lima");
    p.user.frame(5);
    const std::string file = p.folder / file_of_team;
    REQUIRE(load_session(file).value->workshop->fortnights.size() == 2);
    const auto old = std::filesystem::last_write_time(file) - std::chrono::hours(1);
    std::filesystem::last_write_time(file, old);
    LessonStage other;
    REQUIRE(other.screen.open_session(file));
    other.wait();
    other.user.frame(150);
    CHECK(episode_over(other.play()));
    other.screen.leave();
    CHECK(std::filesystem::last_write_time(file) == old);
}
