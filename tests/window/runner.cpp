// The runner: days come, changes fork at midnight and are undone, futures are paired and the same as anybody else's.
#include "runner/runner.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

using namespace piket;
using namespace piket::render;

namespace {

const std::string tiny = PIKET_SOURCE_DIR "/scenarios/tiny.toml";

template <class Done>
void wait_until(Done done) {
    for (int i = 0; i < 4000 && !done(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    REQUIRE(done());
}

std::shared_ptr<const DayOfWorld> wait_for(Runner& runner, Side side, Day day) {
    std::shared_ptr<const DayOfWorld> found;
    wait_until([&] {
        found = runner.day(side, day);
        return found != nullptr;
    });
    return found;
}

}  // namespace

TEST_CASE("days of the runner are those that the engine lives, in whatever order they are asked for") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day start = runner.first_day();
    const auto late = wait_for(runner, Side::a, start + 9);
    const auto early = wait_for(runner, Side::a, start + 2);
    Simulation simulation(make_world(*load_scenario(tiny).value), {.seed = runner.session().seed});
    for (int d = 0; d <= 9; ++d) {
        simulation.step();
    }
    CHECK(early->summary->today == simulation.total_on(2));
    CHECK(late->summary->today == simulation.total_on(9));
    CHECK(late->summary->so_far == simulation.total(10));
    CHECK(runner.summary(Side::a, start + 5)->today == simulation.total_on(5));
    CHECK(runner.day(Side::a, runner.last_day() + 1) == nullptr);
}

TEST_CASE("a change forks one world at tonight's midnight, undo goes back, and nothing is lost") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day start = runner.first_day();
    const Day today = start + 5;
    wait_for(runner, Side::a, today + 3);
    const auto before = wait_for(runner, Side::b, today + 3);
    const uint32_t root = runner.branch(Side::b);
    const MeasureId share = *find_measure("wfo.share"), masks = *find_measure("mask.mandate");
    CHECK(runner.change(Side::b, today, {{share, 0.2, {}}}).empty());
    CHECK(runner.branch(Side::b) != root);
    CHECK(runner.branch(Side::a) == 0);
    // A second thought of the same evening takes the place of the first, another measure stands beside it.
    CHECK(runner.change(Side::b, today, {{share, 0.8, {}}}).empty());
    CHECK(runner.change(Side::b, today, {{masks, 1.0, {}}}).empty());
    const auto after = wait_for(runner, Side::b, today + 1);
    for (const UnitToday& unit : after->frame.units) {
        CHECK(unit.levers.wfo_share == 0.8);
        CHECK(unit.levers.mask_mandate == 1);
    }
    const auto same = wait_for(runner, Side::b, today);
    CHECK(same->summary->today == wait_for(runner, Side::a, today)->summary->today);
    // Lifted the day after.
    CHECK(runner.change(Side::b, today + 1, {{masks, std::nullopt, {}}}).empty());
    CHECK(wait_for(runner, Side::b, today + 2)->frame.units.front().levers.mask_mandate == 0);
    CHECK(runner.session().branches.size() == 5);
    REQUIRE(runner.can_undo(Side::b));
    CHECK_FALSE(runner.can_undo(Side::a));
    for (int i = 0; i < 4; ++i) {
        runner.undo(Side::b);
    }
    CHECK_FALSE(runner.can_undo(Side::b));
    CHECK(wait_for(runner, Side::b, today + 3)->summary->today == before->summary->today);
    runner.redo(Side::b);
    CHECK(wait_for(runner, Side::b, today + 1)->frame.units.front().levers.wfo_share == 0.2);
    CHECK(runner.session().branches.size() == 5);
    // What the engine refuses changes nothing.
    const uint32_t now = runner.branch(Side::b);
    CHECK(any_error(runner.change(Side::b, today + 2, {{share, 7.0, {}}})));
    CHECK(any_error(runner.change(Side::b, today + 2, {{share, 0.5, {.path = "nowhere/*"}}})));
    CHECK(runner.branch(Side::b) == now);
}

