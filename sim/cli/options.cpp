#include "options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "calibrations.hpp"
#include "failure.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

constexpr int most_threads = 256;

Override override_of(const std::string& text) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        throw Failure(fmt::format("piket: --set {}: write it as key=value, for instance --set wfo.share=0.5", text),
                      exit_usage);
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<Override> overrides_of(const Options& options) {
    std::vector<Override> overrides;
    for (const std::string& text : options.set) {
        overrides.push_back(override_of(text));
    }
    const auto add = [&](const char* key, const auto& value) {
        if (value) {
            overrides.push_back({key, std::to_string(*value)});
        }
    };
    add("run.days", options.days);
    add("run.seed", options.seed);
    add("run.replicates", options.replicates);
    return overrides;
}

}  // namespace

std::string quoted(const std::string& word) {
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=./,:+@%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) {
        return word;
    }
    std::string out = "'";
    for (const char c : word) {
        out += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
    }
    return out + "'";
}

void add_scenario(CLI::App& command, std::string& path) {
    command.add_option("scenario", path, "Scenario file (TOML)")->required()->type_name("SCENARIO");
}

void add_days_and_seed(CLI::App& command, Options& options) {
    command.add_option("--days", options.days, "Simulate so many days instead of those of the scenario")
        ->type_name("N");
    command.add_option("--seed", options.seed, "Another luck: any whole number from 0")
        ->type_name("S")
        ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
}

void add_replicates(CLI::App& command, Options& options) {
    command.add_option("--replicates", options.replicates, "Simulate so many futures")->type_name("R");
}

void add_set(CLI::App& command, Options& options) {
    command
        .add_option("--set", options.set, "Change a measure or a parameter, e.g. wfo.share=0.5 (as often as you like)")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->allow_extra_args(false);
}

void add_threads(CLI::App& command, Options& options) {
    command.add_option("--threads", options.threads, "Use so many processor cores; 0: all. The result is the same")
        ->type_name("T")
        ->check(CLI::Range(0, most_threads).description(""));
}

void add_uncertain(CLI::App& command, Options& options) {
    command
        .add_option_function<std::vector<std::string>>(
            "--uncertain",
            [&options](const std::vector<std::string>& words) {
                options.uncertain = words.empty() ? "" : words.front();
            },
            "Each future takes its own parameters from a calibration: the built-in one or FILE; all: from the built-in "
            "one and, where an assumed parameter is not in it, from its plausible range")
        ->expected(0, 1)
        ->type_name("[FILE|all]");
}

void add_out(CLI::App& command, Options& options) {
    command.add_option("--out", options.out, "Write daily.csv, infections.csv and summary.json into this folder")
        ->type_name("DIR");
}

void add_language(CLI::App& command, Options& options) {
    const std::map<std::string, Language> languages = {{"en", Language::en}, {"id", Language::id}};
    command.add_option("--lang", options.language, "Language of the tables: en or id")
        ->type_name("LANG")
        ->transform(CLI::CheckedTransformer(languages).description(""));
}

void accept(const Problems& problems) {
    std::vector<std::string> errors;
    for (const Problem& problem : problems) {
        if (problem.warning) {
            complain(problem.text());
        } else {
            errors.push_back(problem.text());
        }
    }
    if (!errors.empty()) {
        throw Failure(std::move(errors));
    }
}

Loaded<Scenario> load_quietly(const std::string& path, const Options& options) {
    return load_scenario(path, overrides_of(options));
}

Scenario load(const std::string& path, const Options& options) {
    return accept(load_quietly(path, options));
}

void align(Scenario& scenario, const Scenario& first) {
    if (scenario.start != first.start || scenario.days != first.days) {
        throw Failure(fmt::format(
            "{}: runs {} days from {}, but {} runs {} days from {}; a comparison needs the same days", scenario.file,
            scenario.days, to_date(scenario.start), first.file, first.days, to_date(first.start)));
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

Uncertainty uncertainty_of(const Options& options, const Scenario& scenario) {
    if (!options.uncertain) {
        return {};
    }
    const std::string& asked = *options.uncertain;
    const std::string path = asked.empty() || asked == "all" ? built_in_calibration("posterior.toml") : asked;
    Loaded<Calibration> loaded = load_calibration(path);
    if (!loaded) {
        std::vector<std::string> lines;
        for (const Problem& problem : loaded.problems) {
            lines.push_back(problem.text());
        }
        lines.push_back(fmt::format(
            "piket: {} is no file of piket calibrate; a scenario stands before --uncertain, or is separated by --",
            path));
        throw Failure(std::move(lines));
    }
    for (const CalibratedNumber& n : loaded->numbers) {
        if (scenario.parameters.*n.parameter->field != n.parameter->value) {
            complain(fmt::format("{}: warning: {} = {}: is set for this scenario and stays so in every future",
                                 scenario.file, n.parameter->key, scenario.parameters.*n.parameter->field));
        }
    }
    return {std::make_shared<const Calibration>(std::move(*loaded.value)), asked == "all"};
}

std::string uncertainty_in_words(const Uncertainty& u, Language language) {
    if (!u.calibration) {
        return "";
    }
    std::string keys;
    for (const CalibratedNumber& n : u.calibration->numbers) {
        keys += (keys.empty() ? "" : ", ") + std::string(n.parameter->key);
    }
    return wrapped(fmt::format("{} {} ({} {}): {}{}.",
                               say(language, "Each future has its own parameters, drawn from",
                                   "Setiap masa depan punya parameter sendiri, diambil dari"),
                               u.calibration->file, number(u.calibration->effective_draws(), 0, language),
                               say(language, "effective draws", "undian efektif"), keys,
                               u.ranges ? say(language, "; other assumed parameters from their plausible ranges",
                                              "; parameter asumsi lainnya dari rentang yang masuk akal")
                                        : ""),
                   0) +
           "\n";
}

std::string typed(const Options& options) {
    std::string text;
    const auto add = [&](const char* name, const auto& value) {
        if (value) {
            text += fmt::format(" {} {}", name, *value);
        }
    };
    add("--days", options.days);
    add("--seed", options.seed);
    add("--replicates", options.replicates);
    for (const std::string& change : options.set) {
        text += " --set " + quoted(change);
    }
    if (options.uncertain) {
        text += " --uncertain" + (options.uncertain->empty() ? "" : " " + quoted(*options.uncertain));
    }
    return text;
}

}  // namespace piket::cli
