// The town: its renewal equation against closed forms, what the offices add to it, and the colour and level that an
// administration sees in its reports.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "day/alert.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// One office in a town of model renewal.
ScenarioText office_in(double prevalence) {
    ScenarioText s = one_room(4);
    s.days = 120;
    s.prevalence_low = s.prevalence_high = prevalence;
    s.parameter("emission.quanta_per_h", 0);
    return s;
}

std::shared_ptr<const World> world_of(ScenarioText s, const std::string& more) {
    s.more += more;
    return s.world();
}

std::string renewal(double population, const std::string& reproduction, const std::string& more = "") {
    return fmt::format("[town]\nname = \"Kota\"\npopulation = {}\nmodel = \"renewal\"\n{}{}", population, more,
                       reproduction);
}

std::string reproduction(const std::string& from, double r) {
    return fmt::format("[[town.reproduction]]\nfrom = {}\nr = {}\n", from, r);
}

Simulation lived(const std::shared_ptr<const World>& world, int days) {
    Simulation simulation = begin(world);
    for (int i = 0; i < days; ++i) {
        simulation.step();
    }
    return simulation;
}

double on_day(const Simulation& simulation, int day) {
    return state_of(simulation).town.infections[static_cast<size_t>(town_history + day)];
}

// Weekly cases per 100,000 in a town of that size, the same for so many days.
std::vector<TownReport> days_at(double weekly_cases, int days) {
    return std::vector<TownReport>(static_cast<size_t>(days), TownReport{weekly_cases / 7, 0, 0});
}

}  // namespace

TEST_CASE("a renewal town grows and falls as Euler and Lotka have it", "[town]") {
    // A gamma density of the generation time with scale b and shape a: 1 + r b = R^(1/a).
    const double mean = 5.5, sd = 2.14, scale = sd * sd / mean, shape = mean / scale;
    const auto rate = [&](double r) { return (std::pow(r, 1 / shape) - 1) / scale; };
    for (const double r : {1.2, 2.0, 0.7}) {
        CAPTURE(r);
        const auto world = world_of(office_in(1e-7), renewal(1e9, reproduction("2020-01-01", r)));
        const Simulation simulation = lived(world, 40);
        CHECK(std::log(on_day(simulation, 1) / on_day(simulation, 0)) == Approx(rate(r)).epsilon(0.01));
        CHECK(std::log(on_day(simulation, 35) / on_day(simulation, 15)) / 20 == Approx(rate(r)).epsilon(0.01));
    }
    const auto turned =
        world_of(office_in(1e-7), renewal(1e9, reproduction("2020-01-01", 1.5) + reproduction("2020-04-01", 0.6)));
    const Simulation simulation = lived(turned, 70);
    CHECK(std::log(on_day(simulation, 65) / on_day(simulation, 55)) / 10 == Approx(rate(0.6)).epsilon(0.01));
    CHECK(std::log(on_day(simulation, 15) / on_day(simulation, 14)) == Approx(rate(1.5)).epsilon(0.01));
}

TEST_CASE("a wave ends where the finite population says", "[town]") {
    ScenarioText s = office_in(1e-6);
    s.days = 700;
    const double people = 500'000, r = 1.8;
    const auto world = world_of(s, renewal(people, reproduction("2020-01-01", r), "susceptible = 0.8\n"));
    const Simulation simulation = lived(world, 700);
    const double n = people - world->people(), left = state_of(simulation).town.susceptible;
    // log S(0) / S(end) is the reproduction number times the infected share, whatever the generation time.
    CHECK(std::log(0.8 * n / left) == Approx(r * (0.8 * n - left) / n).epsilon(0.001));
    CHECK(left < 0.5 * n);
}

TEST_CASE("the level of the first day is the prevalence drawn", "[town]") {
    const auto world = world_of(office_in(0.003), renewal(1e6, reproduction("2020-01-01", 1.3)));
    Simulation simulation = begin(world);
    CHECK(town_prevalence(*world, world->scenario.parameters, state_of(simulation)) == Approx(0.003).epsilon(1e-9));
    CHECK(LivedDay(simulation).today.prevalence == Approx(0.003).epsilon(1e-9));
}

