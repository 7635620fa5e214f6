// piket limit: the largest or smallest dose of a measure that keeps outcomes within bounds, and how sure that is.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "quantities.hpp"
#include "report.hpp"
#include "scenario/suggest.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

constexpr int resamples = 1000;
constexpr int halvings = 4;

struct Request {
    std::string scenario, measure;
    std::optional<double> infections, waiting, from, to;
    std::vector<std::string> below, above;
    bool smallest = false;
    int steps = 9;
    Options options;
};

struct Bound {
    Quantity quantity;
    double limit = 0;
    bool below = true;

    // Above zero where it is broken, in the unit of the quantity.
    double excess(double value) const { return below ? value - limit : limit - value; }
};

// What a dose did, future by future: [bound][future].
using Futures = std::vector<std::vector<double>>;

std::vector<Bound> bounds_of(const Request& request) {
    std::vector<Bound> bounds;
    if (request.infections) {
        bounds.push_back({quantity(Outcome::infections_servants), *request.infections, true});
    }
    if (request.waiting) {
        bounds.push_back({quantity(Outcome::waiting_days), *request.waiting, true});
    }
    const auto add = [&](const std::vector<std::string>& texts, bool below) {
        for (const std::string& text : texts) {
            const std::string option = below ? "--below" : "--above";
            const size_t equals = text.find('=');
            char* end = nullptr;
            const double limit = equals == std::string::npos ? NAN : std::strtod(text.c_str() + equals + 1, &end);
            if (!std::isfinite(limit) || end == text.c_str() + equals + 1 || *end != '\0') {
                throw Failure(
                    fmt::format("piket: {} {}: write it as OUTCOME=NUMBER, for instance backlog=200", option, text),
                    exit_usage);
            }
            bounds.push_back({quantity_called(option, text.substr(0, equals)), limit, below});
        }
    };
    add(request.below, true);
    add(request.above, false);
    if (bounds.empty()) {
        throw Failure(
            "piket: limit needs a bound: --infections-below, --waiting-below, --below or --above; see piket limit "
            "--help",
            exit_usage);
    }
    return bounds;
}

const Measure& measure_of(const Request& request) {
    const std::optional<MeasureId> id = find_measure(request.measure);
    if (!id) {
        std::vector<std::string_view> known;
        std::ranges::transform(measures(), std::back_inserter(known), &Measure::key);
        throw Failure(fmt::format("piket: --measure {}: is no measure{}; see piket measures", request.measure,
                                  did_you_mean(request.measure, known)),
                      exit_usage);
    }
    const Measure& m = measure(*id);
    if (m.type != MeasureType::share && m.type != MeasureType::number && m.type != MeasureType::count) {
        throw Failure(fmt::format("piket: --measure {}: has no doses, only choices; compare those", request.measure),
                      exit_usage);
    }
    return m;
}

class Search {
   public:
    Search(const Request& request, const Measure& measure, std::vector<Bound> bounds, const Scenario& scenario)
        : request_(request),
          measure_(measure),
          bounds_(std::move(bounds)),
          scenario_(scenario),
          uncertainty_(uncertainty_of(request.options, scenario)) {}

    // Evenly spread doses, then ever closer to where the bounds begin to break.
    void run() {
        const double from = request_.from.value_or(measure_.low), to = request_.to.value_or(measure_.high);
        if (!(measure_.low <= from && from < to && to <= measure_.high)) {
            throw Failure(fmt::format("piket: --from {} --to {}: {} goes from {} to {}", from, to, measure_.key,
                                      measure_.low, measure_.high),
                          exit_usage);
        }
        for (int i = 0; i < request_.steps; ++i) {
            live(rounded(from + (to - from) * i / (request_.steps - 1)));
        }
        for (int i = 0; i < halvings; ++i) {
            const auto edge = last_edge();
            if (!edge) {
                return;
            }
            const double middle = rounded((edge->first + edge->second) / 2);
            if (middle <= edge->first || middle >= edge->second) {
                return;
            }
            live(middle);
        }
    }

