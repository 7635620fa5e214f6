// Antibodies, what they protect from, who has them before the first day, and campaigns.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/math.hpp"
#include "day/immunity.hpp"
#include "scenario/strains.hpp"
#include "scenario/vaccines.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

constexpr int wild = 0, alpha = 1, delta = 2, omicron = 3;  // lineages

// A day to look at; with no spread everybody is the median person.
struct Bench {
    explicit Bench(double spread = 0) : simulation(begin(one_room(40).parameter("immunity.spread", spread).world())) {}

    Simulation simulation;
    LivedDay day{simulation};
    const Today& today = day.today;
    const Parameters& p = day.today.p;
};

struct Means {
    double infection = 0, symptoms = 0, severe = 0;  // from the first contact on, as trials measure it
};

// Of people who differ in their peak as the parameter immunity.spread has it.
Means protection_of(const Bench& bench, Immunity immunity, int lineage, int32_t days) {
    constexpr int n = 2000;
    Means means;
    immunity.base = 0;
    const auto median = static_cast<double>(immunity.peak);
    for (int i = 0; i < n; ++i) {
        immunity.peak = static_cast<float>(median * std::exp2(2 * math::normal_quantile((i + 0.5) / n)));
        const Protection p = protection(antibodies_against(bench.p, immunity, lineage, immunity.since + days));
        means.infection += p.infection / n;
        means.symptoms += (1 - (1 - p.infection) * (1 - p.symptoms)) / n;
        means.severe += (1 - (1 - p.infection) * (1 - p.symptoms) * (1 - p.severe)) / n;
    }
    return means;
}

Immunity vaccinated_with(const Bench& bench, Vaccine vaccine, int doses = 2) {
    Immunity immunity;
    for (int i = 0; i < doses; ++i) {
        take_dose(bench.today, immunity, PersonId{0}, vaccine, Day{100 * i});
    }
    return immunity;
}

std::string vaccinated_text(const std::string& group, const std::string& vaccine, int doses, double coverage,
                            const std::string& date = "2020-02-01", int spread = 0) {
    return fmt::format(
        "[[vaccinated]]\ngroup = \"{}\"\nvaccine = \"{}\"\ndoses = {}\ncoverage = {}\ndate = {}\nspread = {}\n{}",
        group, vaccine, doses, coverage, date, spread, doses == 3 ? "booster = \"pfizer\"\n" : "");
}

// Nobody is infected and nothing comes from outside.
ScenarioText quiet(int staff, int days) {
    ScenarioText s = one_room(staff);
    s.days = days;
    s.parameter("immunity.refractory", 0);
    return s;
}

}  // namespace

TEST_CASE("antibodies grow for three weeks and wane ever more slowly", "[measures]") {
    const Parameters p = default_parameters();
    for (const auto& [day, share] : std::map<int, double>{
             {0, 0}, {7, .333}, {14, .667}, {21, 1}, {28, .9075}, {71, .5}, {121, .25}, {171, .125}, {365, .0223}}) {
        CAPTURE(day);
        CHECK(antibody_curve(p, day) == Approx(share).margin(0.0005).epsilon(0.002));
    }
    CHECK(antibody_curve(p, -5) == 0);
    const double late = antibody_curve(p, 500);
    CHECK(antibody_curve(p, 750) == Approx(late / 2));
    for (int day = 22; day < 900; ++day) {
        CHECK(antibody_curve(p, day) < antibody_curve(p, day - 1));
    }
}