TEST_CASE("the offices feed the town by the amount that their infections imply", "[town]") {
    ScenarioText s = busy_office();
    s.days = 30;
    s.prevalence_low = s.prevalence_high = 0.05;
    s.parameter("emission.quanta_per_h", 60);
    const double r = 1.4, people = 20'000, feed = 0.5;
    const std::string town = renewal(people, reproduction("2020-01-01", r));
    const auto world = world_of(s, town);
    s.switched("feed", false);
    const auto deaf = world_of(s, town);
    const Simulation fed = lived(world, 30), unfed = lived(deaf, 30);

    // The same recursion written anew, given who was infected among the people simulated and at the counters.
    const double mean = 5.5, sd = 2.14, scale = sd * sd / mean, shape = mean / scale;
    std::vector<double> w;
    double sum = 0;
    for (int k = 1; k <= 24; ++k) {
        w.push_back(std::pow(k, shape - 1) * std::exp(-k / scale));
        sum += w.back();
    }
    const auto expected = [&](const Simulation& simulation, double share) {
        const TownState& town_state = state_of(simulation).town;
        const double n = people - world->people();
        std::vector<double> i(town_state.infections.begin(), town_state.infections.begin() + town_history);
        double left = n;
        for (size_t d = 0; d < 30; ++d) {
            double force = 0;
            for (size_t k = 0; k < w.size(); ++k) {
                force += w[k] / sum * (i[i.size() - 1 - k] + share * town_state.agents[i.size() - 1 - k]);
            }
            const double visitors = share > 0 ? at(simulation.total_on(d), Outcome::infections_public) : 0;
            i.push_back(left * (1 - std::exp(-r * force / n)) + visitors);
            left -= i.back();
        }
        return i;
    };
    double more = 0, agents = 0, visitors = 0;
    for (const auto& [simulation, share] : {std::pair(&fed, feed), std::pair(&unfed, 0.0)}) {
        const std::vector<double> want = expected(*simulation, share);
        for (int d = 0; d < 30; ++d) {
            CAPTURE(share, d);
            CHECK(on_day(*simulation, d) == Approx(want[static_cast<size_t>(town_history + d)]).epsilon(1e-9));
            more += (share > 0 ? 1 : -1) * on_day(*simulation, d);
        }
    }
    for (size_t d = 0; d < 30; ++d) {
        const OutcomeValues day = fed.total_on(d);
        const double today = at(day, Outcome::infections_servants) + at(day, Outcome::infections_family);
        CHECK(state_of(fed).town.agents[town_history + d] == today);
        agents += today;
        visitors += at(day, Outcome::infections_public);
    }
    CHECK(agents > 0);
    CHECK(visitors > 0);
    CHECK(more > visitors);
}

TEST_CASE("reports follow infections after the delay, and nothing else does", "[town]") {
    ScenarioText s = office_in(0.001);
    s.parameter("town.report_delay", 9).parameter("town.admissions", 0.1).parameter("town.deaths", 0.02);
    const auto world = world_of(s, renewal(1e6, reproduction("2020-01-01", 1.6)));
    const Simulation simulation = lived(world, 40);
    const State& state = state_of(simulation);
    REQUIRE(state.observed.town.size() == town_history + 40);
    for (size_t d = 9; d < state.observed.town.size(); ++d) {
        const TownReport& report = state.observed.town[d];
        CHECK(report.cases == Approx((state.town.infections[d - 9] + state.town.agents[d - 9]) / 15));
        CHECK(report.admissions == Approx(0.1 * report.cases));
        CHECK(report.deaths == Approx(0.02 * report.cases));
    }
}