TEST_CASE("what was played replays from its session to the same state, and opens again") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day today = runner.first_day() + 4;
    wait_for(runner, Side::b, today);
    CHECK(runner.change(Side::b, today, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    wait_for(runner, Side::b, today + 6);
    CHECK(runner.change(Side::b, today + 6, {{*find_measure("meeting.ban"), 1.0, {}}}).empty());
    const auto shown = wait_for(runner, Side::b, today + 9);
    const Session session = *parse_session(to_json(runner.session()), "s.json").value;
    Simulation simulation(make_world(*load_scenario(tiny).value), {.seed = session.seed});
    live_until(simulation, log_of(session, session.b), today + 10);
    CHECK(simulation.total_on(static_cast<size_t>(today + 9 - runner.first_day())) == shown->summary->today);
    Runner again(session, {.ensemble_threads = 0});
    CHECK(wait_for(again, Side::b, today + 9)->summary->today == shown->summary->today);
}

TEST_CASE("undo and redo go on where a session was saved") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day today = runner.first_day() + 2;
    const MeasureId share = *find_measure("wfo.share");
    CHECK(runner.change(Side::b, today, {{share, 0.2, {}}}).empty());
    CHECK(runner.change(Side::a, today, {{share, 0.6, {}}}).empty());
    CHECK(runner.change(Side::b, today, {{share, 0.4, {}}}).empty());  // a second thought of the same evening
    runner.undo(Side::b);
    const std::string saved = to_json(runner.session());
    Runner again(*parse_session(saved, "s.json").value, {.ensemble_threads = 0});
    CHECK(again.commands(Side::b).back().rule.value == 0.2);
    CHECK(again.last_changed() == Side::a);
    REQUIRE(again.next_redone() == Side::b);
    again.redo(Side::b);
    CHECK(again.commands(Side::b).back().rule.value == 0.4);
    again.undo(Side::b);
    again.undo(Side::b);
    CHECK(again.commands(Side::b).empty());
    again.undo(Side::a);
    CHECK_FALSE(again.can_undo(Side::a));
    // Steps that are none are refused, each with its reason.
    const auto wrong = [&](const std::string& steps) {
        std::string text = saved;
        const size_t at = text.find("\"steps_b\": ") + 11;
        text.replace(at, text.find(']', at) + 1 - at, steps);
        const auto loaded = parse_session(text, "s.json");
        return loaded ? std::string() : loaded.problems.front().text();
    };
    CHECK_THAT(wrong("[0, 99]"), Catch::Contains("steps_b = 99: names no branch"));
    CHECK_THAT(wrong("[0]"), Catch::Contains("the branch shown"));
    CHECK_THAT(wrong("3"), Catch::Contains("must be a list"));
}

