// Common luck: the same people meet the same draws in another world, so a safer world infects a part of those whom the
// other infects, a larger world leaves its smaller part alone, and smaller quotas nest in larger ones.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

using When = std::pair<int32_t, Seconds>;  // day and second of somebody's first infection

std::map<uint64_t, When> infected_when(const ScenarioText& scenario, uint64_t seed) {
    Simulation simulation = begin(scenario.world(), seed);
    while (!simulation.over()) {
        simulation.step();
    }
    std::map<uint64_t, When> when;
    for (const InfectionRow& row : simulation.infections()) {
        when.try_emplace(row.person, row.day.value, row.second);
    }
    return when;
}

void drop_rules(ScenarioText& s, std::initializer_list<std::string_view> measures) {
    std::erase_if(s.rules, [&](const RuleText& r) {
        return std::find(measures.begin(), measures.end(), r.measure) != measures.end();
    });
}

void set_rule(ScenarioText& s, const std::string& measure, const std::string& value) {
    drop_rules(s, {measure});
    s.rule(measure, value);
}

// Only those infected at the start transmit, and being infected changes nobody's days: nobody stays away or is tested,
// and nobody dies, which would leave a seat in a meeting to somebody else.
void decouple(ScenarioText& s) {
    s.experiment.clear();
    s.switched("secondary", false).switched("isolation", false);
    drop_rules(s, {"test.symptomatic", "test.screening_interval", "gate.thermogun", "gate.self_assessment"});
    for (StrainText& strain : s.strains) {
        strain.numbers = {{"severity", 0}};
    }
    if (s.infected == 0 && s.prevalence_high == 0) {
        s.prevalence_low = s.prevalence_high = 0.1;
    }
}

// One step towards safety: less comes out, less goes in, or more is removed on the way.
struct Step {
    const char* name;
    void (*apply)(ScenarioText& world, double part);  // part in [0, 1]
};
constexpr Step steps[] = {
    {"emission", [](ScenarioText& s, double part) { s.parameter("emission.quanta_per_h", 100 * part); }},
    {"breathing",
     [](ScenarioText& s, double part) {
         s.parameter("breathing.seated", 0.1 + 0.4 * part).parameter("breathing.light", 0.1 + part);
     }},
    {"masks", [](ScenarioText& s, double part) { set_rule(s, "mask.mandate", fmt::format("{}", 1 - part)); }},
    {"distance",
     [](ScenarioText& s, double part) { set_rule(s, "distance.spacing", fmt::format("{}", 3 - 3 * part)); }},
    {"ventilation",
     [](ScenarioText& s, double part) { set_rule(s, "ventilation.added", fmt::format("{}", 20 - 20 * part)); }},
    {"decay", [](ScenarioText& s, double part) { s.parameter("air.decay", 10 - 9.9 * part); }},
};

// Lives through a random world twice, the second time safer in one way.
template <class Compare>
bool in_a_safer_world(const std::string& what, bool items_in_turn, Compare compare) {
    return rc::check(what, [&] {
        ScenarioText world = any_scenario(what);
        decouple(world);
        world.parameter("emission.quanta_per_h", 100);
        world.parameter("service.protocol_slowdown", 0);  // else masks slow the counters down, and visitors wait longer
        if (items_in_turn) {
            world.hours.clear();                      // the office ends before the evening in town begins
            drop_rules(world, {"hours.stagger"});     // for everybody,
            world.parameter("town.outing_share", 0);  // and nobody is in town at home at the same time
            world.strains.resize(1);
            world.strains[0].share = 1;
            world.strains[0].numbers.emplace_back("household_sar", 0);
            world.parameter("talk.per_day", 0).parameter("talk.jet", 0);
        }
        const Step& step = *rc::gen::elementOf(std::vector<Step>(std::begin(steps), std::end(steps)));
        const int less = *rc::gen::inRange(0, 100);
        const auto seed = static_cast<uint64_t>(*rc::gen::inRange(1, 1000));
        ScenarioText safer = world;
        step.apply(world, 1);
        step.apply(safer, less / 100.0);
        RC_LOG() << step.name << " " << less << " %\n";
        const auto usual = infected_when(world, seed), fewer = infected_when(safer, seed);
        RC_CLASSIFY(fewer.size() < usual.size(), "fewer people infected");
        for (const auto& [person, when] : fewer) {
            const auto also = usual.find(person);
            RC_ASSERT(also != usual.end());
            compare(also->second, when);
        }
    });
}

}  // namespace

// The sum of a person's hazards up to any midnight is smaller in the safer world while nobody's days depend on who is
// infected, and the threshold is the same: whoever crosses it there crossed it here, on that day or before.
TEST_CASE("a safer world infects a part of the people, and nobody on an earlier day", "[engine]") {
    const bool held = in_a_safer_world(
        "safer by the day", false, [](const When& usual, const When& safer) { RC_ASSERT(usual.first <= safer.first); });
    CHECK(held);
}

