// Plans of sweeps: what faulty ones are told, which points a plan has, that a point is the scenario with its settings,
// and what the roster plan shows.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "piket/sweep.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;

namespace {

// As if it lay among the scenarios.
const std::string name = scenarios + "plan.toml";
const std::string head = R"(format = 1
title = "Uji"
scenario = "tiny.toml"
replicates = 3
seed = 7
outcomes = ["infections_servants", "on_site"]
)";
const std::string axes = R"([set]
"run.days" = 20
[[axis]]
key = "emission.quanta_per_h"
values = [8, 64]
[[axis]]
id = "roster"
[[axis.step]]
id = "all"
[[axis.step]]
id = "half"
set = { "wfo.share" = 0.5, "roster.scheme" = "fixed_people" }
[[axis.step]]
id = "nobody"
set = { wfo.share = 0 }
)";

SweepPlan good(const std::string& text) {
    Loaded<SweepPlan> loaded = parse_sweep(text, name);
    for (const Problem& problem : loaded.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(loaded);
    return *loaded;
}

std::string fault(const std::string& text) {
    const Loaded<SweepPlan> loaded = parse_sweep(text, name);
    CHECK_FALSE(loaded);
    REQUIRE_FALSE(loaded.problems.empty());
    return loaded.problems.front().text();
}

bool same(const Override& a, const Override& b) {
    return a.key == b.key && a.value == b.value;
}

}  // namespace

TEST_CASE("the points of a plan are all combinations, the last axis fastest") {
    const SweepPlan plan = good(head + axes);
    REQUIRE(plan.points() == 6);
    for (size_t p = 0; p < plan.points(); ++p) {
        const std::vector<size_t> steps = steps_of(plan, p);
        CHECK(steps == std::vector<size_t>{p / 3, p % 3});
        CHECK(point_of(plan, steps) == p);
    }
    const std::vector<Override> want = {
        {"run.days", "20"}, {"emission.quanta_per_h", "64"}, {"roster.scheme", "fixed_people"}, {"wfo.share", "0.5"}};
    const std::vector<Override> got = settings_of(plan, 4);
    CHECK(std::equal(got.begin(), got.end(), want.begin(), want.end(), same));
    CHECK(settings_of(plan, 5).back().key == "wfo.share");  // written without quotation marks
}

TEST_CASE("a range has both ends, evenly or by factors") {
    const auto values = [](const std::string& range) {
        std::vector<std::string> out;
        for (const SweepStep& step : good(head + "[[axis]]\nkey = \"emission.quanta_per_h\"\n" + range).axes[0].steps) {
            out.push_back(step.set.at(0).value);
        }
        return out;
    };
    CHECK(values("from = 1\nto = 4\nsteps = 4") == std::vector<std::string>{"1", "2", "3", "4"});
    CHECK(values("from = 1\nto = 16\nsteps = 3\nspacing = \"log\"") == std::vector<std::string>{"1", "4", "16"});
}

TEST_CASE("each run of a sweep is that of the scenario with the settings of its point") {
    const SweepPlan plan = good(head + axes);
    const auto results = run_sweep(plan, {.threads = 2, .progress = {}});
    const auto again = run_sweep(plan, {.threads = 1, .progress = {}});
    REQUIRE(results.size() == plan.points());
    double on_site = 0;
    for (const size_t p : {size_t{0}, size_t{4}, size_t{5}}) {
        Loaded<Scenario> scenario = load_scenario(plan.scenario, settings_of(plan, p));
        REQUIRE(scenario);
        const auto world = make_world(*scenario);
        EnsembleOptions options;
        options.seed = 7;
        options.replicates = 3;
        const auto ensemble = run_ensemble({&world, 1}, options);
        for (size_t r = 0; r < 3; ++r) {
            CHECK(results[p][r].horizons == ensemble[0][r].horizons);
            CHECK(results[p][r].horizons == again[p][r].horizons);
            CHECK(results[p][r].replicate == r);
            on_site += at(results[p][r].horizons.back(), Outcome::on_site);
        }
    }
    CHECK(on_site > 0);
    CHECK(at(results[5][0].horizons.back(), Outcome::on_site) < at(results[3][0].horizons.back(), Outcome::on_site));
}

