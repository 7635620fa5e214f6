// Who infects whom and how often: hazards against an integration of our own, and frequencies against hazards.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// Sums of Bernoulli trials: how far what happened lies from what was expected, in standard errors.
struct Trials {
    double happened = 0, expected = 0, variance = 0, n = 0;

    void add(bool success, double p) {
        happened += success ? 1 : 0;
        expected += p;
        variance += p * (1 - p);
        n += 1;
    }
    double z() const { return variance > 0 ? (happened - expected) / std::sqrt(variance) : 0; }
};

// Everybody who is susceptible that morning is infected that day with probability 1 - exp(-hazard).
void count(const LivedDay& day, Trials& trials) {
    std::set<uint32_t> infected;
    for (const Episode& e : day.infected) {
        infected.insert(e.person.value);
    }
    for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
        if (day.evening.susceptibility[StrainId{0}][p] > 0) {
            if (const double hazard = day.hazard(p); hazard > 0) {
                trials.add(infected.contains(p.value), 1 - std::exp(-hazard));
            }
        }
    }
}

double voice(const Parameters& p, Activity a) {  // of somebody alone at a meal, as here, office work
    return a == Activity::desk      ? p.voice_office
           : a == Activity::meeting ? p.voice_meeting
           : a == Activity::counter ? p.voice_counter
           : a == Activity::meal    ? p.voice_office
           : a == Activity::prayer  ? p.voice_prayer
                                    : p.voice_breathing;
}

double breath(const Parameters& p, Activity a) {
    const bool standing = a == Activity::entering || a == Activity::roll_call;
    return a == Activity::walking ? p.breath_light : standing ? p.breath_standing : p.breath_seated;
}

// Quanta inhaled in one room by one person from one other, by steps of one second: nothing clever.
double dose_by_seconds(const LivedDay& day, RoomId room, PersonId source, PersonId person, double quanta) {
    const Parameters& p = day.today.p;
    const StayList theirs = day.stays(source), mine = day.stays(person);
    const auto at = [&](const StayList& stays, Seconds t) -> const Stay* {
        for (const Stay& s : stays) {
            if (s.room == room && s.when.contains(t)) {
                return &s;
            }
        }
        return nullptr;
    };
    const Room& r = day.world.rooms[room];
    const double added = r.type == RoomType::yard ? 0 : day.today.levers(source).ventilation;  // rooms have windows
    const double rate = r.ach + added + p.air_decay + p.air_deposition;
    const double keep = std::exp(-rate / 3600);
    double air = 0, dose = 0;
    for (Seconds t = 0; t < seconds_per_day; ++t) {
        const Stay* breathes_out = at(theirs, t);
        const double emission = breathes_out ? quanta * voice(p, breathes_out->activity) / r.volume : 0;
        const double steady = emission / rate;
        const double mean = steady + (air - steady) * (1 - keep) / (rate / 3600);  // over the second
        air = steady + (air - steady) * keep;
        if (const Stay* breathes_in = at(mine, t)) {
            dose += breath(p, breathes_in->activity) * mean / 3600;
        }
    }
    return dose;
}

ScenarioText quiet_office(int staff) {
    ScenarioText s = one_room(staff);
    s.parameter("talk.per_day", 0).parameter("household.spouse", 0).parameter("household.grandparent", 0);
    s.switched("secondary", false).switched("frozen_clock", true);
    return s;
}

double output_of(const LivedDay& day, PersonId source) {
    return day.scene.infectious.people[day.scene.infectious.of[source]].output;
}

}  // namespace

TEST_CASE("the hazard of an office agrees with an integration second by second", "[engine]") {
    ScenarioText s = quiet_office(4);
    s.rule("ventilation.added", GENERATE("0", "3"));
    Simulation simulation = begin(s.world());
    const PersonId source{1};
    plant_steady(simulation, source, 3, 2.5);
    const LivedDay day(simulation);
    const double quanta = day.today.p.quanta_per_h * output_of(day, source);
    for (PersonId p : day.world.servant_ids()) {
        if (p == source) {
            continue;
        }
        double by_room = 0;
        std::set<RoomId> rooms;
        for (const Item& item : day.items(p)) {
            CHECK(item.by_air);
            rooms.insert(item.room);
        }
        for (RoomId room : rooms) {
            by_room += dose_by_seconds(day, room, source, p, quanta);
        }
        double sum = 0;
        for (const Item& item : day.items(p)) {
            sum += item.hazard;
        }
        CHECK(rooms.contains(day.world.jobs[p].room));
        CHECK(sum > 0);
        const auto susceptibility = static_cast<double>(day.evening.susceptibility[StrainId{0}][p]);
        CHECK(sum == Approx(susceptibility * by_room).epsilon(1e-6));
    }
}