// Within the day as well, to the second, where the items of a day come one after another. Otherwise the order in which
// items are added up, by their beginning, is not quite the order of the instants at which they infect: somebody may
// cross late in a long stay in one world, and early in a talk that began within it in the other.
TEST_CASE("a safer world infects nobody earlier in the day, where one exposure follows another", "[engine]") {
    const bool held = in_a_safer_world("safer by the second", true,
                                       [](const When& usual, const When& safer) { RC_ASSERT(usual <= safer); });
    CHECK(held);
}

TEST_CASE("a world without emission infects nobody at work", "[engine]") {
    ScenarioText s = busy_office();
    s.prevalence_low = s.prevalence_high = 0.3;
    s.parameter("emission.quanta_per_h", 0);
    Simulation simulation = begin(s.world());
    while (!simulation.over()) {
        simulation.step();
    }
    const OutcomeValues total = simulation.total(14);
    CHECK(at(total, Outcome::at_work) == 0);
    CHECK(at(total, Outcome::infections_public) == 0);
    CHECK(at(total, Outcome::from_household) > 0);
}

// ---- larger worlds ------------------------------------------------------------------------------------------------

namespace {

// Everybody of a is in b with the same body, family, threshold, errands and infection at the start.
void check_same_people(const ScenarioText& smaller, const ScenarioText& larger) {
    const auto a = smaller.world(), b = larger.world();
    CHECK(b->people() > a->people());
    CHECK(paired_people(*a, *b) == a->people());
    CHECK(paired_people(*b, *a) == a->people());
    const Simulation in_a = begin(a), in_b = begin(b);
    const State& sa = Peek::at(in_a).state;
    const State& sb = Peek::at(in_b).state;
    CHECK(sa.prevalence == sb.prevalence);
    std::map<uint64_t, PersonId> place;
    for (PersonId q : b->who.ids()) {
        CHECK(place.emplace(b->who[q].value, q).second);  // id paths do not collide
    }
    int differences = 0, infected = 0;
    for (PersonId p : a->who.ids()) {
        const PersonId q = place.at(a->who[p].value);
        bool same = a->age[p] == b->age[q] && a->female[p] == b->female[q] && a->is_servant(p) == b->is_servant(q) &&
                    sa.reserve[p] == sb.reserve[q] && sa.health[p] == sb.health[q] &&
                    a->units[a->unit(p)].path == b->units[b->unit(q)].path;
        infected += sa.health[p] == Health::infected ? 1 : 0;
        if (a->is_servant(p)) {
            const Job &ja = a->jobs[p], &jb = b->jobs[q];
            const Errand &ea = sa.errand[p], &eb = sb.errand[q];
            same = same && ja.level == jb.level && ja.commute == jb.commute && ja.roams == jb.roams &&
                   ea.from == eb.from && ea.days == eb.days && ea.mode == eb.mode && ea.place == eb.place &&
                   a->families[HouseholdId{p.value}].size() == b->families[HouseholdId{q.value}].size();
        }
        differences += same ? 0 : 1;
    }
    CHECK(differences == 0);
    CHECK(infected > 0);
    std::map<uint64_t, const Episode*> course;
    for (const Episode& e : sb.episodes) {
        course[b->who[e.person].value] = &e;
    }
    for (const Episode& e : sa.episodes) {
        const Episode& f = *course.at(a->who[e.person].value);
        CHECK((e.day == f.day && e.second == f.second && e.onset == f.onset && e.end == f.end && e.course == f.course &&
               e.emission == f.emission && e.strain == f.strain));
    }
}

ScenarioText world_to_enlarge() {
    ScenarioText s = busy_office();
    s.prevalence_low = 0.05;
    s.prevalence_high = 0.3;
    s.parameter("absence.other_sickness", 0.05);
    s.destinations = {{"jakarta", 0.6, 3, 2}, {"bogor", 0.4, 1, 4}};
    return s;
}

}  // namespace

TEST_CASE("what is added to a world shifts no draw of those who were there", "[engine]") {
    const ScenarioText world = world_to_enlarge();
    ScenarioText larger = world;
    SECTION("ten people at the end of a unit") {
        larger.agencies[0].units[0].staff += 10;
    }
    SECTION("ten people at the end of another unit, which has the counters") {
        larger.agencies[0].units[1].staff += 10;
    }
    SECTION("a unit") {
        larger.agencies[0].units.push_back({"arsip", 5, {0, 0, 1, 0}, "administration", {}});
    }
    SECTION("a unit before all others") {
        larger.agencies[0].units.insert(larger.agencies[0].units.begin(), {"arsip", 5, {0, 0, 1, 0}, "field", {}});
    }
    SECTION("an agency") {
        larger.agencies.push_back(larger.agencies[1]);
        larger.agencies.back().id = "lain";
    }
    SECTION("an agency before all others") {
        larger.agencies.insert(larger.agencies.begin(), larger.agencies[1]);
        larger.agencies.front().id = "lain";
    }
    check_same_people(world, larger);
}

