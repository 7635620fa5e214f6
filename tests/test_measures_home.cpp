// Those who are not at the office: who goes out instead of working at home, and children at school.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "day/outside.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// Everybody works from home in a town where a tenth is infected; nobody here is.
ScenarioText at_home(int staff) {
    ScenarioText s = one_room(staff);
    s.reported = {{"2020-03-16", 1}};
    s.parameter("town.ascertainment", 10).parameter("town.infectious_days", 1);  // 1 in 10,000 a day
    s.reported[0].second = 1000;
    s.rule("wfo.share", "0");
    s.switched("apply", false);
    return s;
}

using Outing = std::pair<uint32_t, int32_t>;  // who, when

std::set<Outing> outings(const ScenarioText& s) {
    std::set<Outing> all;
    Simulation simulation = begin(s.world());
    while (!simulation.over()) {
        const LivedDay day(simulation);
        size_t today = 0;
        for (PersonId p : day.world.servant_ids()) {
            if (day.scene.roster.mode[p] == Mode::home && goes_out(day.today, p)) {
                all.insert({p.value, day.today.day.value});
                ++today;
            }
        }
        CHECK(at(simulation.total_on(simulation.days_lived() - 1), Outcome::outings) == static_cast<double>(today));
    }
    return all;
}

bool of_school_age(const World& world, PersonId p) {
    return !world.is_servant(p) && world.age[p] >= 6 && world.age[p] <= 18;
}

}  // namespace

TEST_CASE("stricter supervision leaves a part of the outings, and the strictest none", "[home]") {
    ScenarioText s = at_home(100);
    s.parameter("town.outing_share", 0.5);
    std::set<Outing> more;
    for (const char* strict : {"0", "0.3", "0.7", "1"}) {
        CAPTURE(strict);
        ScenarioText with = s;
        with.rule("home.supervision", strict);
        const std::set<Outing> now = outings(with);
        if (strict == std::string("0")) {
            const auto world = with.world();
            const auto roamers =
                std::count_if(world->jobs.begin(), world->jobs.end(), [](const Job& j) { return j.roams; });
            CHECK(now.size() == static_cast<size_t>(10 * roamers));  // every working day of two weeks
            more = now;
        }
        CHECK(std::includes(more.begin(), more.end(), now.begin(), now.end()));
        const double n = static_cast<double>(outings(s).size()), left = 1 - std::stod(strict);
        CHECK(std::fabs(static_cast<double>(now.size()) - left * n) <= 4 * std::sqrt(n * left * (1 - left)));
        more = now;
    }
}

TEST_CASE("nobody roams who is at the office", "[home]") {
    ScenarioText s = at_home(100);
    s.rules.clear();
    CHECK(outings(s).empty());
}

TEST_CASE("an outing meets so much more of the town, within two to four hours", "[home]") {
    const double factor = GENERATE(1.5, 0.5);
    ScenarioText s = at_home(60);
    s.parameter("town.outing_factor", factor).rule("home.supervision", "0.5");
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    REQUIRE(day.today.prevalence == Approx(0.1));
    int out = 0, in = 0;
    for (PersonId p : day.world.servant_ids()) {
        const bool goes = goes_out(day.today, p);
        (goes ? out : in) += 1;
        const double daily = 0.1 / 1 * day.susceptibility(p);
        CHECK(day.hazard_outside(p, Setting::town) == Approx((goes ? factor : 1) * daily).epsilon(1e-12));
        const Interval when = outing_time(day.today, p);
        CHECK(when.from >= clock(9));
        CHECK(when.to <= clock(17));
        CHECK((when.length() >= clock(2) && when.length() <= clock(4)));
    }
    CHECK(out > 0);
    CHECK(in > out);
}

TEST_CASE("who is infected while out is infected then", "[home]") {
    ScenarioText s = at_home(300);
    s.parameter("town.outing_factor", 10).parameter("town.outing_share", 1);
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    int while_out = 0, all = 0;
    for (const Episode& e : day.infected) {
        if (day.world.is_servant(e.person)) {
            ++all;
            const Interval when = outing_time(day.today, e.person);
            CHECK(e.setting == Setting::town);
            while_out += when.contains(e.second) ? 1 : 0;
        }
    }
    CHECK(all > 100);
    CHECK(while_out > 0.6 * all);
}

