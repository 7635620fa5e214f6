// Who is at the office: schemes in which teams never meet, officials who attend, offices that close, people who are
// ill.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

using People = std::set<uint32_t>;  // ids within one world

People those(const LivedDay& day, const std::function<bool(PersonId)>& which) {
    People people;
    for (PersonId p : day.world.servant_ids()) {
        if (which(p)) {
            people.insert(p.value);
        }
    }
    return people;
}

People on_site(const LivedDay& day) {
    return those(day, [&](PersonId p) { return present(day.scene.roster.mode[p]); });
}

bool disjoint(const People& a, const People& b) {
    return std::none_of(a.begin(), a.end(), [&](uint32_t p) { return b.contains(p); });
}

People joined(const std::vector<People>& parts) {
    People all;
    for (const People& part : parts) {
        all.insert(part.begin(), part.end());
    }
    return all;
}

// Who is on site on each day of a run, and those days.
struct Attendance {
    std::vector<Day> days;
    std::vector<People> people;
};

Attendance attendance(const ScenarioText& scenario, uint64_t seed = 1) {
    Attendance a;
    Simulation simulation = begin(scenario.world(), seed);
    while (!simulation.over()) {
        const LivedDay day(simulation);
        a.days.push_back(day.today.day);
        a.people.push_back(on_site(day));
    }
    return a;
}

ScenarioText office_with(const std::string& scheme, double share, int staff = 11, int weeks = 6) {
    ScenarioText s = one_room(staff);
    s.days = 7 * weeks;
    s.rule("roster.scheme", scheme).rule("wfo.share", fmt::format("{}", share));
    return s;
}

bool weekend(Day day) {
    return day.weekday() >= 5;
}

}  // namespace

TEST_CASE("without measures everybody comes on workdays, and nobody on weekends and holidays", "[engine]") {
    ScenarioText s = one_room(7);
    s.holidays = {"2020-03-25"};
    const Attendance a = attendance(s);
    for (size_t d = 0; d < a.days.size(); ++d) {
        CAPTURE(to_date(a.days[d]));
        const bool free = weekend(a.days[d]) || to_date(a.days[d]) == "2020-03-25";
        CHECK(a.people[d].size() == (free ? 0U : 7U));
    }
}

TEST_CASE("a quota is filled to the head, rounded up", "[engine]") {
    const double share = GENERATE(0.0, 0.05, 0.25, 0.5, 0.75, 0.99);
    const int staff = GENERATE(1, 4, 11, 20);
    CAPTURE(share, staff);
    for (const char* scheme : {"random_daily", "fixed_people"}) {
        const Attendance a = attendance(office_with(scheme, share, staff, 2));
        for (size_t d = 0; d < a.days.size(); ++d) {
            CHECK(a.people[d].size() ==
                  (weekend(a.days[d]) ? 0U : static_cast<size_t>(std::ceil(share * staff - 1e-9))));
        }
    }
}

TEST_CASE("a new draw every day brings everybody in over time, fixed people never change", "[engine]") {
    const Attendance drawn = attendance(office_with("random_daily", 0.5));
    CHECK(joined(drawn.people).size() == 11);
    CHECK(std::set<People>(drawn.people.begin(), drawn.people.end()).size() > 10);
    const Attendance fixed = attendance(office_with("fixed_people", 0.5));
    for (size_t d = 0; d < fixed.days.size(); ++d) {
        CHECK((weekend(fixed.days[d]) || fixed.people[d] == fixed.people[0]));
    }
    CHECK(attendance(office_with("fixed_people", 0.5), 2).people[0] != fixed.people[0]);
}

