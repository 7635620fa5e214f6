// Comparisons that decide how long they run, against what, and what they hang on; and doses that keep bounds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "piket/ensemble.hpp"
#include "piket/parameters.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;

namespace {

nlohmann::json summary_in(const std::string& folder) {
    return nlohmann::json::parse(read(fs::path(folder) / "summary.json"));
}

// The first number after a passage.
double number_after(const std::string& text, const std::string& passage) {
    INFO(text);
    const size_t at = text.find(passage);
    REQUIRE(at != std::string::npos);
    return std::stod(text.substr(at + passage.size()));
}

}  // namespace

TEST_CASE("an ensemble may begin at any future, and hold a parameter where a scenario sets it") {
    const Loaded<Scenario> scenario = load_scenario(tiny, {{"emission.quanta_per_h", "60"}});
    const auto world = make_world(*scenario.value);
    EnsembleOptions options;
    options.replicates = 6;
    const auto whole = run_ensemble({&world, 1}, options).front();
    options.first = 4;
    options.replicates = 2;
    std::vector<uint64_t> numbers;
    options.finished = [&](size_t, uint64_t replicate, const Simulation&) { numbers.push_back(replicate); };
    const auto part = run_ensemble({&world, 1}, options).front();
    CHECK(numbers == std::vector<uint64_t>{4, 5});
    for (size_t i = 0; i < 2; ++i) {
        CHECK(part[i].replicate == 4 + i);
        CHECK(part[i].horizons == whole[4 + i].horizons);
    }
    const Loaded<Scenario> other = load_scenario(tiny, {{"emission.quanta_per_h", "3"}});
    const auto low = make_world(*other.value);
    options.held = {{find_parameter("emission.quanta_per_h"), 60.0}};
    CHECK(run_ensemble({&low, 1}, options).front()[1].horizons == whole[5].horizons);
    options.held.clear();
    CHECK(run_ensemble({&low, 1}, options).front()[1].horizons != whole[5].horizons);
}

TEST_CASE("a scenario is compared with itself as changed, as with a file that says the same") {
    const Folder folder;
    const Result itself =
        piket_with("compare " + tiny + " --set wfo.share=0.5 --replicates 6 --out " + (folder / "itself"));
    INFO(itself.err);
    REQUIRE(itself.status == 0);
    CHECK_THAT(itself.out, Contains("as the file has it") && Contains("wfo.share=0.5"));
    const auto json = summary_in(folder / "itself");
    CHECK(json["differences"][0]["paired_people"] == json["alternatives"][0]["world"]["servants"].get<int>() +
                                                         json["alternatives"][0]["world"]["families"].get<int>());
    const Result plain = piket_with("run " + tiny + " --replicates 6 --out " + (folder / "a"));
    const Result set = piket_with("run " + tiny + " --set wfo.share=0.5 --replicates 6 --out " + (folder / "b"));
    REQUIRE((plain.status == 0 && set.status == 0));
    CHECK(json["alternatives"][0]["results"] == summary_in(folder / "a")["results"]);
    CHECK(json["alternatives"][1]["results"] == summary_in(folder / "b")["results"]);
    CHECK(piket_with("compare " + tiny).status == 2);
}

TEST_CASE("a comparison goes on until its interval is narrow enough, and no longer") {
    const Folder folder;
    const std::string of = "compare " + tiny + " --set wfo.share=0.5 --of on_site --until-width ";
    const auto futures = [&](const std::string& out) { return number_after(out, "Stopped after "); };
    const Result wide = piket_with(of + "6 --out " + (folder / "wide") + " --threads 1");
    const Result narrow = piket_with(of + "1.5 --out " + (folder / "narrow"));
    REQUIRE((wide.status == 0 && narrow.status == 0));
    CHECK(futures(wide.out) == 40);
    CHECK(futures(narrow.out) > 40);
    CHECK(piket_with(of + "6 --threads 2").out == wide.out);
    const auto difference = [&](const std::string& name) {
        return summary_in(folder / name)["differences"][0]["results"].back()["outcomes"]["on_site"];
    };
    const auto width = [](const nlohmann::json& d) {
        return d["mean_high"].get<double>() - d["mean_low"].get<double>();
    };
    INFO(difference("narrow").dump());
    CHECK(width(difference("narrow")) <= 1.5);
    CHECK(width(difference("wide")) <= 6);
    // One row per future and day in the table too.
    const auto rows = lines(read(fs::path(folder / "narrow") / "daily.csv"));
    CHECK(rows.back().starts_with("B,"));
    const Result few = piket_with(of + "0.0001 --replicates 50");
    CHECK_THAT(few.out, Contains("After 50 futures") && Contains("still wider"));
    CHECK(piket_with(of + "0").status == 2);
    CHECK(summary_in(folder / "narrow")["alternatives"][1]["replicates"] == futures(narrow.out));
    // Neither few futures nor those in which nothing happens say how wide the interval is.
    const Result fewest = piket_with(of + "6 --replicates 20");
    CHECK_THAT(fewest.out, Contains("20 futures are too few"));
    const Result nothing =
        piket_with("compare " + tiny + " --set wfo.share=0.5 --of deaths --until-width 6 --replicates 60");
    CHECK_THAT(nothing.out, Contains("In 60 futures nothing happened that Deaths counts"));
    CHECK_THAT(piket_with("compare " + tiny + " --set wfo.share=0.5 --until-width 1 --of on_sit").err,
               Contains("on_sit") && Contains("did you mean \"on_site\""));
}

