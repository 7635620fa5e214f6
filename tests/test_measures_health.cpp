// Tests of the well and the ill, travellers, facilities, variants: each measure moves what it is there to move.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "scenario/strains.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

void make_all_ill(Simulation& simulation, int people) {
    for (uint32_t p = 0; p < static_cast<uint32_t>(people); ++p) {
        plant_ill(simulation, PersonId{p}, simulation.day() + 1);
    }
}

// Much happens: infection, tests, tracing, trips.
ScenarioText eventful() {
    ScenarioText s = busy_office();
    s.days = 21;
    s.prevalence_low = s.prevalence_high = 0.2;
    s.parameter("emission.quanta_per_h", 40).parameter("trip.staff", 0.5).parameter("test.lab_delay_median", 1);
    s.strains = {{"wild", 0.5, {}}, {"delta", 0.5, {}}};
    s.rule("test.symptomatic", "0.7").rule("trace.contacts", "4").rule("quarantine.days", "5");
    return s;
}

}  // namespace

TEST_CASE("tests find an infection with the sensitivity of its day", "[measures]") {
    const StrainSpec wild = spec_of(*find_strain("wild")), delta = spec_of(*find_strain("delta"));
    const std::map<int, std::array<double, 2>> published = {
        {1, {.0395, .0211}}, {3, {.7099, .4228}},  {4, {.7854, .6322}},  {5, {.7667, .6104}},
        {7, {.6775, .3950}}, {10, {.5147, .1414}}, {14, {.3019, .0248}}, {27, {.0226, .0001}}};
    for (const auto& [day, found] : published) {
        CAPTURE(day);
        CHECK(sensitivity(wild, day, false) == Approx(found[0]));
        CHECK(sensitivity(wild, day, true) == Approx(found[1]));
        // The same course in the time that this strain takes.
        CHECK(sensitivity(delta, day * 4.1 / 5.42, true) == Approx(found[1]));
    }
    CHECK(sensitivity(wild, 4.5, true) == Approx((.6322 + .6104) / 2));
    CHECK(sensitivity(wild, -1, true) < 0.01);
    CHECK(sensitivity(wild, 40, false) == 0);
}

TEST_CASE("an antigen test tells on the same day, costs less and misses more", "[measures]") {
    constexpr int people = 400;
    std::array<double, 2> found{};
    for (const bool antigen : {false, true}) {
        ScenarioText s = tested_office(people, 3);
        s.rule("test.antigen", antigen ? "1" : "0");
        Simulation simulation = begin(s.world());
        make_all_ill(simulation, people);
        while (!simulation.over()) {
            const LivedDay day(simulation);
            const int32_t since = day.today.day - (day.world.scenario.start + 1);
            CHECK((since == 0) == !day.testing.sampled.empty());
            CHECK(day.testing.by_antigen.size() == (antigen ? day.testing.sampled.size() : 0));
            CHECK((since == (antigen ? 0 : 3)) == !day.testing.positive.empty());
        }
        CHECK(of_run(simulation, Outcome::tests) == people);
        CHECK(of_run(simulation, Outcome::test_cost) == people * (antigen ? 99'000.0 : 900'000.0));
        found[antigen ? 1 : 0] = of_run(simulation, Outcome::confirmed) / people;
    }
    // Six and a half days after infection on the day of the sample: five days and two half ones.
    const StrainSpec wild = spec_of(*find_strain("wild"));
    for (const bool antigen : {false, true}) {
        const double expected = sensitivity(wild, 6, antigen);
        CHECK(found[antigen ? 1 : 0] == Approx(expected).margin(4 * std::sqrt(0.25 / people)));
    }
    CHECK(found[1] < found[0]);
}

