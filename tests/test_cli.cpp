// The headless program, as a user meets it: what it prints, where, with which exit status, and the files it leaves.
#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "piket/measures.hpp"
#include "piket/outcomes.hpp"
#include "piket/parameters.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
namespace fs = std::filesystem;
using Catch::Contains;
using Catch::Matches;
using Catch::StartsWith;
using nlohmann::json;

namespace {

const std::vector<std::string> result_files = {"daily.csv", "infections.csv", "summary.json"};

void check_one_line(const std::string& text) {
    INFO(text);
    CHECK(std::ranges::count(text, '\n') == 1);
    CHECK(text.back() == '\n');
}

void check_user_error(const Result& result, int status) {
    INFO(result.err);
    CHECK(result.status == status);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
}

}  // namespace

TEST_CASE("The program says what it is and what it can do") {
    const Result version = piket_with("--version");
    CHECK(version.status == 0);
    CHECK(version.out == "piket " PIKET_VERSION "\n");
    const Result help = piket_with("--help");
    CHECK(help.status == 0);
    for (const char* command : {"run",        "compare",  "check",       "office", "hash",    "explain", "measures",
                                "parameters", "play",     "sensitivity", "sweep",  "slurm",   "merge",   "export",
                                "limit",      "frontier", "report",      "replay", "debrief", "bench"}) {
        CHECK_THAT(help.out, Contains(std::string("\n  ") + command));
        CHECK_THAT(help.out, Contains(std::string("  piket ") + command));
        const Result more = piket_with(std::string(command) + " --help");
        CHECK(more.status == 0);
        CHECK_THAT(more.out, Contains(std::string("Example")));
        CHECK_THAT(more.out, Contains(std::string("piket ") + command));
    }
}

TEST_CASE("A command line that makes no sense ends with one line and status 2") {
    for (const char* arguments :
         {"", "rnu", "rnu scenario.toml", "--frobnicate", "run", "run a.toml --frobnicate", "run a.toml b.toml",
          "run a.toml --days soon", "run a.toml --threads -1", "run a.toml --lang fr", "run a.toml --set wfo.share",
          "compare a.toml", "hash a.toml --replicate x", "explain a.toml", "measures --frobnicate"}) {
        INFO(arguments);
        const Result result = piket_with(arguments);
        check_user_error(result, 2);
        check_one_line(result.err);
        CHECK_THAT(result.err, StartsWith("piket: "));
    }
    CHECK_THAT(piket_with("rnu").err, Contains("did you mean \"run\"?"));
}

TEST_CASE("What is wrong with a scenario or a setting is said on standard error, with status 1") {
    for (const std::string& arguments :
         {std::string("run no-such-file.toml"), std::string("hash no-such-file.toml"),
          "compare " + tiny + " no-such-file.toml", std::string("check no-such-file.toml")}) {
        const Result result = piket_with(arguments);
        check_user_error(result, 1);
        CHECK_THAT(result.err, Contains("no-such-file.toml"));
    }
    for (const char* setting : {"--days 0", "--days 99999", "--replicates 0", "--set wfo.share=2", "--set wfo.shar=1",
                                "--set no.such=1", "--set emission.quanta_per_h=-1"}) {
        INFO(setting);
        const Result result = piket_with("run " + tiny + " " + setting);
        check_user_error(result, 1);
        check_one_line(result.err);
    }
    const Result both = piket_with("run " + tiny + " --set no.such=1 --set wfo.share=2");
    CHECK(lines(both.err).size() == 2);
}

TEST_CASE("check tells sizes of good scenarios and every problem of bad ones") {
    const Folder folder;
    const Result good = piket_with("check " + tiny);
    CHECK(good.status == 0);
    CHECK_THAT(good.out, StartsWith(tiny + ": ok: 11 civil servants"));
    CHECK(good.err.empty());

    const std::string bad = folder.scenario("bad.toml", "[run]\ndays = 0\nseeds = 1\n");
    const Result result = piket_with("check " + tiny + " " + bad);
    CHECK(result.status == 1);
    CHECK_THAT(result.out, !Contains("bad.toml"));
    CHECK_THAT(result.err, Contains("bad.toml:4") && Contains("bad.toml:5"));

    const std::string warned = folder.scenario("warned.toml", "[run]\ndays = 20\n");
    const Result warning = piket_with("check " + warned);
    CHECK(warning.status == 0);
    CHECK_THAT(warning.err, Contains("warning"));
    CHECK_THAT(warning.out, Contains("ok"));
}