TEST_CASE("vaccines and infections protect as the published tables say", "[measures]") {
    const Bench bench;
    struct Row {
        Immunity immunity;
        int lineage;
        int32_t days;
        double infection, symptoms, severe;
    };
    Immunity mild, delta_before;
    meet_strain(bench.today, mild, PersonId{0}, wild, Course::mild, Day{0});
    meet_strain(bench.today, delta_before, PersonId{0}, delta, Course::mild, Day{0});
    const auto two = [&](Vaccine v) { return vaccinated_with(bench, v); };
    const Row rows[] = {
        {two(Vaccine::sinovac), wild, 14, .5033, .6566, .8149},
        {two(Vaccine::sinovac), wild, 28, .5585, .6956, .8372},
        {two(Vaccine::sinovac), wild, 180, .2136, .4474, .6869},
        {two(Vaccine::sinovac), wild, 365, .0703, .3365, .6062},
        {two(Vaccine::sinovac), alpha, 60, .4587, .6249, .7964},
        {two(Vaccine::sinovac), delta, 28, .2513, .4752, .7050},
        {two(Vaccine::az), delta, 28, .3027, .5128, .7288},
        {two(Vaccine::az), alpha, 270, .0769, .3419, .6107},
        {two(Vaccine::pfizer), wild, 90, .6494, .7594, .8732},
        {two(Vaccine::pfizer), delta, 120, .3889, .5750, .7668},
        {two(Vaccine::pfizer), omicron, 28, .1894, .4293, .6748},
        {two(Vaccine::moderna), alpha, 90, .6667, .7714, .8799},
        {two(Vaccine::moderna), wild, 21, .8660, .9094, .9544},
        {two(Vaccine::moderna), delta, 365, .1473, .3974, .6528},
        {mild, wild, 28, .8196, .8775, .9376},
        {mild, wild, 365, .2301, .4596, .6949},
        {mild, alpha, 90, .5892, .7172, .8495},
        {mild, delta, 180, .3210, .5261, .7370},
        {delta_before, delta, 90, .7039, .7974, .8943},
    };
    for (const Row& row : rows) {
        CAPTURE(&row - rows, row.lineage, row.days);
        const Means found = protection_of(bench, row.immunity, row.lineage, row.days);
        CHECK(found.infection == Approx(row.infection).margin(0.0015));
        CHECK(found.symptoms == Approx(row.symptoms).margin(0.0015));
        CHECK(found.severe == Approx(row.severe).margin(0.0015));
    }
    const Protection none = protection(0);
    CHECK((none.infection == 0 && none.symptoms == 0 && none.severe == 0));
}

TEST_CASE("each event raises the peak, and antibodies never fall because of one", "[measures]") {
    const Bench bench;
    Immunity i;
    meet_strain(bench.today, i, PersonId{0}, wild, Course::mild, Day{0});
    CHECK(i.peak == Approx(2.812));
    CHECK(i.infections == 1);
    Immunity silent, severe;
    meet_strain(bench.today, silent, PersonId{0}, wild, Course::asymptomatic, Day{0});
    meet_strain(bench.today, severe, PersonId{0}, wild, Course::severe, Day{0});
    CHECK(silent.peak == Approx(0.85 * 2.812));
    CHECK(severe.peak == Approx(1.5 * 2.812));
    const double before = antibodies(bench.p, i, Day{90});
    meet_strain(bench.today, i, PersonId{0}, delta, Course::asymptomatic, Day{90});
    CHECK(i.peak == Approx(2.812 * 1.5));
    CHECK(i.infections == 2);
    CHECK(antibodies(bench.p, i, Day{90}) == Approx(before));
    for (int32_t d = 91; d < 111; ++d) {
        CHECK(antibodies(bench.p, i, Day{d}) >= antibodies(bench.p, i, Day{d - 1}));
    }
    CHECK(antibodies(bench.p, i, Day{111}) == Approx(2.812 * 1.5));
    // The better of the two things met: the one against its own strain.
    CHECK(antibodies_against(bench.p, i, delta, Day{111}) == Approx(2.812 * 1.5));
    CHECK(antibodies_against(bench.p, silent, delta, Day{21}) == Approx(0.85 * 2.812 * .374));
    const Immunity boosted = vaccinated_with(bench, Vaccine::pfizer, 3);
    CHECK(boosted.peak == Approx(0.5 * 4 * 4));
    CHECK(boosted.doses == 3);
    Immunity mixed = vaccinated_with(bench, Vaccine::sinovac);
    const Day third = mixed.since + 200;
    take_dose(bench.today, mixed, PersonId{0}, Vaccine::moderna, third);
    CHECK(mixed.peak == Approx(0.25 * 2 * 8));
    CHECK(antibodies_against(bench.p, mixed, delta, third + 21) == Approx(0.25 * 2 * 8 / 2.9));
    CHECK(first_vaccine(mixed) == Vaccine::sinovac);
}

TEST_CASE("people differ in their antibodies, each by a draw of their own", "[measures]") {
    const Bench bench(2);
    double sum = 0, squares = 0;
    const uint32_t n = bench.day.world.people();
    for (PersonId p{0}; p.value < n; ++p.value) {
        Immunity i, again;
        take_dose(bench.today, i, p, Vaccine::pfizer, Day{0});
        take_dose(bench.today, again, p, Vaccine::pfizer, Day{500});
        CHECK(i.peak == again.peak);
        const double log2 = std::log2(static_cast<double>(i.peak)) + 1;
        sum += log2;
        squares += log2 * log2;
    }
    CHECK(sum / n == Approx(0).margin(4 * 2 / std::sqrt(n)));
    CHECK(std::sqrt(squares / n) == Approx(2).margin(0.6));
}

