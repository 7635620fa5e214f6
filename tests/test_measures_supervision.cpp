// Compliance: how it fades, follows colleagues and leaders, and what a visit does to it. All of it has a closed form.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "policy/effects/supervision.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// Two agencies, the first with units of 2, 6 and 12 people. Colleagues do not follow each other unless a test says so.
ScenarioText three_units() {
    ScenarioText s = one_room(2);
    s.agencies[0].units.push_back({"b", 6, {}, "administration", {}});
    s.agencies[0].units.push_back({"c", 12, {}, "administration", {}});
    s.agencies.push_back(one_room(3).agencies[0]);
    s.agencies[1].id = "badan";
    s.parameter("compliance.peer_effect", 0);
    return s;
}

double compliance(const Simulation& simulation, uint32_t unit) {
    return Peek::at(simulation).state.compliance[UnitId{unit}];
}

double inspections_on(const Simulation& simulation, size_t day) {
    return at(simulation.total_on(day), Outcome::inspections);
}

constexpr double start = 0.8, lowest = 0.45, highest = 0.95;           // the defaults
const double faded = lowest + (start - lowest) * std::exp(-1 / 75.0);  // after one day
const auto near = [](double x) { return Approx(x).epsilon(1e-12); };

}  // namespace

TEST_CASE("compliance fades exponentially to its floor", "[supervision]") {
    Simulation simulation = begin(three_units().world());
    for (int d = 1; d <= 14; ++d) {
        simulation.step();
        for (uint32_t u = 0; u < 4; ++u) {
            CHECK(compliance(simulation, u) == near(lowest + (start - lowest) * std::exp(-d / 75.0)));
        }
    }
}

TEST_CASE("units follow their colleagues, and the mean of the agency stays where it would be", "[supervision]") {
    ScenarioText s = three_units();
    s.parameter("compliance.peer_effect", 0.3).parameter("compliance.tau", 50);
    Simulation simulation = begin(s.world());
    const std::array<double, 4> first = {0.9, 0.7, 0.5, 0.6};
    for (uint32_t u = 0; u < 4; ++u) {
        Peek::at(simulation).state.compliance[UnitId{u}] = first[u];
    }
    const double mean = (2 * 0.9 + 6 * 0.7 + 12 * 0.5) / 20;
    for (int d = 1; d <= 10; ++d) {
        simulation.step();
        const double mean_now = lowest + (mean - lowest) * std::exp(-d / 50.0);
        double sum = 0;
        for (uint32_t u = 0; u < 3; ++u) {
            sum += compliance(simulation, u) * std::array{2, 6, 12}[u] / 20;
            CHECK(compliance(simulation, u) == near(mean_now + (first[u] - mean) * std::exp(-d * (1 / 50.0 + 0.3))));
        }
        CHECK(sum == near(mean_now));
        // Alone in its agency, so nobody is followed.
        CHECK(compliance(simulation, 3) == near(lowest + (first[3] - lowest) * std::exp(-d / 50.0)));
    }
}

TEST_CASE("a visit closes part of the gap, next door less, elsewhere nothing", "[supervision]") {
    const auto [who, weight] =
        GENERATE(std::pair("head", 0.7), std::pair("secretary", 1.0), std::pair("task_force", 1.2));
    CAPTURE(who);
    ScenarioText s = three_units();
    s.rule("inspection.interval", "1", "kota/dinas/b").rule("inspection.by", who);
    Simulation simulation = begin(s.world());
    simulation.step();
    const double gain = 0.5 * weight;
    CHECK(compliance(simulation, 1) == near(faded + gain * (highest - faded)));
    CHECK(compliance(simulation, 0) == near(faded + 0.5 * gain * (highest - faded)));
    CHECK(compliance(simulation, 2) == compliance(simulation, 0));
    CHECK(compliance(simulation, 3) == near(faded));
    CHECK(inspections_on(simulation, 0) == 1);
}

TEST_CASE("no visit closes more than the whole gap", "[supervision]") {
    ScenarioText s = three_units();
    s.rule("inspection.interval", "1").rule("inspection.by", "task_force");
    s.parameter("compliance.inspection_gain", 1).parameter("compliance.inspector_task_force", 2);
    Simulation simulation = begin(s.world());
    for (int d = 0; d < 14; ++d) {
        simulation.step();
        CHECK(compliance(simulation, 0) <= highest);
    }
}