TEST_CASE("run prints a table and writes three files that agree with it and each other") {
    const Folder folder;
    const Result result = piket_with("run " + tiny + " --replicates 12 --threads 2 --out " + (folder / "out"));
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(result.err.empty());  // no progress bar where nobody watches
    check_width(result.out);
    CHECK_THAT(result.out, StartsWith("The small office\n"));
    CHECK_THAT(result.out, Contains("11 civil servants") && Contains("By day 14 (Tuesday 2020-03-31)") &&
                               Contains("By day 42 (Tuesday 2020-04-28)") && Contains("Servant-days on site") &&
                               Contains("Scenario, not forecast."));
    REQUIRE(names_in(folder / "out") == result_files);

    const std::vector<std::string> daily = lines(read(folder / "out/daily.csv"));
    const std::vector<std::string> head = split(daily.front(), ',');
    REQUIRE(head.size() == 4 + outcome_count);
    CHECK(std::vector<std::string>(head.begin(), head.begin() + 4) ==
          std::vector<std::string>{"replicate", "day", "date", "unit"});
    for (const OutcomeRow& outcome : outcomes()) {
        CHECK(head[4 + static_cast<size_t>(outcome.outcome)] == outcome.key);
    }
    REQUIRE(daily.size() == 1 + 12 * 42 * 2);
    CHECK_THAT(daily[1], StartsWith("0,1,2020-03-18,kota/layanan/sekretariat,"));
    CHECK_THAT(daily.back(), StartsWith("11,42,2020-04-28,kota/layanan/loket,"));

    const json summary = json::parse(read(folder / "out/summary.json"));
    CHECK(summary["version"] == PIKET_VERSION);
    CHECK(summary["seed"] == 1);
    CHECK(summary["world_seed"] == 1);
    CHECK(summary["replicates"] == 12);
    CHECK(summary["scenario"] == tiny);
    CHECK(summary["command"] == "piket run " + tiny + " --replicates 12");
    CHECK_THAT(summary["digest"].get<std::string>(), Matches("[0-9a-f]{16}"));
    CHECK(summary["horizons"] == std::vector<int>{14, 42});
    CHECK(summary["world"]["servants"] == 11);
    REQUIRE(summary["results"].size() == 2);
    for (const OutcomeRow& outcome : outcomes()) {
        CHECK(std::ranges::any_of(summary["outcomes"], [&](const json& o) { return o["key"] == outcome.key; }));
        for (const json& horizon : summary["results"]) {
            const json& values = horizon["outcomes"].at(std::string(outcome.key));
            CHECK(values["q05"].get<double>() <= values["q50"].get<double>());
            CHECK(values["q50"].get<double>() <= values["q95"].get<double>());
        }
    }

    // Sums of the days are what the summary averages.
    for (const Outcome o : {Outcome::infections_servants, Outcome::on_site, Outcome::served_counter}) {
        std::map<int, double> sums;  // by horizon
        for (size_t i = 1; i < daily.size(); ++i) {
            const std::vector<std::string> cells = split(daily[i], ',');
            for (const int horizon : {14, 42}) {
                sums[horizon] += std::stoi(cells[1]) <= horizon ? std::stod(cells[4 + static_cast<size_t>(o)]) : 0;
            }
        }
        for (const json& horizon : summary["results"]) {
            const double mean = horizon["outcomes"][std::string(row(o).key)]["mean"];
            CHECK(sums[horizon["day"]] / 12 == Approx(mean));
        }
    }

    const std::vector<std::string> infections = lines(read(folder / "out/infections.csv"));
    CHECK(infections.front() == "replicate,person,servant,unit,age,day,date,time,setting,room,by,generation,strain");
    REQUIRE(infections.size() >= 1 + 12);  // one is infected before the start of each future
    for (size_t i = 1; i < infections.size(); ++i) {
        INFO(infections[i]);
        CHECK_THAT(infections[i], Matches("[0-9]+,[0-9a-f]{16},[01],kota/layanan/[a-z]+,[0-9]+,-?[0-9]+,2020-..-..,"
                                          "..:..:..,[a-z]+,[a-z/0-9-]*,[a-z0-9]+,[0-9]+,wild"));
    }
    const auto seeds = std::ranges::count_if(
        infections, [](const std::string& line) { return line.ends_with(",seed,,before,0,wild"); });
    CHECK(seeds == 12);
}