TEST_CASE("two teams never meet, and take turns by day or by week", "[engine]") {
    const std::string scheme = GENERATE("two_teams_daily", "two_teams_weekly");
    const int staff = GENERATE(2, 10, 11);
    CAPTURE(scheme, staff);
    const Attendance a = attendance(office_with(scheme, 0.9, staff));
    std::map<int, std::vector<People>> turn;  // by parity of the day or of the week
    for (size_t d = 0; d < a.days.size(); ++d) {
        const int32_t since = a.days[d] - a.days[0];
        if (!weekend(a.days[d])) {
            turn[(scheme == "two_teams_daily" ? since : since / 7) % 2].push_back(a.people[d]);
        }
    }
    const People first = joined(turn[0]), second = joined(turn[1]);
    CHECK(disjoint(first, second));
    CHECK(first.size() + second.size() == static_cast<size_t>(staff));
    CHECK(std::max(first.size(), second.size()) - std::min(first.size(), second.size()) ==
          static_cast<size_t>(staff % 2));
    for (const auto& [parity, days] : turn) {
        for (const People& people : days) {
            CHECK(people == days.front());
        }
    }
}

TEST_CASE("on-off schemes give each person a phase of their own", "[engine]") {
    const std::string scheme = GENERATE("on_off_daily", "on_off_weekly");
    CAPTURE(scheme);
    const Attendance a = attendance(office_with(scheme, 0.95, 20));
    std::map<uint32_t, std::set<int>> phase;
    for (size_t d = 0; d < a.days.size(); ++d) {
        const int32_t since = a.days[d] - a.days[0];
        for (uint32_t p : a.people[d]) {
            phase[p].insert((scheme == "on_off_daily" ? since : since / 7) % 2);
        }
    }
    CHECK(phase.size() == 20);
    int first = 0;
    for (const auto& [person, phases] : phase) {
        CHECK(phases.size() == 1);
        first += *phases.begin();
    }
    CHECK(first > 2);
    CHECK(first < 18);
}

TEST_CASE("four days on, ten off: Monday to Thursday of every other week", "[engine]") {
    const Attendance a = attendance(office_with("four_ten", 0.9, 10));
    std::map<uint32_t, std::vector<int32_t>> present_on;
    for (size_t d = 0; d < a.days.size(); ++d) {
        for (uint32_t p : a.people[d]) {
            CHECK(a.days[d].weekday() < 4);
            present_on[p].push_back(a.days[d] - a.days[0]);
        }
        CHECK(a.people[d].size() == (a.days[d].weekday() < 4 ? 5U : 0U));
    }
    CHECK(present_on.size() == 10);
    for (const auto& [person, days] : present_on) {
        CHECK(days.size() == 12);  // in six weeks
        for (size_t i = 1; i < days.size(); ++i) {
            CHECK(days[i] - days[i - 1] == (i % 4 == 0 ? 11 : 1));
        }
    }
}

TEST_CASE("officials of the levels that must attend come whatever the quota", "[engine]") {
    const int levels = GENERATE(0, 1, 2, 3, 4);
    CAPTURE(levels);
    ScenarioText s = one_room(12);
    s.agencies[0].units[0].officials = {1, 2, 3, 1};
    s.rule("wfo.share", "0.1").rule("wfo.must_attend_levels", std::to_string(levels));
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    const People attending =
        those(day, [&](PersonId p) { return day.world.jobs[p].level > 0 && day.world.jobs[p].level <= levels; });
    const People here = on_site(day);
    CHECK(std::includes(here.begin(), here.end(), attending.begin(), attending.end()));
    CHECK(here.size() == std::max<size_t>(2, attending.size()));  // 1.2 people are two
}

TEST_CASE("duty officers keep the counters staffed whatever the quota, from among those whose turn it is", "[engine]") {
    ScenarioText s = busy_office();
    s.days = 28;
    for (const char* none : {"trip.official", "trip.staff", "absence.leave_days_year", "absence.other_sickness"}) {
        s.parameter(none, 0);
    }
    s.rule("wfo.share", "0").rule("piket.counters", "1").rule("roster.scheme", "two_teams_weekly");
    Simulation simulation = begin(s.world());
    std::vector<People> by_week[2];
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const HallId hall{0};
        const People duty = those(day, [&](PersonId p) { return day.scene.roster.mode[p] == Mode::piket; });
        CHECK(duty.size() == (day.today.workday ? 2U : 0U));
        CHECK(on_site(day) == duty);
        CHECK(day.scene.roster.staffed[hall] == (day.today.workday ? 2 : 0));
        for (uint32_t p : duty) {
            CHECK(day.world.jobs[PersonId{p}].unit == day.world.halls[hall].unit);
        }
        if (day.today.workday) {
            by_week[(day.today.day - day.world.scenario.start) / 7 % 2].push_back(duty);
        }
    }
    CHECK(disjoint(joined(by_week[0]), joined(by_week[1])));
}