TEST_CASE("limit finds the dose at which a bound begins to break") {
    const std::string command = "limit " + tiny + " --measure wfo.share --replicates 10 ";
    const auto mean_at = [](double dose) {
        const Loaded<Scenario> scenario = load_scenario(tiny, {{"wfo.share", std::to_string(dose)}});
        const auto world = make_world(*scenario.value);
        EnsembleOptions options;
        options.seed = scenario.value->seed;
        options.replicates = 10;
        double sum = 0;
        const auto runs = run_ensemble({&world, 1}, options);
        for (const Replicate& r : runs.front()) {
            sum += at(r.horizons.back(), Outcome::on_site) / 10;
        }
        return sum;
    };
    const Result largest = piket_with(command + "--below on_site=180");
    INFO(largest.out << largest.err);
    REQUIRE(largest.status == 0);
    const double most = number_after(largest.out, "keeps it on average: ") / 100;
    CHECK(most > 0.3);
    CHECK(most < 0.95);
    CHECK(mean_at(most) <= 180);  // to a hundredth
    CHECK(mean_at(most + 0.01) > 180);
    const Result smallest = piket_with(command + "--above on_site=180 --smallest");
    const double least = number_after(smallest.out, "keeps it on average: ") / 100;
    CHECK(mean_at(least) >= 180);
    CHECK(mean_at(least - 0.01) < 180);
    CHECK_THAT(piket_with(command + "--below on_site=1e6").out, Contains("do not bind"));
    // A bound that holds at every dose moves neither the limit nor its interval, however near it is: just so many
    // requests come.
    const auto answer = [&](const std::string& more) {
        const Result found =
            piket_with(command + "--steps 3 --below infections_servants=0.5 --set emission.quanta_per_h=100 " + more);
        REQUIRE(found.status == 0);
        return found.out.substr(found.out.find("The largest dose"));
    };
    CHECK(answer("--above requests=2160") == answer(""));
    CHECK_THAT(answer(""), !Contains("do not bind"));
    CHECK_THAT(piket_with(command + "--below requests=1 --lang id").out, Contains("Tidak ada dosis"));
    CHECK_THAT(piket_with("limit " + tiny + " --measure wfo.shar --below on_site=1").err,
               Contains("did you mean \"wfo.share\""));
    CHECK_THAT(piket_with("limit " + tiny + " --measure roster.scheme --below on_site=1").err, Contains("no doses"));
    CHECK_THAT(piket_with(command).err, Contains("needs a bound"));
    CHECK_THAT(piket_with(command + "--below on_site").err, Contains("OUTCOME=NUMBER"));
    CHECK_THAT(piket_with(command + "--below on_site=5 --from 0.5 --to 0.2").err, Contains("--from 0.5 --to 0.2"));
}

TEST_CASE("what would turn an answer is found where it must lie") {
    // Who works from home serves online as many as in the office times the productivity there: at 1 all is equal.
    const Result result =
        piket_with("compare " + tiny + " --set wfo.share=0.3 --of served_online --flip --replicates 30");
    INFO(result.out << result.err);
    REQUIRE(result.status == 0);
    const size_t at = result.out.find("What would turn B against A");
    REQUIRE(at != std::string::npos);
    const std::string told = std::regex_replace(result.out.substr(at), std::regex("\\s+"), " ");
    const std::string productivity = told.substr(told.find("service.wfh_productivity"));
    CHECK(number_after(productivity, ": below ") == Approx(1).margin(0.03));
    CHECK_THAT(productivity, Contains("A is the better, above it B"));
    CHECK_THAT(told, Contains("service.utilisation") && Contains("A stays the better over the whole range."));
}

TEST_CASE("an assumption under which nothing differs turns no answer") {
    // In so small an office most futures have nobody infected by office air: at low emission there is no difference.
    const Result result =
        piket_with("compare " + tiny + " --set wfo.share=0.3 --of from_office --flip --replicates 20");
    INFO(result.out << result.err);
    REQUIRE(result.status == 0);
    const size_t at = result.out.find("What would turn B against A");
    REQUIRE(at != std::string::npos);
    const std::string told = std::regex_replace(result.out.substr(at), std::regex("\\s+"), " ");
    CHECK_THAT(told, Contains("no difference over the whole range"));
    const std::string emission = told.substr(told.find("emission.quanta_per_h"));
    CHECK(number_after(emission, ": no difference below ") > 5);
    CHECK_THAT(emission.substr(0, emission.find(" talk.")), Contains("elsewhere B is the better"));
    CHECK_THAT(told, !Contains("A is the better"));
}

