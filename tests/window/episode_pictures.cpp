// A whole episode as pictures, to look at, and its session: PIKET_PICTURES=DIR PIKET_LESSON=FILE piket_window_tests
// "[.episode]".
#include <filesystem>

#include "lessons.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("Pictures of an episode", "[.episode]") {
    const char* folder = std::getenv("PIKET_PICTURES");
    const char* file = std::getenv("PIKET_LESSON");
    REQUIRE(folder != nullptr);
    REQUIRE(file != nullptr);
    LessonStage p({}, Language::id);
    REQUIRE(p.screen.open_lesson(file));
    Game& game = p.game();
    int n = 0;
    const auto keep = [&](const std::string& what) {
        for (const auto& [w, h, scale] : {std::tuple{1280, 720, 1.0F}, {1280, 720, 1.5F}, {1920, 1080, 1.0F}}) {
            p.stage.resize({static_cast<float>(w), static_cast<float>(h)});
            p.shell.settings().scale = scale;
            p.user.frame(140);  // until notices are gone
            p.user.check_that_all_fits();
            p.stage.save_picture(fmt::format("{}/{:02}-{}-{}-{}.png", folder, n, what, w, 100 * scale));
        }
        p.stage.resize({1280, 720});
        p.shell.settings().scale = 1;
        p.user.frame(2);
        ++n;
    };
    while (p.play().kind() != StepKind::episode) {
        next_step(game);
    }
    p.wait();
    p.user.frame(2);
    p.user.click("lesson", "team");
    p.user.type("Tim 3");
    p.user.click("lesson", "begin");
    EpisodePlay& episode = p.play().episode;
    const int fortnights = p.play().lesson.episode->fortnights;
    for (int f = 0; f < fortnights; ++f) {
        p.wait_for([&] { return episode.situation.has_value(); });
        keep("situation");
        episode.page = EpisodePage::requests;
        keep("requests");
        std::ranges::fill(episode.answers, f % 2);
        if (f == 0) {
            CHECK(game.runner->change(Side::b, game.day, {{*find_measure("wfo.share"), 0.5, {}}}).empty());
        } else if (f == 1) {
            CHECK(game.runner->change(Side::b, game.day, {{*find_measure("mask.mandate"), 0.9, {}}}).empty());
        }
        episode.page = EpisodePage::circular;
        p.wait();
        keep("circular");
        episode.ranges = {{{"5", "25"}, {"0,5", "2"}}};
        episode.reasons = "Loket harus tetap buka, tetapi kantin terlalu ramai.";
        episode.leans_on.insert(p.play().lesson.episode->assumptions.front());
        episode.page = EpisodePage::prediction;
        keep("prediction");
        CHECK(seal(game, p.play()).empty());
        p.user.frame(20);
        keep("running");
        game.speed = speed_count - 1;
        game.playing = true;
        p.wait_for([&] { return !episode.running; });
    }
    keep("over");
    while (p.play().step + 1 < p.play().lesson.steps.size()) {
        p.user.frame(2);
        next_step(game);
        p.wait_for([&] { return !p.play().reveal || p.play().reveal->debrief || !p.play().reveal->failed.empty(); });
        p.user.frame(40);
        keep(std::string(name(p.play().kind())));
    }
    std::filesystem::copy(p.play().saved_as, folder, std::filesystem::copy_options::overwrite_existing);
}