TEST_CASE("a larger share of antigen tests has all of a smaller", "[measures]") {
    std::set<uint32_t> fewer;
    for (const double share : {0.2, 0.7}) {
        ScenarioText s = tested_office(300, 5);
        s.rule("test.antigen", fmt::format("{}", share));
        Simulation simulation = begin(s.world());
        make_all_ill(simulation, 300);
        simulation.step();
        std::set<uint32_t> antigen;
        for (const Sample& sample : Peek::at(simulation).state.samples) {
            if (sample.antigen) {
                CHECK(sample.due == sample.taken);
                antigen.insert(sample.person.value);
            }
        }
        CHECK(static_cast<double>(antigen.size()) == Approx(300 * share).margin(4 * std::sqrt(300 * 0.25)));
        CHECK(std::includes(antigen.begin(), antigen.end(), fewer.begin(), fewer.end()));
        fewer = antigen;
    }
}

TEST_CASE("antigen tests are wrong about the well as often as their specificity says", "[measures]") {
    ScenarioText s = one_room(400);
    s.days = 30;
    s.parameter("test.antigen_specificity", 0.95).parameter("test.isolation_obeyed", 0);
    s.rule("test.screening_interval", "2");
    Simulation simulation = begin(s.world());
    finish(simulation);
    const double tests = of_run(simulation, Outcome::tests);
    CHECK(tests > 3000);
    CHECK(of_run(simulation, Outcome::confirmed) / tests == Approx(0.05).margin(4 * std::sqrt(0.05 / tests)));
}

TEST_CASE("routine tests reach everybody on site, each in an own rhythm", "[measures]") {
    const int interval = GENERATE(1, 3, 7);
    CAPTURE(interval);
    constexpr int people = 210;
    ScenarioText s = one_room(people);
    s.days = 28;
    s.rules.push_back(
        {"wfo.share", "0.5", "", {}, "2020-03-30", "", "scenario"});  // half of them from the third week on
    s.parameter("test.antigen_specificity", 1);
    s.rule("test.screening_interval", std::to_string(interval));
    Simulation simulation = begin(s.world());
    std::map<uint32_t, Day> last;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const Day today = day.today.day;
        size_t tested = 0;
        for (PersonId p : day.world.servant_ids()) {
            const bool now = day.next.screened[p] == today;
            tested += now ? 1 : 0;
            if (now) {
                CHECK(present(day.scene.roster.mode[p]));
                if (last.contains(p.value)) {
                    CHECK(today - last[p.value] >= interval);
                }
                last[p.value] = today;
            } else if (present(day.scene.roster.mode[p]) && last.contains(p.value)) {
                CHECK(today - last[p.value] < interval);  // whose time has come is tested on the first day on site
            }
        }
        CHECK(tested == day.testing.by_antigen.size());
        if (today == day.world.scenario.start) {
            CHECK(static_cast<double>(tested) ==
                  Approx(people / static_cast<double>(interval)).margin(4 * std::sqrt(people * 0.25)));
        }
        if (!day.today.workday) {
            CHECK(tested == 0);
        }
    }
    CHECK(last.size() == people);
}

TEST_CASE("routine tests find the infected, who isolate from the next day on", "[measures]") {
    constexpr int people = 300;
    ScenarioText s = tested_office(people, 1);
    s.rules.clear();
    s.parameter("test.antigen_specificity", 1);
    s.rule("test.screening_interval", "1");
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < people; ++p) {
        plant_steady(simulation, PersonId{p}, 4);
    }
    const LivedDay day(simulation);
    const double expected = sensitivity(spec_of(*find_strain("wild")), 4, true);
    CHECK(static_cast<double>(day.testing.positive.size()) / people ==
          Approx(expected).margin(4 * std::sqrt(0.25 / people)));
    size_t isolating = 0;
    for (PersonId p : day.world.servant_ids()) {
        isolating += day.next.away[p].mode == Mode::isolating && day.next.away[p].until > day.today.day ? 1 : 0;
    }
    CHECK(isolating == day.testing.positive.size());
}

