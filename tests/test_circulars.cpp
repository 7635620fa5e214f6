// Circulars: what each of them demands, when they are in force, what is said about faulty ones, and how they are
// printed.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "piket/circular.hpp"
#include "policy/policy.hpp"
#include "program.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::program;
using namespace piket::worlds;
namespace fs = std::filesystem;
using Catch::Contains;

namespace {

const std::string circulars = scenarios + "circulars/";

// One unit of each sector; the counter has more counters than a small share of its staff could serve.
std::string offices(const std::string& start, int days = 28) {
    return fmt::format(R"(format = 1
title = "Uji"
[run]
start = {}
days = {}
[initial]
infected = 0
[[government]]
id = "kota"
[[government.agency]]
id = "dinas"
counters = 4
[[government.agency.unit]]
id = "admin"
staff = 20
[[government.agency.unit]]
id = "loket"
function = "counter"
staff = 10
[[government.agency.unit]]
id = "medis"
function = "health"
staff = 10
)",
                       start, days);
}

std::string town(const std::string& more) {
    return "[town]\nname = \"Kota\"\npopulation = 100_000\n" + more;
}

std::string circular(const std::string& id, const std::string& more = "") {
    return "[[circular]]\nfile = \"" + circulars + id + ".toml\"\n" + more;
}

Loaded<Scenario> parse(const std::string& text, const std::vector<Override>& overrides = {}) {
    return parse_scenario(text, "office.toml", overrides);
}

Alert alert_of(int level, ZoneColour zone) {
    Alert alert;
    alert.level = static_cast<uint8_t>(level);
    alert.zone = zone;
    return alert;
}

Policy policy_on(const World& world, const std::string& date, Alert alert) {
    Policy policy;
    const std::vector<Alert> alerts(world.scenario.reviews.size(), alert);
    decide(world, world.scenario.rules, alerts, *parse_date(date), policy);
    return policy;
}

}  // namespace

