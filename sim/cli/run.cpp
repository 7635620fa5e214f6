// piket run: many futures of one scenario.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "results.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Run {
    std::string scenario;
    Options options;
};

nlohmann::ordered_json summary(const Run& run, const World& world, const Uncertainty& uncertainty,
                               std::span<const Replicate> replicates) {
    nlohmann::ordered_json json = origin("piket run " + run.scenario + typed(run.options));
    json.update(scenario_in_json(world));
    if (uncertainty.calibration) {
        json["uncertainty"] = in_json(uncertainty);
    }
    json["results"] = horizons_in_json(scenario_of(world), replicates);
    json["outcomes"] = quantities_in_json();
    return json;
}

int simulate(const Run& run) {
    const std::shared_ptr<const World> world = make_world(load(run.scenario, run.options));
    const Scenario& scenario = scenario_of(*world);
    const Uncertainty uncertainty = uncertainty_of(run.options, scenario);
    std::optional<Results> results;
    if (!run.options.out.empty()) {
        results.emplace(run.options.out);
    }
    std::vector<Replicate> replicates;
    {
        Progress progress;
        EnsembleOptions ensemble{scenario.seed, scenario.replicates, run.options.threads, std::ref(progress), {},
                                 uncertainty};
        if (results) {
            ensemble.finished = [&](size_t alternative, uint64_t replicate, const Simulation& simulation) {
                results->add(alternative, replicate, simulation);
            };
        }
        replicates = std::move(run_ensemble({&world, 1}, ensemble).front());
    }
    if (results) {
        results->finish(summary(run, *world, uncertainty, replicates));
    }
    const Language language = run.options.language;
    print(heading(*world, language) + outcome_tables(scenario, replicates, language) + "\n" +
          uncertainty_in_words(uncertainty, language) + caution(language));
    return exit_fine;
}

}  // namespace

void add_run(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("run", "Simulate many futures of one scenario");
    const auto run = std::make_shared<Run>();
    add_scenario(command, run->scenario);
    add_days_and_seed(command, run->options);
    add_replicates(command, run->options);
    add_threads(command, run->options);
    add_set(command, run->options);
    add_uncertain(command, run->options);
    add_out(command, run->options);
    add_language(command, run->options);
    command.footer("Example:\n  piket run scenarios/tiny.toml --replicates 20 --out results");
    command.callback([run, &action] { action = [run] { return simulate(*run); }; });
}

}  // namespace piket::cli