TEST_CASE("futures of A and B are paired, and are what an ensemble gives") {
    constexpr int futures = 12;
    Runner runner(tiny, "", {.ensemble_threads = 1, .replicates = futures});
    const auto all = [&] {
        const auto view = runner.ensemble();
        return view->paired == futures && view->branch_b == runner.branch(Side::b);
    };
    wait_until(all);
    const auto same = runner.ensemble();
    for (const Difference& d : same->differences) {
        CHECK(d.summary.mean == 0);
    }
    const Day today = runner.first_day() + 1;
    wait_for(runner, Side::b, today);
    CHECK(runner.change(Side::b, today, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    wait_until(all);
    const auto view = runner.ensemble();
    CHECK(view->settled);
    CHECK(view->fans[0][0].days.size() ==
          static_cast<size_t>(scenario_of(*make_world(*load_scenario(tiny).value)).days));
    // Future n + 1 of the engine, by hand.
    const auto world = make_world(*load_scenario(tiny).value);
    double sum = 0, served = 0;
    for (uint64_t r = 1; r <= futures; ++r) {
        Simulation a(world, {.seed = runner.session().seed, .replicate = r});
        Simulation b(world, {.seed = runner.session().seed, .replicate = r});
        live_until(a, runner.commands(Side::a), never);
        live_until(b, runner.commands(Side::b), never);
        const auto days = a.days_lived();
        const auto total = [&](Series series, const Simulation& s) {
            return value_of(series, s.total_on(days - 1), s.total(days));
        };
        sum += total(Series::infected, b) - total(Series::infected, a);
        served += total(Series::served, b) - total(Series::served, a);
    }
    CHECK(view->differences[static_cast<size_t>(Series::infected)].summary.mean == Approx(sum / futures));
    CHECK(view->differences[static_cast<size_t>(Series::served)].summary.mean == Approx(served / futures));
    // Undone: what was counted before is there at once.
    runner.undo(Side::b);
    wait_until(all);
    CHECK(runner.ensemble()->differences[0].summary.mean == 0);
}

TEST_CASE("scenarios that cannot be compared are refused with a reason") {
    CHECK_THROWS_WITH(Runner("nowhere.toml", ""), Catch::Contains("nowhere.toml"));
    CHECK_THROWS_WITH(Runner(tiny, PIKET_SOURCE_DIR "/scenarios/banten-2020.toml"), Catch::Contains("same days"));
    CHECK_THROWS_WITH(Runner(tiny, PIKET_SOURCE_DIR "/scenarios/tangsel-2020.toml"), Catch::Contains("shares nobody"));
}

TEST_CASE("stories of several people are kept side by side, and not without bound") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day day = runner.first_day() + 1;
    wait_for(runner, Side::b, day);
    const auto told = [&](uint32_t person) { return runner.story(Side::b, day, person); };
    wait_until([&] { return told(1) && told(2) && told(3); });
    // Once told, asking by turns never waits again.
    for (int i = 0; i < 20; ++i) {
        for (uint32_t person = 1; person <= 3; ++person) {
            const auto story = told(person);
            REQUIRE(story);
            CHECK(story->person == person);
        }
    }
    for (uint32_t person = 4; person < 24; ++person) {
        wait_until([&] { return told(person) != nullptr; });
    }
    CHECK(told(1) == nullptr);
}

TEST_CASE("a fan's wait is weighted by requests, as the engine's own totals are") {
    const std::string file = (std::filesystem::temp_directory_path() / "piket-one-counter.toml").string();
    std::ofstream(file) << "format = 1\nextends = \"" << tiny
                        << "\"\n[[rule]]\nmeasure = \"counter.open\"\nvalue = 0.5\n";
    Runner runner(file, "", {.ensemble_threads = 1, .replicates = 3});
    wait_until([&] { return runner.ensemble()->paired == 3; });
    const size_t days = static_cast<size_t>(runner.last_day() - runner.first_day()) + 1;
    const auto world = make_world(*load_scenario(file).value);
    double waiting = 0, on_friday = 0;
    for (uint64_t replicate = 1; replicate <= 3; ++replicate) {
        Simulation simulation(world, {.seed = runner.session().seed, .replicate = replicate, .threads = 1});
        live_until(simulation, {}, runner.last_day() + 1);
        REQUIRE(simulation.days_lived() == days);
        waiting += at(simulation.total(days), Outcome::waiting_days) / 3;
        on_friday += at(simulation.total_on(2), Outcome::queue_minutes) / 3;
    }
    REQUIRE(waiting > 0);
    const auto view = runner.ensemble();
    CHECK(view->fans[static_cast<size_t>(Series::waiting)][0].days.back().mean == Approx(waiting));
    // Each day's queue is that day's, and over the weekend Friday's.
    const std::vector<Summary>& queue = view->fans[static_cast<size_t>(Series::queue_today)][0].days;
    REQUIRE(on_friday > 0);
    for (const size_t day : {2, 3, 4}) {
        CHECK(queue[day].mean == Approx(on_friday));
    }
    CHECK(queue[1].mean != Approx(on_friday));
    std::filesystem::remove(file);
}

TEST_CASE("the counters of offices alike are counted together, up to the day that is asked for") {
    const std::string file = (std::filesystem::temp_directory_path() / "piket-offices-alike.toml").string();
    std::ofstream(file) << "format = 1\nextends = \"" << tiny << R"("
[run]
horizons = [5, 42]
[[government]]
id = "kota"
[[government.agency]]
id = "camat"
name = "Kecamatan"
kind = "kecamatan"
count = 2
staff = 12
counters = 1
counter_per_day = 40
[[rule]]
measure = "counter.open"
value = 0
scope = "kota/camat-2/*"
)";
    Runner runner(file, "", {.ensemble_threads = 1, .replicates = 3});
    REQUIRE(runner.horizons() == std::vector{5, 42});
    REQUIRE(runner.change(Side::b, runner.first_day(), {{*find_measure("counter.open"), 0.5, {}}}).empty());
    const auto there = [&](int horizon) {
        wait_until([&] {
            const auto view = runner.ensemble();
            return view->paired == 3 && view->horizon == horizon && view->branch_b == runner.branch(Side::b);
        });
        return runner.ensemble();
    };
    const auto whole = there(42);
    runner.compare_at(5);
    const auto early = there(5);

    const auto world = make_world(*load_scenario(file).value);
    const Place place = place_of(*world);
    REQUIRE(place.halls.size() == 3);
    for (const auto& [view, days] : {std::pair{whole, size_t{42}}, {early, size_t{5}}}) {
        REQUIRE(view->queues.size() == 2);
        for (const QueueChange& counters : view->queues) {
            std::array<double, 2> minutes = {}, turned_away = {}, infected = {}, at_counters = {};
            int longer_in = 0;
            for (uint64_t replicate = 1; replicate <= 3; ++replicate) {
                std::array<double, 2> here = {};
                for (const Side side : both_sides) {
                    const auto s = static_cast<size_t>(side);
                    Simulation simulation(world, {.seed = runner.session().seed, .replicate = replicate});
                    live_until(simulation, runner.commands(side), never);
                    Queued sum;
                    for (size_t hall = 0; hall < place.halls.size(); ++hall) {
                        const uint32_t agency = place.units[place.halls[hall].unit].agency;
                        for (size_t d = 0; d < days && place.agencies[agency].entry == counters.entry; ++d) {
                            sum += simulation.queued(d)[hall];
                        }
                    }
                    here[s] = sum.waited_minutes / sum.arrivals;
                    minutes[s] += here[s] / 3;
                    turned_away[s] += sum.turned_away / 3;
                    const OutcomeValues total = simulation.total(days);
                    infected[s] += value_of(Series::infected, {}, total) / 3;
                    at_counters[s] += (at(total, Outcome::from_counter) + at(total, Outcome::infections_public)) / 3;
                }
                longer_in += here[1] > here[0] ? 1 : 0;
            }
            INFO(counters.entry << " after " << days);
            CHECK(counters.minutes[0] == Approx(minutes[0]));
            CHECK(counters.minutes[1] == Approx(minutes[1]));
            CHECK(counters.longer.summary.mean == Approx(minutes[1] - minutes[0]));
            CHECK(counters.turned_away[1] == Approx(turned_away[1]));
            CHECK(counters.longer_in == longer_in);
            CHECK(view->differences[static_cast<size_t>(Series::infected)].summary.mean ==
                  Approx(infected[1] - infected[0]).margin(1e-12));
            CHECK(view->settings[static_cast<size_t>(Setting::counter)][0] == Approx(at_counters[0]).margin(1e-12));
        }
    }
    CHECK(whole->queues.front().minutes[1] != Approx(early->queues.front().minutes[1]));
    CHECK_THROWS(runner.compare_at(0));
    std::filesystem::remove(file);
}