TEST_CASE("masks and emission scale the hazard as their numbers say", "[engine]") {
    ScenarioText s = quiet_office(3);
    for (const char* always : {"compliance.start", "compliance.floor", "mask.in_own_room", "mask.in_shared_room"}) {
        s.parameter(always, 1);
    }
    const auto hazard = [](const ScenarioText& scenario, double emission) {
        Simulation simulation = begin(scenario.world());
        plant_steady(simulation, PersonId{0}, 3, emission);
        const LivedDay day(simulation);
        double desk = 0;
        for (const Item& item : day.items(PersonId{1})) {
            desk += item.setting == Setting::office ? item.hazard : 0;
        }
        return desk;
    };
    s.parameter("lunch.minutes", 5);  // which people take at their desks, without a mask
    const double bare = hazard(s, 1);
    CHECK(hazard(s, 3) == Approx(3 * bare));
    ScenarioText masked = s;
    masked.rule("mask.mandate", "1").rule("mask.type", "surgical");
    const Parameters p = default_parameters();
    const double passes = (1 - p.mask_surgical_out) * (1 - p.mask_surgical_in);
    CHECK(hazard(masked, 1) / bare == Approx(passes).epsilon(0.05));
}

TEST_CASE("the items of a day are what the reserve loses, to the bit", "[engine]") {
    ScenarioText s = busy_office();
    s.days = 5;
    s.switched("apply", false).switched("frozen_clock", true);
    s.parameter("meeting.staff", 5);
    Simulation simulation = begin(s.world());
    for (uint32_t p : {0U, 3U, 10U, 12U, 20U}) {
        plant_steady(simulation, PersonId{p});
    }
    int met = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            double sum = 0;
            for (const Item& item : day.items(p)) {
                sum += item.hazard;
            }
            const bool crossed = std::count(day.exposure.crossed.begin(), day.exposure.crossed.end(), p) > 0;
            met += sum > 0 ? 1 : 0;
            if (!crossed) {
                CHECK(day.next.reserve[p] == day.evening.reserve[p] - sum);
            }
            CHECK(crossed == (sum > 0 && day.evening.reserve[p] - sum <= 0));
        }
    }
    CHECK(met > 100);
}

TEST_CASE("a planted source is the only one in its room, and alone makes the air that others meet", "[engine]") {
    Simulation simulation = begin(quiet_office(5).world());
    const PersonId source{2};
    plant_steady(simulation, source);
    const LivedDay day(simulation);
    const World& world = day.world;
    const Room& office = world.rooms[world.jobs[source].room];
    const int32_t h = day.scene.air.hot_of[office.air_group];
    REQUIRE(h >= 0);
    const HotGroup& hot = day.scene.air.hot[static_cast<size_t>(h)];
    REQUIRE(hot.strains.size() == 1);
    const std::vector<Source> sources = sources_of(day.scene.air, hot, hot.strains[0]);
    REQUIRE(sources.size() == 1);
    CHECK(day.evening.episodes[sources[0].episode].person == source);
    const AirDay alone = air_of_source(world, day.scene.air, hot, hot.strains[0], sources[0]);
    for (PersonId p : world.servant_ids()) {
        if (p == source) {
            CHECK(day.items(p).empty());
            continue;
        }
        for (const Item& item : day.items(p)) {
            if (item.room == world.jobs[source].room) {
                double breathed = 0;
                for (const Stay& s : day.stays(p)) {
                    if (s.room == item.room && s.when == item.when) {
                        breathed = breath(day.today.p, s.activity);
                    }
                }
                const auto susceptibility = static_cast<double>(day.evening.susceptibility[StrainId{0}][p]);
                CHECK(item.hazard == Approx(breathed * susceptibility *
                                            alone.integral(office.air_index, item.when.from, item.when.to)));
            }
        }
    }
}