TEST_CASE("contacts are sampled as their quarantine begins, also where there is none", "[measures]") {
    const int quarantine = GENERATE(0, 6);
    CAPTURE(quarantine);
    std::set<uint32_t> fewer;
    for (const double share : {0.0, 0.4, 1.0}) {
        ScenarioText s = tested_office(25, 1);
        s.parameter("test.pcr_specificity", 1);
        s.rule("trace.contacts", "20").rule("quarantine.days", std::to_string(quarantine));
        s.rule("test.contacts", fmt::format("{}", share));
        Simulation simulation = begin(s.world(), 3);  // of this future the index case is found
        plant_ill(simulation, PersonId{3}, simulation.day() + 1);
        std::set<uint32_t> sampled;
        size_t reached = 0;
        Day reported;
        while (!simulation.over()) {
            const LivedDay day(simulation);
            reported = day.testing.positive.empty() ? reported : day.today.day;
            for (const Sample& sample : day.next.samples) {
                if (sample.person != PersonId{3}) {
                    CHECK(sample.taken == reported + 1);
                    CHECK_FALSE(sample.antigen);
                    sampled.insert(sample.person.value);
                }
            }
            if (reported == day.today.day) {
                for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
                    reached += day.next.away[p].mode == Mode::quarantined && day.next.away[p].until > reported ? 1 : 0;
                }
            }
        }
        REQUIRE(reported != Day{});
        if (share == 1) {
            CHECK(sampled.size() >= 20);
            CHECK((quarantine == 0 || reached == sampled.size()));
        }
        CHECK((quarantine > 0) == (reached > 0));
        CHECK(of_run(simulation, Outcome::tests) == static_cast<double>(1 + sampled.size()));
        CHECK(std::includes(sampled.begin(), sampled.end(), fewer.begin(), fewer.end()));
        CHECK((share > 0) == !sampled.empty());
        fewer = sampled;
    }
}

TEST_CASE("some of those in quarantine give up, a share each day", "[measures]") {
    const double dropout = GENERATE(0.0, 0.03, 0.2);
    CAPTURE(dropout);
    constexpr int days = 10;
    ScenarioText s = tested_office(200, 1);
    s.parameter("trace.dropout", dropout);
    s.rule("trace.contacts", "30").rule("quarantine.days", std::to_string(days));
    Simulation simulation = begin(s.world());
    make_all_ill(simulation, 20);
    double n = 0, second = 0, all = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            const Away& was = day.evening.away[p];
            const Away& is = day.next.away[p];
            if (is.mode == Mode::quarantined && is.until > day.today.day && was.until < day.today.day) {
                const int32_t length = is.until - day.today.day;
                CHECK((length >= 1 && length <= days));
                n += 1;
                second += length >= 2 ? 1 : 0;
                all += length == days ? 1 : 0;
            }
        }
    }
    REQUIRE(n > 150);
    const auto near = [&](double p) { return Approx(p).margin(4 * std::sqrt(p * (1 - p) / n) + 1e-12); };
    // Contacts of two cases keep the longer of two quarantines, so few of the 200 may differ from the plain formula.
    CHECK(second / n >= near(1 - dropout));
    CHECK(all / n >= near(std::pow(1 - dropout, days - 1)));
    CHECK((dropout > 0) == (all < n));
}