TEST_CASE("days before a fork are one for both branches, and what was undone comes back as it was") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const Day today = runner.first_day() + 4;
    wait_for(runner, Side::a, today + 8);
    REQUIRE(runner.change(Side::b, today, {{*find_measure("wfo.share"), 0.1, {}}}).empty());
    CHECK(wait_for(runner, Side::b, today) == wait_for(runner, Side::a, today));
    CHECK(runner.summary(Side::b, today) == runner.summary(Side::a, today));
    const auto forked = wait_for(runner, Side::b, today + 8);
    CHECK(forked->summary->today != wait_for(runner, Side::a, today + 8)->summary->today);
    runner.undo(Side::b);
    CHECK(runner.summary(Side::b, today + 8) == runner.summary(Side::a, today + 8));
    wait_for(runner, Side::b, today + 10);  // lived while the branch is not shown
    runner.redo(Side::b);
    CHECK(runner.summary(Side::b, today + 8) == forked->summary);
    const auto later = wait_for(runner, Side::b, today + 12);
    Simulation simulation(make_world(*load_scenario(tiny).value), {.seed = runner.session().seed});
    live_until(simulation, runner.commands(Side::b), today + 13);
    CHECK(later->summary->so_far == simulation.total(simulation.days_lived()));
}

TEST_CASE("branches fork anywhere: before their parent did, on the same evening as it, on the last midnight") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    const MeasureId share = *find_measure("wfo.share"), masks = *find_measure("mask.mandate");
    const Day start = runner.first_day(), last = runner.last_day();
    const auto as_lived = [&](Side side) {
        Simulation simulation(make_world(*load_scenario(tiny).value), {.seed = runner.session().seed});
        REQUIRE(live_until(simulation, runner.commands(side), never));
        for (Day day = start; day <= last; day = day + 1) {
            const auto lived = wait_for(runner, side, day);
            REQUIRE(lived->summary->so_far == simulation.total(static_cast<size_t>(day - start) + 1));
        }
    };
    REQUIRE(runner.change(Side::b, start + 8, {{share, 0.1, {}}}).empty());
    as_lived(Side::b);
    REQUIRE(runner.change(Side::b, start + 3, {{masks, 1.0, {}}}).empty());  // what was decided later is not on the way
    CHECK(runner.commands(Side::b).size() == 2);
    as_lived(Side::b);
    REQUIRE(runner.change(Side::b, start + 3, {{share, 0.6, {}}}).empty());
    as_lived(Side::b);
    REQUIRE(runner.change(Side::b, last - 1, {{share, 0.0, {}}}).empty());
    as_lived(Side::b);
    as_lived(Side::a);
    CHECK(runner.load().days_kept <= 24);
}