TEST_CASE("The same command gives the same files, at any number of threads") {
    const Folder folder;
    Result first;
    for (const char* threads : {"1", "1", "4"}) {
        const std::string out = folder / threads;
        const Result result = piket_with("run " + tiny + " --replicates 8 --threads " + threads + " --out " + out);
        REQUIRE(result.status == 0);
        CHECK((first.out.empty() || result.out == first.out));
        first = result;
    }
    for (const std::string& name : result_files) {
        INFO(name);
        CHECK(read(folder / "1/" + name) == read(folder / "4/" + name));
    }
    REQUIRE(piket_with("run " + tiny + " --replicates 8 --seed 2 --out " + (folder / "1")).status == 0);
    CHECK(names_in(folder / "1") == result_files);  // replaced, nothing else left
    CHECK(read(folder / "1/infections.csv") != read(folder / "4/infections.csv"));
}

TEST_CASE("Results that cannot be written whole are not written at all") {
    const Folder folder;
    const std::string run = "run " + tiny + " --replicates 20 --out ";
    folder.write("file", "mine");
    for (const std::string& place : {folder / "file", folder / "file/below", std::string("/proc/piket-results")}) {
        const Result result = piket_with(run + place);
        check_user_error(result, 1);
        check_one_line(result.err);
        CHECK_THAT(result.err, Contains(place));
    }
    CHECK(read(folder / "file") == "mine");

    fs::create_directories(folder / "taken/daily.csv");
    const Result taken = piket_with(run + (folder / "taken"));
    check_user_error(taken, 1);
    CHECK(names_in(folder / "taken") == std::vector<std::string>{"daily.csv"});

    // A limit on the size of files does what a full disk does.
    fs::create_directory(folder / "full");
    folder.write("full/daily.csv", "of yesterday");
    const Result full = shell("ulimit -f 100; " PIKET_BINARY " " + run + (folder / "full"));
    check_user_error(full, 1);
    check_one_line(full.err);
    CHECK_THAT(full.err, Contains("cannot write") && Contains("daily.csv"));
    CHECK(names_in(folder / "full") == std::vector<std::string>{"daily.csv"});
    CHECK(read(folder / "full/daily.csv") == "of yesterday");

    const Result fresh = shell("ulimit -f 100; " PIKET_BINARY " " + run + (folder / "fresh"));
    CHECK(fresh.status == 1);
    CHECK_FALSE(fs::exists(folder / "fresh"));
}

TEST_CASE("An interrupted run leaves nothing behind") {
    const Folder folder;
    fs::create_directory(folder / "old");
    folder.write("old/summary.json", "of yesterday");
    for (const std::string& place : {folder / "new", folder / "old"}) {
        const Result result = shell(PIKET_BINARY " run " + tiny + " --replicates 1000000 --out " + place +
                                    " & pid=$!; until ls -A " + place +
                                    " 2>/dev/null | grep -q daily; do sleep 0.05; done; sleep 0.2; kill -TERM $pid; "
                                    "wait $pid");
        CHECK(result.status == 128 + SIGTERM);
        CHECK(result.out.empty());
    }
    CHECK_FALSE(fs::exists(folder / "new"));
    CHECK(names_in(folder / "old") == std::vector<std::string>{"summary.json"});
    CHECK(read(folder / "old/summary.json") == "of yesterday");
}

TEST_CASE("Standard output that takes nothing is an error") {
    for (const std::string& arguments :
         {"run " + tiny + " --replicates 2", std::string("measures"), "hash " + tiny + " --days 2"}) {
        const Result result = piket_with(arguments + " >/dev/full");
        CHECK(result.status == 1);
        CHECK_THAT(result.err, Contains("piket: cannot write to standard output: No space left on device"));
    }
}

TEST_CASE("Tables speak Indonesian on request") {
    const Result result = piket_with("run " + tiny + " --replicates 30 --lang id");
    REQUIRE(result.status == 0);
    check_width(result.out);
    CHECK_THAT(result.out, StartsWith("Kantor kecil\n"));
    CHECK_THAT(result.out,
               Contains("Hari kerja di kantor") && Contains("Skenario, bukan ramalan.") && Contains("2.160"));
    const Result compared = piket_with("compare " + tiny + " " + tiny + " --replicates 3 --lang id");
    REQUIRE(compared.status == 0);
    check_width(compared.out);
    CHECK_THAT(compared.out, Contains("Selisih dari A"));
}

