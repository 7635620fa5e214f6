// Samples, results, isolation, quarantine and closures: what an administration learns, when, and what it does then.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <vector>

#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

int pending(const State& state, PersonId person) {
    return static_cast<int>(
        std::count_if(state.samples.begin(), state.samples.end(), [&](const Sample& s) { return s.person == person; }));
}

}  // namespace

TEST_CASE("who is ill is sampled, found after the delay, and isolates from the next day on", "[engine]") {
    const int delay = GENERATE(0, 1, 3, 6);
    CAPTURE(delay);
    const int people = 60;
    Simulation simulation = begin(tested_office(people, delay).world());
    const Day onset = simulation.day() + 2;
    for (uint32_t p = 0; p < people; ++p) {
        plant_ill(simulation, PersonId{p}, onset);
    }
    std::map<uint32_t, Day> found;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const Day today = day.today.day;
        CHECK((today >= onset || day.testing.sampled.empty()));
        CHECK(day.testing.sampled.size() == (today == onset ? static_cast<size_t>(people) : 0U));
        CHECK((today == onset + delay || day.testing.positive.empty()));
        for (uint32_t p = 0; p < people; ++p) {
            const Away& away = day.next.away[PersonId{p}];
            if (away.mode == Mode::isolating && away.until > today && !found.contains(p)) {
                found[p] = today;
                CHECK(today == onset + delay);
                CHECK(away.until == std::max(onset + 10, today + 1));
            }
            const Mode mode = day.scene.roster.mode[PersonId{p}];
            if (found.contains(p) && today > found[p]) {
                CHECK(mode == (today <= onset + 10 ? Mode::isolating
                               : day.today.workday ? Mode::on_site
                                                   : Mode::off_duty));
            } else {
                CHECK(mode != Mode::isolating);
            }
        }
    }
    // A week after infection PCR finds three of four; those whom it misses are never isolated.
    CHECK(found.size() > people / 2);
    CHECK(found.size() < people);
}

TEST_CASE("nobody is sampled where nobody is tested, and nobody isolates who does not obey", "[engine]") {
    ScenarioText s = tested_office(40, 1);
    SECTION("not tested") {
        s.rules.clear();
        Simulation simulation = begin(s.world());
        for (uint32_t p = 0; p < 40; ++p) {
            plant_ill(simulation, PersonId{p}, simulation.day() + 1);
        }
        while (!simulation.over()) {
            simulation.step();
        }
        CHECK(at(simulation.total(20), Outcome::tests) == 0);
        CHECK(at(simulation.total(20), Outcome::confirmed) == 0);
    }
    SECTION("not obeyed") {
        s.parameter("test.isolation_obeyed", 0);
        Simulation simulation = begin(s.world());
        for (uint32_t p = 0; p < 40; ++p) {
            plant_ill(simulation, PersonId{p}, simulation.day() + 1);
        }
        while (!simulation.over()) {
            const LivedDay day(simulation);
            for (PersonId p : day.world.servant_ids()) {
                CHECK(day.scene.roster.mode[p] != Mode::isolating);
            }
        }
        CHECK(at(simulation.total(20), Outcome::tests) == 40);
        CHECK(at(simulation.total(20), Outcome::confirmed) > 20);
    }
}

TEST_CASE("the share of the ill who are tested is the one asked for, and a larger share tests all of a smaller",
          "[engine]") {
    std::set<uint32_t> fewer;
    for (const double share : {0.1, 0.4, 0.8}) {
        ScenarioText s = tested_office(500, 3);
        s.rules.clear();
        s.rule("test.symptomatic", std::to_string(share));
        Simulation simulation = begin(s.world());
        const Day onset = simulation.day() + 1;
        for (uint32_t p = 0; p < 500; ++p) {
            plant_ill(simulation, PersonId{p}, onset);
        }
        simulation.step();
        simulation.step();
        std::set<uint32_t> tested;
        for (const Sample& sample : Peek::at(simulation).state.samples) {
            CHECK(sample.taken == onset);
            tested.insert(sample.person.value);
        }
        CHECK(static_cast<double>(tested.size()) ==
              Approx(500 * share).margin(4 * std::sqrt(500 * share * (1 - share))));
        CHECK(std::includes(tested.begin(), tested.end(), fewer.begin(), fewer.end()));
        fewer = tested;
    }
}