TEST_CASE("two policies for one place share it") {
    const std::string town = PIKET_SOURCE_DIR "/scenarios/tangsel-2020";
    const Runner two(town + ".toml", town + "-wfh-piket.toml", {.ensemble_threads = 0});
    CHECK(two.place(Side::a) == two.place(Side::b));
}

TEST_CASE("a session with a command that the run refuses does not open") {
    Runner runner(tiny, "", {.ensemble_threads = 0});
    REQUIRE(runner.change(Side::b, runner.first_day(), {{*find_measure("wfo.share"), 0.5, {}}}).empty());
    Session session = runner.session();
    Session other = session;
    session.branches.back().commands.back().rule.value = 7;
    CHECK_THROWS_WITH(Runner(session, {.ensemble_threads = 0}),
                      Catch::Contains("branch 1: command: wfo.share = 7: allowed is 0 to 1"));
    // Nor one whose commands were posted before the branch began, in a file that somebody has edited.
    std::string text = to_json(other);
    const std::string posted = "\"posted\": \"" + to_date(other.branches.back().fork) + "\"";
    REQUIRE(text.find(posted) != std::string::npos);
    text.replace(text.find(posted), posted.size(), "\"posted\": \"" + to_date(runner.first_day()) + "\"");
    const auto loaded = parse_session(text, "s.json");
    REQUIRE_FALSE(loaded);
    CHECK_THAT(loaded.problems.front().text(), Catch::Contains("posted = ") && Catch::Contains("before the fork"));
    other.branches.back().fork = runner.last_day() + 9;
    CHECK_THROWS_WITH(Runner(other, {.ensemble_threads = 0}), Catch::Contains("branch 1: fork = "));
}

TEST_CASE("whoever undoes and redoes while futures come in ends with the view of what is shown") {
    constexpr int futures = 6;
    Runner runner(tiny, "", {.ensemble_threads = 3, .replicates = futures});
    const Day today = runner.first_day() + 1;
    REQUIRE(runner.change(Side::b, today, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    for (int i = 0; i < 200; ++i) {
        runner.undo(Side::b);
        std::this_thread::sleep_for(std::chrono::microseconds(300));
        runner.redo(Side::b);
        std::this_thread::sleep_for(std::chrono::microseconds(300));
    }
    wait_until([&] {
        const auto view = runner.ensemble();
        return view->branch_b == runner.branch(Side::b) && view->paired == futures;
    });
    CHECK(runner.ensemble()->differences[static_cast<size_t>(Series::served)].summary.mean != 0);
    CHECK(runner.failure().empty());
}

TEST_CASE("what cannot be lived is said, and ends neither thread nor program by surprise") {
    const auto world = make_world(*load_scenario(tiny).value);
    const Place place = place_of(*world);
    Session session;
    Branch root;
    root.fork = session.day = scenario_of(*world).start;
    Command refused;
    refused.posted = root.fork + 1;
    refused.rule.measure = *find_measure("wfo.share");
    refused.rule.value = 7;
    root.commands = {refused};
    session.branches = {root};
    const OnScreen shown{std::make_shared<const Session>(session), {0}};
    Days days({world}, {std::make_shared<const Place>(place)}, shown);
    CHECK(days.day(0, root.fork + 2) == nullptr);
    wait_until([&] { return !days.failure().empty(); });
    CHECK_THAT(days.failure(), Catch::Contains("refused"));
    Futures futures({world}, shown, 1, 2);
    wait_until([&] { return !futures.failure().empty(); });
    CHECK(futures.view()->done_a == 0);
}