// The first day in an office with one index case, over many futures: talks, stays and thresholds differ.
TEST_CASE("people who share an office with one case are infected as often as their hazards say", "[engine]") {
    ScenarioText s = one_room(10);
    s.days = 1;
    s.parameter("emission.quanta_per_h", 40);
    s.switched("frozen_clock", true);
    const auto world = s.world();
    Trials trials;
    for (uint64_t seed = 1; seed <= 2000; ++seed) {
        Simulation simulation = begin(world, seed);
        plant_steady(simulation, PersonId{4});
        const LivedDay day(simulation);
        std::set<uint32_t> infected;
        for (const Episode& e : day.infected) {
            infected.insert(e.person.value);
            CHECK((e.source.episode.valid() && day.evening.episodes[e.source.episode].person == PersonId{4}));
        }
        for (PersonId p : world->servant_ids()) {
            if (p != PersonId{4}) {
                trials.add(infected.contains(p.value), 1 - std::exp(-day.hazard(p)));
            }
        }
    }
    CAPTURE(trials.happened, trials.expected, trials.n);
    CHECK(trials.expected > 500);
    CHECK(std::fabs(trials.z()) < 4);
}

// Thresholds have no memory: on any day, whatever came before, infection has probability 1 - exp(-hazard of the day).
TEST_CASE("day after day infections are as frequent as hazards say, in every kind of place", "[engine]") {
    ScenarioText s = busy_office();
    s.days = 15;
    s.prevalence_low = s.prevalence_high = 0.1;
    s.reported = {{"2020-03-16", 5}};
    s.parameter("emission.quanta_per_h", 60).parameter("meeting.staff", 4);
    s.rule("mask.mandate", "0.5")
        .rule("test.symptomatic", "0.5")
        .rule("trace.contacts", "3")
        .rule("quarantine.days", "5");
    const auto world = s.world();
    Trials trials;
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        Simulation simulation = begin(world, seed);
        while (!simulation.over()) {
            count(LivedDay(simulation), trials);
        }
    }
    CAPTURE(trials.happened, trials.expected, trials.n);
    CHECK(trials.expected > 2000);
    CHECK(std::fabs(trials.z()) < 4);
}

TEST_CASE("in any small world infections are as frequent as hazards say", "[engine]") {
    Trials trials;
    const bool lived = rc::check("frequencies", [&] {
        for (const char* part : {"frequencies 1", "frequencies 2"}) {
            Simulation simulation = begin(any_scenario(part).world());
            while (!simulation.over()) {
                count(LivedDay(simulation), trials);
            }
        }
    });
    CHECK(lived);
    CAPTURE(trials.happened, trials.expected, trials.n);
    CHECK(trials.expected > 500);
    CHECK(std::fabs(trials.z()) < 4);
}

// The setting of each infection is a draw by the hazards of that day's items, so sums over many infections agree.
TEST_CASE("infections by setting are as frequent as the hazards of the settings say", "[engine]") {
    ScenarioText s = busy_office();
    s.days = 10;
    s.prevalence_low = s.prevalence_high = 0.1;
    s.reported = {{"2020-03-16", 5}};
    s.parameter("emission.quanta_per_h", 60).parameter("meeting.staff", 4);
    const auto world = s.world();
    std::array<Trials, setting_count> by_setting;
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        Simulation simulation = begin(world, seed);
        while (!simulation.over()) {
            const LivedDay day(simulation);
            std::map<uint32_t, Setting> infected;
            for (const Episode& e : day.infected) {
                infected[e.person.value] = e.setting;
            }
            for (PersonId p{0}; p.value < world->people(); ++p.value) {
                std::array<double, setting_count> hazard{};
                std::vector<Item> items = day.items(p);
                for (const Item& item : day.items_outside(p)) {
                    items.push_back(item);
                }
                double sum = 0;
                for (const Item& item : items) {
                    hazard[static_cast<size_t>(item.setting)] += item.hazard;
                    sum += item.hazard;
                }
                // Only where the hazard is small: there the order of a day's items does not matter.
                if (sum <= 0 || sum > 0.05 || day.evening.health[p] != Health::susceptible) {
                    continue;
                }
                for (size_t k = 0; k < hazard.size(); ++k) {
                    const auto found = infected.find(p.value);
                    by_setting[k].add(found != infected.end() && static_cast<size_t>(found->second) == k,
                                      hazard[k] / sum * (1 - std::exp(-sum)));
                }
            }
        }
    }
    int seen = 0;
    for (size_t k = 0; k < by_setting.size(); ++k) {
        const Trials& t = by_setting[k];
        CAPTURE(name(static_cast<Setting>(k)), t.happened, t.expected);
        CHECK(std::fabs(t.z()) < 4.5);
        seen += t.expected > 5 ? 1 : 0;
    }
    CHECK(seen >= 7);
}