TEST_CASE("coverage before the first day is by group, date and doses", "[measures]") {
    ScenarioText s = quiet(800, 1);
    s.more = vaccinated_text("adults", "az", 2, 0.3, "2020-01-20", 15) + vaccinated_text("adults", "pfizer", 1, 0.5) +
             vaccinated_text("children", "sinovac", 2, 0) +
             vaccinated_text("servants", "sinovac", 3, 0.6, "2020-03-01", 30);
    const auto world = s.world();
    const Simulation simulation = begin(world);
    const State& state = state_of(simulation);
    struct Group {
        double people = 0, doses[4] = {0, 0, 0, 0};
    };
    Group servants, adults, others;
    std::vector<int32_t> dates;
    for (PersonId p : state.immunity.ids()) {
        const Immunity& i = state.immunity[p];
        const int age = world->age[p];
        Group& group = world->is_servant(p) ? servants : age >= 18 && age < 60 ? adults : others;
        group.people += 1;
        group.doses[i.doses] += 1;
        if (i.doses > 0) {
            CHECK(i.dose < world->scenario.start);
            CHECK(i.since == i.dose);
            CHECK(i.peak > 0);
        }
        if (&group == &adults && i.doses == 2) {
            dates.push_back(i.dose - civil(2020, 1, 20));
            CHECK(first_vaccine(i) == Vaccine::az);
        }
        if (i.doses == 3) {
            CHECK(first_vaccine(i) == Vaccine::sinovac);
        }
    }
    const auto near = [](double part, double whole, double share) {
        CHECK(part / whole == Approx(share).margin(4 * std::sqrt(0.25 / whole)));
    };
    near(servants.doses[3], servants.people, 0.6);  // whose group comes last in the file
    CHECK(servants.doses[0] + servants.doses[3] == servants.people);
    near(adults.doses[2], adults.people, 0.3);
    near(adults.doses[1], adults.people, 0.5);
    CHECK(others.doses[0] == others.people);
    std::sort(dates.begin(), dates.end());
    CHECK((dates.front() >= -15 && dates.back() <= 15));
    CHECK(std::abs(dates[dates.size() / 2]) <= 4);
    CHECK(dates.back() - dates.front() > 20);
}

TEST_CASE("a larger coverage has everybody of a smaller", "[measures]") {
    std::set<uint32_t> fewer;
    for (const double coverage : {0.2, 0.6, 0.95}) {
        ScenarioText s = quiet(300, 1);
        s.more = vaccinated_text("servants", "sinovac", 2, coverage);
        const Simulation simulation = begin(s.world());
        std::set<uint32_t> had;
        for (PersonId p : Peek::at(simulation).world->servant_ids()) {
            if (state_of(simulation).immunity[p].doses > 0) {
                had.insert(p.value);
            }
        }
        CHECK(std::includes(had.begin(), had.end(), fewer.begin(), fewer.end()));
        fewer = had;
    }
}

TEST_CASE("who has recovered before the first day has antibodies of that time and strain", "[measures]") {
    ScenarioText s = quiet(500, 1);
    s.strains = {{"delta", 1, {}}};
    s.more =
        "[[recovered]]\nshare = 0.4\nstrain = \"wild\"\nfrom = 2019-06-01\nuntil = 2019-06-30\n"
        "[[recovered]]\nshare = 0.5\nstrain = \"delta\"\nfrom = 2020-01-01\nuntil = 2020-01-10\n";
    const auto world = s.world();
    const Simulation simulation = begin(world);
    const State& state = state_of(simulation);
    double n = 0, times[3] = {0, 0, 0};
    for (PersonId p : state.immunity.ids()) {
        const Immunity& i = state.immunity[p];
        n += 1;
        REQUIRE(i.infections <= 2);
        times[i.infections] += 1;
        CHECK((state.health[p] == Health::recovered) == (i.infections > 0));
        if (i.infections > 0) {
            const bool early = i.since < civil(2019, 7, 1);
            CHECK((early || (i.since >= civil(2020, 1, 1) && i.since <= civil(2020, 1, 10))));
            CHECK((i.infections == 1 || !early));
        }
        const double left = 1 - protection(antibodies_against(default_parameters(), i, delta, state.day)).infection;
        CHECK(static_cast<double>(state.susceptibility[StrainId{0}][p]) ==
              Approx(static_cast<double>(naive_susceptibility(world->age[p])) * left).epsilon(1e-6));
    }
    CHECK(times[0] / n == Approx(0.3).margin(4 * std::sqrt(0.25 / n)));
    CHECK(times[2] / n == Approx(0.2).margin(4 * std::sqrt(0.25 / n)));
    CHECK(state.episodes.empty());  // no part of the run's infections
}