TEST_CASE("compare pairs alternatives and says what differs") {
    const Folder folder;
    const std::string home = folder.scenario(
        "home.toml", "title = \"All at home\"\n[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0\nsource = \"head\"\n");
    const std::string screens =
        folder.scenario("screens.toml", "title = \"Screens\"\n[[rule]]\nmeasure = \"counter.screen\"\nvalue = true\n");
    const Result result = piket_with("compare " + tiny + " " + home + " " + screens +
                                     " --replicates 40 --set emission.quanta_per_h=60 --out " + (folder / "out"));
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(result.err.empty());
    check_width(result.out);
    CHECK_THAT(result.out, Contains("A  The small office") && Contains("B  All at home") && Contains("C  Screens") &&
                               Contains("All 34 people are the same in every alternative") && Contains("By day 14") &&
                               Contains("By day 42") && Contains("Difference from A") && Contains("B All at home: ") &&
                               Contains("fewer civil servants infected by day 42") && Contains("of 40 futures") &&
                               Contains("Scenario, not forecast."));

    REQUIRE(names_in(folder / "out") == result_files);
    const json summary = json::parse(read(folder / "out/summary.json"));
    REQUIRE(summary["alternatives"].size() == 3);
    REQUIRE(summary["differences"].size() == 2);
    const json& b = summary["differences"][0];
    CHECK(b["alternative"] == "B");
    CHECK(b["against"] == "A");
    CHECK(b["paired_people"] == 34);
    const std::vector<std::string> daily = lines(read(folder / "out/daily.csv"));
    CHECK(daily.size() == 1 + 3 * 40 * 42 * 2);
    CHECK_THAT(daily[0], StartsWith("alternative,replicate,day,date,unit,"));
    for (size_t h = 0; h < 2; ++h) {
        for (const OutcomeRow& outcome : outcomes()) {
            const std::string key(outcome.key);
            const auto mean = [&](const json& of) { return of["results"][h]["outcomes"][key]["mean"].get<double>(); };
            CHECK(mean(b) == Approx(mean(summary["alternatives"][1]) - mean(summary["alternatives"][0])).margin(1e-9));
        }
    }
    const json& on_site = b["results"][1]["outcomes"]["on_site"];
    CHECK(on_site["mean_high"].get<double>() < -100);
    CHECK(b["results"][1]["outcomes"]["infections_servants"]["better"].get<double>() > 0.5);
}

TEST_CASE("compare of a scenario with itself finds no difference") {
    const Result result = piket_with("compare " + tiny + " " + tiny + " --replicates 5");
    REQUIRE(result.status == 0);
    CHECK_THAT(result.out, Contains("as many civil servants infected by day 42 in every future"));
    const auto same =
        std::ranges::count_if(lines(result.out), [](const std::string& line) { return line.ends_with("  same"); });
    CHECK(same == 2 * 13);  // every row at both horizons
}

TEST_CASE("compare refuses alternatives that do not live the same days") {
    const Folder folder;
    const std::string later = folder.scenario("later.toml", "[run]\nstart = 2020-03-19\n");
    const Result result = piket_with("compare " + tiny + " " + later);
    check_user_error(result, 1);
    CHECK_THAT(result.err, Contains("later.toml") && Contains("2020-03-19") && Contains("the same days"));
    const std::string others = folder.scenario("others.toml", "[run]\nworld_seed = 2\n");
    const Result warned = piket_with("compare " + tiny + " " + others + " --replicates 2");
    CHECK(warned.status == 0);
    CHECK_THAT(warned.err, Contains("warning: run.world_seed"));
}

TEST_CASE("hash prints a line for each day, the same on every path to it") {
    const Result result = piket_with("hash " + tiny);
    REQUIRE(result.status == 0);
    const std::vector<std::string> days = lines(result.out);
    REQUIRE(days.size() == 42);
    CHECK_THAT(days.front(), Matches("1 2020-03-18 [0-9a-f]{16}"));
    CHECK_THAT(days.back(), Matches("42 2020-04-28 [0-9a-f]{16}"));
    CHECK(piket_with("hash " + tiny + " --threads 4").out == result.out);
    CHECK(piket_with("hash " + tiny + " --reference").out == result.out);
    CHECK(piket_with("hash " + tiny + " --replicate 1").out != result.out);

    for (const char* against : {" --against-threads 4", " --against-reference"}) {
        const Result equal = piket_with("hash " + tiny + against);
        CHECK(equal.status == 0);
        CHECK(equal.out == "equal on all 42 days: " + days.back().substr(days.back().rfind(' ') + 1) + "\n");
    }
}