// A Wells-Riley room in steady state: (n - 1) pupils, each infectious with the town's share.
TEST_CASE("a pupil at school breathes the air of a class, on schooldays", "[home]") {
    ScenarioText s = at_home(60);
    s.holidays = {"2020-03-18"};
    Simulation simulation = begin(s.world());
    const double lambda = 3 + 1 + 0.4, one = 8 * 0.1 / (lambda * 168) * 0.51 * 5;
    const double expected = 0.1 * 0.7 * 31 * one;
    for (int d = 0; d < 7; ++d) {
        const LivedDay day(simulation);
        const bool schoolday = d < 5 && d != 2;
        int pupils = 0;
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            const bool learns = of_school_age(day.world, p);
            pupils += learns ? 1 : 0;
            const double hazard = day.hazard_outside(p, Setting::school);
            CHECK(hazard == Approx(schoolday && learns ? expected * day.susceptibility(p) : 0).epsilon(1e-12));
        }
        CHECK(pupils > 20);
    }
}

TEST_CASE("a cap on face-to-face teaching keeps pupils at home and empties the classes", "[home]") {
    ScenarioText s = at_home(300);
    std::set<Outing> fewer;
    for (const char* share : {"0", "0.25", "0.5", "1"}) {
        CAPTURE(share);
        ScenarioText with = s;
        with.rule("school.in_person", share);
        Simulation simulation = begin(with.world());
        std::set<Outing> here;
        double children = 0;
        for (int d = 0; d < 5; ++d) {
            const LivedDay day(simulation);
            const double one = 8 * 0.1 / (4.4 * 168) * 0.51 * 5;
            for (PersonId p{day.world.servants}; p.value < day.world.people(); ++p.value) {
                children += of_school_age(day.world, p) ? 1 : 0;
                const double hazard = day.hazard_outside(p, Setting::school);
                if (hazard > 0) {
                    here.insert({p.value, d});
                    CHECK(hazard == Approx(0.1 * 0.7 * (32 * std::stod(share) - 1) * one * day.susceptibility(p)));
                }
            }
        }
        const double part = std::stod(share);
        CHECK(std::fabs(static_cast<double>(here.size()) - part * children) <=
              4 * std::sqrt(children * part * (1 - part)));
        CHECK(std::includes(here.begin(), here.end(), fewer.begin(), fewer.end()));
        fewer = here;
    }
}

TEST_CASE("a child in quarantine or in hospital is not at school", "[home]") {
    Simulation simulation = begin(at_home(60).world());
    const World& world = *Peek::at(simulation).world;
    for (PersonId p{world.servants}; p.value < world.people(); ++p.value) {
        const Mode mode = p.value % 2 == 0 ? Mode::quarantined : Mode::hospital;
        Peek::at(simulation).state.away[p] = {simulation.day(), mode};
    }
    for (int d = 0; d < 2; ++d) {
        const LivedDay day(simulation);
        double sum = 0;
        for (PersonId p{world.servants}; p.value < world.people(); ++p.value) {
            sum += day.hazard_outside(p, Setting::school);
        }
        CHECK((sum > 0) == (d == 1));
    }
}

TEST_CASE("children are infected at school in the morning, and not when it is closed", "[home]") {
    ScenarioText s = at_home(200);
    s.parameter("emission.quanta_per_h", 100);
    ScenarioText closed = s;
    closed.rule("school.in_person", "0");
    Simulation open = begin(s.world()), shut = begin(closed.world());
    double infected = 0;
    while (!open.over()) {
        const LivedDay day(open);
        shut.step();
        for (const Episode& e : day.infected) {
            if (e.setting == Setting::school) {
                infected += 1;
                CHECK(of_school_age(day.world, e.person));
                CHECK((e.second >= clock(7) && e.second <= clock(12)));
                CHECK(e.source.outside());
            }
        }
    }
    CHECK(infected > 10);
    CHECK(at(open.total(14), Outcome::from_school) == infected);
    CHECK(at(shut.total(14), Outcome::from_school) == 0);
    CHECK(at(open.total(14), Outcome::at_work) == at(shut.total(14), Outcome::at_work));
}