    bool holds(double dose) const {
        const Futures& futures = doses_.at(dose);
        for (size_t b = 0; b < bounds_.size(); ++b) {
            if (bounds_[b].excess(summarise(futures[b]).mean) > 0) {
                return false;
            }
        }
        return true;
    }

    // Where the first bound is met exactly: between doses each linearly, and by itself, so that a bound that does not
    // bind moves nothing. Nothing if no dose holds. Of each dose the futures named are taken, with repetition.
    std::optional<double> limit(const std::vector<size_t>& futures) const {
        std::vector<std::pair<double, std::vector<double>>> excess;  // dose, [bound]
        for (const auto& [dose, values] : doses_) {
            excess.emplace_back(dose, std::vector<double>());
            for (size_t b = 0; b < bounds_.size(); ++b) {
                double sum = 0;
                for (const size_t f : futures) {
                    sum += values[b][f];
                }
                excess.back().second.push_back(bounds_[b].excess(sum / static_cast<double>(futures.size())));
            }
        }
        if (!request_.smallest) {
            std::ranges::reverse(excess);
        }
        for (size_t i = 0; i < excess.size(); ++i) {
            const auto& [held, under] = excess[i];
            if (std::ranges::any_of(under, [](double e) { return e > 0; })) {
                continue;
            }
            if (i == 0) {
                return held;
            }
            const auto& [broke, over] = excess[i - 1];
            double part = 1;  // of the way to the dose that breaks one
            for (size_t b = 0; b < bounds_.size(); ++b) {
                part = over[b] > 0 ? std::min(part, -under[b] / (over[b] - under[b])) : part;
            }
            return held + (broke - held) * part;
        }
        return std::nullopt;
    }

    std::string text() const;

   private:
    // As finely as anybody would write it into a rule.
    double step() const {
        return measure_.type == MeasureType::share ? 0.01 : measure_.type == MeasureType::count ? 1 : 0.05;
    }
    double rounded(double dose) const { return std::round(dose / step()) * step(); }
    // To the side on which the bounds hold.
    double held(double dose) const {
        constexpr double slack = 1e-9;
        const double steps = dose / step();
        return (request_.smallest ? std::ceil(steps - slack) : std::floor(steps + slack)) * step();
    }

    // What it warns of was said once.
    Scenario loaded(const Options& options) const {
        Loaded<Scenario> scenario = load_quietly(request_.scenario, options);
        std::erase_if(scenario.problems, [](const Problem& problem) { return problem.warning; });
        return accept(std::move(scenario));
    }

    void live(double dose) {
        if (doses_.contains(dose)) {
            return;
        }
        Options options = request_.options;
        options.set.push_back(fmt::format("{}={:.10g}", measure_.key, dose));
        const std::shared_ptr<const World> world = make_world(loaded(options));
        EnsembleOptions ensemble;
        ensemble.seed = scenario_.seed;
        ensemble.replicates = scenario_.replicates;
        ensemble.threads = options.threads;
        ensemble.uncertainty = uncertainty_;
        Progress progress;
        ensemble.progress = std::ref(progress);
        const std::vector<Replicate> replicates = run_ensemble({&world, 1}, ensemble).front();
        Futures futures;
        for (const Bound& bound : bounds_) {
            futures.push_back(values_at(replicates, replicates.front().horizons.size() - 1, bound.quantity));
        }
        doses_[dose] = std::move(futures);
    }

    // The two neighbours of which one holds, nearest to the end that is sought.
    std::optional<std::pair<double, double>> last_edge() const {
        std::optional<std::pair<double, double>> edge;
        for (auto here = doses_.begin(), next = std::next(here); next != doses_.end(); ++here, ++next) {
            if (holds(here->first) != holds(next->first) && (!edge || !request_.smallest)) {
                edge = {here->first, next->first};
            }
        }
        return edge;
    }