TEST_CASE("an exempt unit works as always", "[engine]") {
    ScenarioText s = one_room(6);
    s.agencies[0].units.push_back({"medis", 5, {}, "health", {{"poli", "office", 5, -1}}});
    s.rule("wfo.share", "0").rule("wfo.exempt", "true", "kota/dinas/medis");
    const Attendance a = attendance(s);
    for (size_t d = 0; d < a.days.size(); ++d) {
        CHECK(a.people[d].size() == (weekend(a.days[d]) ? 0U : 5U));
        CHECK((a.people[d].empty() || *a.people[d].begin() == 6U));
    }
}

TEST_CASE("people of a closed agency work from home until it opens again", "[engine]") {
    ScenarioText s = one_room(6);
    s.agencies.push_back(s.agencies[0]);
    s.agencies[1].id = "badan";
    s.rule("wfo.exempt", "true");
    Simulation simulation = begin(s.world());
    const AgencyId closed{0};
    Peek::at(simulation).state.closed_until[closed] = simulation.day() + 2;
    for (int d = 0; d < 5; ++d) {
        const LivedDay day(simulation);
        for (PersonId p : day.world.servant_ids()) {
            const bool shut = day.world.units[day.world.jobs[p].unit].agency == closed && d <= 2;
            CHECK(day.scene.roster.mode[p] == (shut ? Mode::home : Mode::on_site));
        }
    }
}

TEST_CASE("who is away for any reason is not on site, however many must come", "[engine]") {
    const Mode mode = GENERATE(Mode::sick, Mode::quarantined, Mode::isolating, Mode::hospital, Mode::dead);
    CAPTURE(static_cast<int>(mode));
    ScenarioText s = one_room(5);
    s.agencies[0].units[0].officials = {1, 0, 0, 0};
    s.rule("wfo.share", "0.9").rule("wfo.must_attend_levels", "4");
    Simulation simulation = begin(s.world());
    const PersonId head{0};
    const Day until = simulation.day() + 3;
    Peek::at(simulation).state.away[head] = {until, mode};
    for (int d = 0; d < 5; ++d) {
        const LivedDay day(simulation);
        CHECK(day.scene.roster.mode[head] == (day.today.day <= until ? mode : Mode::on_site));
        CHECK(day.stays(head).size() == (day.today.day <= until ? 0U : day.stays(head).size()));
    }
}

TEST_CASE("leave, other illness and trips keep people away for as long as they last", "[engine]") {
    ScenarioText s = one_room(5);
    s.days = 7;
    const Mode mode = GENERATE(Mode::leave, Mode::sick, Mode::trip);
    const double allowed = GENERATE(1.0, 0.0);
    s.rule("trip.allowed", fmt::format("{}", allowed));
    Simulation simulation = begin(s.world());
    const PersonId p{2};
    Peek::at(simulation).state.errand[p] = {simulation.day() + 1, 2, mode};
    for (int d = 0; d < 5; ++d) {
        const LivedDay day(simulation);
        const bool away = (d == 1 || d == 2) && (mode != Mode::trip || allowed > 0);
        CHECK(day.scene.roster.mode[p] == (away ? mode : Mode::on_site));
    }
}

