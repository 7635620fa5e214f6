// The answers at the right: numbers, verdict and charts are those of the ensemble.
#include <algorithm>
#include <cmath>

#include "bench.hpp"
#include "game/comparison.hpp"
#include "workshop/lesson_play.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// A difference with its interval, to the digits that are shown.
std::string difference_text(const Words& words, const Difference& d, Series series, double of_a) {
    const double mean = d.summary.mean, size = std::abs(mean), share = mean / of_a;
    const bool counts = series == Series::served;
    const int decimals = size >= (counts ? 10 : 100) ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    const auto number = [&](double value) {
        const std::string text = words.number(value, decimals);
        return value > 0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
    };
    return number(mean) + "  [" + number(d.mean_low) + "; " + number(d.mean_high) + "]" +
           (series == Series::waiting ? " days"
            : series == Series::queue ? " minutes"
            : counts                  ? " (" + words.percent(share, std::abs(share) < 0.01 ? 2 : 1) + ")"
                                      : "");
}

}  // namespace

TEST_CASE("The numbers shown are those of the ensemble") {
    Bench bench(1);
    bench.futures();
    const Words& words = bench.stage.ui().words;
    CHECK(bench.value("better") == words.count("side.outcome.same", 20));
    CHECK(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    bench.futures();
    bench.user.frame(2);
    const auto view = bench.game.runner->ensemble();
    CHECK(view->differences[static_cast<size_t>(Series::served)].summary.mean != 0);
    const auto verdict = [&](Series series) {
        const auto i = static_cast<size_t>(series);
        const auto worse = std::ranges::count_if(
            view->pairs, [&](const auto& pair) { return fewer_is_better(series) ? pair[i] > 0 : pair[i] < 0; });
        return fmt::format("B is better in {} of {} futures, worse in {}", view->better[i], view->paired, worse);
    };
    CHECK(bench.value("better") == verdict(Series::infected));
    for (const auto& [series, id] : {std::pair{Series::infected, "difference-infected"},
                                     {Series::queue, "difference-queue"},
                                     {Series::turned_away, "difference-turned_away"},
                                     {Series::waiting, "difference-waiting"},
                                     {Series::served, "difference-served"},
                                     {Series::absent, "difference-absent"}}) {
        const Difference& d = view->differences[static_cast<size_t>(series)];
        INFO(id << " " << d.summary.mean);
        const double of_a = view->fans[static_cast<size_t>(series)][0].days.back().mean;
        CHECK(bench.value(id) == difference_text(words, d, series, of_a));
        if (series == Series::infected) {
            const auto& [a, b] = view->means[0];
            const int decimals = std::max(a, b) >= 100 ? 0 : std::max(a, b) >= 1 ? 1 : 2;
            CHECK(a == Approx(of_a));
            CHECK(b - a == Approx(d.summary.mean).margin(1e-9));
            CHECK(bench.value("mean-infected") == "on average " + words.number(a, decimals) + " → " +
                                                      words.number(b, decimals) + ": " +
                                                      difference_text(words, d, series, of_a) + " people");
        }
    }
    // With nobody at the office the counters are closed: told instead of a queue is who was sent away.
    CHECK_THAT(bench.value("mean-queue"), Catch::StartsWith("Turned away at counters: on average "));
    CHECK(bench.value("pairs") == "20");
    for (int s = 1; s < setting_count; ++s) {
        const auto& [a, b] = view->settings[static_cast<size_t>(s)];
        if (a + b > 0.005) {
            const int decimals = std::max(a, b) >= 20 ? 0 : 1;
            CHECK(bench.value("setting-" + std::string(name(static_cast<Setting>(s)))) ==
                  words.number(a, decimals) + " | " + words.number(b, decimals));
            CHECK_THAT(bench.user.item("side", "setting-" + std::string(name(static_cast<Setting>(s)))).tip,
                       Catch::EndsWith(words.count("side.source.futures", view->paired)));
        }
    }
    CHECK(bench.value("fixed") == "A scenario, not a forecast");
    bench.user.check_that_all_fits();

    bench.user.click("side", "series");
    bench.user.click("choice", "Requests served");
    CHECK(bench.game.series == Series::served);
    CHECK(bench.value("better") == verdict(Series::served));
}

TEST_CASE("The day up to which A and B are compared can be chosen, and the offices lead to their halls") {
    Bench bench(1);
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("counter.open"), 0.5, {}}}).empty());
    bench.futures();
    const auto said = [&] { return bench.value("difference-served"); };
    const std::string whole = said();
    CHECK(bench.game.runner->ensemble()->horizon == 42);
    bench.user.click("side", "horizon-14");
    bench.wait_for([&] { return bench.game.runner->ensemble()->horizon == 14; });
    CHECK(said() != whole);
    const auto view = bench.game.runner->ensemble();
    CHECK(said() == difference_text(bench.stage.ui().words, view->differences[static_cast<size_t>(Series::served)],
                                    Series::served, view->fans[static_cast<size_t>(Series::served)][0].days[13].mean));
    const Level row = queue_row(bench.stage.ui(), bench.game, *view, view->queues.front());
    CHECK(bench.value("queue-kota/layanan") == row.text + "; " + row.second);
    CHECK(bench.value("most-changed-queue").find("Service Agency") != std::string::npos);
    bench.user.check_that_all_fits();
    bench.see("queue-kota/layanan");
    bench.user.click("side", "queue-kota/layanan");
    const uint32_t hall = bench.game.runner->place(Side::b)->halls.front().room;
    CHECK(bench.game.tab == Tab::room);
    CHECK(bench.game.room == hall);
    CHECK(bench.game.look_at_room == std::pair(Side::b, hall));
}