    // Holds over one stretch of doses and nowhere else?
    bool one_stretch() const {
        int changes = 0;
        bool before = false;
        for (const auto& [dose, values] : doses_) {
            changes += holds(dose) && !before ? 1 : 0;
            before = holds(dose);
        }
        return changes <= 1;
    }

    std::vector<std::optional<double>> resampled() const {
        const size_t n = doses_.begin()->second.front().size();
        const Luck luck = make_luck(scenario_.seed, 0);
        std::vector<std::optional<double>> limits;
        std::vector<size_t> futures(n);
        for (int i = 0; i < resamples; ++i) {
            for (size_t f = 0; f < n; ++f) {
                const double u = uniform(luck, child(child(Who{}, "limit"), f), Day{i}, Purpose::bootstrap);
                futures[f] = static_cast<size_t>(u * static_cast<double>(n));
            }
            limits.push_back(limit(futures));
        }
        return limits;
    }

    std::string dose_in_words(double dose) const {
        const bool share = measure_.type == MeasureType::share;
        return share ? number(100 * dose, 0, request_.options.language) + " %"
                     : fmt::format("{} {}",
                                   number(dose, measure_.type == MeasureType::count ? 0 : 2, request_.options.language),
                                   measure_.unit);
    }
    std::string doses_table() const;
    std::string answer() const;

    const Request& request_;
    const Measure& measure_;
    std::vector<Bound> bounds_;
    const Scenario& scenario_;
    Uncertainty uncertainty_;
    std::map<double, Futures> doses_;
};

std::string Search::doses_table() const {
    const Language language = request_.options.language;
    using enum Table::Align;
    std::vector<Table::Align> columns = {right};
    std::vector<std::string> head = {std::string(measure_.key)};
    for (const Bound& bound : bounds_) {
        columns.insert(columns.end(), {right, right, right});
        head.insert(head.end(), {fmt::format("{} {} {}", label(bound.quantity, language), bound.below ? "<=" : ">=",
                                             number(shown(bound.quantity, bound.limit),
                                                    decimals_for(shown(bound.quantity, bound.limit)), language)),
                                 "", say(language, "kept in", "terpenuhi")});
    }
    columns.push_back(left);
    head.emplace_back();
    Table table(std::move(columns));
    table.row(std::move(head));
    for (const auto& [dose, futures] : doses_) {
        std::vector<std::string> cells = {dose_in_words(dose)};
        for (size_t b = 0; b < bounds_.size(); ++b) {
            const Quantity& q = bounds_[b].quantity;
            const Summary s = summarise(futures[b]);
            const double mean = shown(q, s.mean), error = shown(q, s.standard_error);
            const auto kept = static_cast<double>(
                std::ranges::count_if(futures[b], [&](double v) { return bounds_[b].excess(v) <= 0; }));
            const int digits = std::max(decimals_for(mean), std::isfinite(error) ? decimals_for(error) : 0);
            cells.push_back(number(mean, digits, language));
            cells.push_back(std::isfinite(error) ? "± " + number(error, digits, language) : "–");
            cells.push_back(number(100 * kept / static_cast<double>(futures[b].size()), 0, language) + " %");
        }
        cells.push_back(holds(dose) ? "+" : "");
        table.row(std::move(cells));
    }
    return table.text();
}