TEST_CASE("susceptibility follows antibodies once a week, and stays for who has none", "[measures]") {
    ScenarioText s = quiet(100, 40);
    s.strains = {{"wild", 0.5, {}}, {"delta", 0.5, {}}};
    s.more = vaccinated_text("servants", "sinovac", 2, 0.5, "2020-03-10");
    Simulation simulation = begin(s.world());
    const State first = state_of(simulation);
    std::map<uint32_t, int> changes;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            const Immunity& i = day.next.immunity[p];
            for (StrainId strain{0}; strain.value < 2; ++strain.value) {
                const float is = day.next.susceptibility[strain][p], was = day.evening.susceptibility[strain][p];
                if (i.peak > 0 && (p.value + static_cast<uint32_t>(day.next.day.value)) % 7 == 0) {
                    const int lineage = day.world.scenario.strains[strain.value].lineage;
                    const Protection now = protection(antibodies_against(day.today.p, i, lineage, day.next.day));
                    const auto naive = static_cast<double>(naive_susceptibility(day.world.age[p]));
                    CHECK(static_cast<double>(is) == Approx(naive * (1 - now.infection)).epsilon(1e-6));
                    changes[p.value] += is != was && strain.value == 0 ? 1 : 0;
                } else {
                    CHECK(is == was);
                }
            }
        }
    }
    CHECK(changes.size() > 30);
    for (const auto& [p, times] : changes) {
        CHECK(times >= 5);
    }
}

TEST_CASE("the recovered are susceptible again, as far as their antibodies leave them", "[measures]") {
    ScenarioText s = quiet(300, 60);
    s.switched("isolation", false);
    s.parameter("emission.quanta_per_h", 0);
    s.strains = {{"wild", 1, {{"household_sar", 0}, {"severity", 20}}}};
    Simulation simulation = begin(s.world());
    for (uint32_t p = 0; p < 300; ++p) {
        plant(simulation, PersonId{p}, 2);
    }
    size_t recovered = 0, dead = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p : day.world.servant_ids()) {
            const float is = day.next.susceptibility[StrainId{0}][p];
            const Health health = day.next.health[p];
            const bool fresh = health == Health::recovered && day.evening.health[p] == Health::infected;
            if (fresh) {
                ++recovered;
                const Immunity& i = day.next.immunity[p];
                CHECK(i.since == day.world.scenario.start - 2);  // when it began
                const Protection now = protection(antibodies_against(day.today.p, i, wild, day.next.day));
                const auto naive = static_cast<double>(naive_susceptibility(day.world.age[p]));
                CHECK(static_cast<double>(is) == Approx(naive * (1 - now.infection)).epsilon(1e-6));
                CHECK((is > 0 && static_cast<double>(is) < naive));
            }
            dead += health == Health::dead ? 1 : 0;
            CHECK((is == 0) == (health == Health::infected || health == Health::dead));
        }
    }
    CHECK(recovered > 200);
    CHECK(dead > 0);
}

TEST_CASE("a second infection is another illness, and the first is what it would have been", "[measures]") {
    ScenarioText s = quiet(200, 40);
    s.switched("isolation", false);
    s.parameter("emission.quanta_per_h", 0);
    s.strains = {{"wild", 1, {{"household_sar", 0}}}};
    Simulation once = begin(s.world());
    std::vector<Episode> first, second;
    for (uint32_t p = 0; p < 200; ++p) {
        first.push_back(plant(once, PersonId{p}, 2));
    }
    finish(once);
    const State& state = state_of(once);
    for (uint32_t p = 0; p < 200; ++p) {
        if (state.health[PersonId{p}] == Health::recovered) {
            second.push_back(plant(once, PersonId{p}, 0));
        }
    }
    REQUIRE(second.size() > 150);
    size_t same_emission = 0, worse = 0, symptoms[2] = {0, 0};
    for (const Episode& e : second) {
        const Episode& before = first[e.person.value];
        CHECK((before.earlier == 0 && e.earlier == 1));
        same_emission += e.emission == before.emission ? 1 : 0;
        worse += before.onset == never && e.onset != never ? 1 : 0;
        symptoms[0] += before.onset != never ? 1 : 0;
        symptoms[1] += e.onset != never ? 1 : 0;
    }
    CHECK(same_emission == 0);
    CHECK(worse > 10);  // by the same draw nobody would be
    CHECK(static_cast<double>(symptoms[1]) < 0.8 * static_cast<double>(symptoms[0]));
    Simulation later = begin(s.world());  // the first infection does not depend on when it comes
    later.step();
    for (uint32_t p = 0; p < 200; ++p) {
        const Episode& e = plant(later, PersonId{p}, 2);
        CHECK(e.emission == first[p].emission);
        CHECK(e.course == first[p].course);
        CHECK(e.end - e.day == first[p].end - first[p].day);
    }
}