TEST_CASE("queues are told office by office, and closed counters are no short queue") {
    const Folder folder;
    const std::string office = R"([[government]]
id = "kota"
[[government.agency]]
id = "camat"
name = "Kecamatan"
kind = "kecamatan"
count = 2
staff = 12
counters = 1
counter_per_day = 40
)";
    const auto rule = [&](const std::string& name, const std::string& scope, const std::string& value) {
        return folder.scenario(name + ".toml", "title = \"" + name + "\"\n" + office +
                                                   "[[rule]]\nmeasure = \"counter.open\"\nvalue = " + value +
                                                   "\nscope = \"" + scope + "\"\nuntil = 2020-03-31\n");
    };
    const Result result =
        piket_with("compare " + rule("usual", "*", "1") + " " + rule("half", "kota/layanan", "0.5") + " " +
                   rule("shut", "kota/layanan", "0") + " --replicates 20 --out " + (folder / "out"));
    INFO(result.err << result.out);
    REQUIRE(result.status == 0);
    check_width(result.out);
    const auto summary = summary_in(folder / "out");
    size_t at = 0;
    for (size_t horizon = 0; horizon < 2; ++horizon) {
        at = result.out.find("Mean minutes in the queue", at + 1);
        REQUIRE(at != std::string::npos);
        const std::string table = result.out.substr(at, result.out.find("\n\n", at) - at);
        INFO(table);
        CHECK_THAT(table, !Contains("Kecamatan"));  // where nothing is done, nothing changes
        std::smatch row;
        REQUIRE(std::regex_search(table, row, std::regex("Service Agency +([0-9.]+) +([0-9.]+)[^\n]*")));
        CHECK((row.str().find("closed") != std::string::npos) == (horizon == 0));
        const auto office_in = [&](size_t other) {
            for (const auto& queue : summary["differences"][other]["results"][horizon]["queues"]) {
                if (queue["office"] == "kota/layanan") {
                    return queue;
                }
            }
            return nlohmann::json();
        };
        const auto half = office_in(0);
        CHECK(std::stod(row[1]) == Approx(half["minutes"][0].get<double>()).margin(0.06));
        CHECK(std::stod(row[2]) == Approx(half["minutes"][1].get<double>()).margin(0.06));
        CHECK(half["longer"]["mean"].get<double>() ==
              Approx(half["minutes"][1].get<double>() - half["minutes"][0].get<double>()));
        CHECK((office_in(1)["arrivals"][1].get<double>() < 0.5) == (horizon == 0));
        CHECK(office_in(1)["turned_away"][1].get<double>() > 100);
    }
    // The two of one entry are one.
    CHECK(summary["differences"][0]["results"][0]["queues"].size() == 2);
    const std::string fortnight = "[run]\ndays = 14\nhorizons = [14]\n";
    const std::string usual = folder.scenario("usual-14.toml", fortnight);
    const std::string shut =
        folder.scenario("shut-14.toml", fortnight + "[[rule]]\nmeasure = \"counter.open\"\nvalue = 0\n");
    std::string words = piket_with("compare " + usual + " " + shut + " --replicates 20").out;
    std::ranges::replace(words, '\n', ' ');
    CHECK_THAT(words,
               Contains("Counters were closed here or in A at 1 of 1 kinds of office") && !Contains("minutes less"));
    // Where nobody would notice, there is nothing to tell.
    CHECK_THAT(piket_with("compare " + tiny + " " + tiny + " --replicates 3").out,
               !Contains("Mean minutes in the queue"));
}

TEST_CASE("one future is told as one") {
    const Folder folder;
    const Result one = piket_with("compare " + tiny + " --set wfo.share=0.3 --replicates 1 --out " + (folder / "one"));
    REQUIRE(one.status == 0);
    const std::string told = std::regex_replace(one.out, std::regex("\\s+"), " ");
    CHECK_THAT(told, Contains("in the one future that was lived through") && !Contains("in every future") &&
                         !Contains("inf ") && !Contains("nan"));
    CHECK(std::regex_search(told, std::regex("Servant-days on site -[0-9.]+ – ")));
    CHECK(summary_in(folder / "one")["differences"][0]["results"][0]["outcomes"]["on_site"]["mean_low"].is_null());
    CHECK_FALSE(std::regex_search(piket_with("run " + tiny + " --replicates 1").out, std::regex("-?(inf|nan)\\b")));
    const Result page = piket_with("report " + (folder / "one"));
    CHECK(page.status == 1);
    CHECK_THAT(page.err, Contains("tells of one future"));
}