TEST_CASE("sources are drawn in proportion to what they left in the air", "[engine]") {
    ScenarioText s = quiet_office(12);
    s.days = 1;
    s.parameter("emission.quanta_per_h", 5);
    const auto world = s.world();
    Trials trials;
    for (uint64_t seed = 1; seed <= 3000; ++seed) {
        Simulation simulation = begin(world, seed);
        plant_steady(simulation, PersonId{0}, 3, 3);
        plant_steady(simulation, PersonId{1}, 3, 1);
        const LivedDay day(simulation);
        for (const Episode& e : day.infected) {
            if (e.source.episode.valid() && e.setting == Setting::office) {
                trials.add(e.source.episode == EpisodeId{0}, 0.75);
            }
        }
    }
    CAPTURE(trials.happened, trials.n);
    CHECK(trials.n > 1000);
    CHECK(trials.happened / trials.n == Approx(0.75).margin(0.04));  // they come and go at their own times
}

namespace {

// Of people who live with somebody infected. Those of one household share an infector, so the error is taken over
// households.
struct AttackRate {
    double infected = 0, members = 0, squares = 0;

    void add(double of_household, double among, double stated) {
        infected += of_household;
        members += among;
        squares += (of_household - among * stated) * (of_household - among * stated);
    }
    double value() const { return infected / members; }
    double error() const { return std::sqrt(squares) / members; }
};

struct AttackRates {
    AttackRate all, adults, children;  // children: below 20
};

// One index case in each household, infected the day before the first with a course of their own. Nobody else
// transmits, nobody is isolated, and nothing but the household infects.
AttackRates household_attack(const std::shared_ptr<const World>& world, int futures) {
    const double stated = world->scenario.strains[0].household_sar;
    AttackRates rates;
    for (int future = 1; future <= futures; ++future) {
        Simulation simulation = begin(world, static_cast<uint64_t>(future));
        for (PersonId p : world->servant_ids()) {
            plant(simulation, p, 1);
        }
        while (!simulation.over()) {
            simulation.step();
        }
        const State& state = Peek::at(simulation).state;
        for (const Range<PersonId>& family : world->families) {
            double infected[2] = {0, 0}, members[2] = {0, 0};
            for (PersonId p : family) {
                const int child = world->age[p] < 20 ? 1 : 0;
                infected[child] += state.health[p] != Health::susceptible ? 1 : 0;
                members[child] += 1;
            }
            rates.adults.add(infected[0], members[0], stated);
            rates.children.add(infected[1], members[1], stated);
            rates.all.add(infected[0] + infected[1], members[0] + members[1], stated);
        }
    }
    return rates;
}

ScenarioText households(const std::string& strain) {
    ScenarioText s = one_room(1500);
    s.days = 40;
    s.strains = {{strain, 1, {}}};
    s.parameter("emission.quanta_per_h", 0);
    s.switched("secondary", false).switched("isolation", false);
    return s;
}

}  // namespace

// The strain's number is a mean over household contacts of all ages; children, less susceptible, lie below it and
// adults above. Two per cent are allowed for what the calibration leaves out: how old the members of our households
// really are, and that the illness of some ends before all of their hazard is spent.
TEST_CASE("an index case infects household members at the strain's attack rate", "[engine]") {
    const std::string strain = GENERATE("wild", "alpha", "delta", "omicron_ba1");
    const auto world = households(strain).world();
    const double stated = world->scenario.strains[0].household_sar;
    const AttackRates rates = household_attack(world, 10);
    CAPTURE(strain, stated, rates.all.value(), rates.all.error(), rates.adults.value(), rates.children.value());
    CHECK(rates.all.value() == Approx(stated).margin(4 * rates.all.error() + 0.02 * stated));
    CHECK(rates.all.error() < 0.02 * stated);
    CHECK(rates.children.value() < stated);
    CHECK(rates.adults.value() > stated);
}
