// One scenario, one seed: one state, whatever the number of threads, the path taken to it, and who steps it.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// The state at each midnight, by seed 1 of the scenario files as they stand. A change of the model or of a scenario may
// change these: that is fine if the commit says why. The test prints what to put here instead.
struct Golden {
    const char* file;
    int day;
    uint64_t hash;
};
constexpr Golden golden[] = {
    {"tiny.toml", 1, 0x2d259302482bde9e},  {"tiny.toml", 2, 0xa5c9b897aeff8f41},
    {"tiny.toml", 3, 0x495218db81390f63},  {"tiny.toml", 4, 0x42ee5197cb8da437},
    {"tiny.toml", 5, 0x3809b3aa811ea77a},  {"tiny.toml", 6, 0x80fb07218b5f2d27},
    {"tiny.toml", 7, 0x4bf9ec77add9ad91},  {"tiny.toml", 8, 0xd5c2e6b6f66435d2},
    {"tiny.toml", 9, 0xdb5ac1db6d1deeb8},  {"tiny.toml", 10, 0x80379a184c389e20},
    {"tiny.toml", 11, 0xb6acf7e30dc5c264}, {"tiny.toml", 12, 0xb32609ba8c9a531b},
    {"tiny.toml", 13, 0x833576fb1c18f83a}, {"tiny.toml", 14, 0x1587e2ae1e8a5a87},
    {"tiny.toml", 42, 0x9a777f7eea8dcfcd}, {"tangsel-2020-wfh-piket.toml", 14, 0x20f0d747995549c2},
};

// Offices in which much happens: infectious people in every kind of room, tests, quarantine and closures.
ScenarioText lively() {
    ScenarioText s = busy_office();
    s.days = 21;
    s.prevalence_low = s.prevalence_high = 0.15;
    s.reported = {{"2020-03-16", 5}, {"2020-03-25", 20}};
    s.parameter("emission.quanta_per_h", 60).parameter("meeting.staff", 3).parameter("meeting.across", 2);
    s.rule("test.symptomatic", "0.8").rule("trace.contacts", "4").rule("quarantine.days", "5");
    s.rule("closure.cases", "3")
        .rule("closure.days", "2")
        .rule("gate.thermogun", "0.5")
        .rule("gate.self_assessment", "0.5");
    s.rule("mask.mandate", "0.7").rule("inspection.interval", "7");
    return s;
}

std::vector<Override> contagious() {
    return {{"emission.quanta_per_h", "60"}};  // so that ten days see infections in every setting
}

Rule capped(double share, Day from = {}, Day until = never, std::string scope = "") {
    Rule rule;
    rule.measure = *find_measure("wfo.share");
    rule.value = share;
    rule.scope.path = std::move(scope);
    rule.from = from;
    rule.until = until;
    return rule;
}

Command enact(Rule rule) {
    Command command;
    command.rule = std::move(rule);
    return command;
}

Command lift(uint32_t target) {
    Command command;
    command.kind = Command::Kind::lift;
    command.target = target;
    return command;
}

void step(Simulation& simulation, int days) {
    for (int i = 0; i < days; ++i) {
        simulation.step();
    }
}

}  // namespace

TEST_CASE("known scenarios reach the known states", "[engine]") {
    std::string measured;
    bool same = true;
    std::string file;
    std::optional<Simulation> simulation;
    int day = 0;
    for (const Golden& g : golden) {
        if (file != g.file) {
            file = g.file;
            simulation.emplace(begin(load_world(file)));
            day = 0;
        }
        for (; day < g.day; ++day) {
            simulation->step();
        }
        same = same && simulation->hash() == g.hash;
        measured += fmt::format("    {{\"{}\", {}, {:#018x}}},\n", g.file, g.day, simulation->hash());
    }
    INFO("measured:\n" << measured);
    CHECK(same);
}

TEST_CASE("the number of threads changes nothing", "[engine]") {
    const int threads = GENERATE(2, 4, 8);
    CAPTURE(threads);
    const auto office = lively().world();
    CHECK(first_difference(begin(office), begin(office, 1, threads)) == "");
    const auto town = load_world("tangsel-2020.toml", contagious());
    Simulation one = begin(town), many = begin(town, 1, threads);
    for (int day = 1; day <= 7; ++day) {
        one.step();
        many.step();
        CAPTURE(day);
        REQUIRE(one.array_hashes() == many.array_hashes());
        REQUIRE(one.total_on(static_cast<size_t>(day - 1)) == many.total_on(static_cast<size_t>(day - 1)));
    }
}

