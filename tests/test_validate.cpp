// Published figures and what a scenario sets for itself; piket validate and piket measures --effects; the scenarios
// that the program comes with.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "piket/scenario.hpp"
#include "program.hpp"
#include "run/peek.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;
using nlohmann::json;

namespace {

const std::string figure = R"(
[[observed]]
id = "cases"
label = { id = "Kasus", en = "Cases" }
role = "outcome"
quantity = "confirmed_servants"
value = 3
scope = "kota"
date = 2020-04-10
source = "a newspaper"
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Loaded<Scenario> loaded(const std::string& more) {
    return parse_scenario("format = 1\nextends = \"" + tiny + "\"\n" + more, "more.toml");
}

void check_fault(const std::string& more, const std::string& key, const std::string& message) {
    CAPTURE(more);
    const Loaded<Scenario> result = loaded(more);
    CHECK_FALSE(result.value);
    bool found = false;
    for (const Problem& problem : result.problems) {
        found = found || (problem.file == "more.toml" && problem.line > 0 && problem.key.ends_with(key) &&
                          problem.message.find(message) != std::string::npos);
    }
    std::string all;
    for (const Problem& problem : result.problems) {
        all += problem.text() + "\n";
    }
    CAPTURE(all);
    CHECK(found);
}

}  // namespace

TEST_CASE("every scenario that comes with the program loads without a warning", "[scenarios]") {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(PIKET_SOURCE_DIR "/scenarios")) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".toml" || name.starts_with("holidays")) {
            continue;
        }
        CAPTURE(name);
        names.insert(name);
        Loaded<Scenario> scenario = load_scenario(entry.path().string());
        for (const Problem& problem : scenario.problems) {
            FAIL_CHECK(problem.text());
        }
        REQUIRE(scenario.value);
        CHECK(scenario->title.id != scenario->title.en);
        CHECK(scenario->briefing.id != scenario->briefing.en);
        CHECK(scenario->briefing.id.size() > 20);
    }
    for (const char* episode :
         {"tangsel-2020.toml", "buleleng-2020.toml", "kukar-2020.toml", "banten-2020.toml", "serang-2022.toml"}) {
        CHECK(names.contains(episode));
    }
}

TEST_CASE("the five episodes change no parameter without saying why, and hold the figures that were published",
          "[scenarios]") {
    const auto load = [](const std::string& name) {
        return *load_scenario(PIKET_SOURCE_DIR "/scenarios/" + name + ".toml").value;
    };
    for (const char* name : {"tangsel-2020", "buleleng-2020", "kukar-2020", "banten-2020", "serang-2022"}) {
        CAPTURE(name);
        const Scenario scenario = load(name);
        for (const Parameter& row : parameters()) {
            CAPTURE(row.key);
            CHECK((scenario.parameters.*row.field == row.value ||
                   std::ranges::find(scenario.fitted, row.key, &FittedParameter::key) != scenario.fitted.end()));
        }
    }
    const auto value = [](const Scenario& scenario, const std::string& id) {
        return std::ranges::find(scenario.observed, id, &ObservedFigure::id)->value;
    };
    const Scenario banten = load("banten-2020"), kukar = load("kukar-2020"), serang = load("serang-2022");
    CHECK(value(banten, "cases") == 7);
    CHECK(value(banten, "agencies") == 4);
    CHECK(value(banten, "banten-14") == 62);
    CHECK(value(banten, "banten-15") == 137);
    CHECK(value(kukar, "cluster") == 10);
    CHECK(value(serang, "hospital") == 15);
    CHECK(value(serang, "isolating") == 248);
    for (const Scenario& scenario : {banten, kukar, serang}) {
        for (const ObservedFigure& f : scenario.observed) {
            CHECK((f.role == ObservedFigure::Role::input) == (f.quantity >= ObservedFigure::Quantity::town_new_cases));
            CHECK(f.mark == Mark::verified);
        }
    }
}

TEST_CASE("a figure is read, and a fitted parameter holds", "[scenario]") {
    Loaded<Scenario> s = loaded(figure + R"(
[[fitted]]
key = "emission.quanta_per_h"
value = 12.5
reason = { id = "alasan", en = "a reason" }
)");
    REQUIRE(s.value);
    REQUIRE(s->observed.size() == 1);
    CHECK(s->observed[0].value == 3);
    CHECK(s->observed[0].since == s->start);
    CHECK(s->parameters.quanta_per_h == 12.5);
    CHECK(s->fitted.at(0).reason.en == "a reason");
    CHECK(s->digest != loaded(replaced(figure, "value = 3", "value = 4")).value->digest);
}

TEST_CASE("a figure that cannot be is refused with its place", "[scenario][bad]") {
    check_fault(replaced(figure, "\"outcome\"", "\"input\""), "role", "must be outcome");
    check_fault(replaced(figure, "confirmed_servants", "town_isolating"), "role", "must be input");
    check_fault(replaced(figure, "confirmed_servants", "confirmed"), "quantity", "confirmed_servants");
    const Loaded<Scenario> late = loaded(replaced(figure, "2020-04-10", "2021-04-10"));
    REQUIRE(late.problems.size() == 1);  // as a run that is cut short has it
    CHECK((late.problems[0].warning && late.value->observed.empty()));
    check_fault(figure + "since = 2020-04-11\n", "date", "lies before 2020-04-11");
    check_fault(replaced(figure, "\"kota\"", "\"desa\""), "scope", "matches no government");
    check_fault(replaced(figure, "source = \"a newspaper\"\n", ""), "source", "is missing");
    check_fault(figure + figure, "id", "stands for two figures");
    const std::string fitted = "[[fitted]]\nkey = \"trip.staff\"\nvalue = 0.1\nreason = \"x\"\n";
    check_fault(replaced(fitted, "trip.staff", "trip.staf"), "key", "did you mean \"trip.staff\"?");
    check_fault(replaced(fitted, "0.1", "9"), "value", "must lie between");
    check_fault(replaced(fitted, "reason = \"x\"\n", ""), "reason", "is missing");
    check_fault(fitted + fitted, "key", "is fitted twice");
}

