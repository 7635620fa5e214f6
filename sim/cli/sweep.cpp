// piket sweep: one scenario changed along the axes of a plan, every variant under the same futures.
#include "piket/sweep.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "quantities.hpp"
#include "report.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string plan, csv;
    Options options;  // replicates, threads, language
};

using Results = std::vector<std::vector<Replicate>>;  // [point][replicate]

class Report {
   public:
    Report(const SweepPlan& plan, const Scenario& scenario, const Results& results, Language language)
        : plan_(plan), results_(results), language_(language), days_(horizons_of(scenario)), scenario_(scenario) {}

    std::string text() const {
        std::string text = say(language_, plan_.title) + "\n\n";
        text +=
            fmt::format("  {}\n", fmt::format(fmt::runtime(say(language_, "{} points, {} futures each from seed {}",
                                                               "{} titik, masing-masing {} masa depan dari benih {}")),
                                              plan_.points(), plan_.replicates, plan_.seed));
        if (plan_.reference) {
            text += fmt::format("  {}\n",
                                fmt::format(fmt::runtime(say(language_,
                                                             "Differences: from \"{}\", future by future; 90 % "
                                                             "interval of their mean",
                                                             "Selisih: terhadap \"{}\", masa depan demi masa depan; "
                                                             "selang 90 % rata-ratanya")),
                                            reference_title()));
        }
        for (const Outcome outcome : plan_.outcomes) {
            text += "\n" + table_of(quantity(outcome));
        }
        return text + "\n" + caution(language_);
    }

   private:
    std::string reference_title() const {
        return say(language_, plan_.axes[plan_.reference->axis].steps[plan_.reference->step].title);
    }

    // The axis down a block of rows: that of the reference, else the last.
    size_t rows_axis() const { return plan_.reference ? plan_.reference->axis : plan_.axes.size() - 1; }

    std::string table_of(const Quantity& q) const {
        using enum Table::Align;
        Table table({left, right, right, right, right});
        table.row({fmt::format("{}, {}", label(q, language_), horizon_in_words(scenario_, days_.back(), language_)),
                   say(language_, "mean", "rata-rata"), say(language_, "90 % of futures", "90 % masa depan"),
                   plan_.reference ? say(language_, "difference (90 %)", "selisih (90 %)") : "",
                   plan_.reference ? say(language_, "lower in", "lebih rendah") : ""});
        const size_t axis = rows_axis();
        for (size_t p = 0; p < plan_.points(); ++p) {
            std::vector<size_t> steps = steps_of(plan_, p);
            if (steps[axis] != 0) {
                continue;
            }
            if (plan_.axes.size() > 1) {
                table.line();
                table.line("  " + others_in_words(steps, axis));
            }
            for (steps[axis] = 0; steps[axis] < plan_.axes[axis].steps.size(); ++steps[axis]) {
                table.row(row_of(q, steps));
            }
        }
        return table.text();
    }

    std::string others_in_words(const std::vector<size_t>& steps, size_t except) const {
        std::string words;
        for (size_t a = 0; a < steps.size(); ++a) {
            if (a != except) {
                words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", say(language_, plan_.axes[a].title),
                                     say(language_, plan_.axes[a].steps[steps[a]].title));
            }
        }
        return words;
    }

    std::vector<double> values(const Quantity& q, const std::vector<size_t>& steps) const {
        return values_at(results_[point_of(plan_, steps)], days_.size() - 1, q);
    }

    std::vector<std::string> row_of(const Quantity& q, std::vector<size_t> steps) const {
        const size_t axis = rows_axis();
        const std::vector<double> here = values(q, steps);
        const Summary s = summarise(here);
        const int digits = decimals_for(shown(q, s.mean));
        const auto show = [&](double value) { return number(shown(q, value), digits, language_); };
        const int whole = decimals_of_values(q, shown(q, s.mean));
        const auto one = [&](double value) { return number(shown(q, value), whole, language_); };
        std::vector<std::string> cells = {"    " + say(language_, plan_.axes[axis].steps[steps[axis]].title),
                                          show(s.mean), one(s.q05) + " – " + one(s.q95)};
        if (plan_.reference && steps[axis] != plan_.reference->step) {
            steps[axis] = plan_.reference->step;
            const Difference d = compare(values(q, steps), here, true);
            cells.push_back(fmt::format("{} ({} – {})", show(d.summary.mean), show(d.mean_low), show(d.mean_high)));
            cells.push_back(number(100 * d.better, 0, language_) + " %");
        }
        return cells;
    }

    const SweepPlan& plan_;
    const Results& results_;
    Language language_;
    std::vector<int> days_;
    const Scenario& scenario_;
};

// One row per run and horizon: the steps by their ids, every outcome.
void write_csv(const std::string& path, const SweepPlan& plan, const std::vector<int>& days, const Results& results) {
    const std::filesystem::path where(path);
    ResultFolder folder(where.has_parent_path() ? where.parent_path() : ".");
    ResultFile& file = folder.open(where.filename().string());
    std::string line;
    for (const SweepAxis& axis : plan.axes) {
        line += axis.id + ",";
    }
    line += "replicate,day";
    for (const OutcomeRow& outcome : outcomes()) {
        line += fmt::format(",{}", outcome.key);
    }
    file.write(line + "\n");
    for (size_t p = 0; p < results.size(); ++p) {
        std::string point;
        const std::vector<size_t> steps = steps_of(plan, p);
        for (size_t a = 0; a < steps.size(); ++a) {
            point += plan.axes[a].steps[steps[a]].id + ",";
        }
        for (const Replicate& replicate : results[p]) {
            for (size_t h = 0; h < days.size(); ++h) {
                line = fmt::format("{}{},{}", point, replicate.replicate, days[h]);
                for (const OutcomeRow& outcome : outcomes()) {
                    line += "," + exactly(at(replicate.horizons[h], outcome.outcome));
                }
                file.write(line + "\n");
            }
        }
    }
    folder.commit();
}

int sweep(const Request& request) {
    SweepPlan plan = accept(load_sweep(request.plan));
    if (const std::optional<int64_t>& replicates = request.options.replicates) {
        if (*replicates < 1 || *replicates > most_sweep_replicates) {
            throw Failure(
                fmt::format("piket: --replicates {}: must lie between 1 and {}", *replicates, most_sweep_replicates),
                exit_usage);
        }
        plan.replicates = static_cast<int>(*replicates);
    }
    const Loaded<Scenario> scenario = load_scenario(plan.scenario, settings_of(plan, 0));
    Results results;
    {
        Progress progress;
        results = run_sweep(plan, {request.options.threads, std::ref(progress)});
    }
    if (!request.csv.empty()) {
        write_csv(request.csv, plan, horizons_of(*scenario.value), results);
    }
    print(Report(plan, *scenario.value, results, request.options.language).text());
    return exit_fine;
}

}  // namespace

void add_sweep(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("sweep", "Change a scenario along the axes of a plan, under the same futures");
    const auto request = std::make_shared<Request>();
    command.add_option("plan", request->plan, "Plan (TOML); see scenarios/sweeps")->required()->type_name("PLAN");
    command.add_option("--csv", request->csv, "Write one row per run and horizon, with every outcome")
        ->type_name("FILE");
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_language(command, request->options);
    command.footer("Example:\n  piket sweep scenarios/sweeps/rosters.toml");
    command.callback([request, &action] { action = [request] { return sweep(*request); }; });
}

}  // namespace piket::cli