TEST_CASE("the same strain does not come back for a while, another one may", "[measures]") {
    ScenarioText s = quiet(60, 100);
    s.parameter("immunity.refractory", 90).parameter("emission.quanta_per_h", 0);
    s.strains = {{"wild", 0.5, {{"household_sar", 0}, {"severity", 0}}}, {"omicron_ba1", 0.5, {{"household_sar", 0}}}};
    Simulation simulation = begin(s.world());
    const Day infected = simulation.day() - 2;
    for (uint32_t p = 0; p < 60; ++p) {
        plant(simulation, PersonId{p}, 2);  // of the first strain
    }
    size_t before = 0, after = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p : day.world.servant_ids()) {
            if (day.next.health[p] != Health::recovered) {
                continue;
            }
            const float same = day.next.susceptibility[StrainId{0}][p], other = day.next.susceptibility[StrainId{1}][p];
            CHECK(other > 0);
            const int32_t since = day.next.day - infected;
            if (since < 90) {
                CHECK(same == 0);
                ++before;
            } else if (since >= 97) {  // within the week in which everybody's turn comes
                CHECK(same > 0);
                ++after;
            }
        }
    }
    CHECK(before > 1000);
    CHECK(after > 50);
}

TEST_CASE("people are infected again, and that is counted", "[measures]") {
    ScenarioText s = one_room(150);
    s.days = 200;
    s.infected = 5;
    s.strains = {{"omicron_ba1", 1, {{"severity", 0}}}};
    s.parameter("emission.quanta_per_h", 200).parameter("immunity.half_life", 10).parameter("immunity.refractory", 0);
    Simulation simulation = begin(s.world());
    finish(simulation);
    std::map<uint32_t, uint8_t> seen;
    double again = 0;
    const State& state = state_of(simulation);
    for (EpisodeId id : state.episodes.ids()) {
        const Episode& e = state.episodes[id];
        CHECK(e.earlier == seen[e.person.value]++);
        again += e.earlier > 0 ? 1 : 0;
    }
    CHECK(again > 20);
    CHECK(of_run(simulation, Outcome::reinfections) == again);
    for (const auto& [p, times] : seen) {
        CHECK(state.immunity[PersonId{p}].infections == times);
    }
}

TEST_CASE("the vaccinated are infected less, less ill, and infect less", "[measures]") {
    ScenarioText s = quiet(1500, 1);
    s.strains = {{"wild", 1, {{"severity", 20}}}};
    ScenarioText protected_too = s;
    protected_too.more = vaccinated_text("servants", "moderna", 2, 1, "2020-02-20");
    Simulation without = begin(s.world()), with = begin(protected_too.world());
    double ill[2] = {0, 0}, severe[2] = {0, 0};
    for (uint32_t p = 0; p < 1500; ++p) {
        const Episode a = plant(without, PersonId{p}, 0), b = plant(with, PersonId{p}, 0);
        const double silent = default_parameters().emission_asymptomatic;
        const double course =
            (b.course == Course::asymptomatic ? silent : 1) / (a.course == Course::asymptomatic ? silent : 1);
        CHECK(b.emission == Approx(a.emission * course * 0.59));
        CHECK(b.course <= a.course);  // nobody is worse off
        ill[0] += a.onset != never ? 1 : 0;
        ill[1] += b.onset != never ? 1 : 0;
        severe[0] += a.hospital != never ? 1 : 0;
        severe[1] += b.hospital != never ? 1 : 0;
    }
    CHECK(ill[1] < 0.8 * ill[0]);
    CHECK(severe[1] / ill[1] < 0.7 * severe[0] / ill[0]);
    const auto total = [](const Simulation& x) {
        double sum = 0;
        for (PersonId p : Peek::at(x).world->servant_ids()) {
            sum += static_cast<double>(state_of(x).susceptibility[StrainId{0}][p]);
        }
        return sum;
    };
    Simulation a = begin(s.world()), b = begin(protected_too.world());
    CHECK(total(b) / total(a) == Approx(1 - .86).margin(0.03));
}