TEST_CASE("each circular caps the three sectors by region, level and colour as its source says", "[circulars]") {
    // Largest share at the office of nonessential, essential and critical units; 1: no cap.
    struct Row {
        const char* id;
        const char* date;
        const char* region;
        const char* levels;
        const char* zones;
        double nonessential, essential, critical;
    };
    constexpr const char *any = "1234", *all = "gyor", *jb = "java_bali", *out = "outside";
    const Row rows[] = {
        {"se-19-2020", "2020-03-16", jb, any, all, 1, 1, 1},
        {"se-19-2020", "2020-03-16", out, any, all, 1, 1, 1},
        {"se-36-41-46-2020", "2020-04-09", jb, any, all, 1, 1, 1},
        {"se-36-41-46-2020", "2020-04-09", out, any, all, 1, 1, 1},
        {"kmk-328-2020", "2020-05-26", jb, any, all, 1, 1, 1},
        {"kmk-328-2020", "2020-05-26", out, any, all, 1, 1, 1},
        {"se-58-2020", "2020-06-05", jb, any, "g", 1, 1, 1},
        {"se-58-2020", "2020-06-05", jb, any, "yo", 0.5, 0.5, 1},
        {"se-58-2020", "2020-06-05", jb, any, "r", 0, 0, 1},
        {"se-58-2020", "2020-06-05", out, any, "g", 1, 1, 1},
        {"se-58-2020", "2020-06-05", out, any, "yo", 0.5, 0.5, 1},
        {"se-58-2020", "2020-06-05", out, any, "r", 0, 0, 1},
        {"se-67-2020", "2020-09-04", jb, any, "g", 1, 1, 1},
        {"se-67-2020", "2020-09-04", jb, any, "y", 0.75, 0.75, 0.75},
        {"se-67-2020", "2020-09-04", jb, any, "o", 0.5, 0.5, 0.5},
        {"se-67-2020", "2020-09-04", jb, any, "r", 0.25, 0.25, 0.25},
        {"se-67-2020", "2020-09-04", out, any, "g", 1, 1, 1},
        {"se-67-2020", "2020-09-04", out, any, "y", 0.75, 0.75, 0.75},
        {"se-67-2020", "2020-09-04", out, any, "o", 0.5, 0.5, 0.5},
        {"se-67-2020", "2020-09-04", out, any, "r", 0.25, 0.25, 0.25},
        {"se-14-15-2021", "2021-07-03", jb, any, all, 0, 1, 1},
        {"se-14-15-2021", "2021-07-03", out, "4", all, 0, 0, 1},
        {"se-14-15-2021", "2021-07-03", out, "3", all, 0.25, 0.25, 1},
        {"se-14-15-2021", "2021-07-03", out, "12", "or", 0.25, 0.25, 1},
        {"se-14-15-2021", "2021-07-03", out, "12", "gy", 0.5, 0.5, 1},
        {"se-16-2021", "2021-07-28", jb, any, all, 0, 0.5, 1},
        {"se-16-2021", "2021-07-28", out, "4", all, 0, 0.5, 1},
        {"se-16-2021", "2021-07-28", out, "3", all, 0.25, 0.25, 1},
        {"se-16-2021", "2021-07-28", out, "12", "g", 0.75, 0.75, 1},
        {"se-16-2021", "2021-07-28", out, "12", "y", 0.5, 0.5, 1},
        {"se-16-2021", "2021-07-28", out, "12", "or", 0.25, 0.25, 1},
        {"se-19-2021", "2021-08-24", jb, "1", all, 1, 1, 1},
        {"se-19-2021", "2021-08-24", jb, "2", all, 0.5, 0.75, 1},
        {"se-19-2021", "2021-08-24", jb, "34", all, 0, 0.5, 1},
        {"se-19-2021", "2021-08-24", out, "4", all, 0.25, 0.5, 1},
        {"se-19-2021", "2021-08-24", out, "3", all, 0.25, 0.25, 1},
        {"se-19-2021", "2021-08-24", out, "12", "gy", 0.5, 0.5, 1},
        {"se-19-2021", "2021-08-24", out, "12", "or", 0.25, 0.25, 1},
        {"se-24-2021", "2021-10-22", jb, "1", all, 0.75, 0.75, 1},
        {"se-24-2021", "2021-10-22", jb, "2", all, 0.5, 0.5, 1},
        {"se-24-2021", "2021-10-22", jb, "3", all, 0.25, 0.25, 1},
        {"se-24-2021", "2021-10-22", jb, "4", all, 0, 0, 1},
        {"se-24-2021", "2021-10-22", out, "12", "gyo", 0.5, 0.5, 1},
        {"se-24-2021", "2021-10-22", out, "12", "r", 0.25, 0.25, 1},
        {"se-24-2021", "2021-10-22", out, "3", all, 0.5, 0.5, 1},
        {"se-24-2021", "2021-10-22", out, "4", all, 1, 1, 1},
        {"se-25-2021", "2021-11-10", jb, "1", all, 0.75, 1, 1},
        {"se-25-2021", "2021-11-10", jb, "2", all, 0.5, 0.75, 1},
        {"se-25-2021", "2022-02-02", jb, "3", all, 0.25, 0.5, 1},
        {"se-25-2021", "2021-11-10", jb, "4", all, 0, 0.5, 1},
        {"se-25-2021", "2021-11-10", out, "12", "g", 0.75, 0.75, 1},
        {"se-25-2021", "2021-11-10", out, "12", "yo", 0.5, 0.5, 1},
        {"se-25-2021", "2021-11-10", out, "12", "r", 0.25, 0.25, 1},
        {"se-25-2021", "2021-11-10", out, "3", all, 0.5, 0.5, 1},
        {"se-25-2021", "2021-11-10", out, "4", all, 0.25, 0.25, 1},
        {"se-05-2022", "2022-02-16", jb, "1", all, 1, 1, 1},
        {"se-05-2022", "2022-02-16", jb, "2", all, 0.75, 0.75, 1},
        {"se-05-2022", "2022-02-16", jb, "3", all, 0.5, 0.5, 1},
        {"se-05-2022", "2022-02-16", jb, "4", all, 0, 0.5, 1},
        {"se-05-2022", "2022-02-16", out, "1", all, 1, 1, 1},
        {"se-05-2022", "2022-02-16", out, "2", all, 0.75, 1, 1},
        {"se-05-2022", "2022-02-16", out, "3", all, 0.5, 1, 1},
        {"se-05-2022", "2022-02-16", out, "4", all, 0.25, 0.5, 1},
        {"se-06-2022", "2022-03-01", jb, "1", all, 1, 1, 1},
        {"se-06-2022", "2022-03-01", jb, "2", all, 0.75, 0.75, 1},
        {"se-06-2022", "2022-03-01", jb, "3", all, 0.5, 0.5, 1},
        {"se-06-2022", "2022-03-01", jb, "4", all, 0.25, 0.25, 1},
        {"se-06-2022", "2022-03-01", out, any, all, 1, 1, 1},
    };
    constexpr std::string_view letters = "gyor";
    std::map<std::string, std::set<std::string>> seen;
    for (const Row& row : rows) {
        const auto world =
            world_of(offices(row.date) + town(fmt::format("region = \"{}\"\n", row.region)) + circular(row.id));
        for (const char level : std::string_view(row.levels)) {
            for (const char letter : std::string_view(row.zones)) {
                CAPTURE(row.id, row.region, level, letter);
                CHECK(seen[row.id].insert(std::string(row.region) + level + letter).second);
                const Policy policy =
                    policy_on(*world, row.date, alert_of(level - '0', static_cast<ZoneColour>(letters.find(letter))));
                CHECK(policy.levers[UnitId{0}].wfo_share == row.nonessential);
                CHECK(policy.levers[UnitId{1}].wfo_share == row.essential);
                CHECK(policy.levers[UnitId{2}].wfo_share == row.critical);
            }
        }
    }
    size_t files = 0;
    for (const auto& entry : fs::directory_iterator(circulars)) {
        ++files;
        CAPTURE(entry.path());
        CHECK(seen[entry.path().stem().string()].size() == 2 * level_count * zone_count);
    }
    CHECK(files == seen.size());
}

