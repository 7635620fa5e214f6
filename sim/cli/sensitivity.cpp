// piket sensitivity: which assumptions move an answer most.
#include "piket/sensitivity.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <bit>
#include <filesystem>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "quantities.hpp"
#include "report.hpp"
#include "scenario/suggest.hpp"
#include "sensitivities.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace fs = std::filesystem;

namespace {

struct Request {
    std::string scenario, against, outcome = "infections_servants", svg;
    int horizon = 0, samples = 256, screening = 16, factors = 10, futures = 1;
    bool json = false;
    Options options;
};

Quantity outcome_of(const std::string& key) {
    std::vector<std::string_view> keys;
    const std::vector<Quantity> all = all_quantities();
    for (const Quantity& q : all) {
        if (q.key == key) {
            return q;
        }
        keys.push_back(q.key);
    }
    const std::string suggestion = did_you_mean(key, keys);
    throw Failure(fmt::format("piket: --outcome {}: is no outcome{}", key,
                              suggestion.empty() ? "; piket sensitivity --help lists them" : suggestion));
}

std::string typed(const Request& r) {
    std::string text = "piket sensitivity " + quoted(r.scenario);
    text += r.against.empty() ? "" : " --against " + r.against;
    text += " --outcome " + r.outcome;
    const auto add = [&](const char* name, int value, int usual) {
        text += value != usual ? fmt::format(" {} {}", name, value) : "";
    };
    const Request usual;
    add("--horizon", r.horizon, usual.horizon);
    add("--samples", r.samples, usual.samples);
    add("--screening", r.screening, usual.screening);
    add("--factors", r.factors, usual.factors);
    add("--futures", r.futures, usual.futures);
    return text + typed(r.options);
}

int analyse(const Request& request) {
    const Quantity outcome = outcome_of(request.outcome);
    if (!std::has_single_bit(static_cast<unsigned>(request.samples))) {
        throw Failure(fmt::format("piket: --samples {}: must be a power of two, such as {}", request.samples,
                                  std::bit_ceil(static_cast<unsigned>(request.samples))));
    }
    std::vector<std::shared_ptr<const World>> worlds;
    Scenario first = load(request.scenario, request.options);
    if (request.horizon > first.days) {
        throw Failure(
            fmt::format("{}: --horizon {}: is after the last of {} days", first.file, request.horizon, first.days));
    }
    if (!request.against.empty()) {
        Scenario second = load(request.against, request.options);
        align(second, first);
        worlds.push_back(make_world(std::move(second)));
    }
    worlds.insert(worlds.begin(), make_world(std::move(first)));
    const Scenario& scenario = scenario_of(*worlds.front());
    const Uncertainty uncertainty = uncertainty_of(request.options, scenario);

    std::optional<ResultFolder> folder;  // found wanting before anything is simulated
    ResultFile* drawing = nullptr;
    if (const fs::path file = request.svg; !request.svg.empty()) {
        if (!file.has_filename()) {
            throw Failure(fmt::format("piket: --svg {}: is a folder, not a file", request.svg));
        }
        folder.emplace(file.has_parent_path() ? file.parent_path() : fs::path("."));
        drawing = &folder->open(file.filename().string());
    }

    SensitivityOptions options{.outcome = outcome.of,
                               .horizon = request.horizon > 0 ? request.horizon : scenario.days,
                               .samples = request.samples,
                               .screening = request.screening,
                               .factors = request.factors,
                               .futures = request.futures,
                               .seed = scenario.seed,
                               .threads = request.options.threads,
                               .calibration = uncertainty.calibration,
                               .progress = {}};
    Found found{worlds, outcome, options, typed(request), {}};
    {
        Progress progress;
        options.progress = std::ref(progress);
        found.result = sensitivity(worlds, options);
    }
    const Language language = request.options.language;
    if (drawing != nullptr) {
        drawing->write(picture(found, language));
        folder->commit();
    }
    if (request.json) {
        print(in_json(found).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
        return exit_fine;
    }
    print(in_words(found, language) +
          (request.svg.empty() ? "" : "\n" + say(language, "Written: ", "Ditulis: ") + request.svg + "\n") + "\n" +
          caution(language));
    return exit_fine;
}

std::string outcomes_in_words() {
    std::string text;
    for (const Quantity& q : all_quantities()) {
        text += (text.empty() ? "" : ", ") + std::string(q.key);
    }
    return "Outcomes:\n" + wrapped(text, 2);
}

}  // namespace

void add_sensitivity(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("sensitivity", "Show which assumptions move an outcome, or a difference, most");
    const auto r = std::make_shared<Request>();
    add_scenario(command, r->scenario);
    command.add_option("--against", r->against, "Look at the difference of this scenario from the first")
        ->type_name("SCENARIO");
    command.add_option("--outcome", r->outcome, "What is looked at (infections_servants); the keys stand below")
        ->type_name("OUTCOME");
    constexpr int most = 1 << 20;
    const auto whole = [&](const char* name, int& value, int least, const char* help, const char* letter) {
        command.add_option(name, value, help)->type_name(letter)->check(CLI::Range(least, most).description(""));
    };
    whole("--horizon", r->horizon, 1, "Sum up to this day (the last)", "D");
    whole("--samples", r->samples, 8, "Rows of the design, a power of two (256); more narrow the intervals", "N");
    whole("--screening", r->screening, 2, "Rows of the screening (16)", "M");
    whole("--factors", r->factors, 1, "Assumptions with indices of their own (10); the others move together", "K");
    whole("--futures", r->futures, 1, "Futures averaged at each point (1)", "F");
    command
        .add_option_function<std::vector<std::string>>(
            "--uncertain",
            [r](const std::vector<std::string>& words) { r->options.uncertain = words.empty() ? "" : words.front(); },
            "The calibrated numbers together are one factor, a draw of the built-in calibration or of FILE; without "
            "this each is one of its own, over its range before calibration")
        ->expected(0, 1)
        ->type_name("[FILE]");
    add_days_and_seed(command, r->options);
    add_threads(command, r->options);
    add_set(command, r->options);
    add_language(command, r->options);
    command.add_option("--svg", r->svg, "Draw the bars into this file")->type_name("FILE");
    command.add_flag("--json", r->json, "Print JSON instead of a table");
    command.footer(outcomes_in_words() +
                   "\nExample:\n  piket sensitivity scenarios/tangsel-2020.toml --against "
                   "scenarios/tangsel-2020-wfh-piket.toml --svg bars.svg");
    command.callback([r, &action] { action = [r] { return analyse(*r); }; });
}

}  // namespace piket::cli