TEST_CASE("a town of reported incidence is observed as it reported", "[town]") {
    const auto world = world_of(office_in(0.001),
                                "[town]\nname = \"Kota\"\npopulation = 200_000\n[[town.reported]]\ndate = 2020-03-01\n"
                                "per_100k = 3\n[[town.reported]]\ndate = 2020-03-20\nper_100k = 9\n");
    const Simulation simulation = lived(world, 14);
    const std::vector<TownReport>& reports = state_of(simulation).observed.town;
    CHECK(reports[town_history].cases == Approx(6));       // 16 March
    CHECK(reports[town_history + 4].cases == Approx(18));  // 20 March
    CHECK(state_of(simulation).town.infections.empty());
    CHECK(at(simulation.total_on(0), Outcome::zone) == 2);  // 21 a week
    CHECK(at(simulation.total_on(0), Outcome::ppkm_level) == 2);
}

TEST_CASE("colours change at their edges", "[town]") {
    using enum ZoneColour;
    CHECK(zone_of(0) == green);
    CHECK(zone_of(1e-6) == yellow);
    CHECK(zone_of(9.999) == yellow);
    CHECK(zone_of(10) == orange);
    CHECK(zone_of(60) == orange);
    CHECK(zone_of(60.001) == red);
    // Two weeks are smoothed, one is not; less than half a case in two weeks is none.
    std::vector<TownReport> reports = days_at(0, 7);
    for (const TownReport& r : days_at(40, 7)) {
        reports.push_back(r);
    }
    CHECK(weekly_rates(100'000, reports).cases == Approx(40));
    CHECK(weekly_rates(100'000, reports).smoothed == Approx(20));
    CHECK(weekly_rates(50'000, reports).cases == Approx(80));
    CHECK(weekly_rates(100'000, days_at(0.24, 14)).smoothed == 0);
    CHECK(weekly_rates(100'000, days_at(0.26, 14)).smoothed == Approx(0.26));
    CHECK(weekly_rates(0, reports).cases == 0);
}

TEST_CASE("levels change at the edges of each indicator, and the worst decides", "[town]") {
    struct Edge {
        double WeeklyRates::*indicator;
        double two, three, top;
    };
    for (const Edge& e : {Edge{&WeeklyRates::cases, 20, 50, 150}, Edge{&WeeklyRates::admissions, 5, 10, 30},
                          Edge{&WeeklyRates::deaths, 1, 2, 5}}) {
        const auto level = [&](double value) {
            WeeklyRates rates;
            rates.*e.indicator = value;
            return level_of(rates);
        };
        CHECK(level(e.two - 1e-6) == 1);
        CHECK(level(e.two) == 2);
        CHECK(level(e.three - 1e-6) == 2);
        CHECK(level(e.three) == 3);
        CHECK(level(e.top) == 3);
        CHECK(level(e.top + 1e-6) == 4);
    }
    CHECK(level_of({.cases = 25, .admissions = 12, .deaths = 0, .smoothed = 0}) == 3);
    TownSpec town;
    const Day before = civil(2021, 9, 30), after = civil(2021, 10, 1);
    CHECK(least_level(town, after) == 1);  // nothing is said of vaccination
    town.vaccination = {
        {civil(2021, 1, 1), 0.499, 0.9}, {civil(2022, 1, 1), 0.5, 0.399}, {civil(2022, 2, 1), 0.5, 0.4}};
    CHECK(least_level(town, before) == 1);
    CHECK(least_level(town, after) == 3);
    CHECK(least_level(town, civil(2022, 1, 1)) == 3);
    CHECK(least_level(town, civil(2022, 2, 1)) == 1);
}

TEST_CASE("at reviews colour and level rise at once and fall by one step", "[town]") {
    using enum ZoneColour;
    TownSpec town;
    town.population = 100'000;
    const Day start = civil(2022, 1, 3);
    struct Step {
        int day;
        double weekly_cases;
        bool review;
        ZoneColour zone;
        int level;
        int zone_since, level_since;
    };
    const Step steps[] = {
        {0, 0, true, green, 1, 0, 0},     {14, 200, true, red, 4, 14, 14},   {21, 0, false, red, 4, 14, 14},
        {28, 0, true, orange, 3, 28, 28}, {35, 0, false, orange, 3, 28, 28}, {42, 30, true, orange, 2, 28, 42},
        {56, 0, true, yellow, 1, 56, 56}, {70, 0, true, green, 1, 70, 56},   {84, 70, true, red, 3, 84, 84},
        {98, 70, true, red, 3, 84, 84},
    };
    Alert alert = first_alert(town, days_at(0, 28), start);
    for (const Step& s : steps) {
        CAPTURE(s.day);
        alert = next_alert(town, days_at(s.weekly_cases, 28), alert, start + s.day, s.review);
        CHECK(alert.zone == s.zone);
        CHECK(alert.level == s.level);
        CHECK(alert.zone_since - start == s.zone_since);
        CHECK(alert.level_since - start == s.level_since);
    }
}

TEST_CASE("what was declared holds from its date to its end, and then the next review decides", "[town]") {
    const std::string town =
        "[town]\nname = \"Kota\"\npopulation = 100_000\nreview_days = 7\n"
        "[[town.declared]]\nfrom = 2020-03-01\nlevel = 4\nzone = \"red\"\n"
        "[[town.declared]]\nfrom = 2020-03-19\nuntil = 2020-03-24\nlevel = 2\n";
    const auto world = world_of(office_in(0), town);
    Simulation simulation = begin(world);
    const Alert first = state_of(simulation).observed.alerts[0];
    CHECK((first.level == 4 && first.zone == ZoneColour::red && first.level_declared && first.zone_declared));
    CHECK(first.level_since == civil(2020, 3, 1));
    std::vector<double> levels, zones;
    for (int d = 0; d < 18; ++d) {
        simulation.step();
        levels.push_back(at(simulation.total_on(static_cast<size_t>(d)), Outcome::ppkm_level));
        zones.push_back(at(simulation.total_on(static_cast<size_t>(d)), Outcome::zone));
    }
    // From 16 March on; reviews on 23 and 30 March.
    CHECK(levels == std::vector<double>{4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1});
    CHECK(zones == std::vector<double>{3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1});
}

TEST_CASE("a modelled town is the same at any number of threads and on the obvious path", "[town]") {
    ScenarioText s = busy_office();
    s.days = 14;
    s.prevalence_low = s.prevalence_high = 0.05;
    s.parameter("emission.quanta_per_h", 60);
    const auto world = world_of(s, renewal(30'000, reproduction("2020-01-01", 1.4)));
    CHECK(first_difference(begin(world), begin(world, 1, 4)) == "");
    CHECK(first_difference(begin(world), begin(world, 1, 1, true)) == "");
}

TEST_CASE("a mistake about the town is named", "[town][bad]") {
    struct Mistake {
        std::string text, key, phrase;
        bool warning = false;
    };
    const std::string head = "[town]\nname = \"Kota\"\npopulation = 1000\n";
    for (const Mistake& m : std::vector<Mistake>{
             {head + "model = \"renewal\"\n", "town.model", "[[town.reproduction]]"},
             {head + reproduction("2020-01-01", 1), "town.reproduction", "does nothing", true},
             {head + "region = \"bali\"\n", "town.region", "\"java_bali\" or \"outside\""},
             {head + "review_days = 0\n", "town.review_days", "between 1 and 365"},
             {head + "[[town.declared]]\nfrom = 2020-03-01\n", "town.declared[1]", "neither a zone nor a level"},
             {head + "[[town.declared]]\nfrom = 2020-03-01\nlevel = 5\n", "town.declared[1].level", "between 1 and 4"},
             {head +
                  "[[town.declared]]\nfrom = 2020-03-02\nlevel = 1\n[[town.declared]]\nfrom = 2020-03-02\nlevel = 2\n",
              "town.declared[2].from", "later than the date before it, 2020-03-02"},
             {head + "[[town.vaccination]]\nfrom = 2020-03-02\ntotal = 1.5\nelderly = 0\n", "town.vaccination[1].total",
              "between 0 and 1"},
         }) {
        CAPTURE(m.text);
        const Loaded<Scenario> result = parse_scenario(one_room(4).text() + m.text, "office.toml");
        for (const Problem& problem : result.problems) {
            UNSCOPED_INFO(problem.text());
        }
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].key == m.key);
        CHECK_THAT(result.problems[0].message, Catch::Contains(m.phrase));
        CHECK(result.problems[0].warning == m.warning);
    }
}