TEST_CASE("A counter hall tells its queue, in both worlds and in the futures") {
    Bench bench(1);
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("counter.open"), 0.5, {}}}).empty());
    bench.futures();
    bench.live(bench.game.runner->first_day() + 2);
    bench.game.room = bench.game.runner->place(Side::b)->halls.front().room;
    bench.open(Tab::room);
    const auto minutes = [&](Side side) {
        const HallToday& hall = bench.game.today(side)->frame.halls.front();
        return bench.stage.ui().words.counted("duration.minutes",
                                              bench.stage.ui().words.number(hall.waited_minutes / hall.arrivals));
    };
    REQUIRE(minutes(Side::a) != minutes(Side::b));
    CHECK(bench.value("queue-a") == minutes(Side::a));
    CHECK(bench.value("queue-b") == minutes(Side::b));
    const auto view = bench.game.runner->ensemble();
    const Level row = queue_row(bench.stage.ui(), bench.game, *view, view->queues.front());
    CHECK(bench.value("queue-kota/layanan") == row.text + "; " + row.second);
    bench.user.check_that_all_fits();
    // A lesson that has not come to the answers yet, or an episode, keeps what is to come to itself.
    Lesson lesson;
    lesson.steps.resize(1);
    const auto figures = [&](std::initializer_list<Tab> tabs) {
        lesson.steps[0].figures = 0;
        for (const Tab tab : tabs) {
            lesson.steps[0].figures |= 1U << static_cast<unsigned>(tab);
        }
        bench.game.lesson = begin_lesson(lesson, {});
        bench.user.frame(2);
        return bench.shows("queue-kota/layanan");
    };
    CHECK(figures({Tab::room, Tab::outcome}));
    CHECK_FALSE(figures({Tab::room}));
    CHECK(bench.shows("queue-b"));
    bench.game.lesson = nullptr;
    // A room without counters has no queue.
    bench.game.room = bench.game.runner->place(Side::b)->people[0].room;
    bench.user.frame(2);
    CHECK_FALSE(bench.shows("queue-b"));
}

TEST_CASE("A policy that helps is told from one that harms") {
    Bench bench(1);
    const auto closed = find_measure("wfo.share");
    REQUIRE(closed);
    // Nobody at the office: fewer infections and less service.
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*closed, 0.0, {}}}).empty());
    bench.user.frame(2);
    bench.futures();
    bench.wait_for([&] { return bench.game.runner->ensemble()->branch_b == bench.game.runner->branch(Side::b); });
    const auto view = bench.game.runner->ensemble();
    const Difference& served = view->differences[static_cast<size_t>(Series::served)];
    const Words& words = bench.stage.ui().words;
    REQUIRE(served.summary.mean < 0);
    CHECK(bench.value("difference-served").front() != '+');
    CHECK(bench.value("cost").find("fewer requests served") != std::string::npos);
    CHECK(bench.value("difference-served")
              .find("(−" + words.percent(-served.summary.mean /
                                             view->fans[static_cast<size_t>(Series::served)][0].days.back().mean,
                                         1)) != std::string::npos);
}