TEST_CASE("what an announced visit gains is less, and most of it soon passes", "[supervision]") {
    ScenarioText s = three_units();
    for (const char* measure : {"inspection.interval", "inspection.announced", "inspection.by"}) {
        s.rule(measure, measure == std::string("inspection.by") ? "secretary" : "1", "kota/dinas/b");
        s.rules.back().until = "2020-03-16";  // one visit
    }
    Simulation simulation = begin(s.world());
    simulation.step();
    const double gained = 0.5 * 0.5 * (highest - faded);
    const double passing = 0.6 * gained, lasting = faded + 0.4 * gained;
    CHECK(compliance(simulation, 1) == near(faded + gained));
    for (int d = 1; d <= 12; ++d) {
        simulation.step();
        CHECK(Peek::at(simulation).state.passing[UnitId{1}] == near(passing * std::exp(-d / 7.0)));
        CHECK(compliance(simulation, 1) ==
              near(lowest + (lasting - lowest) * std::exp(-d / 75.0) + passing * std::exp(-d / 7.0)));
    }
}

TEST_CASE("a visit by surprise leaves nothing that passes", "[supervision]") {
    ScenarioText s = three_units();
    s.rule("inspection.interval", "3");
    Simulation simulation = begin(s.world());
    while (!simulation.over()) {
        simulation.step();
        for (double passing : Peek::at(simulation).state.passing) {
            CHECK(passing == 0);
        }
    }
}

TEST_CASE("example and sanctions raise the floor while they hold", "[supervision]") {
    const auto [example, sanction, inspected, floor] = GENERATE(
        std::tuple("1", "sanction", false, lowest + 0.19 * 0.5),
        std::tuple("0.5", "coaching", false, lowest + 0.5 * 0.19 * 0.5),
        std::tuple("0", "sanction", true, lowest + 0.1), std::tuple("1", "sanction", true, lowest + 0.1 + 0.19 * 0.5));
    CAPTURE(example, sanction, inspected);
    ScenarioText s = three_units();
    s.parameter("compliance.tau", 1).parameter("compliance.inspection_gain", 0);  // visits that only threaten
    s.rule("leader.example", example, "kota/dinas").rule("inspection.sanction", sanction, "kota/dinas");
    if (inspected) {
        s.rule("inspection.interval", "7", "kota/dinas");
    }
    s.days = 80;
    for (RuleText& rule : s.rules) {
        rule.until = "2020-04-24";  // forty days
    }
    Simulation simulation = begin(s.world());
    for (int d = 0; d < 40; ++d) {
        simulation.step();
    }
    CHECK(compliance(simulation, 0) == near(floor));
    CHECK(compliance(simulation, 3) == near(lowest));
    for (int d = 0; d < 40; ++d) {
        simulation.step();
    }
    CHECK(compliance(simulation, 0) == near(lowest));
}

TEST_CASE("the floor never passes the highest compliance, and strictness never lowers it", "[supervision]") {
    Parameters p = default_parameters();
    Levers none = neutral_levers(), all = none;
    all.leader_example = all.inspection_sanction = 1;
    all.inspection_interval = 7;
    for (const double floor : {0.0, 0.45, 0.9, 0.95, 1.0}) {
        p.compliance_floor = floor;
        CHECK(effect::compliance_floor(none, p) == floor);
        CHECK(effect::compliance_floor(all, p) >= floor);
        CHECK(effect::compliance_floor(all, p) <= std::max(floor, p.compliance_max) + 1e-15);
    }
}

TEST_CASE("a cluster in the own agency is heeded there, and more than a weaker visit", "[supervision]") {
    const bool visited = GENERATE(false, true);
    ScenarioText s = three_units();
    if (visited) {
        s.rule("inspection.interval", "1", "kota/dinas/b").rule("inspection.announced", "1");
    }
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    State state = day.evening;
    TestingDay testing;
    testing.confirmed.assign(2, 0);
    testing.confirmed[AgencyId{0}] = 2;
    comply(day.today, testing, state);
    for (uint32_t u = 0; u < 3; ++u) {
        CHECK(state.compliance[UnitId{u}] == near(faded + 0.4 * (highest - faded)));
        CHECK(state.passing[UnitId{u}] == 0);
    }
    CHECK(state.compliance[UnitId{3}] == near(faded));
    testing.confirmed[AgencyId{0}] = 1;
    state = day.evening;
    comply(day.today, testing, state);
    CHECK(state.compliance[UnitId{0}] == compliance(simulation, 0));
}

TEST_CASE("inspections are counted, one for each unit visited", "[supervision]") {
    ScenarioText s = three_units();
    s.days = 28;
    s.rule("inspection.interval", "7", "kota/dinas");
    Simulation weekly = begin(s.world());
    s.rules[0].value = "1";
    Simulation daily = begin(s.world());
    double sum = 0;
    for (size_t d = 0; d < 28; ++d) {
        weekly.step();
        daily.step();
        CHECK(inspections_on(daily, d) == (d % 7 < 5 ? 3 : 0));  // from a Monday on
        const double now = inspections_on(weekly, d);
        CHECK((now == 0 || now == 3));
        sum += now;
    }
    CHECK((sum == 9 || sum == 12));  // a weekend may put the last one off beyond the end
    CHECK(at(weekly.total(28), Outcome::inspections) == sum);
}