TEST_CASE("a campaign reaches its group at its pace, and a faster one everybody no later", "[measures]") {
    struct Case {
        const char* key;
        int from, to;
        bool servants;
    };
    const Case c = GENERATE(Case{"vaccination.staff", 0, 200, true}, Case{"vaccination.elderly", 60, 200, false},
                            Case{"vaccination.adults", 12, 60, false}, Case{"vaccination.children", 6, 12, false});
    CAPTURE(c.key);
    std::map<uint32_t, Day> slower;
    for (const double share : {0.05, 0.2}) {
        ScenarioText s = quiet(400, 30);
        s.rule(c.key, fmt::format("{}", share));
        Simulation simulation = begin(s.world());
        std::map<uint32_t, Day> first;
        double asked = 0, given = 0, doses = 0;
        while (!simulation.over()) {
            const LivedDay day(simulation);
            double today = 0;
            for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
                const Immunity &was = day.evening.immunity[p], &is = day.next.immunity[p];
                const int age = day.world.age[p];
                const bool meant = day.world.is_servant(p) == c.servants && age >= c.from && age < c.to;
                CHECK((meant || is.doses == 0));
                today += is.doses - was.doses;
                if (meant && was.doses == 0) {
                    asked += 1;
                    given += is.doses;
                }
                if (was.doses == 0 && is.doses == 1) {
                    first[p.value] = day.today.day;
                    CHECK(first_vaccine(is) == Vaccine::sinovac);
                }
                if (is.doses == 2 && was.doses == 1) {  // fourteen days later, by itself
                    CHECK(day.today.day - first[p.value] == row(Vaccine::sinovac).interval);
                }
                CHECK((is.doses < 2) == (!first.contains(p.value) || day.today.day - first[p.value] < 14));
            }
            CHECK(at(simulation.total_on(simulation.days_lived() - 1), Outcome::doses) == today);
            doses += today;
        }
        CHECK(given / asked == Approx(share).margin(4 * std::sqrt(share / asked)));
        CHECK(of_run(simulation, Outcome::doses) == doses);
        for (const auto& [p, day] : slower) {
            REQUIRE(first.contains(p));
            CHECK(first[p] <= day);
        }
        CHECK(first.size() > slower.size());
        slower = first;
    }
}

TEST_CASE("boosters go to adults with two doses once it is time", "[measures]") {
    ScenarioText s = quiet(300, 60);
    s.parameter("vaccine.booster_after", 100);
    s.more = vaccinated_text("adults", "az", 1, 0.5) + vaccinated_text("servants", "sinovac", 2, 0.5, "2020-01-10") +
             vaccinated_text("teenagers", "sinovac", 2, 1, "2019-06-01") + "[vaccine]\nbooster = \"moderna\"\n";
    s.rule("vaccination.booster", "0.2");
    Simulation simulation = begin(s.world());
    const State before = state_of(simulation);
    double boosted = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            const Immunity& i = day.next.immunity[p];
            if (i.doses == 3 && day.evening.immunity[p].doses == 2) {
                boosted += 1;
                CHECK(day.world.age[p] >= 18);
                CHECK(day.today.day - before.immunity[p].dose >= 100);
                CHECK(i.peak == Approx(8 * before.immunity[p].peak));
            }
            CHECK((i.doses <= 3 && (before.immunity[p].doses > 0 || i.doses == 0)));
        }
    }
    CHECK(boosted > 100);
}

TEST_CASE("the vaccine of a campaign and its interval are the scenario's", "[measures]") {
    ScenarioText s = quiet(60, 35);
    s.more = "[vaccine]\ncampaign = \"moderna\"\n";
    s.rule("vaccination.staff", "1");
    Simulation simulation = begin(s.world());
    std::vector<double> doses;
    while (!simulation.over()) {
        simulation.step();
        doses.push_back(at(simulation.total_on(doses.size()), Outcome::doses));
    }
    for (size_t d = 0; d < doses.size(); ++d) {
        CHECK(doses[d] == (d == 0 || d == 28 ? 60 : 0));
    }
    CHECK(first_vaccine(state_of(simulation).immunity[PersonId{0}]) == Vaccine::moderna);
}

