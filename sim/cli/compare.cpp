// piket compare: alternatives with the same people and the same luck.
#include "compare.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "commands.hpp"
#include "comparison.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "results.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_alternatives = 26;  // letters

struct Request {
    std::vector<std::string> scenarios;
    Options options;
};

// Days that differ cannot be paired. Luck, futures and horizons are those of the first.
void align(Scenario& scenario, const Scenario& first) {
    if (scenario.start != first.start || scenario.days != first.days) {
        throw Failure(fmt::format("{}: runs {} days from {}, but {} runs {} days from {}; compare needs the same days",
                                  scenario.file, scenario.days, to_date(scenario.start), first.file, first.days,
                                  to_date(first.start)));
    }
    if (scenario.world_seed != first.world_seed) {
        complain(
            fmt::format("{}: warning: run.world_seed = {}: is {} in {}, so the same posts are held by different "
                        "people and the difference is in part luck",
                        scenario.file, scenario.world_seed, first.world_seed, first.file));
    }
    scenario.seed = first.seed;
    scenario.replicates = first.replicates;
    scenario.horizons = first.horizons;
}

std::vector<Scenario> load_all(const Request& request) {
    std::vector<Scenario> scenarios;
    std::vector<std::string> errors;
    for (const std::string& path : request.scenarios) {
        try {
            scenarios.push_back(load(path, request.options));
        } catch (const Failure& failure) {
            if (failure.status() != exit_user_error) {
                throw;
            }
            errors.insert(errors.end(), failure.lines().begin(), failure.lines().end());
        }
    }
    if (!errors.empty()) {
        throw Failure(std::move(errors));
    }
    for (Scenario& scenario : std::span(scenarios).subspan(1)) {
        align(scenario, scenarios.front());
    }
    return scenarios;
}

Comparison prepare(const Request& request) {
    Comparison comparison;
    std::vector<Scenario> scenarios = load_all(request);
    comparison.seed = scenarios.front().seed;
    for (Scenario& scenario : scenarios) {
        comparison.alternatives.push_back({"", {}, make_world(std::move(scenario)), {}, 0});
        Alternative& added = comparison.alternatives.back();
        added.paired = paired_people(*comparison.first().world, *added.world);
    }
    for (const Alternative& a : comparison.alternatives) {
        if (a.paired == 0 && &a != &comparison.first()) {
            complain(fmt::format("{}: warning: shares nobody with {}: these are two places, not two policies",
                                 scenario_of(*a.world).file, comparison.scenario().file));
        }
    }
    name_alternatives(comparison);
    return comparison;
}

void simulate(Comparison& comparison, int threads, const Uncertainty& uncertainty, std::optional<Results>& results) {
    Progress progress;
    EnsembleOptions ensemble{comparison.seed, comparison.scenario().replicates, threads, std::ref(progress), {},
                             uncertainty};
    if (results) {
        ensemble.finished = [&](size_t alternative, uint64_t replicate, const Simulation& simulation) {
            results->add(alternative, replicate, simulation);
        };
    }
    std::vector<std::shared_ptr<const World>> worlds;
    for (const Alternative& a : comparison.alternatives) {
        worlds.push_back(a.world);
    }
    std::vector<std::vector<Replicate>> replicates = run_ensemble(worlds, ensemble);
    for (size_t i = 0; i < replicates.size(); ++i) {
        comparison.alternatives[i].replicates = std::move(replicates[i]);
    }
}

Json differences_in_json(const Comparison& c, const Alternative& other) {
    Json horizons = Json::array();
    const std::vector<int> days = horizons_of(c.scenario());
    for (size_t h = 0; h < days.size(); ++h) {
        Json values;
        for (const Quantity& q : all_quantities()) {
            values[std::string(q.key)] = in_json(difference(c, other, h, q));
        }
        horizons.push_back({{"day", days[h]}, {"outcomes", std::move(values)}});
    }
    return {{"alternative", other.letter},
            {"against", c.first().letter},
            {"paired_people", other.paired},
            {"results", std::move(horizons)}};
}

Json summary(const Request& request, const Uncertainty& uncertainty, const Comparison& c) {
    std::string command = "piket compare";
    for (const std::string& path : request.scenarios) {
        command += " " + path;
    }
    Json json = origin(command + typed(request.options));
    if (uncertainty.calibration) {
        json["uncertainty"] = in_json(uncertainty);
    }
    json["alternatives"] = Json::array();
    json["differences"] = Json::array();
    for (const Alternative& a : c.alternatives) {
        Json one = {{"alternative", a.letter}};
        one.update(scenario_in_json(*a.world));
        one["results"] = horizons_in_json(scenario_of(*a.world), a.replicates);
        json["alternatives"].push_back(std::move(one));
        if (&a != &c.first()) {
            json["differences"].push_back(differences_in_json(c, a));
        }
    }
    json["outcomes"] = quantities_in_json();
    return json;
}

int compare_all(const Request& request) {
    if (request.scenarios.size() < 2 || request.scenarios.size() > most_alternatives) {
        throw Failure(
            fmt::format("piket: compare needs two to {} scenarios; see piket compare --help", most_alternatives),
            exit_usage);
    }
    Comparison comparison = prepare(request);
    const Uncertainty uncertainty = uncertainty_of(request.options, comparison.scenario());
    std::optional<Results> results;
    if (!request.options.out.empty()) {
        std::vector<std::string> letters;
        for (const Alternative& a : comparison.alternatives) {
            letters.push_back(a.letter);
        }
        results.emplace(request.options.out, std::move(letters));
    }
    simulate(comparison, request.options.threads, uncertainty, results);
    if (results) {
        results->finish(summary(request, uncertainty, comparison));
    }
    const Language language = request.options.language;
    std::string text = introduction(comparison, language) + "\n";
    for (size_t h = 0; h < horizons_of(comparison.scenario()).size(); ++h) {
        text += table(comparison, h, language) + "\n";
    }
    if (const std::string known = evaluation(comparison, language); !known.empty()) {
        text += known + "\n";
    }
    print(text + plain_words(comparison, language) + uncertainty_in_words(uncertainty, language) + caution(language));
    return exit_fine;
}

}  // namespace

int compare_scenarios(std::vector<std::string> scenarios, const Options& options) {
    return compare_all({std::move(scenarios), options});
}

void add_compare(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("compare", "Compare scenarios with the same people and the same luck");
    const auto request = std::make_shared<Request>();
    command
        .add_option("scenarios", request->scenarios, "Scenario files (TOML); the others are compared with the first")
        ->required()
        ->type_name("SCENARIO");
    add_days_and_seed(command, request->options);
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_set(command, request->options);
    add_uncertain(command, request->options);
    add_out(command, request->options);
    add_language(command, request->options);
    command.footer("Example:\n  piket compare scenarios/tangsel-2020.toml scenarios/tangsel-2020-wfh-piket.toml");
    command.callback([request, &action] { action = [request] { return compare_all(*request); }; });
}

}  // namespace piket::cli