TEST_CASE("each circular demands the rest that its source says", "[circulars]") {
    const auto levers = [](const char* id, const char* date, const char* region, int level) {
        const auto world = world_of(offices(date) + town(fmt::format("region = \"{}\"\n", region)) + circular(id));
        return policy_on(*world, date, alert_of(level, ZoneColour::orange)).levers;
    };
    const UnitId office{0}, counter{1}, medical{2};
    for (int level = 1; level <= level_count; ++level) {
        CAPTURE(level);
        const auto closes = [&](const char* id, const char* date, const char* region) {
            const Levers l = levers(id, date, region, level)[office];
            CHECK((l.closure_cases == 2) == (l.closure_days == 5));
            return l.closure_days == 5;
        };
        CHECK(closes("se-19-2021", "2021-08-24", "outside") == (level == 4));
        CHECK(closes("se-24-2021", "2021-10-22", "outside") == (level == 3));
        CHECK(closes("se-25-2021", "2021-11-10", "outside") == (level >= 3));
        CHECK(closes("se-05-2022", "2022-02-16", "outside") == (level >= 3));
        CHECK_FALSE(closes("se-25-2021", "2021-11-10", "java_bali"));
        CHECK((levers("se-19-2021", "2021-08-24", "java_bali", level)[counter].vaccinated_only == 1) == (level == 2));
        CHECK(levers("se-24-2021", "2021-10-22", "java_bali", level)[office].vaccinated_only == 1);
        CHECK(levers("se-24-2021", "2021-10-22", "java_bali", level)[medical].vaccinated_only == 0);
        CHECK(levers("se-24-2021", "2021-10-22", "outside", level)[office].vaccinated_only == 0);
    }
    const auto first = levers("se-19-2020", "2020-03-16", "outside", 1);
    CHECK(first[office].must_attend_levels == 2);
    CHECK(first[office].vulnerable_last == 1);
    CHECK(first[office].meeting_in_person == 0.1);
    CHECK(levers("se-36-41-46-2020", "2020-04-01", "outside", 1)[office].trip_allowed == 0);
    CHECK(levers("se-36-41-46-2020", "2020-04-01", "outside", 1)[office].mask_mandate == 0);
    CHECK(levers("se-36-41-46-2020", "2020-04-09", "outside", 1)[office].mask_mandate == 1);
    const Levers protocol = levers("kmk-328-2020", "2020-05-26", "java_bali", 1)[office];
    CHECK((protocol.seat_distance == 1 && protocol.spacing == 1 && protocol.mask_mandate == 1));
    CHECK((protocol.thermogun == 1 && protocol.self_assessment == 1 && protocol.cleaning == 1));
    CHECK((protocol.trip_quarantine_days == 14 && protocol.lift_capacity == 0.5 && protocol.windows == 0.5));
}

TEST_CASE("the circulars follow each other without a gap that was not meant", "[circulars]") {
    struct Dates {
        const char *id, *from, *until;
    };
    for (const Dates& d : {Dates{"se-19-2020", "2020-03-16", "2020-06-04"},
                           {"se-58-2020", "2020-06-05", "2020-09-03"},
                           {"se-67-2020", "2020-09-04", "2021-07-02"},
                           {"se-14-15-2021", "2021-07-03", "2021-07-27"},
                           {"se-16-2021", "2021-07-28", "2021-08-23"},
                           {"se-19-2021", "2021-08-24", "2021-10-21"},
                           {"se-24-2021", "2021-10-22", "2021-11-09"},
                           {"se-25-2021", "2021-11-10", "2022-02-15"},
                           {"se-05-2022", "2022-02-16", "2022-02-28"},
                           {"se-06-2022", "2022-03-01", "never"}}) {
        Loaded<Circular> loaded = load_circular(circulars + d.id + ".toml");
        CAPTURE(d.id);
        REQUIRE(loaded);
        CHECK(loaded.problems.empty());
        CHECK(loaded->id == d.id);
        CHECK(to_date(loaded->from) == d.from);
        CHECK(to_date(loaded->until) == d.until);
        CHECK_FALSE(loaded->note.id.empty());
        CHECK(loaded->note.id != loaded->note.en);
        CHECK_FALSE(loaded->source.empty());
        for (const Rule& rule : loaded->rules) {
            CHECK_FALSE(rule.cite.empty());
            CHECK((rule.mark == Mark::verified || rule.mark == Mark::assumed));
            CHECK(rule.source == RuleSource::circular);
        }
    }
}