TEST_CASE("who is ill or isolates is given the dose afterwards", "[measures]") {
    ScenarioText s = quiet(60, 40);
    s.rule("vaccination.staff", "1");
    Simulation simulation = begin(s.world());
    State& state = Peek::at(simulation).state;
    for (uint32_t p = 0; p < 20; ++p) {
        send_away(state, PersonId{p}, Mode::isolating, state.day + (p < 10 ? 4 : 18), state.day + (p < 10 ? 0 : 10));
    }
    for (uint32_t p = 10; p < 20; ++p) {  // away when the second dose is due
        state.away[PersonId{p}].until = state.day - 1;
    }
    const Day start = state.day;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        if (day.next.day == start + 10) {
            for (uint32_t p = 10; p < 20; ++p) {
                Peek::at(simulation).state.away[PersonId{p}] = {start + 20, Mode::isolating};
            }
        }
    }
    for (uint32_t p = 0; p < 60; ++p) {
        const Immunity& i = state.immunity[PersonId{p}];
        CHECK(i.doses == 2);
        CHECK(i.dose - start == (p < 10 ? 5 + 14 : p < 20 ? 21 : 14));
    }
}

TEST_CASE("only staff with two doses come to the office where that is required", "[measures]") {
    ScenarioText s = quiet(100, 20);
    s.more =
        vaccinated_text("servants", "sinovac", 2, 0.3) + vaccinated_text("servants", "sinovac", 1, 0.3, "2020-03-12");
    s.rule("wfo.vaccinated_only", "yes");
    Simulation simulation = begin(s.world());
    double first_day = -1, last_day = -1;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        double here = 0;
        for (PersonId p : day.world.servant_ids()) {
            const bool full = day.evening.immunity[p].doses >= 2;
            if (day.today.workday) {
                CHECK(present(day.scene.roster.mode[p]) == full);
                here += full ? 1 : 0;
            }
        }
        if (day.today.workday) {
            first_day = first_day < 0 ? here : first_day;
            last_day = here;
        }
    }
    CHECK(first_day == Approx(30).margin(20));
    CHECK(last_day > first_day + 10);  // those with one dose had their second meanwhile
}

TEST_CASE("places go to the vaccinated first", "[measures]") {
    for (const bool first : {false, true}) {
        ScenarioText s = quiet(200, 10);
        s.more = vaccinated_text("servants", "sinovac", 2, 0.3);
        s.rule("wfo.share", "0.5").rule("roster.vaccinated_first", first ? "yes" : "no");
        Simulation simulation = begin(s.world());
        while (!simulation.over()) {
            const LivedDay day(simulation);
            double here[2] = {0, 0}, all[2] = {0, 0};
            for (PersonId p : day.world.servant_ids()) {
                const int full = day.evening.immunity[p].doses >= 2 ? 1 : 0;
                all[full] += 1;
                here[full] += present(day.scene.roster.mode[p]) ? 1 : 0;
            }
            if (day.today.workday) {
                CHECK(here[0] + here[1] == 100);
                CHECK((here[1] == all[1]) == first);
            }
        }
    }
}

TEST_CASE("campaigns at their neutral value change nothing", "[measures]") {
    ScenarioText base = busy_office();
    base.days = 20;
    base.prevalence_low = base.prevalence_high = 0.1;
    base.more = vaccinated_text("adults", "sinovac", 2, 0.6, "2019-06-01");
    Simulation plain = begin(base.world());
    finish(plain);
    for (const char* key : {"vaccination.staff", "vaccination.elderly", "vaccination.adults", "vaccination.children",
                            "vaccination.booster"}) {
        CAPTURE(key);
        const Measure& m = measure(*find_measure(key));
        ScenarioText neutral = base, firm = base;
        neutral.rule(key, format_value(m, m.neutral));
        firm.rule(key, "0.5");
        Simulation same = begin(neutral.world()), other = begin(firm.world());
        finish(same);
        finish(other);
        CHECK(same.hash() == plain.hash());
        CHECK(other.hash() != plain.hash());
        CHECK(of_run(other, Outcome::doses) > of_run(plain, Outcome::doses));
    }
}

TEST_CASE("antibodies and campaigns are the same on any number of threads and on the obvious path", "[measures]") {
    ScenarioText s = busy_office();
    s.days = 30;
    s.prevalence_low = s.prevalence_high = 0.2;
    s.parameter("emission.quanta_per_h", 60);
    s.strains = {{"wild", 0.4, {}}, {"delta", 0.6, {}}};
    s.more = vaccinated_text("adults", "sinovac", 2, 0.4, "2020-02-01", 30) + vaccinated_text("elderly", "az", 1, 0.5) +
             "[[recovered]]\nshare = 0.3\nstrain = \"wild\"\nfrom = 2019-10-01\nuntil = 2020-02-20\n";
    s.rule("vaccination.staff", "0.05").rule("vaccination.adults", "0.1").rule("vaccination.booster", "0.1");
    const auto world = s.world();
    CHECK(first_difference(begin(world), begin(world, 1, 4)) == "");
    CHECK(first_difference(begin(world), begin(world, 1, 2, true)) == "");
}