TEST_CASE("travellers are sampled on the day after a trip, and stay at home for the days asked for", "[measures]") {
    constexpr int32_t days = 4;
    ScenarioText s = tested_office(80, 1);
    s.rules.clear();
    s.days = 40;
    s.parameter("trip.staff", 0.7).parameter("trip.days", 2).parameter("test.pcr_specificity", 1);
    s.rule("trip.test_return", "1").rule("trip.quarantine_days", std::to_string(days));
    Simulation simulation = begin(s.world());
    std::map<uint32_t, Day> back;  // last day of the trip
    size_t trips = 0, sampled = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const Day today = day.today.day;
        sampled += day.testing.sampled.size();
        for (PersonId p : day.world.servant_ids()) {
            const Mode mode = day.scene.roster.mode[p];
            if (back.contains(p.value)) {
                CHECK((mode == Mode::quarantined) == (today - back[p.value] <= days));
            } else {
                CHECK(mode != Mode::quarantined);
            }
            const Errand& errand = day.evening.errand[p];
            if (mode == Mode::trip && errand.from + errand.days == today + 1) {
                back[p.value] = today;
                trips += today + 1 < day.world.scenario.start + 40 ? 1 : 0;
            }
        }
    }
    CHECK(trips > 100);
    CHECK(sampled == trips);
    CHECK(of_run(simulation, Outcome::days_quarantine) > 200);
}

TEST_CASE("without a trip that is made nobody is sampled or kept at home after it", "[measures]") {
    ScenarioText s = tested_office(80, 1);
    s.days = 40;
    s.parameter("trip.staff", 0.7).parameter("trip.days", 2);
    s.rule("trip.allowed", "0").rule("trip.test_return", "1").rule("trip.quarantine_days", "9");
    Simulation simulation = begin(s.world());
    finish(simulation);
    CHECK(of_run(simulation, Outcome::tests) == 0);
    CHECK(of_run(simulation, Outcome::days_quarantine) == 0);
}

TEST_CASE("who isolates in a facility infects nobody at home", "[measures]") {
    std::set<uint32_t> fewer;
    for (const double share : {0.0, 0.5, 1.0}) {
        CAPTURE(share);
        ScenarioText s = tested_office(120, 1);
        s.strains.clear();
        s.rule("isolation.facility", fmt::format("{}", share));
        Simulation simulation = begin(s.world());
        make_all_ill(simulation, 120);
        std::set<uint32_t> in_facility;
        double apart = 0, together = 0;
        for (int d = 0; d < 8; ++d) {
            const LivedDay day(simulation);
            for (PersonId p : day.world.servant_ids()) {
                const Mode mode = day.scene.roster.mode[p];
                if (mode == Mode::facility) {
                    in_facility.insert(p.value);
                    CHECK(day.items_outside(p)[0].hazard == 0);
                }
                for (PersonId member : day.world.families[day.world.household(p)]) {
                    const std::vector<Item> items = day.items(member);
                    const auto from_servant = std::count_if(items.begin(), items.end(), [&](const Item& item) {
                        return item.source.episode.valid() && day.evening.episodes[item.source.episode].person == p;
                    });
                    if (mode == Mode::facility) {
                        CHECK(from_servant == 0);
                        apart += 1;
                    } else {
                        together += static_cast<double>(from_servant);
                    }
                }
            }
        }
        CHECK((share > 0) == (apart > 0));
        CHECK(together > 0);
        CHECK(std::includes(in_facility.begin(), in_facility.end(), fewer.begin(), fewer.end()));
        CHECK((share == 0 || in_facility.size() > fewer.size()));
        fewer = in_facility;
        CHECK(of_run(simulation, Outcome::days_sick) > 0);
    }
}

TEST_CASE("a facility is stronger than isolation at home, and hospital is stronger than a facility", "[measures]") {
    ScenarioText s = one_room(2);
    Simulation simulation = begin(s.world());
    State& state = Peek::at(simulation).state;
    const Day tomorrow = state.day + 1;
    const PersonId p{0};
    send_away(state, p, Mode::isolating, tomorrow + 9, tomorrow);
    send_away(state, p, Mode::facility, tomorrow + 5, tomorrow);
    CHECK(state.away[p].mode == Mode::facility);
    send_away(state, p, Mode::isolating, tomorrow + 20, tomorrow);
    CHECK(state.away[p].mode == Mode::facility);
    send_away(state, p, Mode::hospital, tomorrow + 2, tomorrow);
    CHECK(state.away[p].mode == Mode::hospital);
}