TEST_CASE("all circulars together contradict each other nowhere", "[circulars]") {
    std::string text = offices("2020-03-16", 800);
    for (const auto& entry : fs::directory_iterator(circulars)) {
        text += circular(entry.path().stem().string());
    }
    const Loaded<Scenario> loaded = parse(text);
    for (const Problem& problem : loaded.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(loaded);
    CHECK(loaded.value->circulars.size() == 12);
    // Trips were forbidden while the protocol asked for quarantine after them.
    CHECK(std::ranges::count_if(loaded.problems, [](const Problem& p) {
              return p.message.find("trip.quarantine_days does nothing beside trip.allowed") != std::string::npos;
          }) == 1);
}

TEST_CASE("a circular demands what the colour and level in force ask, and they follow the reports", "[circulars]") {
    const auto world =
        world_of(offices("2021-11-15", 60) +
                 town("[[town.reported]]\ndate = 2021-11-01\nper_100k = 1\n[[town.reported]]\ndate = 2021-11-20\n"
                      "per_100k = 12\n[[town.reported]]\ndate = 2021-12-06\nper_100k = 0.1\n") +
                 circular("se-25-2021"));
    Simulation simulation = begin(world);
    std::vector<double> caps;
    for (int d = 0; d < 60; ++d) {
        simulation.step();
        caps.push_back(Peek::at(simulation).policy.levers[UnitId{0}].wfo_share);
    }
    // Reviews on days 0, 14, 28, 42, 56. 84 cases a week from 20 November on: level 3; then 0.7: level 2, level 1.
    for (int d = 0; d < 60; ++d) {
        CAPTURE(d);
        CHECK(caps[static_cast<size_t>(d)] == (d < 14 ? 0.75 : d < 28 ? 0.25 : d < 42 ? 0.5 : 0.75));
    }
    CHECK(at(simulation.total_on(13), Outcome::ppkm_level) == 1);
    CHECK(at(simulation.total_on(14), Outcome::ppkm_level) == 3);
}

TEST_CASE("a circular may be reviewed more often than the town", "[circulars]") {
    const std::string text =
        offices("2021-11-15", 20) + town(
                                        "[[town.reported]]\ndate = 2021-11-01\nper_100k = 1\n[[town.reported]]\n"
                                        "date = 2021-11-15\nper_100k = 12\n");
    const auto cap_on = [&](const std::string& more, int day) {
        Simulation simulation = begin(world_of(text + circular("se-25-2021", more)));
        for (int d = 0; d <= day; ++d) {
            simulation.step();
        }
        return Peek::at(simulation).policy.levers[UnitId{0}].wfo_share;
    };
    CHECK(cap_on("", 7) == 0.75);
    CHECK(cap_on("review_days = 7\n", 7) == 0.25);
    CHECK(cap_on("review_days = 7\n", 6) == 0.75);
}

TEST_CASE("the day after a circular ends the levers are neutral to the byte", "[circulars]") {
    const Levers neutral = neutral_levers();
    for (const auto& entry : fs::directory_iterator(circulars)) {
        Loaded<Circular> loaded = load_circular(entry.path().string());
        REQUIRE(loaded);
        const Day last = loaded->until == never ? loaded->from + 100 : loaded->until;
        CAPTURE(loaded->id);
        const auto world = world_of(offices(to_date(last - 6)) + town("region = \"outside\"\n") +
                                    circular(loaded->id, "until = " + to_date(last) + "\n"));
        Simulation simulation = begin(world);
        Peek::at(simulation).state.observed.alerts[0] = alert_of(3, ZoneColour::red);
        bool moved = false;
        for (int d = 0; d < 7; ++d) {
            simulation.step();
            for (const Levers& levers : Peek::at(simulation).policy.levers) {
                moved = moved || std::memcmp(&levers, &neutral, sizeof neutral) != 0;
            }
        }
        CHECK(moved == (loaded->id != "se-06-2022"));  // which is not known outside Java and Bali
        simulation.step();
        for (const Levers& levers : Peek::at(simulation).policy.levers) {
            CHECK(std::memcmp(&levers, &neutral, sizeof neutral) == 0);
        }
    }
}

TEST_CASE("sectors follow the function unless something else is said", "[circulars]") {
    const auto sectors = [](const std::string& agency, const std::string& unit) {
        std::string text = offices("2021-11-15");
        text.replace(text.find("counters = 4"), 12, "counters = 4\n" + agency);
        text.replace(text.find("staff = 20"), 10, "staff = 20\n" + unit);
        const auto world = world_of(text);
        std::string all;
        for (const Unit& u : world->units) {
            all += std::string(name(u.sector)) + " ";
        }
        return all;
    };
    CHECK(sectors("", "") == "nonessential essential critical ");
    CHECK(sectors("sector = \"critical\"", "") == "critical critical critical ");
    CHECK(sectors("sector = \"critical\"", "sector = \"essential\"") == "essential critical critical ");
}

TEST_CASE("a circular is for the governments and days that the scenario says", "[circulars]") {
    const std::string other =
        "[[government]]\nid = \"kab\"\n[[government.agency]]\nid = \"x\"\n"
        "[[government.agency.unit]]\nid = \"y\"\nstaff = 3\n";
    const auto world = world_of(offices("2021-11-15") + other +
                                circular("se-25-2021", "scope = \"kab\"\nfrom = 2021-11-20\nuntil = 2021-11-25\n"));
    const auto cap = [&](const char* date, uint32_t unit) {
        return policy_on(*world, date, alert_of(3, ZoneColour::red)).levers[UnitId{unit}].wfo_share;
    };
    CHECK(cap("2021-11-20", 0) == 1);
    CHECK(cap("2021-11-20", 3) == 0.25);
    CHECK(cap("2021-11-25", 3) == 0.25);
    CHECK(cap("2021-11-19", 3) == 1);
    CHECK(cap("2021-11-26", 3) == 1);
    REQUIRE(world->scenario.circulars.size() == 1);
    CHECK(world->scenario.circulars[0].id == "se-25-2021");
    CHECK(world->scenario.rules[0].file == circulars + "se-25-2021.toml");
    CHECK(world->scenario.rules[0].line > 20);
    CHECK(world->scenario.rules[0].scope.path == "kab");
    // --set takes the place of every rule for the measure, those of circulars too.
    const auto set = world_of(offices("2021-11-15") + circular("se-25-2021"), {{"wfo.share", "0.9"}});
    CHECK(policy_on(*set, "2021-11-15", alert_of(3, ZoneColour::red)).levers[UnitId{0}].wfo_share == 0.9);
}

TEST_CASE("a scenario that extends another changes its circulars by file", "[circulars]") {
    const Folder files;
    files.write("base.toml",
                offices("2021-11-15") + circular("se-25-2021", "until = 2021-12-01\n") + circular("kmk-328-2020"));
    const auto circulars = [&](const std::string& more) {
        const std::string path = files.write("child.toml", "format = 1\nextends = \"base.toml\"\n" + more);
        Loaded<Scenario> loaded = load_scenario(path);
        REQUIRE(loaded);
        std::vector<std::string> all;
        for (const CircularUse& use : loaded->circulars) {
            all.push_back(use.id + " " + to_date(use.until));
        }
        return all;
    };
    CHECK(circulars("") == std::vector<std::string>{"se-25-2021 2021-12-01", "kmk-328-2020 never"});
    CHECK(circulars(circular("se-25-2021", "until = 2021-11-20\n") +
                    circular("se-67-2020", "from = 2021-11-22\nuntil = 2021-11-30\n")) ==
          std::vector<std::string>{"se-25-2021 2021-11-20", "kmk-328-2020 never", "se-67-2020 2021-11-30"});
    CHECK(circulars("rules = \"replace\"\n" + circular("kmk-328-2020")) ==
          std::vector<std::string>{"kmk-328-2020 never"});
}

TEST_CASE("what is wrong with a scenario's circular is said with both places", "[circulars][bad]") {
    struct Mistake {
        std::string text, at, key;
        std::vector<std::string> phrases;
        bool warning = false;
    };
    std::ostringstream se25;
    se25 << std::ifstream(circulars + "se-25-2021.toml").rdbuf();
    const std::string from_line = fmt::format("se-25-2021.toml:{}", line_of(se25.str(), "from = 2021-11-10"));
    const std::string until_line = fmt::format("se-25-2021.toml:{}", line_of(se25.str(), "until = 2022-02-15"));
    const std::string base = offices("2021-11-15");
    for (const Mistake& m : std::vector<Mistake>{
             {base + "[[circular]]\nfrom = 2021-11-15\n", "[[circular]]", "circular[1].file", {"is missing"}},
             {base + "[[circular]]\nfile = \"nowhere.toml\"\n", "nowhere", "circular[1].file", {"nowhere.toml"}},
             {base + circular("se-25-2021") + circular("se-25-2021", "# twice"),
              "# twice",
              "circular[2].file",
              {"named twice"}},
             {base + circular("se-25-2021", "scope = \"kab\"\n"), "scope", "circular[1].scope", {"no government"}},
             {base + circular("se-25-2021", "scope = \"kota/dinas\"\n"),
              "scope",
              "circular[1].scope",
              {"must name governments"}},
             {base + circular("se-25-2021", "from = 2021-11-01\n"),
              "from = 2021-11-01",
              "circular[1].from",
              {"before the circular's own dates", from_line, "2021-11-10"},
              true},
             {base + circular("se-25-2021", "until = 2022-03-01\n"),
              "until = 2022",
              "circular[1].until",
              {"after the circular's own dates", until_line, "2022-02-15"},
              true},
             {base + circular("se-25-2021", "from = 2021-12-02\nuntil = 2021-12-01\n"),
              "until = 2021-12",
              "circular[1].until",
              {"leaves no day"}},
             {base + circular("se-19-2020"),
              "se-19-2020",
              "circular[1].file",
              {"on no day of the run", "se-19-2020.toml:"},
              true},
         }) {
        CAPTURE(m.text.substr(base.size()));
        const Loaded<Scenario> result = parse(m.text);
        for (const Problem& problem : result.problems) {
            UNSCOPED_INFO(problem.text());
        }
        REQUIRE(result.problems.size() == 1);
        const Problem& problem = result.problems[0];
        CHECK(problem.line == line_of(m.text, m.at) - (m.at == "# twice" ? 1 : 0));
        CHECK(problem.key == m.key);
        CHECK(problem.warning == m.warning);
        for (const std::string& phrase : m.phrases) {
            CHECK_THAT(problem.message, Contains(phrase));
        }
    }
    // Two circulars that speak of the same people and days.
    const Loaded<Scenario> both = parse(base + circular("se-25-2021") + circular("se-24-2021", "until = 2021-11-20\n"));
    CHECK_FALSE(both);
    CHECK(std::ranges::any_of(both.problems, [](const Problem& p) {
        return !p.warning && (p.file.ends_with("se-25-2021.toml") || p.file.ends_with("se-24-2021.toml")) &&
               p.message.find("for the same people and days as the rule in " + circulars) != std::string::npos;
    }));
}

TEST_CASE("what is wrong with a circular itself is said", "[circulars][bad]") {
    const std::string good =
        "format = 1\nid = \"se-1-2020\"\ntitle = \"x\"\nissuer = \"x\"\nnumber = \"SE 1/2020\"\n"
        "from = 2020-03-01\nuntil = 2020-03-31\nsource = \"x\"\nmark = \"verified\"\n"
        "[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0.5\n";
    struct Mistake {
        std::string text, key, phrase;
    };
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    CHECK(parse_circular(good, "x.toml"));
    for (const Mistake& m : std::vector<Mistake>{
             {changed("mark = \"verified\"", "mark = \"sure\""), "mark", "\"verified\", \"recalled\""},
             {changed("from = 2020-03-01", "from = 2020-04-01"), "until", "lies before 2020-04-01"},
             {changed("issuer = \"x\"\n", ""), "issuer", "is missing"},
             {good + "until = 2020-04-05\n", "rule[1].until", "outside the dates of the circular, which line 6 gives"},
             {good + "source = \"head\"\n", "rule[1].source", "is not a key"},
             {good + "scope = \"tangsel\"\n", "rule[1].scope", "\"*/\""},
             {good + "levels = [5]\n", "rule[1].levels", "between 1 and 4"},
             {good + "levels = []\n", "rule[1].levels", "names none"},
             {good + "zones = [\"blue\"]\n", "rule[1].zones", "\"blue\" is no colour"},
             {good + "sectors = [\"essental\"]\n", "rule[1].sectors", "did you mean \"essential\"?"},
             {good + "region = \"java\"\n", "rule[1].region", "\"java_bali\" or \"outside\""},
             {good + "[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0.4\nlevels = [1]\n", "rule", "in x.toml:10"},
         }) {
        CAPTURE(m.text);
        const Loaded<Circular> result = parse_circular(m.text, "x.toml");
        for (const Problem& problem : result.problems) {
            UNSCOPED_INFO(problem.text());
        }
        REQUIRE_FALSE(result);
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].key == m.key);
        CHECK_THAT(result.problems[0].message, Contains(m.phrase));
    }
}