TEST_CASE("reports are what the administration knew, unit by unit", "[engine]") {
    worlds::ScenarioText s = worlds::busy_office();
    s.days = 25;
    s.prevalence_low = s.prevalence_high = 0.4;
    s.rule("test.symptomatic", "1");
    Simulation simulation = worlds::begin(s.world());
    while (!simulation.over()) {
        simulation.step();
    }
    const std::vector<ReportRow> reports = simulation.reports();
    const auto& inside = Peek::at(simulation);
    REQUIRE(reports.size() > 3);
    REQUIRE(reports.size() == inside.state.observed.confirmed.size());
    for (size_t i = 0; i < reports.size(); ++i) {
        CHECK(reports[i].day == inside.state.observed.confirmed[i].day);
        CHECK(reports[i].unit == inside.world->units[inside.state.observed.confirmed[i].unit].path);
        CHECK((i == 0 || reports[i - 1].day <= reports[i].day));
    }
}

TEST_CASE("validate scores outcomes given that a cluster was reported", "[cli]") {
    const Folder folder;
    // Everybody at work is tested and many are infected, so the futures have clusters; and some have none.
    const std::string scenario = folder.scenario("a.toml", figure + R"(
[[observed]]
id = "agencies"
label = { id = "OPD", en = "Agencies" }
role = "outcome"
quantity = "agencies_with_cases"
value = 1
date = 2020-04-10
source = "a newspaper"
[[rule]]
measure = "test.symptomatic"
value = 1
)");
    const Result text = piket_with("validate " + scenario +
                                   " --replicates 30 --set initial.infected=4 --set "
                                   "emission.quanta_per_h=200");
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    check_width(text.out);
    CHECK_THAT(text.out, Contains("Cases") && Contains("a newspaper") && Contains("place"));
    const Result result = piket_with("validate " + scenario +
                                     " --json --replicates 30 --set initial.infected=4 --set "
                                     "emission.quanta_per_h=200");
    REQUIRE(result.status == 0);
    const json all = json::parse(result.out);
    REQUIRE(all["figures"].size() == 2);
    const json& cases = all["figures"][0];
    const double with = cases["share_of_futures_with_a_cluster"];
    CHECK(with > 0.2);
    CHECK(with < 1);
    CHECK(cases["model"]["q05"] >= 2);  // fewer are no cluster
    CHECK(all["figures"][1]["model"]["q95"] == 1);
    CHECK(all["figures"][1]["verdict"] == "inside");
}

TEST_CASE("validate refuses a scenario that sets parameters in silence", "[cli]") {
    const Folder folder;
    const std::string silent = folder.scenario("a.toml", figure + "[parameters]\n\"trip.staff\" = 0.5\n");
    const Result result = piket_with("validate " + silent + " --replicates 2");
    CHECK(result.status == 1);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Contains("trip.staff = 0.5") && Contains("[[fitted]]"));
    const std::string open = folder.scenario(
        "b.toml", figure + "[[fitted]]\nkey = \"trip.staff\"\nvalue = 0.5\nreason = \"many meetings away\"\n");
    const Result declared = piket_with("validate " + open + " --replicates 2");
    CHECK(declared.status == 0);
    CHECK_THAT(declared.out, Contains("trip.staff = 0.5: many meetings away"));
}

TEST_CASE("a place of which nothing was published is told so", "[cli]") {
    const Result result = piket_with("validate " + tiny);
    CHECK(result.status == 0);
    CHECK_THAT(result.out, Contains("no figure"));
}

TEST_CASE("effects list every measure with its price", "[cli]") {
    const Result result = piket_with("measures --effects " + tiny + " --replicates 3 --days 10 --json");
    REQUIRE(result.status == 0);
    const json all = json::parse(result.out);
    REQUIRE(all["effects"].size() == measures().size());
    for (size_t i = 0; i < measures().size(); ++i) {
        const Measure& m = measures()[i];
        const json& e = all["effects"][i];
        CAPTURE(m.key);
        CHECK(e["measure"] == m.key);
        CHECK(e["dose"] == m.firm);
        CHECK(e["weak_evidence"] == m.weak);
        CHECK(e["beside"].get<std::string>().empty() == m.needs.empty());
    }
    const auto of = [&](const std::string& key) {
        return *std::ranges::find_if(all["effects"], [&](const json& e) { return e["measure"] == key; });
    };
    CHECK(of("counter.quota")["waiting_days"]["mean"] > 0);  // fewer are served a day
    CHECK(of("meeting.ban")["waiting_days"]["mean"] == 0);
    const Result text = piket_with("measures --effects " + tiny + " --replicates 3 --days 10");
    check_width(text.out);
    CHECK_THAT(text.out, Contains("wfo.share=0.25") && Contains("evidence for this measure is weak"));
    const Result indonesian = piket_with("measures --effects " + tiny + " --replicates 3 --days 10 --lang id");
    check_width(indonesian.out);
    CHECK_THAT(indonesian.out, Contains("tertular"));
    CHECK(piket_with("measures --replicates 3").status == 2);  // means nothing without --effects
}