TEST_CASE("a sample fills the box of its ranges, seeds are places of an axis") {
    const std::string box =
        "[[sample.key]]\nkey = \"emission.quanta_per_h\"\nfrom = 1\nto = 100\nspacing = \"log\"\n"
        "[[sample.key]]\nkey = \"run.days\"\nfrom = 10\nto = 13\nwhole = true\n";
    for (const std::string method : {"sobol", "latin_hypercube"}) {
        const SweepPlan plan =
            good(head + "seeds = [3, 5]\n[sample]\nmethod = \"" + method + "\"\npoints = 32\n" + box);
        REQUIRE(plan.points() == 64);
        CHECK(seed_of(plan, 0) == 3);
        CHECK(seed_of(plan, 63) == 5);
        std::vector<int> decades(2), days(4);
        std::set<int> strata;
        for (size_t p = 0; p < 32; ++p) {
            const std::vector<Override> set = settings_of(plan, p);
            REQUIRE(set.size() == 2);
            const double part = std::log10(std::stod(set[0].value)) / 2;
            REQUIRE((part > 0 && part < 1));
            decades[part < 0.5 ? 0 : 1] += 1;
            strata.insert(static_cast<int>(part * 32));
            days.at(std::stoul(set[1].value) - 10) += 1;
        }
        CHECK(decades == std::vector<int>{16, 16});
        CHECK(strata.size() == 32);  // of both designs: one point in each part
        CHECK(days == std::vector<int>{8, 8, 8, 8});
    }
    const auto settings = [&](const std::string& seed) {
        return settings_of(good(head + "[sample]\nmethod = \"latin_hypercube\"\npoints = 9\n" + seed + box), 4)[0]
            .value;
    };
    CHECK(settings("seed = 1\n") == settings(""));
    CHECK(settings("seed = 2\n") != settings(""));
    CHECK_THAT(fault(head + "seeds = [1, 1]\n"), Contains("seeds") && Contains("different whole numbers"));
    CHECK_THAT(fault(head + "[sample]\npoints = 9\n"), Contains("[[key]]"));
    CHECK_THAT(fault(head + "[sample]\npoints = 9\n[[sample.key]]\nkey = \"wfo.share\"\nfrom = 0.5\nto = 2.0\n"),
               Contains("wfo.share") && Contains("between 0 and 1"));
}

TEST_CASE("faults of a plan are told with their place") {
    CHECK_THAT(fault(head), Contains("axis"));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.shar\"\nvalues = [1]\n"),
               Contains("plan.toml:9") && Contains("wfo.shar") && Contains("did you mean \"wfo.share\""));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.share\"\nvalues = [0.5,\n1.5]\n"),
               Contains("plan.toml:10") && Contains("1.5") && Contains("between 0 and 1"));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.share\"\nvalues = [0.5, 0.5]\n"), Contains("holds 0.5 twice"));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.share\"\nvalues = []\n"), Contains("not empty"));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.share\"\nfrom = 1\nto = 0\nsteps = 3\n"), Contains("above 1"));
    CHECK_THAT(fault(head + "[[axis]]\nkey = \"wfo.share\"\nfrom = 0\nto = 1\nsteps = 3\nspacing = \"log\"\n"),
               Contains("above 0"));
    CHECK_THAT(fault(head + axes + "[[axis]]\nid = \"roster\"\n[[axis.step]]\nid = \"a\"\n"),
               Contains("names two axes"));
    // Tables of results have such columns already, and a database does not tell "Roster" from "roster".
    for (const std::string id : {"point", "Day", "seed", "Infections_Servants"}) {
        CHECK_THAT(fault(head + "[[axis]]\nid = \"" + id + "\"\n[[axis.step]]\nid = \"a\"\n"),
                   Contains("plan.toml:8") && Contains(id) && Contains("name of a column"));
    }
    CHECK_THAT(fault(head + axes + "[[axis]]\nid = \"Roster\"\n[[axis.step]]\nid = \"a\"\n"),
               Contains("names two axes"));
    CHECK_THAT(fault(head + axes + "[reference]\naxis = \"roster\"\nstep = \"none\"\n"),
               Contains("step = \"none\"") && Contains("roster"));
    CHECK_THAT(fault(head + axes + "[reference]\naxis = \"rosters\"\nstep = \"all\"\n"), Contains("no axis"));
    CHECK_THAT(fault("format = 1\ntitle = \"x\"\nscenario = \"none.toml\"\n" + axes), Contains("none.toml"));
    CHECK_THAT(
        fault("format = 1\ntitle = \"x\"\nscenario = \"tiny.toml\"\noutcomes = [\"infection_servants\"]\n" + axes),
        Contains("did you mean \"infections_servants\""));
    CHECK_THAT(fault(head + axes + "[[axis]]\nkey = \"wfo.share\"\nvalues = [0.1, 0.2]\n"),
               Contains("wfo.share") && Contains("two axes"));
    CHECK_THAT(fault(head + axes + "extra = 1\n"), Contains("extra"));
}