TEST_CASE("rules whose conditions exclude each other do not overlap", "[circulars]") {
    const auto pair = [](const std::string& a, const std::string& b) {
        const std::string rule = "[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0.9\n";
        return parse(offices("2021-11-15") + rule + a + rule + b).value.has_value();
    };
    CHECK_FALSE(pair("", ""));
    CHECK_FALSE(pair("levels = [1]\n", ""));
    CHECK_FALSE(pair("levels = [1, 2]\n", "levels = [2, 3]\n"));
    CHECK_FALSE(pair("levels = [1]\n", "zones = [\"red\"]\n"));
    CHECK(pair("levels = [1]\n", "levels = [2, 3, 4]\n"));
    CHECK(pair("zones = [\"red\"]\n", "zones = [\"green\", \"yellow\"]\n"));
    CHECK(pair("region = \"outside\"\n", "region = \"java_bali\"\n"));
    CHECK(pair("levels = [1]\nzones = [\"red\"]\n", "levels = [1]\nzones = [\"green\"]\n"));
    CHECK(pair("sectors = [\"essential\"]\n", "sectors = [\"critical\"]\n"));
}

TEST_CASE("demands that leave each other nothing to do are named with both places", "[circulars][bad]") {
    struct Pair {
        std::string strong, idle, phrase;  // "key value more"
    };
    const auto rule = [](const std::string& text) {
        std::istringstream words(text);
        std::string key, value, more;
        words >> key >> value;
        std::getline(words, more, '\0');
        return fmt::format("[[rule]]\nmeasure = \"{}\"\nvalue = {}\n{}\n", key, value, more);
    };
    const std::string base = offices("2021-11-15");
    const auto problems = [&](const std::string& first, const std::string& second) {
        return parse(base + rule(first) + rule(second)).problems;
    };
    for (const Pair& p : std::vector<Pair>{
             {"meeting.ban true", "meeting.in_person 0.2", "the ban wins"},
             {"meeting.ban true", "meeting.size 5", "the ban wins"},
             {"meeting.ban true", "meeting.minutes 30 scope = \"kota/dinas/admin\"", "the ban wins"},
             {"wfo.exempt true functions = [\"counter\"]", "wfo.share 0.5 functions = [\"counter\"]", "exempt units"},
             {"trip.allowed 0", "trip.quarantine_days 14", "nobody returns"},
             {"trip.allowed 0", "trip.test_return 1", "nobody returns"},
             {"counter.open 0", "piket.counters 0.5", "counters that stay closed"},
             {"counter.open 0", "counter.quota 20", "no counter receives"},
         }) {
        CAPTURE(p.strong, p.idle);
        for (const bool strong_first : {true, false}) {
            const Problems found = strong_first ? problems(p.strong, p.idle) : problems(p.idle, p.strong);
            for (const Problem& problem : found) {
                UNSCOPED_INFO(problem.text());
            }
            REQUIRE(found.size() == 1);
            const int first = 1 + static_cast<int>(std::ranges::count(base, '\n'));
            CHECK(found[0].warning);
            CHECK(found[0].line == (strong_first ? first + 4 : first));
            CHECK_THAT(found[0].message,
                       Contains(p.phrase) && Contains(fmt::format("office.toml:{}", strong_first ? first : first + 4)));
        }
        // Not for other days, and not where the two cannot hold at once.
        CHECK(problems(p.strong + "\nuntil = 2021-11-20", p.idle + "\nfrom = 2021-11-21").empty());
        CHECK(problems(p.strong + "\nlevels = [4]", p.idle + "\nlevels = [1]").empty());
    }
    CHECK(problems("meeting.ban true", "meeting.in_person 0").empty());
    CHECK(problems("wfo.exempt true functions = [\"counter\"]", "wfo.share 0.5").empty());
    CHECK(problems("meeting.ban true sectors = [\"critical\"]", "meeting.size 5 sectors = [\"essential\"]").empty());
    // A narrower rule of the same source takes the strong one back.
    const std::string back = rule("counter.open 1 functions = [\"counter\"]");
    CHECK(parse(base + rule("counter.open 0") + back + rule("piket.counters 0.5 functions = [\"counter\"]"))
              .problems.empty());
}