TEST_CASE("a larger allowance keeps all the trips of a smaller one", "[engine]") {
    ScenarioText s = one_room(40);
    s.days = 56;
    s.parameter("trip.staff", 1);
    std::set<std::pair<uint32_t, int32_t>> fewer;
    for (const char* allowed : {"0", "0.3", "0.7", "1"}) {
        ScenarioText with = s;
        with.rule("trip.allowed", allowed);
        std::set<std::pair<uint32_t, int32_t>> trips;
        Simulation simulation = begin(with.world());
        while (!simulation.over()) {
            const LivedDay day(simulation);
            for (PersonId p : day.world.servant_ids()) {
                if (day.scene.roster.mode[p] == Mode::trip) {
                    trips.insert({p.value, day.today.day.value});
                }
            }
        }
        CHECK(static_cast<double>(trips.size()) > 1.2 * static_cast<double>(fewer.size()) - 1);
        CHECK(std::includes(trips.begin(), trips.end(), fewer.begin(), fewer.end()));
        fewer = trips;
    }
}

TEST_CASE("the entrance stops the ill far more often than the well", "[engine]") {
    ScenarioText s = one_room(400);
    s.days = 5;
    s.rule("gate.thermogun", "1").rule("gate.self_assessment", "1");
    Simulation simulation = begin(s.world());
    simulation.step();  // whose symptoms began before the first day may stay at home, these came to the entrance
    for (uint32_t p = 0; p < 200; ++p) {
        Episode& episode = plant_steady(simulation, PersonId{p});
        episode.onset = simulation.day() - 1;
        episode.course = Course::mild;
    }
    double ill = 0, well = 0, days = 0;
    while (!simulation.over()) {
        const LivedDay day(simulation);
        const People stopped = those(day, [&](PersonId p) { return day.scene.roster.mode[p] == Mode::sick; });
        for (uint32_t p : stopped) {
            (p < 200 ? ill : well) += day.evening.health[PersonId{p}] == Health::infected || p >= 200 ? 1 : 0;
        }
        ++days;
    }
    const Parameters p = default_parameters();
    const double stop_ill = 1 - (1 - p.gate_fever) * (1 - p.gate_questionnaire) * (1 - p.gate_false_stop);
    // Fever and honesty are the person's own, so every day stops the same people: the days add nothing to the sample.
    CHECK(ill / (200 * days) == Approx(stop_ill).margin(4 * std::sqrt(stop_ill * (1 - stop_ill) / 200)));
    CHECK(well / (200 * days) < stop_ill / 5);
    CHECK(well > 0);
}

TEST_CASE("head, circular and command combine: the smallest cap and the largest floor hold", "[engine]") {
    ScenarioText s = one_room(10);
    s.agencies[0].units[0].officials = {1, 1, 1, 1};
    s.rules.push_back({"wfo.share", "0.5", "", {}, "", "", "circular"});
    s.rules.push_back({"wfo.share", "0.8", "kota/dinas/admin", {}, "", "", "head"});  // a head stays within the cap
    s.rules.push_back({"wfo.share", "0.2", "kota", {}, "2020-03-18", "", "scenario"});
    Simulation simulation = begin(s.world());
    for (const size_t expected : {5U, 5U, 2U}) {
        const LivedDay day(simulation);
        CHECK(on_site(day).size() == expected);
    }
    Command command;
    command.rule.measure = *find_measure("wfo.must_attend_levels");
    command.rule.value = 4;
    CHECK(simulation.post(command).empty());
    const LivedDay day(simulation);
    CHECK(on_site(day).size() == 4);
}

TEST_CASE("within one source of rules the narrower scope wins", "[engine]") {
    ScenarioText s = one_room(10);
    s.agencies[0].units.push_back({"lain", 10, {}, "field", {{"lain", "office", 10, -1}}});
    s.rule("wfo.share", "0.1").rule("wfo.share", "0.5", "kota/dinas").rule("wfo.share", "0.9", "kota/dinas/admin");
    Simulation simulation = begin(s.world());
    const LivedDay day(simulation);
    const People here = on_site(day);
    CHECK(std::count_if(here.begin(), here.end(), [](uint32_t p) { return p < 10; }) == 9);
    CHECK(here.size() == 14);
}