std::string Search::answer() const {
    const Language language = request_.options.language;
    const std::string most =
        request_.smallest ? say(language, "smallest", "terkecil") : say(language, "largest", "terbesar");
    std::vector<size_t> all(doses_.begin()->second.front().size());
    for (size_t f = 0; f < all.size(); ++f) {
        all[f] = f;
    }
    const std::optional<double> found = limit(all);
    if (!found) {
        return wrapped(
            fmt::format(fmt::runtime(say(language, "No dose of {} from {} to {} keeps that on average.",
                                         "Tidak ada dosis {} dari {} sampai {} yang memenuhinya rata-rata.")),
                        measure_.key, dose_in_words(doses_.begin()->first), dose_in_words(doses_.rbegin()->first)),
            0);
    }
    std::vector<double> limits;
    size_t none = 0;
    for (const std::optional<double>& one : resampled()) {
        if (one) {
            limits.push_back(*one);
        } else {
            ++none;
        }
    }
    const Summary s = summarise(limits);
    std::string text = fmt::format(
        fmt::runtime(say(language,
                         "The {} dose of {} that keeps it on average: {} (90 % interval {} to {}, {} futures).",
                         "Dosis {} {} yang memenuhinya rata-rata: {} (selang 90 % {} sampai {}, {} masa depan).")),
        most, measure_.key, dose_in_words(held(*found)), dose_in_words(held(s.q05)), dose_in_words(held(s.q95)),
        all.size());
    const double end = request_.smallest ? doses_.begin()->first : doses_.rbegin()->first;
    if (holds(end)) {
        text += say(language, " It is the end of what was tried: the bounds do not bind.",
                    " Itu ujung rentang yang dicoba: batas tidak mengikat.");
    }
    if (none > 0) {
        text += fmt::format(
            fmt::runtime(say(language, " In {} % of resampled sets of futures no dose keeps it.",
                             " Pada {} % himpunan masa depan yang diambil ulang tidak ada dosis yang memenuhinya.")),
            number(100.0 * static_cast<double>(none) / resamples, 0, language));
    }
    if (!one_stretch()) {
        text += say(language, " Doses that keep it do not lie together: look at the table before relying on one.",
                    " Dosis yang memenuhinya tidak berurutan: lihat tabel sebelum mengandalkannya.");
    }
    return wrapped(text, 0);
}

std::string Search::text() const {
    const Language language = request_.options.language;
    return wrapped(say(language, scenario_.title), 0) + "\n" +
           wrapped(fmt::format("{}: {}. {}", measure_.key, say(language, measure_.label_en, measure_.label_id),
                               say(language, "Set everywhere for the whole run; equal futures have equal luck.",
                                   "Berlaku di mana-mana sepanjang simulasi; masa depan yang sama bernasib sama.")),
                   2) +
           "\n" + doses_table() + "\n" + answer() + uncertainty_in_words(uncertainty_, language) + caution(language);
}

int find_limit(const Request& request) {
    const Measure& m = measure_of(request);
    const std::vector<Bound> bounds = bounds_of(request);
    const Scenario scenario = load(request.scenario, request.options);
    Search search(request, m, bounds, scenario);
    search.run();
    print(search.text());
    return exit_fine;
}

}  // namespace

void add_limit(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("limit", "The largest dose of a measure that keeps infections and waiting in bounds");
    const auto request = std::make_shared<Request>();
    add_scenario(command, request->scenario);
    command.add_option("--measure", request->measure, "Key of a measure with doses, e.g. wfo.share")
        ->required()
        ->type_name("KEY");
    command.add_option("--infections-below", request->infections, "Civil servants infected by the end, at most")
        ->type_name("X");
    command.add_option("--waiting-below", request->waiting, "Days that a request waits, at most")->type_name("Y");
    command.add_option("--below", request->below, "Any other outcome, at most")->type_name("OUTCOME=X");
    command.add_option("--above", request->above, "Any other outcome, at least")->type_name("OUTCOME=X");
    command.add_flag("--smallest", request->smallest, "The smallest such dose instead of the largest");
    command.add_option("--from", request->from, "Doses from here on; else all that is allowed")->type_name("DOSE");
    command.add_option("--to", request->to, "Doses up to here")->type_name("DOSE");
    constexpr int most_steps = 101;
    command.add_option("--steps", request->steps, "Doses to begin with, evenly spread")
        ->type_name("N")
        ->check(CLI::Range(2, most_steps).description(""));
    add_days_and_seed(command, request->options);
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_set(command, request->options);
    add_uncertain(command, request->options);
    add_language(command, request->options);
    command.footer(
        "Example:\n  piket limit scenarios/tangsel-2020.toml --measure wfo.share --infections-below 60 "
        "--waiting-below 1");
    command.callback([request, &action] { action = [request] { return find_limit(*request); }; });
}

}  // namespace piket::cli