TEST_CASE("vaccinated staff only, where nobody is vaccinated, is doubted", "[circulars][bad]") {
    const std::string rule = "[[rule]]\nmeasure = \"wfo.vaccinated_only\"\nvalue = true\n";
    const Problems found = parse(offices("2021-11-15") + rule).problems;
    REQUIRE(found.size() == 1);
    CHECK(found[0].warning);
    CHECK_THAT(found[0].message, Contains("nobody is vaccinated") && Contains("[[vaccinated]]"));
    const std::string past =
        "[[vaccinated]]\ngroup = \"servants\"\nvaccine = \"az\"\ndoses = 2\ncoverage = 0.9\ndate = 2021-06-01\n";
    CHECK(parse(offices("2021-11-15") + rule + past).problems.empty());
    const std::string drive = "[[rule]]\nmeasure = \"vaccination.staff\"\nvalue = 0.02\n";
    CHECK(parse(offices("2021-11-15") + rule + drive).problems.empty());
}

TEST_CASE("a roster that leaves counters empty is named with the number of counters", "[circulars][bad]") {
    const std::string base = offices("2021-11-15");  // four counters, ten people
    const auto problems = [&](const std::string& rules) { return parse(base + rules).problems; };
    const auto share = [](double value, const std::string& more = "") {
        return fmt::format("[[rule]]\nmeasure = \"wfo.share\"\nvalue = {}\n{}", value, more);
    };
    const std::string piket = "[[rule]]\nmeasure = \"piket.counters\"\nvalue = ";
    const Problems few = problems(share(0.15));
    REQUIRE(few.size() == 1);
    CHECK(few[0].warning);
    CHECK(few[0].line == line_of(base + share(0.15), "[[rule]]"));
    CHECK_THAT(few[0].message, Contains("leaves 2 of 10 people for 4 counters of kota/dinas/loket") &&
                                   Contains(fmt::format("office.toml:{}", line_of(base, "id = \"loket\"") - 1)) &&
                                   Contains("so 2 stay closed"));
    CHECK(problems(share(0.4)).empty());
    CHECK(problems(share(0)).empty());  // on purpose
    CHECK(problems(share(0.15) + piket + "1\n").empty());
    CHECK(problems(share(0.15, "functions = [\"administration\"]\n")).empty());
    CHECK(problems(share(0.15) + "[[rule]]\nmeasure = \"counter.open\"\nvalue = 0.5\n").empty());
    CHECK(problems(share(0.15) + share(1, "scope = \"kota/dinas/loket\"\n")).empty());
    std::string small = base;
    small.replace(small.find("staff = 10"), 10, "staff = 3");
    const Problems asked = parse(small + piket + "1\n").problems;
    REQUIRE(asked.size() == 2);  // the agency says of itself that some counters never open
    CHECK_THAT(asked[1].message,
               Contains("4 counters of kota/dinas/loket, which has 3 people") && Contains("1 stay closed"));
    CHECK(parse(small + piket + "0.75\n").problems.size() == 1);
}

