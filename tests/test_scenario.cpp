// Loading scenarios: what is read, how files extend each other, and what is said about every kind of mistake.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "piket/scenario.hpp"
#include "program.hpp"
#include "scenario/scope.hpp"

using namespace piket;
using namespace piket::program;

namespace {

const std::string small_office = R"(format = 1
title = "Uji"
[run]
start = 2020-03-18
days = 28
[initial]
infected = 1
[[government]]
id = "kota"
[[government.agency]]
id = "dinas"
[[government.agency.unit]]
id = "admin"
staff = 6
officials = [1, 1, 0, 0]
[[government.agency.unit.room]]
id = "kantor"
seats = 6
[[government.agency.room]]
id = "rapat"
type = "meeting"
seats = 8
[[government.agency.link]]
between = ["kantor", "rapat"]
flow = 30
[[rule]]
measure = "wfo.share"
value = 0.5
)";

// The office with one passage written otherwise.
std::string changed(const std::string& from, const std::string& to) {
    std::string text = small_office;
    const size_t at = text.find(from);
    if (at == std::string::npos) {
        throw std::logic_error("the office does not say: " + from);
    }
    return text.replace(at, from.size(), to);
}

std::string with(const std::string& more) {
    return small_office + more;
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

Loaded<Scenario> parse(const std::string& text, const std::vector<Override>& overrides = {}) {
    return parse_scenario(text, "office.toml", overrides);
}

Scenario loaded(const std::string& text, const std::vector<Override>& overrides = {}) {
    Loaded<Scenario> result = parse(text, overrides);
    for (const Problem& problem : result.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(result);
    return std::move(*result);
}

// One mistake, and what the one problem that it causes must say.
struct Mistake {
    const char* what;
    std::string text;
    std::string at;  // a passage of the line to which the problem points; empty: no line
    std::string key;
    std::string phrase;
    bool warning = false;
};

void check_mistakes(std::initializer_list<Mistake> mistakes) {
    for (const Mistake& mistake : mistakes) {
        DYNAMIC_SECTION(mistake.what) {
            const Loaded<Scenario> result = parse(mistake.text);
            CHECK(result.value.has_value() == mistake.warning);
            for (const Problem& problem : result.problems) {
                UNSCOPED_INFO(problem.text());
            }
            REQUIRE(result.problems.size() == 1);
            const Problem& problem = result.problems[0];
            CHECK(problem.file == "office.toml");
            CHECK(problem.line == (mistake.at.empty() ? 0 : line_of(mistake.text, mistake.at)));
            CHECK(problem.key == mistake.key);
            CHECK_THAT(problem.message, Catch::Contains(mistake.phrase));
            CHECK(problem.warning == mistake.warning);
        }
    }
}

}  // namespace

TEST_CASE("a small office is read", "[scenario]") {
    const Scenario s = loaded(small_office);
    CHECK(s.title.id == "Uji");
    CHECK(s.title.en == "Uji");
    CHECK(s.file == "office.toml");
    CHECK(s.start == civil(2020, 3, 18));
    CHECK(s.days == 28);
    CHECK(s.horizons == std::vector{28});
    CHECK(s.evaluation == Day{});
    CHECK(s.initial.infected == 1);
    REQUIRE(s.strains.size() == 1);
    CHECK(s.strains[0].id == "wild");
    REQUIRE(s.governments.size() == 1);
    REQUIRE(s.governments[0].agencies.size() == 1);
    const AgencySpec& agency = s.governments[0].agencies[0];
    CHECK(agency.kind == AgencyKind::custom);
    CHECK(agency.name.en == "dinas");
    REQUIRE(agency.units.size() == 1);
    CHECK(agency.units[0].staff == 6);
    CHECK(agency.units[0].officials[1] == 1);
    CHECK(agency.units[0].officials[2] == 0);
    REQUIRE(agency.units[0].rooms.size() == 1);
    CHECK(agency.units[0].rooms[0].type == RoomType::office);
    CHECK(agency.units[0].rooms[0].ach < 0);
    REQUIRE(agency.links.size() == 1);
    CHECK(agency.links[0].b == "rapat");
    REQUIRE(s.rules.size() == 1);
    CHECK(s.rules[0].measure == *find_measure("wfo.share"));
    CHECK(s.rules[0].value == 0.5);
    CHECK(s.rules[0].from == s.start);
    CHECK(s.rules[0].until == never);
    CHECK(s.rules[0].source == RuleSource::scenario);
    CHECK(s.rules[0].line == line_of(small_office, "[[rule]]"));
}

TEST_CASE("every key of the tutorial arrives", "[scenario]") {
    const Loaded<Scenario> result = load_scenario(scenarios + "tiny.toml");
    for (const Problem& problem : result.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(result.value);
    CHECK(result.problems.empty());
    const Scenario& s = *result.value;
    CHECK(s.title.en == "The small office");
    CHECK(s.briefing.id.starts_with("Sebelas"));
    CHECK(s.horizons == std::vector{14, 42});
    CHECK(s.evaluation == civil(2020, 4, 1));
    CHECK(s.record == RecordBy::unit);
    CHECK(s.hours.friday_lunch == Interval{clock(11, 30), clock(13)});
    CHECK(s.holidays.size() == 53);
    CHECK(std::ranges::is_sorted(s.holidays));
    CHECK(s.town.population == 100'000);
    REQUIRE(s.town.reported.size() == 2);
    CHECK(s.town.reported[1] == std::pair(civil(2020, 4, 1), 0.2));
    CHECK(s.town.lab_delay == std::vector{std::pair(civil(2020, 4, 1), 3.0)});
    const VaccinatedSpec& doses = s.vaccinated.at(0);
    CHECK(doses.group == VaccineGroup::servants);
    CHECK((doses.vaccine == Vaccine::sinovac && doses.booster == Vaccine::pfizer));
    CHECK((doses.doses == 3 && doses.coverage == 0 && doses.spread == 10));
    CHECK(doses.date == civil(2020, 3, 1));
    CHECK((s.recovered.at(0).lineage == 0 && s.recovered[0].share == 0));
    CHECK((s.recovered[0].from == civil(2020, 2, 1) && s.recovered[0].until == civil(2020, 3, 10)));
    CHECK((s.campaign.vaccine == Vaccine::sinovac && s.campaign.booster == Vaccine::pfizer));
    CHECK(s.town.region == Region::java_bali);
    CHECK(s.town.model == TownModel::reported);
    CHECK(s.town.susceptible == 1);
    CHECK(s.town.review_days == 14);
    REQUIRE(s.town.declared.size() == 1);
    CHECK(s.town.declared[0].until == civil(2020, 3, 25));
    CHECK(s.town.declared[0].zone == ZoneColour::yellow);
    CHECK(s.town.declared[0].level == 1);
    CHECK(s.town.vaccination.at(0).from == civil(2020, 3, 18));
    REQUIRE(s.circulars.size() == 1);
    CHECK(s.circulars[0].id == "se-36-41-46-2020");
    CHECK(s.circulars[0].from == civil(2020, 3, 30));
    CHECK(s.circulars[0].until == civil(2020, 4, 8));
    CHECK(s.circulars[0].scope == "kota");
    CHECK(s.circulars[0].review_days == 14);
    CHECK(s.rules.back().source == RuleSource::circular);
    CHECK(s.rules.back().measure == *find_measure("trip.allowed"));
    CHECK(s.experiment.feed);
    const AgencySpec& agency = s.governments.at(0).agencies.at(0);
    CHECK(agency.units.at(0).sector == Sector::nonessential);
    CHECK_FALSE(agency.units.at(1).sector);
    CHECK(agency.service.counters == 2);
    CHECK(agency.service.counter_per_day == 60);
    CHECK(agency.service.online_per_day == 20);
    CHECK(agency.service.in_person_share == 0.4);
    CHECK(agency.service.minutes == 8);
    CHECK(agency.units.at(0).function == Function::administration);
    CHECK(agency.units.at(0).rooms.at(0).area == 36);
    CHECK(agency.units.at(0).rooms.at(0).height == 3);
    CHECK(agency.units.at(0).rooms.at(0).ach == 1);
    CHECK(agency.units.at(1).function == Function::counter);
    CHECK(agency.units.at(1).rooms.at(1).type == RoomType::hall);
    CHECK(agency.rooms.at(0).id == "rapat");
    REQUIRE(agency.rooms.at(0).place);
    CHECK(*agency.rooms[0].place == PlaceSpec{1, 10, 2, 4, 4, std::pair(11.35, 6.0), "corridor-1"});
    CHECK(agency.units.at(1).rooms.at(0).place->door == std::pair(7.5, 6.0));
    const Rule& rule = s.rules.at(0);
    CHECK(rule.scope.path == "kota/*");
    CHECK(rule.scope.functions == 0b11);
    CHECK(rule.scope.sectors == 0b1);
    CHECK(rule.when == Conditions{0b1111, 0b1111, 0b1});
    CHECK(rule.cite == "an example");
    CHECK(rule.mark == Mark::assumed);
    CHECK(rule.until == civil(2020, 3, 31));
    CHECK(rule.source == RuleSource::circular);
    REQUIRE(s.destinations.size() == 2);
    CHECK(s.destinations[0].id == "jakarta");
    CHECK(s.destinations[0].name.en == "Jakarta");
    CHECK(s.destinations[0].share == 0.6);
    CHECK(s.destinations[0].prevalence == 3);
    CHECK(s.destinations[0].days == 2);
    CHECK(s.destinations[1].name.id == "Ibu kota provinsi");
    CHECK(s.destinations[1].prevalence == s.parameters.trip_prevalence);
    CHECK(s.destinations[1].days == s.parameters.trip_days);
    REQUIRE(s.delegations.size() == 1);
    CHECK(s.delegations[0].date == civil(2020, 3, 26));
    CHECK(s.delegations[0].destination == 0);
    CHECK(s.delegations[0].agencies == std::vector<std::string>{"kota/*"});
    CHECK(s.delegations[0].people == 2);
    CHECK(s.delegations[0].days == 2);
    CHECK(s.delegations[0].meeting_people == 40);
    CHECK(s.delegations[0].meeting_hours == 6);
    CHECK(s.experiment.secondary);
    CHECK_FALSE(s.experiment.frozen_clock);
}

TEST_CASE("a value may be written in any way that is plain", "[scenario]") {
    CHECK(loaded(changed("days = 28", "days = 28.0")).days == 28);
    CHECK(loaded(changed("2020-03-18", "\"2020-03-18\"")).start == civil(2020, 3, 18));
    CHECK(loaded(changed("value = 0.5", "value = 1")).rules[0].value == 1);
    CHECK(loaded(with("[record]\nby = \"government\"")).record == RecordBy::government);
    CHECK(loaded(with("[hours]\nday = [07:00:00, \"15:30\"]")).hours.day == Interval{clock(7), clock(15, 30)});
    CHECK(loaded(changed("\"Uji\"", "{ id = \"Uji\", en = \"Trial\" }")).title.en == "Trial");
    CHECK(loaded(changed("infected = 1", "prevalence = [0.001, 0.01]")).initial.prevalence_high == 0.01);
    CHECK(loaded(changed("infected = 1", "prevalence = [0, 0]")).initial.infected == -1);
    const auto rule_value = [](const std::string& measure, const std::string& value) {
        return loaded(changed("\"wfo.share\"\nvalue = 0.5", "\"" + measure + "\"\nvalue = " + value)).rules[0].value;
    };
    CHECK(rule_value("event.ban", "true") == 1);
    CHECK(rule_value("event.ban", "\"yes\"") == 1);
    CHECK(rule_value("event.ban", "0") == 0);
    CHECK(rule_value("roster.scheme", "\"two_teams_weekly\"") == 3);
    CHECK(rule_value("quarantine.days", "14.0") == 14);
}

TEST_CASE("parameters may be written with dots or in tables", "[scenario]") {
    const Scenario dots = loaded(with("[parameters]\n\"emission.sigma\" = 1.2\n\"talk.minutes\" = 7"));
    const Scenario tables = loaded(with("[parameters.emission]\nsigma = 1.2\n[parameters]\ntalk.minutes = 7"));
    CHECK(dots.parameters.emission_sigma == 1.2);
    CHECK(tables.parameters.talk_minutes == 7);
    CHECK(tables.parameters.quanta_per_h == default_parameters().quanta_per_h);
    CHECK(dots.digest == tables.digest);
}

TEST_CASE("every value goes to the field that its key names", "[scenario]") {
    const Scenario s = loaded(with(R"([hours]
day = ["07:01", "16:01"]
lunch = ["12:15", "13:15"]
friday = ["07:03", "16:33"]
friday_lunch = ["11:45", "13:00"]
counter = ["08:30", "15:15"]
[experiment]
secondary = false
frozen_clock = true
[[strain]]
id = "wild"
transmissibility = 1.1
generation_mean = 5.1
generation_sd = 2.1
incubation_mean = 5.2
incubation_sd = 2.2
severity = 1.2
household_sar = 0.21
)"));
    CHECK(s.hours.day == Interval{clock(7, 1), clock(16, 1)});
    CHECK(s.hours.lunch == Interval{clock(12, 15), clock(13, 15)});
    CHECK(s.hours.friday == Interval{clock(7, 3), clock(16, 33)});
    CHECK(s.hours.friday_lunch == Interval{clock(11, 45), clock(13, 0)});
    CHECK(s.hours.counter == Interval{clock(8, 30), clock(15, 15)});
    CHECK_FALSE(s.experiment.secondary);
    CHECK(s.experiment.isolation);
    CHECK(s.experiment.apply);
    CHECK(s.experiment.frozen_clock);
    const ExperimentSpec others = loaded(with("[experiment]\nisolation = false\napply = false")).experiment;
    CHECK(others.secondary);
    CHECK_FALSE(others.isolation);
    CHECK_FALSE(others.apply);
    CHECK_FALSE(others.frozen_clock);
    const StrainSpec& strain = s.strains.at(0);
    CHECK(strain.transmissibility == 1.1);
    CHECK(strain.generation_mean == 5.1);
    CHECK(strain.generation_sd == 2.1);
    CHECK(strain.incubation_mean == 5.2);
    CHECK(strain.incubation_sd == 2.2);
    CHECK(strain.severity == 1.2);
    CHECK(strain.household_sar == 0.21);
}

TEST_CASE("a hall may be the only room of the unit that serves there", "[scenario]") {
    const std::string loket =
        "[[government.agency.unit]]\nid = \"loket\"\nfunction = \"counter\"\nstaff = 3\n"
        "[[government.agency.unit.room]]\nid = \"aula\"\ntype = \"hall\"\nseats = 9\n[[government.agency.room]]";
    std::string text = changed("[[government.agency.room]]", loket);
    text.replace(text.find("id = \"dinas\""), 12, "id = \"dinas\"\ncounters = 2");
    CHECK(loaded(text).governments[0].agencies[0].units[1].rooms[0].type == RoomType::hall);
}

TEST_CASE("people are not counted while a head count is missing", "[scenario][bad]") {
    std::string text = changed("[[government.agency.room]]",
                               "[[government.agency.unit]]\nid = \"b\"\nstaff = -1\n[[government.agency.room]]");
    text.replace(text.find("infected = 1"), 12, "infected = 7");
    CHECK(parse(text).problems.size() == 1);
}

TEST_CASE("a strain keeps the numbers that the scenario does not write over", "[scenario]") {
    const Scenario s =
        loaded(with("[[strain]]\nid = \"delta\"\nshare = 0.25\nseverity = 2\n[[strain]]\nid = \"wild\"\nshare = 0.75"));
    REQUIRE(s.strains.size() == 2);
    CHECK(s.strains[0].severity == 2);
    CHECK(s.strains[0].transmissibility == 2.2);
    CHECK(s.strains[1].share == 0.75);
}

TEST_CASE("staff of health agencies work in health unless the scenario says otherwise", "[scenario]") {
    const auto function_of = [](const std::string& agency) {
        return loaded(with("[[government]]\nid = \"b\"\n[[government.agency]]\nid = \"x\"\nstaff = 20\n" + agency))
            .governments[1]
            .agencies[0]
            .function;
    };
    CHECK(function_of("kind = \"puskesmas\"") == Function::health);
    CHECK(function_of("kind = \"puskesmas\"\nfunction = \"field\"") == Function::field);
    CHECK(function_of("kind = \"dinas\"") == Function::administration);
}

TEST_CASE("a key that does not exist is named, with the one that was meant", "[scenario][bad]") {
    check_mistakes({
        {"in a unit", changed("staff = 6", "staf = 6\nstaff = 6"), "staf = 6",
         "government.kota.agency.dinas.unit.admin.staf", "did you mean \"staff\"?"},
        {"at the top", with("[runn]\nx = 1"), "[runn]", "runn", "did you mean \"run\"?"},
        {"for a file key", "extend = \"a.toml\"\n" + small_office, "extend =", "extend", "did you mean \"extends\"?"},
        {"without any likeness", with("[zebra]"), "[zebra]", "zebra", "is not a key"},
        {"in a rule", with("scop = \"kota\""), "scop =", "rule[1].scop", "did you mean \"scope\"?"},
        {"as a measure", changed("wfo.share", "wfo.shares"), "wfo.shares", "rule[1].measure",
         "did you mean \"wfo.share\"?"},
        {"as half a measure", changed("wfo.share", "thermogun"), "thermogun", "rule[1].measure",
         "did you mean \"gate.thermogun\"?"},
        {"as a parameter", with("[parameters]\n\"emision.sigma\" = 1"), "emision", "parameters.emision.sigma",
         "did you mean \"emission.sigma\"?"},
        {"as a kind", changed("id = \"dinas\"", "id = \"dinas\"\nkind = \"costum\""), "costum",
         "government.kota.agency.dinas.kind", "did you mean \"custom\"?"},
        {"as a function", changed("staff = 6", "staff = 6\nfunction = \"konter\""), "konter",
         "government.kota.agency.dinas.unit.admin.function", "\"counter\""},
        {"as a function of a rule", with("functions = [\"healt\"]"), "healt", "rule[1].functions",
         "did you mean \"health\"?"},
        {"as a strain", with("[[strain]]\nid = \"detla\"\nshare = 0.5"), "detla", "strain.detla.id",
         "did you mean \"delta\"?"},
        {"as a choice", changed("\"wfo.share\"\nvalue = 0.5", "\"mask.type\"\nvalue = \"surgica\""), "surgica",
         "rule[1].value", "must be \"cloth\", \"surgical\" or \"kn95\"; did you mean \"surgical\"?"},
    });
}

TEST_CASE("a value of the wrong type is told what is wanted", "[scenario][bad]") {
    const std::string unit = "government.kota.agency.dinas.unit.admin.";
    check_mistakes({
        {"number", changed("staff = 6", "staff = \"six\""), "staff =", unit + "staff", "must be a number"},
        {"whole number", changed("staff = 6", "staff = 6.5"), "staff =", unit + "staff", "must be a whole number"},
        {"string", changed("\"Uji\"", "7"), "title", "title", "must be a string or { id"},
        {"one language only", changed("\"Uji\"", "{ id = \"Uji\" }"), "title", "title.en", "is missing"},
        {"truth value", with("[experiment]\napply = 1"), "apply", "experiment.apply", "must be true or false"},
        {"table", changed("[run]\nstart = 2020-03-18\ndays = 28", "run = 28"), "run = 28", "run", "must be a table"},
        {"list of tables", with("[strain]\nid = \"wild\""), "[strain]", "strain", "each begun with [[strain]]"},
        {"list", changed("[1, 1, 0, 0]", "2"), "officials", unit + "officials", "must be a list of whole numbers"},
        {"date", changed("2020-03-18", "\"18 March\""), "start", "run.start", "such as 2020-03-18"},
        {"date with a time", changed("2020-03-18", "2020-03-18T08:00:00"), "start", "run.start", "must be a date"},
        {"hours", with("[hours]\nday = [\"7.30\", \"16.00\"]"), "day = [", "hours.day",
         "such as [\"07:30\", \"16:00\"]"},
        {"flag of a rule", changed("\"wfo.share\"\nvalue = 0.5", "\"event.ban\"\nvalue = 0.5"), "value",
         "rule[1].value", "must be true or false"},
        {"whole number of a rule", changed("\"wfo.share\"\nvalue = 0.5", "\"quarantine.days\"\nvalue = 2.5"), "value",
         "rule[1].value", "a whole number"},
        {"number of a rule as a word", changed("value = 0.5", "value = \"0.5\""), "value", "rule[1].value",
         "between 0 and 1"},
        {"choice by number", changed("\"wfo.share\"\nvalue = 0.5", "\"roster.scheme\"\nvalue = 3"), "value",
         "rule[1].value", "must be \"random_daily\""},
    });
}

TEST_CASE("a value out of range is told the range", "[scenario][bad]") {
    const std::string agency = "government.kota.agency.dinas.";
    const std::string share = "id = \"dinas\"\nin_person_share = ";
    check_mistakes({
        {"measure", changed("value = 0.5", "value = 1.5"), "value", "rule[1].value", "between 0 and 1"},
        {"parameter", with("[parameters]\n\"air.decay\" = 99"), "air.decay", "parameters.air.decay",
         "between 0 and 10 1/h"},
        {"no number", changed("id = \"dinas\"", share + "nan"), "nan", agency + "in_person_share", "between 0 and 1"},
        {"infinite", changed("id = \"dinas\"", share + "inf"), "= inf", agency + "in_person_share", "between 0 and 1"},
        {"parameter that is no number", with("[parameters]\n\"air.decay\" = nan"), "nan", "parameters.air.decay",
         "between"},
        {"measure that is no number", changed("value = 0.5", "value = nan"), "nan", "rule[1].value", "between 0 and 1"},
        {"negative capacity", changed("id = \"dinas\"", "id = \"dinas\"\ncounters = -1"), "counters",
         agency + "counters", "between 0 and 255 counters"},
        {"room without a seat", changed("seats = 6", "seats = 0"), "seats = 0", agency + "unit.admin.room.kantor.seats",
         "between 1 and 10000 seats"},
        {"days", changed("days = 28", "days = 0"), "days", "run.days", "between 1 and 3650 d"},
        {"beyond any integer", changed("days = 28", "days = 1e300"), "days", "run.days", "between 1 and 3650 d"},
        {"negative seed", changed("days = 28", "days = 28\nseed = -1"), "seed", "run.seed", "0 or more"},
        {"hours", with("[hours]\nday = [\"07:30\", \"24:30\"]"), "day =", "hours.day", "two times of the day"},
        {"minutes", with("[hours]\nday = [\"07:75\", \"16:00\"]"), "day =", "hours.day", "two times of the day"},
        {"three times", with("[hours]\nday = [\"07:30\", \"16:00\", \"17:00\"]"), "day =", "hours.day", "two times"},
        {"no hours at all", with("[hours]\nday = [\"07:30\", \"07:30\"]"), "day =", "hours.day",
         "end later than it begins"},
        {"hours turned round", with("[hours]\nday = [\"16:00\", \"07:30\"]"), "day =", "hours.day",
         "end later than it begins"},
        {"prevalence turned round", changed("infected = 1", "prevalence = [0.1, 0.01]"), "prevalence",
         "initial.prevalence", "the lower one first"},
        {"prevalence from 0", changed("infected = 1", "prevalence = [0, 0.01]"), "prevalence", "initial.prevalence",
         "above 0"},
        {"id", changed("id = \"kota\"", "id = \"kota/barat\""), "kota/barat", "government[1].id", "letters, digits"},
        {"air flow", changed("flow = 30", "flow = 0"), "flow", agency + "link[1].flow", "m3/h"},
    });
}

TEST_CASE("what is missing is said where it is missing", "[scenario][bad]") {
    const std::string agency = "government.kota.agency.dinas.";
    check_mistakes({
        {"format", changed("format = 1\n", ""), "title", "format", "must begin with format = 1"},
        {"other format", changed("format = 1", "format = 2"), "format", "format", "must be 1"},
        {"title", changed("title = \"Uji\"\n", ""), "format", "title", "is missing"},
        {"start", changed("start = 2020-03-18\n", ""), "[run]", "run.start", "is missing"},
        {"staff of a unit", changed("staff = 6\n", ""), "[[government.agency.unit]]", agency + "unit.admin.staff",
         "is missing"},
        {"measure", changed("measure = \"wfo.share\"\n", ""), "[[rule]]", "rule[1].measure", "is missing"},
        {"value", changed("value = 0.5", ""), "[[rule]]", "rule[1].value", "is missing"},
        {"initial", changed("[initial]\ninfected = 1\n", ""), "format", "initial", "is missing"},
        {"who is infected", changed("infected = 1\n", ""), "[initial]", "initial.prevalence", "exactly one of"},
        {"holiday name", with("[calendar]\nholidays = [{ date = 2020-03-25 }]"), "holidays",
         "calendar.holidays[1].name", "is missing"},
        {"agency", with("[[government]] # here\nid = \"b\""), "# here", "government.b.agency",
         "at least one [[agency]]"},
        {"agency, the list empty", with("[[government]]\nid = \"b\"\nagency = [] # here"), "# here",
         "government.b.agency", "at least one [[agency]]"},
        {"table in a list", with("[town]\nname = \"x\"\npopulation = 9\nreported = [1]"), "reported",
         "town.reported[1]", "must be a table"},
        {"units of a custom agency", with("[[government]]\nid = \"b\"\n[[government.agency]] # here\nid = \"c\""),
         "# here", "government.b.agency.c.unit", "at least one [[unit]]"},
        {"staff of an agency made from a head count",
         with("[[government]]\nid = \"b\"\n[[government.agency]] # here\nid = \"c\"\nkind = \"badan\""), "# here",
         "government.b.agency.c.staff", "a badan is made from its head count"},
        {"holiday file", with("[calendar]\nfile = \"no-such.toml\""), "no-such", "calendar.file", "no such file"},
        {"extended file", "extends = \"no-such.toml\"\n" + small_office, "no-such", "extends", "no such file"},
    });
}

TEST_CASE("parts that do not fit together are named", "[scenario][bad]") {
    const std::string agency = "government.kota.agency.dinas.";
    const auto more_agencies = [](const std::string& text) {
        return changed("[[government.agency]]\nid = \"dinas\"", text + "[[government.agency]]\nid = \"dinas\"");
    };
    const auto more_rooms = [](const std::string& text) {
        return changed("[[rule]]", "[[government.agency.room]]\n" + text + "\nseats = 2\n[[rule]]");
    };
    const std::string eight_doors = [] {
        std::string text;
        for (int i = 1; i <= 8; ++i) {
            const std::string n = std::to_string(i), before = i == 1 ? "rapat" : "r" + std::to_string(i - 1);
            text += "[[government.agency.room]]\nid = \"r" + n +
                    "\"\nseats = 2\n[[government.agency.link]]\nbetween = [\"" + before + "\", \"r" + n +
                    "\"]\nflow = 30\n";
        }
        return text;
    }();
    check_mistakes({
        {"two units of one id",
         changed("[[government.agency.room]]",
                 "[[government.agency.unit]]\nid = \"admin\" # here\nstaff = 2\n[[government.agency.room]]"),
         "# here", agency + "unit.admin.id", "is taken already, see office.toml:12"},
        {"two rooms of one id", more_rooms("id = \"kantor\" # here"), "# here", agency + "room.kantor.id",
         "is taken already, see office.toml:16"},
        {"two agencies of one id",
         more_agencies("[[government.agency]]\nid = \"dinas\"\nkind = \"badan\"\nstaff = 9\n"),
         "id = \"dinas\"\n[[government.agency.unit]]", agency + "id", "taken already, see office.toml:10"},
        {"numbered agencies",
         more_agencies(
             "[[government.agency]]\nid = \"sub\"\ncount = 3\nkind = \"badan\"\nstaff = 9\n[[government.agency]]\nid "
             "= \"sub-3\"\nkind = \"badan\"\nstaff = 9\n"),
         "[[government.agency]]", "government.kota.agency", "\"sub-3\" is taken by one of the 3 agencies \"sub\""},
        {"two governments of one id",
         with("[[government]]\nid = \"kota\" # here\n[[government.agency]]\nid = \"b\"\nkind = \"badan\"\nstaff = 9"),
         "# here", "government.kota.id", "is taken already"},
        {"two strains of one id",
         with("[[strain]]\nid = \"wild\"\nshare = 0.5\n[[strain]]\nid = \"wild\" # here\nshare = 0.5"), "# here",
         "strain.wild.id", "two strains"},
        {"a room that the building makes", more_rooms("id = \"lobby\" # here"), "# here", agency + "room.lobby.id",
         "buildings have of themselves"},
        {"more officials than staff", changed("[1, 1, 0, 0]", "[1, 2, 4]"), "officials",
         agency + "unit.admin.officials", "are 7 people, more than the staff of 6"},
        {"a fifth level", changed("[1, 1, 0, 0]", "[1, 1, 0, 0, 1]"), "officials", agency + "unit.admin.officials",
         "at most four numbers"},
        {"staff of a custom agency", changed("id = \"dinas\"", "id = \"dinas\"\nstaff = 9"), "staff = 9",
         agency + "staff", "for agencies made from a head count"},
        {"units of another kind", changed("id = \"dinas\"", "id = \"dinas\"\nkind = \"badan\"\nstaff = 9"),
         "[[government.agency.unit]]", agency + "unit", "for agencies of kind custom"},
        {"a unit without a place to sit", changed("seats = 6", "seats = 6\ntype = \"meeting\""),
         "[[government.agency.unit.room]]", agency + "unit.admin.room", "no room of type office"},
        {"a hall without a unit", changed("type = \"meeting\"", "type = \"hall\""),
         "type =", agency + "room.rapat.type", "belongs to the unit"},
        {"a link to nowhere", changed("[\"kantor\", \"rapat\"]", "[\"kantor\", \"ruang\"]"), "between",
         agency + "link[1].between", "\"ruang\" is no room"},
        {"a link to itself", changed("[\"kantor\", \"rapat\"]", "[\"kantor\", \"kantor\"]"), "between",
         agency + "link[1].between", "two different rooms"},
        {"nine rooms with one air", changed("[[rule]]", eight_doors + "[[rule]]"), "[[government.agency.link]]",
         agency + "link", "more than 8 rooms"},
        {"counters without staff", changed("id = \"dinas\"", "id = \"dinas\"\ncounters = 2"), "counters",
         agency + "counters", "no unit has the function counter"},
        {"more counters than counter staff",
         changed("id = \"dinas\"", "id = \"dinas\"\nfunction = \"counter\"\ncounters = 7"), "counters",
         agency + "counters", "only 6 people work at counters", true},
        {"requests without a counter", changed("id = \"dinas\"", "id = \"dinas\"\ncounter_per_day = 7"),
         "counter_per_day", agency + "counter_per_day", "no counters", true},
        {"strains that do not add up", with("[[strain]]\nid = \"wild\"\n[[strain]]\nid = \"delta\"\nshare = 0.5"),
         "[[strain]]", "strain", "add up to 1.5"},
        {"two ways to begin", changed("infected = 1", "infected = 1\nprevalence = [0.01, 0.02]"), "infected",
         "initial.infected", "exactly one of"},
        {"more infected than people", changed("infected = 1", "infected = 7"), "infected", "initial.infected",
         "more than the 6 civil servants"},
        {"more people than the country has",
         changed("staff = 6", "staff = 100000") + "\n[[government]]\nid = \"b\"\n" +
             "[[government.agency]]\nid = \"c\"\nkind = \"badan\"\nstaff = 100000\ncount = 10000",
         "[[government]]", "government", "more than 2"},
        {"lunch outside the day", with("[hours]\nlunch = [\"16:00\", \"17:00\"]"), "lunch", "hours.lunch", "hours.day"},
        {"counters before the day", with("[hours]\ncounter = [\"07:00\", \"12:00\"]"), "counter", "hours.counter",
         "hours.day"},
        {"Friday lunch after the day", with("[hours]\nfriday_lunch = [\"16:00\", \"16:45\"]"), "friday_lunch",
         "hours.friday_lunch", "hours.friday"},
        {"two reports of one day",
         with("[town]\nname = \"x\"\npopulation = 9\nreported = [{ date = 2020-03-02, per_100k = 1 },\n"
              "{ date = 2020-03-02, per_100k = 2 }]"),
         "per_100k = 2", "town.reported[2].date", "later than the date before it"},
        {"a horizon beyond the run", changed("days = 28", "days = 28\nhorizons = [14, 42]"), "horizons", "run.horizons",
         "the run has 28 days", true},
        {"a horizon twice", changed("days = 28", "days = 28\nhorizons = [14, 14]"), "horizons", "run.horizons",
         "ascend"},
        {"horizons out of order", changed("days = 28", "days = 28\nhorizons = [14, 7]"), "horizons", "run.horizons",
         "ascend"},
        {"an early evaluation", changed("days = 28", "days = 28\nevaluation = 2020-01-01"), "evaluation",
         "run.evaluation", "before the start"},
        {"reports out of order",
         with("[town]\nname = \"x\"\npopulation = 1000\nreported = [{ date = 2020-03-02, per_100k = 1 },\n{ date = "
              "2020-03-01, "
              "per_100k = 2 }]"),
         "2020-03-01", "town.reported[2].date", "later than the date before it, 2020-03-02"},
        {"a holiday twice",
         with("[calendar]\nholidays = [{ date = 2020-03-25, name = \"Nyepi\" },\n{ date = 2020-03-25, name = \"x\" }]"),
         "name = \"x\"", "calendar.holidays[2].date", "see office.toml:30"},
        {"a parameter twice", with("[parameters]\n\"air.decay\" = 1\nair.decay = 2 # here"), "\"air.decay\" = 1",
         "parameters.air.decay", "is set in line 31 too"},
        {"a word for rules", "rules = \"add\"\n" + small_office, "rules", "rules", "must be \"replace\""},
    });
}

TEST_CASE("a journey that cannot be made is named", "[scenario][bad]") {
    const auto to = [](const std::string& more) {
        return with("[[destination]]\nid = \"jakarta\"\nshare = 1\n" + more);
    };
    const auto sent = [&](const std::string& destination, const std::string& agencies, const std::string& date) {
        return to("[[delegation]]\ndestination = \"" + destination + "\"\nagencies = [" + agencies +
                  "]\ndate = " + date);
    };
    check_mistakes({
        {"two destinations of one id", to("[[destination]]\nid = \"jakarta\"\nshare = 0"), "jakarta\"\nshare = 0",
         "destination.jakarta.id", "two destinations"},
        {"shares that do not add up", to("[[destination]]\nid = \"bogor\"\nshare = 0.5"), "[[destination]]",
         "destination", "they add up to 1.5"},
        {"a prevalence out of range", to("prevalence = 101"), "prevalence = 101", "destination.jakarta.prevalence",
         "between 0 and 100"},
        {"a destination without share", with("[[destination]]\nid = \"jakarta\""), "[[destination]]",
         "destination.jakarta.share", "is missing"},
        {"a delegation to nowhere",
         with("[[delegation]]\ndestination = \"jakarta\"\nagencies = [\"kota\"]\ndate = "
              "2020-03-20"),
         "destination =", "delegation[1].destination", "there is no [[destination]]"},
        {"a delegation to another place", sent("jakrta", "\"kota\"", "2020-03-20"), "jakrta",
         "delegation[1].destination", "did you mean \"jakarta\"?"},
        {"a delegation of a unit", sent("jakarta", "\"kota/dinas/admin\"", "2020-03-20"), "agencies",
         "delegation[1].agencies", "government/agency"},
        {"a delegation of nobody", sent("jakarta", "\"kota/badan\"", "2020-03-20"), "agencies",
         "delegation[1].agencies", "matches no agency"},
        {"an empty delegation", sent("jakarta", "", "2020-03-20"), "agencies", "delegation[1].agencies", "nobody"},
        {"a delegation after the run", sent("jakarta", "\"kota\"", "2020-04-15"), "date", "delegation[1].date",
         "nobody travels", true},
    });
}

TEST_CASE("a rule that cannot be kept is named", "[scenario][bad]") {
    const std::string again = "[[rule]] # again\nmeasure = \"wfo.share\"\nvalue = 0.25\n";
    check_mistakes({
        {"for nobody", with("scope = \"kota/disdukcapil\""), "scope", "rule[1].scope", "matches no unit"},
        {"for no unit", with("scope = \"kota/*/loket\""), "scope", "rule[1].scope", "matches no unit"},
        {"below a unit", with("scope = \"kota/dinas/admin/kantor\""), "scope", "rule[1].scope",
         "government/agency/unit"},
        {"with an empty part", with("scope = \"kota//admin\""), "scope", "rule[1].scope", "government/agency/unit"},
        {"narrower than the measure",
         changed("\"wfo.share\"\nvalue = 0.5", "\"closure.cases\"\nvalue = 1\nscope = \"kota/dinas/admin\""), "scope",
         "rule[1].scope", "closure.cases holds for whole agencies"},
        {"ended before it begins", with("from = 2020-03-20\nuntil = 2020-03-19"), "until", "rule[1].until",
         "before 2020-03-20"},
        {"over before the run", with("from = 2020-01-01\nuntil = 2020-01-31"), "until", "rule[1].until",
         "outside the run", true},
        {"begun after the run", with("from = 2020-04-15"), "from", "rule[1].from", "outside the run", true},
        {"said twice", with(again), "# again", "rule", "as the rule in office.toml:26"},
        {"said twice for a while", with("until = 2020-03-31\n" + again + "from = 2020-03-31"), "# again", "rule",
         "end one before the other begins"},
    });
    const Loaded<Scenario> thrice = parse(with(again + "[[rule]] # third\nmeasure = \"wfo.share\"\nvalue = 0.1\n" +
                                               "from = 2020-03-30\nuntil = 2020-03-31"));
    REQUIRE(thrice.problems.size() == 2);
    CHECK_THAT(thrice.problems[1].message, Catch::Contains("office.toml:26"));
    CHECK_NOTHROW(loaded(with("from = 2020-03-20\nuntil = 2020-03-20")));
    CHECK(parse(changed("start = 2020-03-18\n", "") + "from = 2020-03-20").problems.size() == 1);
    const auto both = [&](const std::string& first, const std::string& second) { return with(first + again + second); };
    CHECK_NOTHROW(loaded(both("until = 2020-03-31\n", "from = 2020-04-01")));
    CHECK_NOTHROW(loaded(both("", "source = \"head\"")));
    CHECK_NOTHROW(loaded(both("", "scope = \"kota\"")));
    CHECK_NOTHROW(loaded(both("", "functions = [\"counter\"]")));
}

TEST_CASE("text that is no TOML is refused with its line", "[scenario][bad]") {
    check_mistakes({
        {"syntax", changed("days = 28", "days ="), "days", "", "is not valid TOML"},
        {"a key twice", changed("days = 28", "days = 28\ndays = 29 # here"), "# here", "", "is not valid TOML"},
        {"no such date", changed("2020-03-18", "2020-02-30"), "start", "", "is not valid TOML"},
        {"no end of a string", changed("\"Uji\"", "\"Uji"), "title", "", "is not valid TOML"},
        {"a byte that is no UTF-8", changed("Uji", "U\xffi"), "title", "", "not valid UTF-8"},
        {"half a letter", changed("Uji", "Uj\xc3"), "title", "", "not valid UTF-8"},
        {"a key of too many parts", with("\n" + repeated("a.", 200'000) + "a = 1"), "a.a", "", "too many parts"},
        {"a table of too many parts", with("[" + repeated("a.", 200'000) + "a]"), "[a.a", "", "too many parts"},
        {"a letter that needs quotes", changed("days = 28", "é = 28"), "é", "", "need quotes"},
        {"a table without a name", changed("[run]", "  [= # here"), "# here", "", "this line cannot be read"},
        {"a table with an empty name", changed("[run]", "[["), "[[\n", "", "is not valid TOML"},
        {"a time without end", changed("days = 28", "days = 07:30:x # here"), "# here", "", "is not valid TOML"},
        {"lists within lists", with("x = " + repeated("[", 100'000)), "x =", "", "is not valid TOML"},
    });
    CHECK_FALSE(parse("[="));
    CHECK_FALSE(parse("\xef\xbb\xbf[="));
    CHECK_FALSE(parse("["));
    CHECK_NOTHROW(loaded(with("[hours]\nday = [\n  '07:30', # [\n  \"16:00\"]\n[parameters]")));
    CHECK(loaded("\xef\xbb\xbf" + small_office).days == 28);
    CHECK(loaded(changed("\"Uji\"", R"("Uji \" é" # é)")).title.en == "Uji \" é");
    CHECK(loaded(changed("\"Uji\"", "\"\"\"Uji\n\"é\"\"\"")).title.en == "Uji\n\"é");
    CHECK(loaded(changed("\"Uji\"", "'\\é'")).title.en == "\\é");
    const std::string dots = repeated("...", 100);
    CHECK_NOTHROW(loaded(with("# " + dots + "\n[town]\nname = \"" + dots + "\"\npopulation = 1000")));
    CHECK_NOTHROW(loaded(with("[town]\nname = \"\"\"\n" + dots + "\"\"\"\npopulation = 1000")));
}

TEST_CASE("all mistakes are reported at once, in the order of the file", "[scenario][bad]") {
    const std::string text =
        changed("staff = 6", "stafff = 6") + "scope = \"x\"\n[parameters]\n\"air.decay\" = -1\n[zebra]";
    const Loaded<Scenario> result = parse(text);
    CHECK_FALSE(result);
    std::vector<std::string> keys;
    for (const Problem& problem : result.problems) {
        keys.push_back(problem.key);
    }
    const std::string unit = "government.kota.agency.dinas.unit.admin.";
    CHECK(keys ==
          std::vector<std::string>{unit + "staff", unit + "stafff", "rule[1].scope", "parameters.air.decay", "zebra"});
    CHECK(parse(changed("value = 0.5", "value = 2")).problems.at(0).message == "must lie between 0 and 1");
    CHECK(result.problems[3].text() == "office.toml:31: parameters.air.decay = -1: must lie between 0 and 10 1/h");
}

TEST_CASE("a value is quoted as it was written, and long ones are cut", "[scenario][bad]") {
    const auto quoted = [](const std::string& value) {
        return parse(changed("days = 28", "days = " + value)).problems.at(0).value;
    };
    CHECK(quoted("1_000_000") == "1_000_000");
    CHECK(quoted("'twenty'") == "'twenty'");
    CHECK(quoted("\"é\"  # no number") == "\"é\"");
    CHECK(parse(changed("\"Uji\"", "{ id = \"é\", en = 7 }")).problems.at(0).value == "7");
    CHECK(quoted("[1,\n   2]") == "[1, 2]");
    CHECK(quoted("\"" + repeated("é", 100) + "\"") == "\"" + repeated("é", 29) + "...");
}

TEST_CASE("a file that cannot be a scenario is refused", "[scenario][files]") {
    const Folder folder;
    const auto message = [](const std::string& path) {
        const Loaded<Scenario> result = load_scenario(path);
        REQUIRE_FALSE(result);
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].file == path);
        return result.problems[0].message;
    };
    CHECK_THAT(message(folder / "none.toml"), Catch::Contains("no such file"));
    CHECK_THAT(message(folder / "."), Catch::Contains("is a directory"));
    CHECK_THAT(message("/dev/null"), Catch::Contains("not a regular file"));
    CHECK_THAT(message(""), Catch::Contains("no such file"));
    const std::string large = folder.write("large.toml", small_office);
    std::filesystem::resize_file(large, 100 << 20);  // a hole: the disk holds no more than before
    CHECK_THAT(message(large), Catch::Contains("larger than 8 MiB"));
    const Loaded<Scenario> in_memory = parse(with(repeated("#", 9 << 20)));
    REQUIRE(in_memory.problems.size() == 1);
    CHECK_THAT(in_memory.problems[0].message, Catch::Contains("larger than 8 MiB"));
    CHECK_FALSE(parse(""));
    CHECK_FALSE(parse("\xef\xbb\xbf"));
}

TEST_CASE("a child's values go over its parent's", "[scenario][extends]") {
    const Folder folder;
    folder.write("parent.toml", small_office + "scope = \"kota/dinas\"\n[town]\nname = \"A\"\npopulation = 5000\n");
    std::filesystem::create_directories(folder / "children");
    const std::string child = folder.write("children/child.toml", R"(format = 1
extends = "../parent.toml"
title = { id = "Anak", en = "Child" }
[run]
days = 7
[initial]
prevalence = [0.01, 0.02]
[town]
population = 6000
[[government]]
id = "kota"
[[government.agency]]
id = "dinas"
[[government.agency.unit]]
id = "admin"
staff = 8
[[government.agency.unit]]
id = "loket"
staff = 3
[[government.agency.room]]
id = "rapat"
ach = 4
[[rule]]
measure = "trip.allowed"
value = 0
)");
    const Loaded<Scenario> result = load_scenario(child);
    for (const Problem& problem : result.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(result.value);
    const Scenario& s = *result.value;
    CHECK(s.title.en == "Child");
    CHECK(s.start == civil(2020, 3, 18));
    CHECK(s.days == 7);
    CHECK(s.initial.infected == -1);
    CHECK(s.initial.prevalence_low == 0.01);
    CHECK(s.town.population == 6000);
    CHECK(s.town.name.en == "A");
    const AgencySpec& agency = s.governments.at(0).agencies.at(0);
    REQUIRE(agency.units.size() == 2);
    CHECK(agency.units[0].staff == 8);
    CHECK(agency.units[0].officials[0] == 1);
    CHECK(agency.units[1].id == "loket");
    CHECK(agency.rooms.at(0).ach == 4);
    CHECK(agency.rooms.at(0).seats == 8);
    REQUIRE(s.rules.size() == 2);
    CHECK(s.rules[0].file == folder / "parent.toml");
    CHECK(s.rules[1].file == child);
    CHECK(s.rules[1].measure == *find_measure("trip.allowed"));

    const std::string alone = folder.write("alone.toml", R"(format = 1
extends = "parent.toml"
rules = "replace"
[[rule]]
measure = "trip.allowed"
value = 0
)");
    const Loaded<Scenario> replaced = load_scenario(alone);
    REQUIRE(replaced.value);
    CHECK(replaced.value->rules.size() == 1);
}

TEST_CASE("a problem names the file and line where the value stands", "[scenario][extends]") {
    const Folder folder;
    const std::string grandparent = folder.write("grandparent.toml", changed("seats = 8", "seats = 0"));
    const std::string parent =
        folder.write("parent.toml", "format = 1\nextends = \"grandparent.toml\"\n[run]\n\ndays = 0\n");
    const std::string child = folder.write(
        "child.toml",
        "format = 1\nextends = \"parent.toml\"\n[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0.1\n[town]\nx = 1\n");
    const Loaded<Scenario> result = load_scenario(child);
    CHECK_FALSE(result);
    const auto problem = [&](const std::string& key) {
        const auto found = std::ranges::find(result.problems, key, &Problem::key);
        return found == result.problems.end() ? "none" : found->file + ":" + std::to_string(found->line);
    };
    CHECK(problem("government.kota.agency.dinas.room.rapat.seats") ==
          grandparent + ":" + std::to_string(line_of(small_office, "seats = 8")));
    CHECK(problem("run.days") == parent + ":5");
    CHECK(problem("town.x") == child + ":7");
    CHECK(problem("town.name") == child + ":6");
    CHECK(problem("rule") == child + ":3");
    const auto twice = std::ranges::find(result.problems, "rule", &Problem::key);
    REQUIRE(twice != result.problems.end());
    CHECK_THAT(twice->message, Catch::Contains(grandparent + ":26"));
}

TEST_CASE("a chain that cannot be followed is refused", "[scenario][extends]") {
    const Folder folder;
    const auto only_problem = [](const std::string& path) {
        const Loaded<Scenario> result = load_scenario(path);
        REQUIRE_FALSE(result);
        REQUIRE(result.problems.size() == 1);
        return result.problems[0];
    };
    const std::string a = folder.write("a.toml", "format = 1\nextends = \"b.toml\"\n");
    const std::string b = folder.write("b.toml", "format = 1\n\nextends = \"./a.toml\"\n");
    const Problem circle = only_problem(a);
    CHECK(circle.file == b);
    CHECK(circle.line == 3);
    CHECK(circle.key == "extends");
    CHECK_THAT(circle.message, Catch::Contains("circle") && Catch::Contains(a) && Catch::Contains(b));
    CHECK_THAT(only_problem(folder.write("self.toml", "format = 1\nextends = \"self.toml\"")).message,
               Catch::Contains("extends itself"));

    std::filesystem::create_symlink(folder / "linked.toml", folder / "link.toml");
    const std::string linked = folder.write("linked.toml", "format = 1\nextends = \"link.toml\"");
    CHECK(only_problem(linked).file == linked);

    const Problem missing = only_problem(folder.write("lost.toml", "format = 1\nextends = \"nowhere/x.toml\""));
    CHECK(missing.line == 2);
    CHECK_THAT(missing.message, Catch::Contains("nowhere/x.toml: there is no such file"));
    const std::string broken = folder.write("broken.toml", "format = 1\nx = \n");
    const Problem syntax = only_problem(folder.write("heir.toml", "format = 1\nextends = \"broken.toml\""));
    CHECK(syntax.file == broken);
    CHECK(syntax.line == 2);
    CHECK_THAT(only_problem(folder.write("number.toml", "format = 1\nextends = 3")).message, Catch::Contains("path"));

    for (int i = 0; i < 20; ++i) {
        folder.write("chain" + std::to_string(i) + ".toml",
                     "format = 1\nextends = \"chain" + std::to_string(i + 1) + ".toml\"");
    }
    CHECK_THAT(only_problem(folder / "chain0.toml").message, Catch::Contains("more than 16 files"));
}

TEST_CASE("holidays come from a file and from the scenario", "[scenario][files]") {
    const Folder folder;
    const std::string days =
        folder.write("days.toml", "format = 1\n[[holiday]]\ndate = 2020-03-25\nname = \"Nyepi\"\n");
    const std::string calendar =
        "[calendar]\nfile = \"days.toml\"\nholidays = [{ date = 2020-03-20, name = \"Kota\" }]\n";
    const Loaded<Scenario> joined = load_scenario(folder.write("office.toml", with(calendar)));
    REQUIRE(joined.value);
    using Holiday = std::pair<Day, std::string>;
    CHECK(joined.value->holidays == std::vector<Holiday>{{civil(2020, 3, 20), "Kota"}, {civil(2020, 3, 25), "Nyepi"}});

    folder.write("days.toml", "format = 1\n[[holiday]]\ndate = 2020-03-25\nnama = \"Nyepi\"\n");
    const Loaded<Scenario> bad = load_scenario(folder / "office.toml");
    REQUIRE(bad.problems.size() == 2);
    CHECK(bad.problems[0].file == days);
    CHECK(bad.problems[0].line == 2);
    CHECK(bad.problems[1].key == "holiday[1].nama");
    CHECK_THAT(bad.problems[1].message, Catch::Contains("did you mean \"name\"?"));

    folder.write("days.toml", "[[holiday]]\ndate = 2020-03-20\nname = \"x\"\n");
    const Loaded<Scenario> twice = load_scenario(folder / "office.toml");
    REQUIRE(twice.problems.size() == 2);
    CHECK_THAT(twice.problems[0].message + twice.problems[1].message,
               Catch::Contains("format = 1") && Catch::Contains("see " + days + ":1"));
}

TEST_CASE("the holidays of Indonesia can be read", "[scenario][files]") {
    const Scenario s = [] {
        Loaded<Scenario> result =
            parse_scenario(with("[calendar]\nfile = \"holidays-indonesia.toml\""), scenarios + "office.toml");
        REQUIRE(result.value);
        return std::move(*result);
    }();
    CHECK(s.holidays.size() == 52);
    CHECK(std::ranges::find(s.holidays, civil(2021, 8, 17), &std::pair<Day, std::string>::first) != s.holidays.end());
}

TEST_CASE("a change on the command line takes the place of what the file says", "[scenario][overrides]") {
    const std::string text =
        with("scope = \"kota/dinas\"\nsource = \"circular\"\n[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0.7");
    const Scenario measure_set = loaded(text, {{"wfo.share", "0.25"}});
    REQUIRE(measure_set.rules.size() == 1);
    const Rule& rule = measure_set.rules[0];
    CHECK(rule.value == 0.25);
    CHECK(rule.scope == Scope{});
    CHECK(rule.source == RuleSource::command);
    CHECK(rule.from == measure_set.start);
    CHECK(rule.until == never);
    CHECK(loaded(text, {{"mask.type", "kn95"}}).rules.size() == 3);
    CHECK(loaded(text, {{"event.ban", "yes"}}).rules.back().value == 1);
    CHECK(loaded(text, {{"wfo.share", "0.25"}, {"wfo.share", "0.3"}}).rules.at(0).value == 0.3);

    const std::vector<Override> numbers = {{"emission.sigma", "1.1"}, {"run.days", "10"},
                                           {"run.seed", "77"},        {"run.world_seed", "78"},
                                           {"run.replicates", "3"},   {"initial.infected", "4"}};
    const Scenario s = loaded(with("[parameters.emission]\nsigma = 1.9"), numbers);
    CHECK(s.parameters.emission_sigma == 1.1);
    CHECK(s.days == 10);
    CHECK(s.horizons == std::vector{10});
    CHECK(s.seed == 77);
    CHECK(s.world_seed == 78);
    CHECK(s.replicates == 3);
    CHECK(s.initial.infected == 4);
    CHECK(loaded(changed("infected = 1", "prevalence = [0.1, 0.2]"), {{"initial.infected", "4"}}).initial.infected ==
          4);
}

TEST_CASE("a change on the command line is checked like the file", "[scenario][overrides]") {
    const auto problem = [](const std::string& key, const std::string& value) {
        const Loaded<Scenario> result = parse(small_office, {{key, value}});
        REQUIRE_FALSE(result);
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].file == "command line");
        CHECK(result.problems[0].line == 0);
        CHECK(result.problems[0].key == key);
        CHECK(result.problems[0].value == value);
        return result.problems[0].message;
    };
    CHECK_THAT(problem("wfo.shar", "1"), Catch::Contains("did you mean \"wfo.share\"?"));
    CHECK_THAT(problem("days", "1"), Catch::Contains("did you mean \"run.days\"?"));
    CHECK_THAT(problem("", "1"), Catch::Contains("no measure, parameter or number"));
    CHECK_THAT(problem("wfo.share", "1.5"), Catch::Contains("between 0 and 1"));
    CHECK_THAT(problem("wfo.share", ""), Catch::Contains("between 0 and 1"));
    CHECK_THAT(problem("wfo.share", "half"), Catch::Contains("between 0 and 1"));
    CHECK_THAT(problem("mask.type", "clot"), Catch::Contains("did you mean \"cloth\"?"));
    CHECK_THAT(problem("event.ban", "maybe"), Catch::Contains("true or false"));
    CHECK_THAT(problem("emission.sigma", "-1"), Catch::Contains("between 0 and 4"));
    CHECK_THAT(problem("emission.sigma", "nan"), Catch::Contains("between 0 and 4"));
    CHECK_THAT(problem("run.days", "1.5"), Catch::Contains("whole number"));
    CHECK_THAT(problem("run.seed", "x"), Catch::Contains("whole number"));
    const Loaded<Scenario> without_run =
        parse(changed("[run]\nstart = 2020-03-18\ndays = 28\n", ""), {{"run.days", "7"}});
    REQUIRE(without_run.problems.size() == 1);
    CHECK(without_run.problems[0].key == "run.start");
    CHECK(without_run.problems[0].file == "office.toml");
    CHECK_THAT(problem("initial.infected", "7"), Catch::Contains("6 civil servants"));
}

TEST_CASE("the digest tells scenarios apart and nothing else", "[scenario]") {
    const uint64_t digest = loaded(small_office).digest;
    const auto same = [&](const std::string& text) { return loaded(text).digest == digest; };
    CHECK(same("# a comment\n" + small_office));
    CHECK(same(changed("title = \"Uji\"\n", "") + "[title]\nid = \"Uji\"\nen = \"Uji\""));
    CHECK(same(changed("start = 2020-03-18\ndays = 28", "days = 28\nstart = 2020-03-18")));
    CHECK(same(with("from = 2020-03-18\n[record]\nby = \"automatic\"\n[parameters]\n\"emission.sigma\" = 1.6")));
    CHECK(parse_scenario(small_office, "another.toml").value->digest == digest);
    const std::string trips = "[[rule]]\nmeasure = \"trip.allowed\"\nvalue = 0\n";
    CHECK(loaded(with(trips)).digest == loaded(changed("[[rule]]", trips + "[[rule]]")).digest);

    CHECK_FALSE(same(changed("value = 0.5", "value = 0.6")));
    CHECK_FALSE(same(changed("seats = 6", "seats = 7")));
    CHECK_FALSE(same(changed("officials = [1, 1, 0, 0]", "officials = [1, 0, 1, 0]")));
    CHECK_FALSE(same(changed("flow = 30", "flow = 31")));
    const auto placed = [](const std::string& kantor, const std::string& rapat) {
        std::string text = changed("seats = 6", "seats = 6\nat = [0, 0]\nsize = [6, 6]\n" + kantor);
        return loaded(text.replace(text.find("seats = 8"), 9, "seats = 8\nat = " + rapat + "\nsize = [4, 4]")).digest;
    };
    CHECK(placed("", "[0, 9]") == placed("floor = 1\ndoor = [3, 6]", "[0, 9]"));
    CHECK(placed("", "[0, 9]") != placed("", "[1, 9]"));
    CHECK(placed("", "[0, 9]") != placed("door = [2, 6]", "[0, 9]"));
    CHECK(placed("", "[0, 9]") != placed("floor = 2", "[0, 9]"));
    CHECK_FALSE(same(with("until = 2020-04-01")));
    CHECK_FALSE(same(with("source = \"head\"")));
    CHECK_FALSE(same(with("[parameters]\n\"emission.sigma\" = 1.5")));
    CHECK_FALSE(same(with("[experiment]\nsecondary = false")));
    CHECK_FALSE(same(with("[[strain]]\nid = \"alpha\"")));
    CHECK_FALSE(same(with("[hours]\ncounter = [\"08:00\", \"14:00\"]")));
    CHECK_FALSE(same(with("[record]\nby = \"unit\"")));
    CHECK_FALSE(same(with("[calendar]\nholidays = [{ date = 2020-03-25, name = \"Nyepi\" }]")));
    CHECK_FALSE(same(with("[town]\nname = \"x\"\npopulation = 9")));
    const std::string jakarta = "[[destination]]\nid = \"jakarta\"\nshare = 1\n";
    CHECK_FALSE(same(with(jakarta)));
    CHECK(loaded(with(jakarta)).digest != loaded(with(jakarta + "days = 3")).digest);
    CHECK(loaded(with(jakarta)).digest !=
          loaded(with(jakarta + "[[delegation]]\ndestination = \"jakarta\"\nagencies = [\"kota\"]\ndate = 2020-03-20"))
              .digest);
    const uint64_t with_town = loaded(with("[town]\nname = \"x\"\npopulation = 9\n")).digest;
    for (const char* more :
         {"region = \"outside\"", "susceptible = 0.9", "review_days = 7",
          "model = \"renewal\"\n[[town.reproduction]]\nfrom = 2020-03-01\nr = 1.1",
          "[[town.declared]]\nfrom = 2020-03-01\nlevel = 2", "[[town.declared]]\nfrom = 2020-03-01\nzone = \"red\"",
          "[[town.vaccination]]\nfrom = 2020-03-01\ntotal = 0.1\nelderly = 0.2"}) {
        CAPTURE(more);
        CHECK(loaded(with(std::string("[town]\nname = \"x\"\npopulation = 9\n") + more)).digest != with_town);
    }
    for (const char* more : {"sectors = [\"essential\"]", "zones = [\"red\"]", "levels = [3]", "region = \"outside\"",
                             "cite = \"x\"", "mark = \"recalled\""}) {
        CAPTURE(more);
        CHECK_FALSE(same(with(more)));
    }
    CHECK_FALSE(same(with("[experiment]\nfeed = false")));
    CHECK_FALSE(same(changed("staff = 6", "staff = 6\nsector = \"essential\"")));
    CHECK_FALSE(same(changed("id = \"dinas\"", "id = \"dinas\"\nsector = \"essential\"")));
    CHECK_FALSE(same(changed("days = 28", "days = 28\nseed = 2")));
    CHECK_FALSE(same(changed("days = 28", "days = 28\nworld_seed = 2")));
}

TEST_CASE("a scope covers what its pattern says", "[scenario]") {
    CHECK(path_matches("", "kota/dinas/admin"));
    CHECK(path_matches("kota", "kota/dinas/admin"));
    CHECK(path_matches("kota/dinas", "kota/dinas/admin"));
    CHECK(path_matches("*/d?nas/*", "kota/dinas/admin"));
    CHECK(path_matches("kota/kecamatan-*", "kota/kecamatan-12/seksi-1"));
    CHECK_FALSE(path_matches("kot", "kota/dinas/admin"));
    CHECK_FALSE(path_matches("*/admin", "kota/dinas/admin"));
    CHECK_FALSE(path_matches("kota/dinas/admin/x", "kota/dinas/admin"));
    CHECK_FALSE(path_matches("kota/*s-?", "kota/dinas/admin"));
    CHECK(part_matches("a*b*c", "axxbxbyc"));
    CHECK(part_matches("*", ""));
    CHECK_FALSE(part_matches("?", ""));
    CHECK_FALSE(part_matches(repeated("*a", 30) + "b", repeated("a", 3000)));  // at once, not in the age of the world
    CHECK(level_of("") == ScopeLevel::everywhere);
    CHECK(level_of("kota") == ScopeLevel::government);
    CHECK(level_of("kota/*") == ScopeLevel::agency);
    CHECK(level_of("kota/*/admin") == ScopeLevel::unit);
    const uint32_t counter = 1U << static_cast<unsigned>(Function::counter);
    CHECK(covers({"kota", counter}, "kota/dinas/loket", Function::counter, Sector::essential));
    CHECK_FALSE(covers({"kota", counter}, "kota/dinas/admin", Function::administration, Sector::nonessential));
    CHECK(covers({"", 0}, "kota/dinas/admin", Function::administration, Sector::nonessential));
}

TEST_CASE("a scope finds numbered agencies and units that have no name yet", "[scenario]") {
    const std::string text = with(
        "scope = \"SCOPE\"\n[[government]]\nid = \"kab\"\n[[government.agency]]\nid = \"kecamatan\"\ncount = 12\n"
        "kind = \"kecamatan\"\nstaff = 20\n");
    const auto good = [&](const std::string& scope) {
        std::string scoped = text;
        scoped.replace(scoped.find("SCOPE"), 5, scope);
        return parse(scoped).value.has_value();
    };
    CHECK(good("kab/kecamatan-12"));
    CHECK(good("kab/kecamatan-*/seksi-1"));
    CHECK(good("*/*/admin"));
    CHECK(good("kab/kecamatan-1"));
    CHECK_FALSE(good("kab/kecamatan"));
    CHECK_FALSE(good("kab/kecamatan-13"));
    CHECK_FALSE(good("kota/dinas/seksi-1"));
}

// Whatever is done to a file, it loads or the reason is given.
TEST_CASE("a damaged file loads or is refused with a reason", "[scenario][fuzz]") {
    const std::string whole = read(tiny);
    REQUIRE_FALSE(whole.empty());
    const std::vector<std::string> words = {"nan",
                                            "-inf",
                                            "1e308",
                                            "-1",
                                            "0",
                                            "9223372036854775807",
                                            "\"\"",
                                            "[]",
                                            "{}",
                                            "[[",
                                            "]]",
                                            "true",
                                            "2020-02-29",
                                            "07:30:00",
                                            "\"*\"",
                                            "\"kota/*/?\"",
                                            "=",
                                            "\n",
                                            "\n[[rule]]\n",
                                            "\nid = \"kota\"\n",
                                            "extends = \"tiny.toml\"\n",
                                            "rules = \"replace\"\n",
                                            "\"\"\"",
                                            "\\u0000",
                                            "\xff",
                                            "\xc3\xa9",
                                            "#",
                                            ".",
                                            "a.b.c = 1\n",
                                            "count = 100000\n"};
    const auto damage = [&](std::string text) {
        const int wounds = *rc::gen::inRange(1, 4);
        for (int i = 0; i < wounds && !text.empty(); ++i) {
            const auto at = static_cast<size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
            const auto length = static_cast<size_t>(*rc::gen::weightedOneOf<int>(
                {{3, rc::gen::just(0)}, {5, rc::gen::inRange(1, 12)}, {1, rc::gen::inRange(0, 4000)}}));
            text.replace(at, length, *rc::gen::oneOf(rc::gen::just(std::string()), rc::gen::elementOf(words)));
        }
        return text;
    };
    const bool held = rc::check("a damaged file", [&] {
        const std::string text = damage(whole);
        const Loaded<Scenario> result = parse_scenario(text, scenarios + "damaged.toml");
        RC_ASSERT(result.value.has_value() != any_error(result.problems));
        for (const Problem& problem : result.problems) {
            RC_ASSERT(!problem.file.empty());
            RC_ASSERT(!problem.message.empty());
            RC_ASSERT(problem.line >= 0);
            RC_ASSERT(problem.line <= 1 + std::count(text.begin(), text.end(), '\n') ||
                      problem.file.ends_with("tiny.toml"));
        }
        if (result.value) {
            RC_ASSERT(!result.value->strains.empty());
            RC_ASSERT(!result.value->governments.empty());
            RC_ASSERT(result.value->days >= 1);
            for (const Rule& rule : result.value->rules) {
                const Measure& m = measure(rule.measure);
                RC_ASSERT(rule.value >= m.low && rule.value <= m.high);
            }
        }
    });
    CHECK(held);
}
