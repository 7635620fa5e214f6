// The way to work, official trips and their destinations, and people who are sent to one meeting together.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "day/outside.hpp"
#include "day/travel.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// Nobody here is infected, one in ten in town is.
ScenarioText travelling(int staff) {
    ScenarioText s = one_room(staff);
    s.parameter("town.ascertainment", 10).parameter("town.infectious_days", 1);
    s.reported = {{"2020-03-16", 1000}};
    s.switched("apply", false);
    return s;
}

ScenarioText trips(int staff) {
    ScenarioText s = travelling(staff);
    s.parameter("trip.staff", 1).parameter("trip.official", 1);
    return s;
}

// Two agencies of 2 officials and 6 others each.
ScenarioText two_agencies() {
    ScenarioText s = travelling(8);
    s.agencies[0].units[0].officials = {1, 0, 1, 0};
    s.agencies.push_back(s.agencies[0]);
    s.agencies[1].id = "badan";
    s.destinations = {{"jakarta", 1, 3, 2}};
    return s;
}

std::vector<PersonId> away(const LivedDay& day) {
    std::vector<PersonId> people;
    for (PersonId p : day.world.servant_ids()) {
        if (day.scene.roster.mode[p] == Mode::trip) {
            people.push_back(p);
        }
    }
    return people;
}

// What one infectious person of mean emission leaves a delegate of a meeting of n people for so many hours.
double beside_one(double n, double duration) {
    return 8 * 0.347 / ((0.5 + 1 + 0.4) * n * 2 * 3) * 0.51 * duration;
}

}  // namespace

TEST_CASE("the hazard of a bus is that of the others in it, at any capacity", "[travel]") {
    const auto [capacity, others] = GENERATE(std::pair("1", 19.0), std::pair("0.5", 9.0), std::pair("0.1", 1.0));
    CAPTURE(capacity);
    ScenarioText s = travelling(200);
    s.parameter("commute.public", 0.4).parameter("commute.car", 0.3);
    s.rule("transport.capacity", capacity);
    Simulation simulation = begin(s.world());
    const double one = 8 * 0.0211 / ((10 + 1 + 0.4) * 20) * 0.51 * 1.5;
    for (int d = 0; d < 6; ++d) {
        const LivedDay day(simulation);
        std::array<int, 3> seen{};
        for (PersonId p : day.world.servant_ids()) {
            const Commute by = day.world.jobs[p].commute;
            const bool rides = by == Commute::public_transport && present(day.scene.roster.mode[p]);
            CHECK(day.hazard_outside(p, Setting::commute) ==
                  Approx(rides ? 0.1 * 0.7 * others * one * day.susceptibility(p) : 0).epsilon(1e-12));
            ++seen[static_cast<size_t>(by)];
        }
        CHECK(*std::min_element(seen.begin(), seen.end()) > 20);
    }
}

TEST_CASE("a bus with place for one is safe", "[travel]") {
    ScenarioText s = travelling(20);
    s.parameter("commute.public", 1).parameter("commute.passengers", 5).rule("transport.capacity", "0.1");
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    for (PersonId p : day.world.servant_ids()) {
        CHECK(day.hazard_outside(p, Setting::commute) == 0);
    }
}

TEST_CASE("one destination with the numbers of the parameters is the same as none", "[travel]") {
    ScenarioText s = trips(40), same = s;
    same.destinations = {{"jakarta", 1, -1, 0}};
    CHECK(first_difference(begin(s.world()), begin(same.world())) == "");
}