TEST_CASE("an ensemble is the same at any number of threads, and each replicate is a run of its own", "[engine]") {
    ScenarioText small = lively();
    small.days = 10;
    ScenarioText capped_too = small;
    capped_too.rule("wfo.share", "0.5");
    const std::vector<std::shared_ptr<const World>> worlds = {small.world(), capped_too.world()};
    const auto run = [&](int threads, std::vector<uint64_t>& hashes) {
        EnsembleOptions options;
        options.seed = 7;
        options.replicates = 6;
        options.threads = threads;
        options.finished = [&](size_t, uint64_t, const Simulation& s) { hashes.push_back(s.hash()); };
        return run_ensemble(worlds, options);
    };
    std::vector<uint64_t> expected;
    const auto one = run(1, expected);
    REQUIRE(expected.size() == 12);
    for (const int threads : {2, 4, 8}) {
        std::vector<uint64_t> hashes;
        const auto many = run(threads, hashes);
        CAPTURE(threads);
        CHECK(hashes == expected);
        for (size_t a = 0; a < worlds.size(); ++a) {
            for (size_t r = 0; r < one[a].size(); ++r) {
                CHECK(one[a][r].days == many[a][r].days);
                CHECK(one[a][r].horizons == many[a][r].horizons);
            }
        }
    }
    for (size_t task = 0; task < expected.size(); ++task) {
        Simulation alone(worlds[task % 2], {7, task / 2, 1, false});
        step(alone, small.days);
        CHECK(alone.hash() == expected[task]);
    }
}

TEST_CASE("seeds and replicates are different futures of the same people", "[engine]") {
    const auto world = lively().world();
    Simulation a(world, {1, 0, 1, false}), b(world, {2, 0, 1, false}), c(world, {1, 1, 1, false});
    step(a, 5), step(b, 5), step(c, 5);
    CHECK(a.hash() != b.hash());
    CHECK(a.hash() != c.hash());
    CHECK(b.hash() != c.hash());
}

TEST_CASE("the lazy path and the obvious path reach the same state in any small world", "[engine]") {
    const bool held = rc::check("lazy equals reference", [] {
        const ScenarioText scenario = any_scenario("lazy equals reference");
        const auto world = scenario.world();
        const auto seed = static_cast<uint64_t>(*rc::gen::inRange(1, 1000));
        const std::string where = first_difference(begin(world, seed), begin(world, seed, 1, true));
        RC_LOG() << where;
        RC_ASSERT(where.empty());
    });
    CHECK(held);
}

TEST_CASE("the lazy path and the obvious path reach the same state in a town", "[engine]") {
    for (const char* file : {"tangsel-2020.toml", "tangsel-2020-wfh-piket.toml"}) {
        std::vector<Override> overrides = contagious();
        overrides.push_back({"run.days", "10"});
        const auto world = load_world(file, overrides);
        CAPTURE(file);
        CHECK(first_difference(begin(world), begin(world, 1, 2, true)) == "");
    }
}

TEST_CASE("officers serve in a hall that another unit lists", "[engine]") {
    ScenarioText s = busy_office();
    s.agencies[0].units.push_back(
        {"arsip", 3, {}, "administration", {{"gudang", "office", 3, -1}, {"ruang", "hall", 9, -1}}});
    s.prevalence_low = s.prevalence_high = 0.2;
    s.parameter("emission.quanta_per_h", 100);
    const auto world = s.world();
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        CHECK(first_difference(begin(world, seed), begin(world, seed, 1, true)) == "");
    }
}

TEST_CASE("the first difference is named by day and array", "[engine]") {
    ScenarioText s = lively();
    const auto a = s.world();
    CHECK(first_difference(begin(a), begin(a)) == "");
    CHECK_THAT(first_difference(begin(a, 1), begin(a, 2)), Catch::StartsWith("before the first day: reserve"));
    s.rules.push_back({"wfo.share", "0", "", {}, "2020-03-19", "", "scenario"});
    CHECK_THAT(first_difference(begin(a), begin(s.world())), Catch::StartsWith("day 4 (2020-03-19): "));
    s.days = 3;
    CHECK(first_difference(begin(a), begin(s.world())) == "one has more days than the other");
}