TEST_CASE("circular prints what is demanded, in both languages", "[circulars][cli]") {
    const Result en = piket_with("circular se-25-2021"), id = piket_with("circular SE-25-2021 --lang id");
    INFO(en.out << en.err << id.out << id.err);
    REQUIRE(en.status == 0);
    REQUIRE(id.status == 0);
    CHECK(en.err.empty());
    CHECK_THAT(en.out, Contains("SE 25/2021: Working arrangements") && Contains("2021-11-10 - 2022-02-15") &&
                           Contains("Largest share of staff at the office, %") && Contains("nonessential") &&
                           Contains("Days of closure (closure.days): 5 d [outside; level 3, 4]") &&
                           Contains("first day (10 November) is assumed") &&
                           Contains("Source: wartakota.tribunnews.com 2021-11-13"));
    // level 3: 25, 50, 100 in Java and Bali, 50, 50, 100 outside
    const auto row = [](const std::string& text, const std::string& begin) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string all, word;
            while (words >> word) {
                all += word + " ";
            }
            if (all.starts_with(begin)) {
                return all;
            }
        }
        return std::string();
    };
    CHECK(row(en.out, "3 ") == "3 25 50 100 50 50 100 ");
    CHECK(row(en.out, "1 green") == "1 green 75 100 100 75 75 100 ");
    CHECK(row(en.out, "1 yellow") == "1 yellow - orange 75 100 100 50 50 100 ");
    CHECK(row(id.out, "1 kuning") == "1 kuning - oranye 75 100 100 50 50 100 ");
    CHECK_THAT(id.out, Contains("Bagian pegawai paling banyak di kantor") && Contains("nonesensial") &&
                           Contains("Hari mulai (10 November) adalah anggapan") && Contains("Sumber: "));
    for (const std::string& text : {en.out, id.out}) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            CHECK(line.size() <= 110);
        }
    }
    CHECK(row(piket_with("circular 67/2020").out, "red") == "red 25 25 25 25 25 25 ");
    CHECK(row(piket_with("circular se-14-15-2021").out, "4") == "4 0 - 100 0 0 100 ");
    CHECK_THAT(piket_with("circular 19/2020").out, Contains("states no share"));
    for (const char* name : {"25/2021", "se25-2021", "SE-25-2021", "\"SE 25/2021\""}) {
        CHECK(piket_with(std::string("circular ") + name).out == en.out);
    }
    CHECK(piket_with("circular " + circulars + "se-25-2021.toml").out == en.out);
    CHECK(piket_with("circular 41/2020").out == piket_with("circular se-36-41-46-2020").out);
    CHECK(piket_with("circular 15/2021").out == piket_with("circular 14/2021").out);
    const Result unknown = piket_with("circular se-25-2012");
    CHECK(unknown.status == 1);
    CHECK(unknown.out.empty());
    CHECK(std::ranges::count(unknown.err, '\n') == 1);
    CHECK_THAT(unknown.err, Contains("no circular \"se-25-2012\"; did you mean \"se-25-2021\"?"));
    const Result list = piket_with("circular");
    REQUIRE(list.status == 0);
    CHECK(std::ranges::count(list.out, '\n') == 12);
    CHECK_THAT(list.out, Contains("se-67-2020") && Contains("2020-09-04 - 2021-07-02") && Contains("from 2022-03-01"));
    CHECK_THAT(piket_with("circular --lang id").out, Contains("sejak 2022-03-01"));
}

TEST_CASE("explain says why a rule of a circular holds", "[circulars][cli]") {
    const Folder files;
    const std::string file =
        files.write("a.toml", offices("2022-02-02") +
                                  town("region = \"java_bali\"\n[[town.declared]]\nfrom = 2022-02-01\nlevel = 3\n") +
                                  circular("se-25-2021"));
    const Result r = piket_with("explain " + file + " --day 1 --unit kota/dinas/admin --measure wfo.share");
    INFO(r.out << r.err);
    REQUIRE(r.status == 0);
    CHECK_THAT(r.out, Contains("level 3 in force since 2022-02-01 (declared)") && Contains("region java_bali") &&
                          Contains("se-25-2021.toml:") && Contains("wfo.share = 0.25") &&
                          Contains("everybody (nonessential)"));
}