TEST_CASE("trips go to their destinations by their shares, for as long and as dangerous as these are", "[travel]") {
    ScenarioText s = trips(200);
    s.days = 28;
    s.destinations = {{"jakarta", 0.6, 3, 2}, {"bogor", 0.4, 0.5, 4}, {"bandung", 0, 1, 1}};
    Simulation simulation = begin(s.world());
    std::array<double, 3> to{};
    double told = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        for (PersonId p : away(day)) {
            const Errand& trip = day.evening.errand[p];
            to[trip.place] += trip.from == day.today.day ? 1 : 0;
            CHECK(trip.days == s.destinations[trip.place].days);
            const double prevalence = s.destinations[trip.place].prevalence;
            CHECK(day.hazard_outside(p, Setting::town) == Approx(0.1 * prevalence * day.susceptibility(p)));
            const double meeting = day.today.workday ? 0.1 * 0.7 * prevalence * 19 * beside_one(20, 4) : 0;
            CHECK(day.hazard_outside(p, Setting::trip) == Approx(meeting * day.susceptibility(p)));
        }
        told += at(simulation.total_on(simulation.days_lived() - 1), Outcome::trips_made);
    }
    const double all = to[0] + to[1];
    CHECK(to[2] == 0);
    CHECK(all > 200);
    CHECK(told == all);
    CHECK(std::fabs(to[0] - 0.6 * all) < 4 * std::sqrt(all * 0.6 * 0.4));
}

TEST_CASE("a ban on trips leaves none", "[travel]") {
    ScenarioText s = trips(100);
    s.rule("trip.allowed", "0");
    Simulation simulation = begin(s.world());
    while (!simulation.over()) {
        simulation.step();
    }
    const OutcomeValues total = simulation.total(14);
    CHECK(at(total, Outcome::trips_made) == 0);
    CHECK(at(total, Outcome::on_trip) == 0);
    CHECK(at(total, Outcome::from_trip) == 0);
}

TEST_CASE("a delegation is so many of each agency, officials first, on its days", "[travel]") {
    const int people = GENERATE(1, 3);
    const std::string date = GENERATE("2020-03-16", "2020-03-18");  // the first day is one to leave on, too
    CAPTURE(people, date);
    ScenarioText s = two_agencies();
    s.agencies.push_back(one_room(5).agencies[0]);
    s.agencies[2].id = "kecamatan";
    s.delegations = {{date, "jakarta", {"kota/dinas", "kota/bad*"}, people, 3, 40, 6}};
    Simulation simulation = begin(s.world());
    std::vector<PersonId> party;
    for (int d = 0; d < 7; ++d) {
        const LivedDay day(simulation);
        const int since = day.today.day - *parse_date(date);
        const std::vector<PersonId> now = away(day);
        CHECK(at(simulation.total_on(static_cast<size_t>(d)), Outcome::trips_made) == (since == 0 ? 2 * people : 0));
        if (since < 0 || since > 2) {
            CHECK(now.empty());
            continue;
        }
        CHECK((since == 0 || now == party));
        party = now;
        REQUIRE(now.size() == static_cast<size_t>(2 * people));
        for (uint32_t agency = 0; agency < 2; ++agency) {
            CHECK(std::count(now.begin(), now.end(), PersonId{8 * agency}) == 1);  // the head
            CHECK(std::count(now.begin(), now.end(), PersonId{8 * agency + 1}) == (people > 1 ? 1 : 0));
        }
    }
    REQUIRE(party.size() == static_cast<size_t>(2 * people));
}

TEST_CASE("who is ill or on leave is not sent, nor anybody in their place", "[travel]") {
    ScenarioText s = two_agencies();
    s.delegations = {{"2020-03-18", "jakarta", {"kota"}, 2, 2, 0, 0}};
    Simulation simulation = begin(s.world());
    State& state = Peek::at(simulation).state;
    state.away[PersonId{0}] = {*parse_date("2020-03-20"), Mode::isolating};
    state.errand[PersonId{8}] = {*parse_date("2020-03-17"), 2, Mode::leave};
    state.errand[PersonId{9}] = {*parse_date("2020-03-19"), 5, Mode::leave};  // has not begun
    simulation.step();
    simulation.step();
    const LivedDay day(simulation);
    CHECK(away(day) == std::vector{PersonId{1}, PersonId{9}});
    CHECK(day.scene.roster.mode[PersonId{8}] == Mode::leave);
}