TEST_CASE("a faulty table of immunity is named with its place and what is allowed", "[measures]") {
    const std::string office = one_room(3).text();
    const auto problem = [&](const std::string& more) {
        const Loaded<Scenario> loaded = parse_scenario(office + more, "test.toml");
        CAPTURE(more);
        REQUIRE(loaded.problems.size() == 1);
        CHECK_FALSE(loaded.value);
        CHECK(loaded.problems[0].file == "test.toml");
        CHECK(loaded.problems[0].line > std::count(office.begin(), office.end(), '\n'));
        return loaded.problems[0].key + ": " + loaded.problems[0].message;
    };
    const std::string good = vaccinated_text("adults", "sinovac", 2, 0.6);
    CHECK(parse_scenario(office + good, "test.toml").problems.empty());
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    using Catch::Contains;
    CHECK_THAT(problem(changed("adults", "adult")), Contains("group") && Contains("servants") && Contains("adults"));
    CHECK_THAT(problem(changed("sinovac", "sinovax")), Contains("vaccine") && Contains("moderna"));
    CHECK_THAT(problem(changed("doses = 2", "doses = 4")), Contains("doses") && Contains("between 1 and 3"));
    CHECK_THAT(problem(changed("doses = 2", "doses = 3")), Contains("booster") && Contains("missing"));
    CHECK_THAT(problem(good + "booster = \"az\"\n"), Contains("booster") && Contains("doses must be 3"));
    CHECK_THAT(problem(changed("2020-02-01", "2020-03-16")), Contains("date") && Contains("before the first day"));
    CHECK_THAT(problem(changed("spread = 0", "spread = -1")), Contains("spread") && Contains("between 0 and 365 d"));
    CHECK_THAT(problem(changed("coverage = 0.6\n", "")), Contains("coverage") && Contains("missing"));
    CHECK_THAT(problem(good + good), Contains("coverage") && Contains("add up to 1.2"));
    CHECK_THAT(problem(good + "sprea = 3\n"), Contains("spread"));
    const std::string met = "[[recovered]]\nshare = 0.4\nstrain = \"wild\"\nfrom = 2019-06-01\nuntil = 2019-06-30\n";
    CHECK(parse_scenario(office + met, "test.toml").problems.empty());
    const auto remade = [&](const std::string& from, const std::string& to) {
        std::string text = met;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    CHECK_THAT(problem(remade("wild", "wilt")), Contains("strain") && Contains("wild"));
    CHECK_THAT(problem(remade("0.4", "1.4")), Contains("share") && Contains("between 0 and 1"));
    CHECK_THAT(problem(remade("2019-06-30", "2020-06-30")), Contains("until") && Contains("before the first day"));
    CHECK_THAT(problem(remade("2019-06-30", "2019-05-30")), Contains("until") && Contains("lies before 2019-06-01"));
    CHECK_THAT(problem("[vaccine]\ncampaign = \"none\"\n"), Contains("campaign") && Contains("sinovac"));
}

TEST_CASE("immunity is part of the digest", "[measures]") {
    const std::string office = one_room(3).text();
    const auto digest = [&](const std::string& more) {
        return parse_scenario(office + more, "test.toml").value->digest;
    };
    std::set<uint64_t> seen = {digest("")};
    for (const std::string& more :
         {vaccinated_text("adults", "sinovac", 2, 0.6), vaccinated_text("adults", "az", 2, 0.6),
          vaccinated_text("elderly", "sinovac", 2, 0.6), vaccinated_text("adults", "sinovac", 1, 0.6),
          vaccinated_text("adults", "sinovac", 2, 0.6, "2020-02-02"),
          vaccinated_text("adults", "sinovac", 2, 0.6, "2020-02-01", 1), std::string("[vaccine]\nbooster = \"az\"\n"),
          std::string("[[recovered]]\nshare = 0.4\nstrain = \"wild\"\nfrom = 2019-06-01\nuntil = 2019-06-30\n"),
          std::string("[town]\nname = \"K\"\npopulation = 9\n"),
          std::string(
              "[town]\nname = \"K\"\npopulation = 9\n[[town.lab_delay]]\nfrom = 2020-03-18\nmedian_days = 5\n")}) {
        CAPTURE(more);
        CHECK(seen.insert(digest(more)).second);
    }
}
