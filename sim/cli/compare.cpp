// piket compare: alternatives with the same people and the same luck.
#include "compare.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "assumptions.hpp"
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

// What moves the difference of each alternative from the first, in the order of the alternatives.
struct Assumptions {
    std::vector<Inputs> inputs;
    std::vector<Statement> statements;
};

Assumptions assumptions_of(const Comparison& c, const Uncertainty& uncertainty) {
    Assumptions all;
    if (!uncertainty.calibration) {
        return all;
    }
    const Quantity infections = quantity(Outcome::infections_servants);
    const size_t last = horizons_of(c.scenario()).size() - 1;
    const std::vector<double> first = values_at(c.first().replicates, last, infections);
    for (const Alternative& other : std::span(c.alternatives).subspan(1)) {
        const std::shared_ptr<const World> pair[] = {c.first().world, other.world};
        all.inputs.push_back(inputs_of(pair, uncertainty, c.seed, c.first().replicates));
        std::vector<double> difference = values_at(other.replicates, last, infections);
        std::ranges::transform(difference, first, difference.begin(), std::minus{});
        all.statements.push_back(statement(all.inputs.back(), difference, c.seed));
    }
    return all;
}

std::string command_for_assumptions(const Request& request, size_t other) {
    return fmt::format("piket sensitivity {} --against {}", request.scenarios.front(), request.scenarios[other]);
}

std::string assumptions_in_words(const Request& request, const Comparison& c, const Assumptions& assumptions) {
    const Language language = request.options.language;
    if (assumptions.statements.empty()) {
        return held_fixed(command_for_assumptions(request, 1), language) + "\n";
    }
    std::string text;
    for (size_t i = 0; i < assumptions.statements.size(); ++i) {
        const std::string of =
            fmt::format(fmt::runtime(say(language, "the difference {} - A in civil servants infected by {}",
                                         "selisih {} - A dalam ASN tertular sampai {}")),
                        c.alternatives[i + 1].letter, horizon_in_words(c.scenario(), c.scenario().days, language));
        text += in_words(assumptions.statements[i], assumptions.inputs[i], of, language) + "\n";
    }
    return text;
}

Json summary(const Request& request, const Uncertainty& uncertainty, const Comparison& c,
             const Assumptions& assumptions) {
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
            const size_t i = json["differences"].size();
            json["differences"].back()["assumptions"] =
                assumptions.statements.empty() ? held_fixed_in_json(command_for_assumptions(request, i))
                                               : in_json(assumptions.statements[i - 1], assumptions.inputs[i - 1],
                                                         row(Outcome::infections_servants).key, c.scenario().days);
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
    const Assumptions assumptions = assumptions_of(comparison, uncertainty);
    if (results) {
        results->finish(summary(request, uncertainty, comparison, assumptions));
    }
    const Language language = request.options.language;
    std::string text = introduction(comparison, language) + "\n";
    for (size_t h = 0; h < horizons_of(comparison.scenario()).size(); ++h) {
        text += table(comparison, h, language) + "\n";
    }
    if (const std::string known = evaluation(comparison, language); !known.empty()) {
        text += known + "\n";
    }
    print(text + plain_words(comparison, language) + uncertainty_in_words(uncertainty, language) +
          assumptions_in_words(request, comparison, assumptions) + caution(language));
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