TEST_CASE("a permission to travel holds for each of a delegation", "[travel]") {
    ScenarioText s = travelling(200);
    s.destinations = {{"jakarta", 1, 3, 2}};
    s.delegations = {{"2020-03-17", "jakarta", {"kota"}, 100, 2, 0, 0}};
    std::set<uint32_t> fewer;
    for (const char* allowed : {"0", "0.4", "1"}) {
        ScenarioText with = s;
        with.rule("trip.allowed", allowed);
        Simulation simulation = begin(with.world());
        simulation.step();
        const LivedDay day(simulation);
        std::set<uint32_t> now;
        for (PersonId p : away(day)) {
            now.insert(p.value);
        }
        const double part = std::stod(allowed);
        CHECK(std::fabs(static_cast<double>(now.size()) - 100 * part) <= 4 * std::sqrt(100 * part * (1 - part)));
        CHECK(std::includes(now.begin(), now.end(), fewer.begin(), fewer.end()));
        fewer = now;
    }
}

// The strangers at the meeting are people: a whole number of them is infectious, and it is the same for all who are
// sent. On average it is their number times the prevalence there.
TEST_CASE("a delegation shares its luck, and on average meets what the prevalence says", "[travel]") {
    ScenarioText s = two_agencies();
    s.reported[0].second = 200;  // 2 % at home, 0.02 x 0.7 x 3 of them at the meeting
    s.delegations = {{"2020-03-16", "jakarta", {"kota"}, 3, 1, 40, 6}};
    s.parameter("emission.sigma", 0);  // all alike: the hazard counts them
    const auto world = s.world();
    const double mean = 39 * 0.02 * 0.7 * 3, one = beside_one(40, 6);
    double sum = 0, none = 0;
    const int n = 2000;
    for (uint64_t seed = 1; seed <= n; ++seed) {
        Simulation simulation = begin(world, seed);
        const LivedDay day(simulation);
        double there = -1;
        for (PersonId p : away(day)) {
            const double now = day.hazard_outside(p, Setting::trip) / day.susceptibility(p) / one;
            CHECK(now == Approx(std::round(now)).margin(1e-9));
            CHECK((there < 0 || now == Approx(there).margin(1e-9)));
            there = now;
        }
        REQUIRE(there >= 0);
        sum += there;
        none += there < 0.5 ? 1 : 0;
    }
    CHECK(std::fabs(sum / n - mean) < 4 * std::sqrt(mean / n));
    const double empty = std::exp(-mean);
    CHECK(std::fabs(none / n - empty) < 4 * std::sqrt(empty * (1 - empty) / n));
}

TEST_CASE("a higher prevalence away only adds to whom a delegation meets, strain by strain", "[travel]") {
    ScenarioText s = two_agencies();
    s.strains = {{"wild", 0.7, {}}, {"delta", 0.3, {}}};
    s.delegations = {{"2020-03-16", "jakarta", {"kota"}, 1, 2, 100, 6}};
    std::vector<double> fewer(200, 0.0);
    for (const double prevalence : {0.0, 0.5, 1.0, 3.0}) {
        s.destinations[0].prevalence = prevalence;
        const auto world = s.world();
        for (size_t i = 0; i < 100; ++i) {
            Simulation simulation = begin(world, i + 1);
            const LivedDay day(simulation);
            for (uint32_t strain = 0; strain < 2; ++strain) {
                double& before = fewer[2 * i + strain];
                const double now = infectious_at_meeting(day.today, world->scenario.delegations[0], StrainId{strain});
                CHECK(now >= before);
                CHECK((prevalence > 0 || now == 0));
                before = now;
            }
        }
    }
    CHECK(*std::max_element(fewer.begin(), fewer.end()) > 1);
}

TEST_CASE("people sent to a crowded meeting come home infected", "[travel]") {
    ScenarioText s = two_agencies();
    s.delegations = {{"2020-03-16", "jakarta", {"kota"}, 4, 2, 40, 6}};
    ScenarioText banned = s;
    banned.rule("trip.allowed", "0");
    const auto world = s.world(), none = banned.world();
    double infected = 0, without = 0;
    for (uint64_t seed = 1; seed <= 50; ++seed) {
        Simulation a = begin(world, seed), b = begin(none, seed);
        a.step();
        b.step();
        infected += at(a.total(1), Outcome::from_trip);
        without += at(b.total(1), Outcome::from_trip);
    }
    CHECK(infected > 20);
    CHECK(without == 0);
}
