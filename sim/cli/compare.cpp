// piket compare: alternatives with the same people and the same luck.
#include "compare.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "assumptions.hpp"
#include "commands.hpp"
#include "comparison.hpp"
#include "failure.hpp"
#include "flip.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "results.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_alternatives = 26;  // letters

// How many futures are added before the interval is looked at again, so that the answer does not hang on the machine.
constexpr int batch = 20, most_futures = 100'000;

struct Request {
    std::vector<std::string> scenarios;
    std::optional<double> until_width;
    std::string of = std::string(row(Outcome::infections_servants).key);
    bool flip = false;
    Options options;

    // One scenario against itself with changes.
    bool against_itself() const { return scenarios.size() == 1 && !options.set.empty(); }
};

Quantity judged(const Request& request) {
    return quantity_called("--of", request.of);
}

std::vector<Scenario> load_all(const Request& request) {
    std::vector<Scenario> scenarios;
    std::vector<std::string> errors;
    std::vector<std::pair<std::string, Options>> wanted;
    for (const std::string& path : request.scenarios) {
        wanted.emplace_back(path, request.options);
    }
    if (request.against_itself()) {
        wanted.front().second.set.clear();
        wanted.emplace_back(request.scenarios.front(), request.options);
    }
    for (const auto& [path, options] : wanted) {
        try {
            scenarios.push_back(load(path, options));
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
        comparison.alternatives.push_back({"", {}, make_world(std::move(scenario)), {}, 0, ""});
        Alternative& added = comparison.alternatives.back();
        added.paired = paired_people(*comparison.first().world, *added.world);
    }
    for (const Alternative& a : comparison.alternatives) {
        if (a.paired == 0 && &a != &comparison.first()) {
            complain(fmt::format("{}: warning: shares nobody with {}: these are two places, not two policies",
                                 scenario_of(*a.world).file, comparison.scenario().file));
        }
    }
    if (request.against_itself()) {
        comparison.alternatives.back().changes = fmt::format("{}", fmt::join(request.options.set, ", "));
    }
    name_alternatives(comparison);
    return comparison;
}

// Adds futures from where the comparison stands.
void add_futures(Comparison& comparison, int count, EnsembleOptions ensemble) {
    std::vector<std::shared_ptr<const World>> worlds;
    for (const Alternative& a : comparison.alternatives) {
        worlds.push_back(a.world);
    }
    ensemble.first = comparison.first().replicates.size();
    ensemble.replicates = count;
    std::vector<std::vector<Replicate>> replicates = run_ensemble(worlds, ensemble);
    for (size_t i = 0; i < replicates.size(); ++i) {
        std::ranges::move(replicates[i], std::back_inserter(comparison.alternatives[i].replicates));
    }
}

void simulate(const Request& request, Comparison& comparison, const Uncertainty& uncertainty,
              std::optional<Results>& results) {
    Progress progress;
    EnsembleOptions ensemble;
    ensemble.seed = comparison.seed;
    ensemble.threads = request.options.threads;
    ensemble.uncertainty = uncertainty;
    if (results) {
        ensemble.finished = [&](size_t alternative, uint64_t replicate, const Simulation& simulation) {
            results->add(alternative, replicate, simulation);
        };
    }
    if (!request.until_width) {
        ensemble.progress = std::ref(progress);
        add_futures(comparison, comparison.scenario().replicates, ensemble);
        return;
    }
    const Quantity q = judged(request);
    const int most = request.options.replicates ? comparison.scenario().replicates : most_futures;
    int done = std::min(least_futures, most);
    add_futures(comparison, done, ensemble);
    while (done < most && !narrow_enough(comparison, q, *request.until_width)) {
        const int more = std::min(batch, most - done);
        add_futures(comparison, more, ensemble);
        done += more;
        // The width falls with the root of their number.
        const size_t last = horizons_of(comparison.scenario()).size() - 1;
        const Difference d = difference(comparison, comparison.alternatives.back(), last, q);
        const double ratio = *request.until_width / (d.mean_high - d.mean_low);
        const int expected =
            ratio > 0 && std::isfinite(ratio) ? static_cast<int>(std::min<double>(most, done / (ratio * ratio))) : most;
        progress(done, std::max(done, expected));
    }
}

// Whether the interval became as narrow as was asked.
std::string width_in_words(const Request& request, const Comparison& c) {
    if (!request.until_width) {
        return "";
    }
    const Quantity q = judged(request);
    const Language language = request.options.language;
    const size_t futures = c.first().replicates.size();
    std::string sentence;
    if (narrow_enough(c, q, *request.until_width)) {
        sentence = say(
            language, "Stopped after {0} futures: the 90 % interval of the mean difference in {1} is at most {2} wide.",
            "Berhenti sesudah {0} masa depan: selang 90 % selisih rata-rata {1} selebar paling banyak {2}.");
    } else if (futures < least_futures) {
        sentence = say(language, "{0} futures are too few to say how wide the interval of {1} is; {3} are the least.",
                       "{0} masa depan terlalu sedikit untuk menyebut lebar selang {1}; paling sedikit {3}.");
    } else if (nothing_happened(c, q)) {
        sentence = say(language,
                       "In {0} futures nothing happened that {1} counts, so how wide the interval is cannot be said.",
                       "Dalam {0} masa depan tidak terjadi apa pun yang dihitung oleh {1}, jadi lebar selangnya belum "
                       "dapat disebut.");
    } else {
        sentence =
            say(language, "After {0} futures the 90 % interval of the mean difference in {1} is still wider than {2}.",
                "Sesudah {0} masa depan selang 90 % selisih rata-rata {1} masih lebih lebar daripada {2}.");
    }
    return wrapped(
               fmt::format(fmt::runtime(sentence), futures, say(language, q.label),
                           number(*request.until_width, decimals_for(*request.until_width), language), least_futures),
               0) +
           "\n";
}

// Office by office, the means of the first and of the other.
Json queues_in_json(const std::vector<QueueChange>& changes) {
    Json all = Json::array();
    for (const QueueChange& change : changes) {
        Json one = {{"office", change.entry},
                    {"minutes", change.minutes},
                    {"arrivals", change.arrivals},
                    {"turned_away", change.turned_away}};
        one["longer"] = in_json(change.longer);
        all.push_back(std::move(one));
    }
    return all;
}

Json differences_in_json(const Comparison& c, const Alternative& other) {
    Json horizons = Json::array();
    const std::vector<int> days = horizons_of(c.scenario());
    for (size_t h = 0; h < days.size(); ++h) {
        Json values;
        for (const Quantity& q : all_quantities()) {
            values[std::string(q.key)] = in_json(difference(c, other, h, q));
        }
        horizons.push_back({{"day", days[h]},
                            {"outcomes", std::move(values)},
                            {"queues", queues_in_json(queue_changes(c, other, h))}});
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
    // What --set changed is no file that could be named.
    return request.against_itself() ? "piket sensitivity " + quoted(request.scenarios.front())
                                    : fmt::format("piket sensitivity {} --against {}",
                                                  quoted(request.scenarios.front()), quoted(request.scenarios[other]));
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
        command += " " + quoted(path);
    }
    if (request.until_width) {
        command += fmt::format(" --until-width {} --of {}", *request.until_width, request.of);
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
        one["replicates"] = a.replicates.size();
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
    if ((request.scenarios.size() < 2 && !request.against_itself()) || request.scenarios.size() > most_alternatives) {
        throw Failure(fmt::format("piket: compare needs two to {} scenarios, or one and what --set changes in it; see "
                                  "piket compare --help",
                                  most_alternatives),
                      exit_usage);
    }
    if (request.until_width && !(*request.until_width > 0)) {
        throw Failure(fmt::format("piket: --until-width {}: must lie above 0", *request.until_width), exit_usage);
    }
    const Quantity of = judged(request);
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
    simulate(request, comparison, uncertainty, results);
    const Assumptions assumptions = assumptions_of(comparison, uncertainty);
    if (results) {
        results->finish(summary(request, uncertainty, comparison, assumptions));
    }
    const Language language = request.options.language;
    std::string text = introduction(comparison, language) + "\n";
    for (size_t h = 0; h < horizons_of(comparison.scenario()).size(); ++h) {
        text += table(comparison, h, language) + "\n";
        if (const std::string by_office = queues(comparison, h, language); !by_office.empty()) {
            text += by_office + "\n";
        }
    }
    if (const std::string known = evaluation(comparison, language); !known.empty()) {
        text += known + "\n";
    }
    print(text + plain_words(comparison, language) + width_in_words(request, comparison) +
          uncertainty_in_words(uncertainty, language) + assumptions_in_words(request, comparison, assumptions) +
          (request.flip ? flips_in_words(comparison, of, request.options) : "") + caution(language));
    return exit_fine;
}

}  // namespace

int compare_scenarios(std::vector<std::string> scenarios, const Options& options) {
    Request request;
    request.scenarios = std::move(scenarios);
    request.options = options;
    return compare_all(request);
}

void add_compare(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("compare", "Compare scenarios with the same people and the same luck");
    const auto request = std::make_shared<Request>();
    command
        .add_option("scenarios", request->scenarios,
                    "Scenario files (TOML); the others are compared with the first. One alone is compared with itself "
                    "as --set changes it")
        ->required()
        ->type_name("SCENARIO");
    command
        .add_option("--until-width", request->until_width,
                    "Add futures until the 90 % interval of the mean difference is at most so wide; --replicates is "
                    "then how many at most")
        ->type_name("W");
    command.add_option("--of", request->of, "The outcome that --until-width and --flip look at")->type_name("OUTCOME");
    command.add_flag("--flip", request->flip, "Tell which assumptions could turn the answer, and at what value");
    add_days_and_seed(command, request->options);
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_set(command, request->options);
    add_uncertain(command, request->options);
    add_out(command, request->options);
    add_language(command, request->options);
    command.footer(
        "Examples:\n  piket compare scenarios/tangsel-2020.toml scenarios/tangsel-2020-wfh-piket.toml\n"
        "  piket compare scenarios/tangsel-2020.toml --set wfo.share=0.45 --until-width 4");
    command.callback([request, &action] { action = [request] { return compare_all(*request); }; });
}

}  // namespace piket::cli