TEST_CASE("a room added to a world shifts nothing of its people", "[engine]") {
    const ScenarioText world = world_to_enlarge();
    ScenarioText larger = world;
    larger.agencies[0].units[0].rooms.push_back({"gudang", "office", 4, -1});
    larger.agencies[0].rooms.push_back({"rapat-kecil", "meeting", 4, -1});
    const auto a = world.world(), b = larger.world();
    CHECK(b->rooms.size() == a->rooms.size() + 2);
    CHECK(paired_people(*a, *b) == a->people());
    CHECK(b->people() == a->people());
    Simulation in_a = begin(a), in_b = begin(b);
    CHECK(in_a.array_hashes() == in_b.array_hashes());
}

TEST_CASE("nobody stands in two worlds that have nothing in common", "[engine]") {
    ScenarioText other = busy_office();
    for (AgencyText& agency : other.agencies) {
        agency.id += "-lain";
    }
    const auto a = busy_office().world(), b = other.world();
    CHECK(paired_people(*a, *b) == 0);
    CHECK(paired_people(*a, *a) == a->people());
}

TEST_CASE("people who meet nobody new live the same days in a larger world", "[engine]") {
    ScenarioText world = one_room(6), larger = world;
    world.infected = larger.infected = 0;
    world.reported = larger.reported = {{"2020-03-16", 40}};  // with infected = 0 this is the town's prevalence
    larger.agencies.push_back(larger.agencies[0]);
    larger.agencies[1].id = "lain";
    world.days = larger.days = 60;
    const auto a = world.world(), b = larger.world();
    Simulation in_a = begin(a), in_b = begin(b);
    while (!in_a.over()) {
        in_a.step();
        in_b.step();
    }
    std::map<uint64_t, InfectionRow> rows;
    for (const InfectionRow& row : in_b.infections()) {
        rows[row.person] = row;
    }
    REQUIRE(!in_a.infections().empty());
    for (const InfectionRow& row : in_a.infections()) {
        REQUIRE(rows.contains(row.person));
        const InfectionRow& same = rows[row.person];
        CHECK((row.day == same.day && row.second == same.second && row.setting == same.setting && row.by == same.by &&
               row.room == same.room && row.generation == same.generation));
    }
}

// ---- quotas -------------------------------------------------------------------------------------------------------

namespace {

std::set<uint64_t> on_site(const LivedDay& day) {
    std::set<uint64_t> people;
    for (PersonId p : day.world.servant_ids()) {
        if (present(day.scene.roster.mode[p])) {
            people.insert(day.world.who[p].value);
        }
    }
    return people;
}

}  // namespace

TEST_CASE("a smaller quota nests in a larger one in every scheme, day by day", "[engine]") {
    const std::string scheme = GENERATE("random_daily", "fixed_people", "two_teams_daily", "two_teams_weekly",
                                        "on_off_daily", "on_off_weekly", "four_ten");
    const bool held = rc::check("nested quotas, " + scheme, [&] {
        ScenarioText world = any_scenario("nested quotas " + scheme);
        world.infected = 0;
        world.prevalence_low = world.prevalence_high = 0;
        world.reported.clear();
        // Routine tests of those on site send some home, wrongly too.
        drop_rules(world, {"wfo.share", "roster.scheme", "test.screening_interval"});
        world.rule("roster.scheme", scheme);
        const int piket = *rc::gen::inRange(0, 5), levels = *rc::gen::inRange(0, 5);
        set_rule(world, "piket.counters", fmt::format("{}", piket / 4.0));
        set_rule(world, "wfo.must_attend_levels", fmt::format("{}", levels));
        const int few = *rc::gen::inRange(0, 100);
        const int many = *rc::gen::inRange(few, 101);
        ScenarioText larger = world;
        world.rule("wfo.share", fmt::format("{}", few / 100.0));
        larger.rule("wfo.share", fmt::format("{}", many / 100.0));
        Simulation a = begin(world.world()), b = begin(larger.world());
        while (!a.over()) {
            const LivedDay in_a(a), in_b(b);
            const auto here_a = on_site(in_a), here_b = on_site(in_b);
            RC_ASSERT(std::includes(here_b.begin(), here_b.end(), here_a.begin(), here_a.end()));
        }
    });
    CHECK(held);
}
