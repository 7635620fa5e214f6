// piket run: many futures of one scenario.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "assumptions.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "quantities.hpp"
#include "report.hpp"
#include "results.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Run {
    std::string scenario;
    Options options;
};

std::string command_for_assumptions(const Run& run) {
    return "piket sensitivity " + quoted(run.scenario);
}

nlohmann::ordered_json summary(const Run& run, const World& world, const Uncertainty& uncertainty,
                               std::span<const Replicate> replicates, const Inputs& inputs,
                               const Statement& assumptions) {
    nlohmann::ordered_json json = origin("piket run " + quoted(run.scenario) + typed(run.options));
    json.update(scenario_in_json(world));
    json["replicates"] = replicates.size();
    if (uncertainty.calibration) {
        json["uncertainty"] = in_json(uncertainty);
    }
    json["assumptions"] =
        uncertainty.calibration
            ? in_json(assumptions, inputs, quantity(Outcome::infections_servants).key, scenario_of(world).days)
            : held_fixed_in_json(command_for_assumptions(run));
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
    const Inputs inputs = inputs_of(world, uncertainty, scenario.seed, replicates);
    const std::vector<double> infections =
        values_at(replicates, horizons_of(scenario).size() - 1, quantity(Outcome::infections_servants));
    const Statement assumptions = statement(inputs, infections, scenario.seed);
    if (results) {
        results->finish(summary(run, *world, uncertainty, replicates, inputs, assumptions));
    }
    const Language language = run.options.language;
    const std::string of = say(language, "civil servants infected by ", "ASN tertular sampai ") +
                           horizon_in_words(scenario, scenario.days, language);
    print(heading(*world, language) + outcome_tables(scenario, replicates, language) + "\n" +
          uncertainty_in_words(uncertainty, language) +
          (uncertainty.calibration ? in_words(assumptions, inputs, of, language)
                                   : held_fixed(command_for_assumptions(run), language)) +
          "\n" + caution(language));
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