TEST_CASE("hash names the first day and array in which two simulations differ") {
    const Folder folder;
    const std::string strict = folder.scenario(
        "strict.toml",
        "[[rule]]\nmeasure = \"wfo.share\"\nvalue = 0\nfrom = 2020-03-20\nuntil = 2020-03-20\nsource = \"head\"\n");
    const Result result = piket_with("hash " + tiny + " --against " + strict);
    CHECK(result.status == 1);
    CHECK_THAT(result.out, Matches("day 3 \\(2020-03-20\\): the first array that differs is [a-z_]+ .*\n"));
    const Result seeds = piket_with("hash " + tiny + " --against " + folder.scenario("s.toml", "[run]\nseed = 2\n"));
    CHECK(seeds.status == 1);
    CHECK_THAT(seeds.out, StartsWith("before the first day: "));
}

TEST_CASE("explain shows the chain of rules behind a value") {
    const Folder folder;
    const std::string strict = folder.scenario("strict.toml", R"(
[[rule]]
measure = "wfo.share"
value = 0.75
scope = "kota/layanan/sekretariat"
source = "circular"

[[rule]]
measure = "wfo.share"
value = 0.25
source = "head"
)");
    const std::string ask = "explain " + strict + " --unit kota/layanan/sekretariat --measure wfo.share --day ";
    const Result by_day = piket_with(ask + "3");
    INFO(by_day.out << by_day.err);
    REQUIRE(by_day.status == 0);
    CHECK(piket_with(ask + "2020-03-20").out == by_day.out);
    CHECK_THAT(by_day.out, Contains("circular   0.5    no ") && Contains("circular   0.75   yes") &&
                               Contains("strict.toml:4") && Contains("wfo.share = 0.25: the smallest"));
    CHECK_THAT(piket_with("explain " + tiny + " --unit kota/layanan/loket --measure wfo.share --day 1").out,
               Contains("wfo.share = 1:"));

    check_user_error(piket_with(ask + "0"), 1);
    check_user_error(piket_with(ask + "43"), 1);
    check_user_error(piket_with(ask + "someday"), 1);
    const Result unit = piket_with("explain " + tiny + " --unit kota/layanan/lokte --measure wfo.share --day 1");
    check_user_error(unit, 1);
    CHECK_THAT(unit.err, Contains("did you mean \"kota/layanan/loket\"?"));
    const Result measure = piket_with("explain " + tiny + " --unit kota/layanan/loket --measure wfo.shar --day 1");
    check_user_error(measure, 1);
    CHECK_THAT(measure.err, Contains("did you mean \"wfo.share\"?"));
}

TEST_CASE("The tables of measures and parameters are printed whole") {
    const Result text = piket_with("measures"), as_json = piket_with("measures --json");
    REQUIRE(text.status == 0);
    check_width(text.out);
    const json all = json::parse(as_json.out);
    REQUIRE(all.size() == measures().size());
    for (size_t i = 0; i < all.size(); ++i) {
        const Measure& m = measures()[i];
        CHECK_THAT(text.out, Contains("\n" + std::string(m.key) + ": "));
        CHECK(all[i]["key"] == m.key);
        CHECK(all[i]["help_id"] == m.help_id);
        CHECK(all[i]["neutral"] == m.neutral);
    }

    const Result parameter_text = piket_with("parameters"), parameter_json = piket_with("parameters --json");
    REQUIRE(parameter_text.status == 0);
    check_width(parameter_text.out);
    const json rows = json::parse(parameter_json.out);
    REQUIRE(rows.size() == parameters().size());
    for (size_t i = 0; i < rows.size(); ++i) {
        CHECK_THAT(parameter_text.out, Contains("\n" + std::string(parameters()[i].key) + " = "));
        CHECK(rows[i]["default"] == parameters()[i].value);
    }
}

TEST_CASE("bench checks that the obvious path gives the same hash") {
    const Result result = piket_with("bench --reference --json");
    INFO(result.err);
    REQUIRE(result.status == 0);
    const json found = json::parse(result.out);
    CHECK_THAT(found["reference"]["hash"].get<std::string>(), Matches("[0-9a-f]{16}"));
    CHECK_FALSE(found.contains("city"));
    CHECK_THAT(piket_with("bench --reference").out, Contains("the same hash"));
}