TEST_CASE("the laboratory is as slow as the town has it on the day of the sample", "[measures]") {
    ScenarioText s = tested_office(60, 2);
    s.more =
        "[town]\nname = \"Kota\"\npopulation = 1000\n"
        "[[town.lab_delay]]\nfrom = 2020-03-18\nmedian_days = 5\n"
        "[[town.lab_delay]]\nfrom = 2020-03-22\nmedian_days = 1\n";
    Simulation simulation = begin(s.world());
    std::map<uint32_t, Day> onset;
    for (uint32_t p = 0; p < 60; ++p) {
        onset[p] = simulation.day() + 1 + static_cast<int32_t>(p % 10);
        plant_ill(simulation, PersonId{p}, onset[p]);
    }
    std::set<int32_t> seen;
    while (!simulation.over()) {
        simulation.step();
        for (const Sample& sample : Peek::at(simulation).state.samples) {
            const int32_t expected = sample.taken < civil(2020, 3, 18) ? 2 : sample.taken < civil(2020, 3, 22) ? 5 : 1;
            CHECK(sample.due - sample.taken == expected);
            seen.insert(expected);
        }
    }
    CHECK(seen.size() == 3);
}

TEST_CASE("a case of a new strain is probable until it has been sequenced", "[measures]") {
    const bool variant = GENERATE(false, true);
    CAPTURE(variant);
    constexpr int people = 40;
    ScenarioText s = tested_office(people, 1);
    s.strains = {{"wild", 0.5, {{"household_sar", 0}}}, {"delta", 0.5, {{"household_sar", 0}}}};
    s.rule("trace.contacts", "5").rule("test.contacts", "1");  // who is sampled twice is sequenced once
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < people; ++p) {
        plant_ill(simulation, PersonId{p}, simulation.day() + 1 + static_cast<int32_t>(p % 3)).strain =
            StrainId{variant ? 1U : 0U};
    }
    std::vector<double> reported;  // positive results by day
    double pending_days = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        reported.push_back(static_cast<double>(day.testing.positive.size()));
        double waiting = 0, known = 0;
        for (size_t d = 0; d < reported.size(); ++d) {
            (reported.size() - 1 - d < 7 ? waiting : known) += reported[d];
        }
        double counted = 0;
        for (const Tally& row : day.record.rows) {
            counted += row.value(Outcome::variant_pending);
        }
        CHECK(counted == (variant ? waiting : 0));
        CHECK(static_cast<double>(day.next.observed.variants.size()) == (variant ? known : 0));
        for (const VariantReport& report : day.next.observed.variants) {
            CHECK(report.strain == StrainId{1});
            CHECK(report.day <= day.today.day);
        }
        pending_days += counted;
    }
    CHECK(std::accumulate(reported.begin(), reported.end(), 0.0) > 15);
    CHECK(of_run(simulation, Outcome::variant_pending) == Approx(pending_days / 20));
}

TEST_CASE("whoever is found again and again is sequenced once per infection", "[measures]") {
    constexpr int people = 30;
    ScenarioText s = tested_office(people, 1);
    s.rules.clear();
    s.strains = {{"wild", 0.5, {{"household_sar", 0}}}, {"delta", 0.5, {{"household_sar", 0}}}};
    s.parameter("test.isolation_obeyed", 0).parameter("test.antigen_specificity", 1);
    s.rule("test.screening_interval", "1");
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < people; ++p) {
        plant_steady(simulation, PersonId{p}, 2).strain = StrainId{1};
    }
    finish(simulation);
    const State& state = Peek::at(simulation).state;
    CHECK(of_run(simulation, Outcome::confirmed) > 2 * people);
    CHECK(state.sequencing.size() + state.observed.variants.size() <= people);
    CHECK(state.observed.variants.size() > people / 2);
}