TEST_CASE("piket sweep prints differences and writes every run") {
    const Folder folder;
    const std::string plan = folder.write("plan.toml", "format = 1\ntitle = \"Uji\"\nscenario = \"" + tiny +
                                                           "\"\nreplicates = 2\noutcomes = [\"on_site\"]\n"
                                                           "reference = { axis = \"roster\", step = \"all\" }\n" +
                                                           axes);
    const std::string csv = folder / "runs.csv";
    const Result result = piket_with("sweep " + plan + " --csv " + csv);
    CHECK(result.status == 0);
    CHECK_THAT(result.out, Contains("6 points, 2 futures each from seed 1") && Contains("emission.quanta_per_h: 64"));
    CHECK_THAT(result.out, Contains("nobody") && Contains("(-"));
    const std::vector<std::string> rows = lines(read(csv));
    CHECK(rows.size() == 1 + 6 * 2 * 2);  // two horizons
    CHECK_THAT(rows[0],
               Catch::StartsWith("emission.quanta_per_h,roster,point,replicate,seed,state,day,infections_servants"));
    CHECK_THAT(rows[1], Catch::Matches("8,all,0,0,1,[0-9a-f]{16},14,.*"));
    const Result bad = piket_with("sweep " + plan + " --csv /dev/null/runs.csv --replicates 1");
    CHECK(bad.status == 1);
    CHECK(bad.out.empty());
    CHECK(piket_with("sweep " + plan + " --replicates 0").status == 2);
}

TEST_CASE("an axis of seeds is one column of the runs") {
    const Folder folder;
    const std::string plan = folder.write("plan.toml", "format = 1\ntitle = \"Uji\"\nscenario = \"" + tiny +
                                                           "\"\nreplicates = 1\nseeds = [3, 5]\n" + axes);
    REQUIRE(piket_with("sweep " + plan + " --out " + (folder / "r.sqlite")).status == 0);
    const Result exported = piket_with("export " + (folder / "r.sqlite") + " --csv " + (folder / "csv"));
    INFO(exported.err);
    REQUIRE(exported.status == 0);
    for (const char* file : {"csv/runs.csv", "csv/points.csv"}) {
        std::vector<std::string> head = split(lines(read(folder / file))[0], ',');
        CHECK(std::ranges::count(head, "seed") == 1);
        std::ranges::sort(head);
        CHECK(std::ranges::adjacent_find(head) == head.end());
    }
    CHECK_THAT(lines(read(folder / "csv/runs.csv"))[1], Catch::StartsWith("8,all,0,0,3,"));
}

TEST_CASE("the roster plan: as fast as it says, and teams by week beat a daily draw where infection is fast",
          "[slow]") {
    SweepPlan r = *load_sweep(scenarios + "sweeps/rosters-r.toml");
    r.replicates = 600;
    const auto index = run_sweep(r, {});
    const double labels[] = {1, 1.5, 2, 3, 5};
    for (size_t p = 0; p < r.points(); ++p) {
        std::vector<double> secondary;
        for (const Replicate& replicate : index[p]) {
            const OutcomeValues& v = replicate.horizons.back();
            secondary.push_back((at(v, Outcome::infections_servants) + at(v, Outcome::infections_family)) / 3);
        }
        const Summary s = summarise(secondary);
        CHECK(s.mean == Approx(labels[p]).margin(0.1 * labels[p] + 2 * s.standard_error));
    }
    SweepPlan rosters = *load_sweep(scenarios + "sweeps/rosters.toml");
    rosters.replicates = 40;
    rosters.axes[0].steps = {rosters.axes[0].steps.back()};  // R = 5
    rosters.axes[1].steps.resize(1);
    const auto results = run_sweep(rosters, {});
    const auto infected = [&](size_t scheme) {
        std::vector<double> values;
        for (const Replicate& replicate : results[scheme]) {
            values.push_back(at(replicate.horizons.back(), Outcome::infections_servants));
        }
        return values;
    };
    const std::vector<SweepStep>& schemes = rosters.axes[2].steps;
    const auto index_of = [&](const char* id) {
        return static_cast<size_t>(std::ranges::find(schemes, id, &SweepStep::id) - schemes.begin());
    };
    const std::vector<double> daily = infected(index_of("random_daily"));
    for (const char* weekly : {"two_teams_weekly", "on_off_weekly", "four_ten"}) {
        const Difference d = compare(daily, infected(index_of(weekly)), true);
        CHECK(d.mean_high < 0);
    }
}