// glibc takes other code for exp, log and pow on processors without FMA, and can be told to. tests/deep/libm.sh shows
// that it does; here the program only has to agree with itself.
TEST_CASE("the state does not depend on the code that libm picks for this processor", "[engine]") {
    const auto output_of = [](const std::string& settings) {
        const std::string command = settings + " '" PIKET_BINARY "' hash '" PIKET_SOURCE_DIR "/scenarios/tiny.toml'";
        std::string output;
        std::array<char, 256> part{};
        FILE* pipe = popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        while (fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) {
            output += part.data();
        }
        CHECK(pclose(pipe) == 0);
        return output;
    };
    const std::string usual = output_of("");
    CHECK(std::count(usual.begin(), usual.end(), '\n') == 42);
    CHECK(output_of("GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4") == usual);
}

TEST_CASE("a fork has the same future, and a change to it leaves the other alone", "[engine]") {
    const auto world = lively().world();
    Simulation original = begin(world), untouched = begin(world);
    step(original, 6);
    Simulation fork = original.fork(), other = original.fork();
    CHECK(fork.hash() == original.hash());
    CHECK(other.post(enact(capped(0))).empty());
    other.step();
    CHECK(first_difference(original, fork) == "");
    step(untouched, 21);
    CHECK(original.hash() == untouched.hash());
    CHECK(original.total(21) == untouched.total(21));
    while (!other.over()) {
        other.step();
    }
    CHECK(other.hash() != original.hash());
    CHECK(original.log().empty());
}

TEST_CASE("a log of commands replayed reaches the same state", "[engine]") {
    const auto world = lively().world();
    Simulation live = begin(world);
    CHECK(live.post(enact(capped(0.8))).empty());
    step(live, 2);
    CHECK(live.post(enact(capped(0.2, live.day() + 1, live.day() + 9, "kota/layanan"))).empty());
    Rule masks;
    masks.measure = *find_measure("mask.mandate");
    masks.value = 1;
    masks.scope.functions = 1U << static_cast<unsigned>(Function::counter);
    CHECK(live.post(enact(masks)).empty());
    step(live, 3);
    CHECK(live.post(lift(0)).empty());
    step(live, 4);
    CHECK(live.post(lift(1)).empty());
    CHECK(live.post(enact(capped(0.5))).empty());
    CHECK(live.post(lift(5)).empty());  // on the same day: it never was in force
    step(live, 12);
    REQUIRE(live.over());

    const std::vector<Command> log = live.log();
    REQUIRE(log.size() == 7);
    Simulation replay = begin(world, 1, 2, true);  // along another path, too
    size_t next = 0;
    while (!replay.over()) {
        while (next < log.size() && log[next].posted == replay.day()) {
            CHECK(replay.post(log[next++]).empty());
        }
        replay.step();
    }
    CHECK(next == log.size());
    CHECK(replay.hash() == live.hash());
    CHECK(replay.total(21) == live.total(21));

    Simulation without = begin(world);
    step(without, 21);
    CHECK(without.hash() != live.hash());
}

TEST_CASE("a command acts from the coming day on, and a lifted one leaves nothing", "[engine]") {
    ScenarioText s = one_room(10);
    const auto world = s.world();
    Simulation a = begin(world);
    const auto on_site = [&](int day) { return at(a.total_on(static_cast<size_t>(day)), Outcome::on_site); };
    step(a, 1);
    CHECK(a.post(enact(capped(0.3))).empty());
    step(a, 2);
    CHECK(a.post(lift(0)).empty());
    step(a, 1);
    CHECK(on_site(0) == 10);
    CHECK(on_site(1) == 3);
    CHECK(on_site(2) == 3);
    CHECK(on_site(3) == 10);
    Simulation never_capped = begin(world);
    step(never_capped, 4);
    CHECK(a.hash() == never_capped.hash());
}

TEST_CASE("a rejected command changes nothing", "[engine]") {
    const auto world = lively().world();
    Simulation a = begin(world), b = begin(world);
    step(a, 3), step(b, 3);
    CHECK(a.post(enact(capped(0.5))).empty());
    CHECK(b.post(enact(capped(0.5))).empty());
    step(a, 1), step(b, 1);

    std::vector<Command> wrong;
    wrong.push_back(enact(capped(1.5)));
    wrong.push_back(enact(capped(-0.1)));
    wrong.push_back(enact(capped(std::numeric_limits<double>::quiet_NaN())));
    wrong.push_back(enact(capped(0.5, {}, never, "kota/nobody")));
    wrong.push_back(enact(capped(0.5, a.day() + 5, a.day() + 4)));
    wrong.push_back(enact(capped(0.5, {}, a.day() - 1)));
    wrong.push_back(enact(Rule{}));
    wrong.push_back(lift(1));
    for (const Command& command : wrong) {
        CHECK(any_error(a.post(command)));
    }
    CHECK(a.log().size() == 1);
    CHECK(first_difference(a, b) == "");
}