TEST_CASE("While the futures are too few, or of another policy, it says so") {
    Bench bench(1);
    bench.game.runner->set_ensemble_running(false);
    const auto measure = find_measure("mask.mandate");
    bench.game.runner->change(Side::b, bench.game.day, {{*measure, 1.0, {}}});
    bench.user.frame(2);
    // Which of the two is a matter of moments: until somebody has looked at the futures of the new policy, and then.
    const std::string said = bench.value("settling");
    INFO(said);
    CHECK((said == "The policy has changed: counting anew …" || said == "The first futures are being worked out …"));
    CHECK_FALSE(bench.shows("better"));

    Bench other(1, Language::en, 1, 100000);
    other.wait_for([&] { return other.game.runner->ensemble()->paired >= 20; });
    if (!other.game.runner->ensemble()->settled) {
        CHECK(other.value("settling").find("of 100,000") != std::string::npos);
    }
}

TEST_CASE("Without futures it says so, and tells the one future's numbers") {
    Bench bench;
    CHECK(bench.value("settling").find("--no-ensemble") != std::string::npos);
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    bench.live(bench.game.runner->first_day() + 9);
    const auto served = [&](Side side) {
        const auto summary = bench.game.runner->summary(side, bench.game.day);
        return bench.stage.ui().words.number(value_of(Series::served, summary->today, summary->so_far));
    };
    CHECK(served(Side::a) != served(Side::b));
    CHECK(bench.value("one-served") == "A " + served(Side::a) + " · B " + served(Side::b));
}

TEST_CASE("As the office knows: the line of the world on screen counts results that came") {
    Bench bench(0, Language::en, 1, 20, contagious());
    bench.live(bench.game.runner->last_day());
    Game& game = bench.game;
    double came = 0, infected = 0;
    for (Day day = game.runner->first_day(); day <= game.day; ++day) {
        came += static_cast<double>(game.runner->summary(Side::b, day)->reported.size());
        infected += static_cast<double>(game.runner->summary(Side::b, day)->infections.size());
    }
    REQUIRE(came < infected);
    CHECK(lived_value(game, Side::b, Series::infected, game.day) > came);
    game.shown.known_only = true;
    CHECK(lived_value(game, Side::b, Series::infected, game.day) == came);
    CHECK(std::isnan(lived_value(game, Side::b, Series::public_infected, game.day)));
}

TEST_CASE("A small share fills a small part of its bar") {
    Stage stage(test_words(), find_fonts(), {400, 100});
    const Color sign(200, 10, 220);
    Driver user = Driver::of_panel(stage, [&](Ui& ui) {
        const Panel panel(ui, "side", {0, 0, 400, 100});
        bars(ui, {{"Here", "here", {{0.002, sign}}, "0.2%"}}, 1);
    });
    const Picture picture = stage.picture();
    const auto drawn = std::ranges::count(picture.pixels, sign);
    CHECK(drawn > 0);
    CHECK(drawn < 60);
}

TEST_CASE("The chart scrubs, and reads out what lies under the mouse") {
    Bench bench(1);
    bench.futures();
    const Rect chart = bench.user.item("side", "chart").rect;
    bench.user.click({chart.x + chart.w * 0.55F, chart.centre().y});
    const Day middle = bench.game.day;
    CHECK(middle - bench.game.runner->first_day() > 15);
    CHECK(middle - bench.game.runner->first_day() < 27);
    bench.user.drag(chart.centre(), {chart.right() + 200, chart.centre().y});
    CHECK(bench.game.day == bench.game.runner->last_day());
    bench.user.drag(chart.centre(), {chart.x - 100, chart.centre().y});
    CHECK(bench.game.day == bench.game.runner->first_day());

    bench.user.point_at({chart.right() - 6, chart.centre().y});
    const auto view = bench.game.runner->ensemble();
    const Summary& last = view->fans[0][0].days.back();
    const std::string said = bench.value("chart-read-out");
    CHECK(said.find("A: " + bench.stage.ui().words.number(last.q50, last.q95 < 20 ? 1 : 0)) != std::string::npos);
}

TEST_CASE("Axes have round numbers that hold all values") {
    for (const auto& [low, high] : {std::pair{0.0, 7.3}, {0.0, 1204.0}, {-412.0, 97.0}, {0.0, 0.0034}, {0.0, 0.0}}) {
        const Ticks ticks = nice_ticks(low, high, 4);
        INFO(low << " " << high);
        CHECK(ticks.first <= low);
        CHECK(ticks.last() >= high);
        CHECK(ticks.count <= 6);
        const double mantissa = ticks.step / std::pow(10, std::floor(std::log10(ticks.step) + 1e-9));
        CHECK((mantissa == Approx(1) || mantissa == Approx(2) || mantissa == Approx(5)));
    }
    CHECK(nice_ticks(0, 0.5, 4).decimals == 1);
    CHECK(nice_ticks(0, 500, 4).decimals == 0);
}