TEST_CASE("an administration counts the tests of every day", "[measures]") {
    ScenarioText s = eventful();
    s.rule("test.screening_interval", "4").rule("test.antigen", "0.3").rule("test.contacts", "0.5");
    Simulation simulation = begin(s.world());
    double taken = 0, results = 0, positive = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const std::vector<TestCount>& tests = day.next.observed.tests;
        REQUIRE(tests.size() == simulation.days_lived());
        CHECK(tests.back().day == day.today.day);
        CHECK(tests.back().taken == day.testing.sampled.size());
        CHECK(tests.back().positive == day.testing.positive.size());
        CHECK(tests.back().results >= tests.back().positive);
        taken += tests.back().taken;
        results += tests.back().results;
        positive += tests.back().positive;
    }
    CHECK(taken == of_run(simulation, Outcome::tests));
    CHECK(positive == of_run(simulation, Outcome::confirmed));
    const std::vector<Sample>& open = Peek::at(simulation).state.samples;
    const auto not_yet =
        std::count_if(open.begin(), open.end(), [&](const Sample& x) { return x.taken < simulation.day(); });
    CHECK(results + static_cast<double>(not_yet) == taken);
    CHECK((taken > 100 && positive > 5));
}

TEST_CASE("measures of health at their neutral value change nothing", "[measures]") {
    const ScenarioText base = eventful();
    Simulation plain = begin(base.world());
    finish(plain);
    for (const char* key : {"test.antigen", "test.screening_interval", "test.contacts", "isolation.facility",
                            "trip.test_return", "trip.quarantine_days"}) {
        CAPTURE(key);
        const Measure& m = measure(*find_measure(key));
        ScenarioText neutral = base, firm = base;
        neutral.rule(key, format_value(m, m.neutral));
        firm.rule(key, format_value(m, m.firm));
        Simulation same = begin(neutral.world()), other = begin(firm.world());
        finish(same);
        finish(other);
        CHECK(same.hash() == plain.hash());
        CHECK(other.hash() != plain.hash());
    }
}

TEST_CASE("tests and facilities are the same on any number of threads and on the obvious path", "[measures]") {
    ScenarioText s = eventful();
    s.rule("test.screening_interval", "3").rule("test.antigen", "0.5").rule("test.contacts", "0.6");
    s.rule("isolation.facility", "0.5").rule("trip.test_return", "0.5").rule("trip.quarantine_days", "3");
    const auto world = s.world();
    CHECK(first_difference(begin(world), begin(world, 1, 4)) == "");
    CHECK(first_difference(begin(world), begin(world, 1, 2, true)) == "");
}

TEST_CASE("a delay of the laboratory that makes no sense is named with its place", "[measures]") {
    const auto problem = [](const std::string& entries) {
        const std::string text = one_room(3).text() + "[town]\nname = \"Kota\"\npopulation = 1000\n" + entries;
        const Loaded<Scenario> loaded = parse_scenario(text, "test.toml");
        REQUIRE(loaded.problems.size() == 1);
        CHECK(loaded.problems[0].file == "test.toml");
        CHECK(loaded.problems[0].line > 10);
        return loaded.problems[0].key + ": " + loaded.problems[0].message;
    };
    const std::string first = "[[town.lab_delay]]\nfrom = 2020-03-18\nmedian_days = 5\n";
    using Catch::Contains;
    CHECK_THAT(problem(first + "[[town.lab_delay]]\nfrom = 2020-03-18\nmedian_days = 1\n"),
               Contains("lab_delay") && Contains("later than the date before it, 2020-03-18"));
    CHECK_THAT(problem("[[town.lab_delay]]\nfrom = 2020-03-18\nmedian_days = 0\n"),
               Contains("median_days") && Contains("between 0.01 and 30 d"));
    CHECK_THAT(problem("[[town.lab_delay]]\nmedian_days = 1\n"), Contains("from") && Contains("missing"));
}