TEST_CASE("contacts of a confirmed case are quarantined: the household, and so many colleagues of the room",
          "[engine]") {
    const int contacts = GENERATE(1, 4);
    CAPTURE(contacts);
    constexpr int days = 5, staff = 12;
    ScenarioText s = tested_office(staff, 1);
    s.agencies[0].units.push_back({"lain", 6, {}, "field", {{"lain", "office", 6, -1}}});
    s.parameter("trace.household", 1).parameter("trace.delay", 1);
    s.rule("trace.contacts", std::to_string(contacts)).rule("quarantine.days", std::to_string(days));
    int found = 0;
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        Simulation simulation = begin(s.world(), seed);
        const PersonId index{3};
        plant_ill(simulation, index, simulation.day() + 1);
        Day reported;
        while (!simulation.over()) {
            const LivedDay day(simulation);
            const Day today = day.today.day;
            const bool over = reported == Day{} || today > reported + days;
            int colleagues = 0;
            for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
                const Away& away = day.evening.away[p];
                const bool quarantined = away.until >= today && away.mode == Mode::quarantined;
                const bool family = p != index && day.world.household(p) == day.world.household(index);
                if (family) {
                    CHECK(quarantined == !over);
                } else if (quarantined) {
                    CHECK(!over);
                    CHECK(p != index);       // who isolates
                    CHECK(p.value < staff);  // of the same room; not another room, nor another family
                    ++colleagues;
                }
                if (day.world.is_servant(p) && quarantined) {
                    CHECK(day.scene.roster.mode[p] == Mode::quarantined);
                }
            }
            CHECK(colleagues == (over ? 0 : contacts));
            if (!day.testing.positive.empty()) {
                reported = today;
                ++found;
            }
        }
    }
    CHECK(found > 10);
}

TEST_CASE("an agency closes when its cases reach the threshold, for the days stated", "[engine]") {
    const int threshold = GENERATE(1, 3), days = GENERATE(1, 4);
    CAPTURE(threshold, days);
    ScenarioText s = tested_office(30, 1);
    s.agencies.push_back(s.agencies[0]);
    s.agencies[1].id = "badan";
    s.rule("closure.cases", std::to_string(threshold)).rule("closure.days", std::to_string(days));
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < 10; ++p) {
        plant_ill(simulation, PersonId{p}, simulation.day() + 1 + static_cast<int32_t>(p / 2));
    }
    const AgencyId struck{0}, other{1};
    std::vector<std::pair<Day, int>> cases;
    Day closed_until;
    bool ever = false;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const Day today = day.today.day;
        const bool closed = today <= closed_until;
        for (PersonId p : day.world.servant_ids()) {
            const bool mine = day.world.units[day.world.jobs[p].unit].agency == struck;
            CHECK((!present(day.scene.roster.mode[p]) || !mine || !closed));
            if (day.today.workday && !mine) {
                CHECK(day.scene.roster.mode[p] == Mode::on_site);
            }
            if (day.today.workday && mine && !closed && day.evening.away[p].until < today) {
                CHECK(day.scene.roster.mode[p] == Mode::on_site);
            }
        }
        cases.emplace_back(today, day.testing.confirmed[struck]);
        int recent = 0;
        for (const auto& [when, n] : cases) {
            recent += today - when < 14 ? n : 0;
        }
        if (cases.back().second > 0 && recent >= threshold) {
            closed_until = today + days;
            ever = true;
        }
        CHECK(day.next.closed_until[struck] == closed_until);
        CHECK(day.next.closed_until[other] == Day{});
    }
    CHECK(ever);
}

TEST_CASE("a lever that says never closes nothing and inspects nobody", "[engine]") {
    ScenarioText s = tested_office(30, 1);
    s.days = 60;
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < 30; ++p) {
        plant_ill(simulation, PersonId{p}, simulation.day() + 1);
    }
    double before = Peek::at(simulation).state.compliance[UnitId{0}];
    while (!simulation.over()) {
        const LivedDay day(simulation);
        CHECK(day.next.closed_until[AgencyId{0}] == Day{});
        if (day.testing.confirmed[AgencyId{0}] < 2) {  // more than one on a day is a cluster, which is heeded
            CHECK(day.next.compliance[UnitId{0}] <= before);
        }
        before = day.next.compliance[UnitId{0}];
    }
}

// Whatever is true of the infection, an administration knows positive results of its staff, on the day they came, and
// how many requests wait; nothing else.
TEST_CASE("what is observed is what was reported, never more", "[engine]") {
    const bool held = rc::check("observed", [] {
        const ScenarioText scenario = any_scenario("observed");
        Simulation simulation = begin(scenario.world());
        while (!simulation.over()) {
            const LivedDay day(simulation);
            const World& world = day.world;
            const auto& before = day.evening.observed.confirmed;
            const auto& after = day.next.observed.confirmed;
            RC_ASSERT(after.size() >= before.size());
            std::map<UnitId, int> reported, due;
            for (size_t i = before.size(); i < after.size(); ++i) {
                RC_ASSERT(after[i].day == day.today.day);
                RC_ASSERT(world.units[after[i].unit].agency == after[i].agency);
                ++reported[after[i].unit];
            }
            // Results that came today: samples of yesterday's list whose day it is, and those taken and read today.
            std::map<UnitId, int> quick = reported;
            for (const Sample& s : day.evening.samples) {
                RC_ASSERT(s.taken <= s.due);
                RC_ASSERT(s.due >= day.today.day);  // results are not kept back
                if (s.due == day.today.day && s.positive && world.is_servant(s.person) &&
                    day.next.health[s.person] != Health::dead) {
                    ++due[world.unit(s.person)];
                    --quick[world.unit(s.person)];
                }
            }
            for (const auto& [unit, n] : quick) {
                RC_ASSERT(n >= 0);
                RC_ASSERT((n == 0 || std::count(day.testing.sampled.begin(), day.testing.sampled.end(), unit) >= n));
            }
            double confirmed = 0;
            for (const Tally& row : day.record.rows) {
                confirmed += row.value(Outcome::confirmed);
            }
            RC_ASSERT(confirmed == static_cast<double>(day.testing.positive.size()));
            RC_ASSERT(static_cast<double>(after.size() - before.size()) <= confirmed);
        }
    });
    CHECK(held);
}

TEST_CASE("true infections without tests leave no trace in what is observed", "[engine]") {
    ScenarioText s = busy_office();
    s.days = 28;
    s.parameter("emission.quanta_per_h", 200);
    ScenarioText healthy = s;
    s.prevalence_low = s.prevalence_high = 0.2;
    s.switched("isolation", false);  // else they stay at home, which shows in the backlog
    healthy.switched("isolation", false);
    s.strains.push_back({"wild", 1, {{"severity", 0}}});
    Simulation infected = begin(s.world()), well = begin(healthy.world());
    for (int d = 0; d < 28; ++d) {
        infected.step();
        well.step();
        const Observed &a = Peek::at(infected).state.observed, &b = Peek::at(well).state.observed;
        CHECK(a.confirmed.empty());
        for (AgencyId agency : a.backlog.ids()) {
            CHECK(a.backlog[agency] == b.backlog[agency]);
        }
    }
    CHECK(infected.infected_ever() > 20);
}

TEST_CASE("specificity alone finds few of those with another illness", "[engine]") {
    ScenarioText s = one_room(300);
    s.days = 60;
    s.parameter("absence.other_sickness", 0.02).parameter("test.pcr_specificity", 0.9);
    s.rule("test.symptomatic", "1");
    Simulation simulation = begin(s.world());
    while (!simulation.over()) {
        simulation.step();
    }
    const double tests = at(simulation.total(60), Outcome::tests), found = at(simulation.total(60), Outcome::confirmed);
    CHECK(tests > 200);
    CHECK(found / tests == Approx(0.1).margin(4 * std::sqrt(0.09 / tests)));
}

TEST_CASE("a sample waits for its result and is read once", "[engine]") {
    Simulation simulation = begin(tested_office(5, 4).world());
    const PersonId person{1};
    const Day onset = simulation.day() + 1;
    plant_ill(simulation, person, onset);
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const bool waits = day.today.day >= onset - 1 && day.today.day < onset + 4;
        CHECK(pending(day.next, person) == (waits ? 1 : 0));
    }
}
