#include "sweep_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "files.hpp"
#include "numbers.hpp"
#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::cli {

namespace {

// Rows of runs have the seed in any case.
bool is_seed(const SweepAxis& axis) {
    return axis.steps.front().seed.has_value();
}

std::string axes_in_head(const SweepPlan& plan, bool seeds) {
    std::string head;
    for (const SweepAxis& axis : plan.axes) {
        head += seeds || !is_seed(axis) ? axis.id + "," : "";
    }
    return head;
}

std::string steps_in_row(const SweepPlan& plan, size_t point, bool seeds) {
    std::string row;
    const std::vector<size_t> steps = steps_of(plan, point);
    for (size_t a = 0; a < steps.size(); ++a) {
        const SweepAxis& axis = plan.axes[a];
        row += seeds || !is_seed(axis) ? cell(axis.steps[steps[a]].id) + "," : "";
    }
    return row;
}

// Keys that a point of the plan changes, each once; those that name an axis of their own are told by that.
std::vector<std::string> changed_keys(const SweepPlan& plan) {
    std::vector<std::string> keys;
    const auto add = [&](const std::vector<Override>& set) {
        for (const Override& change : set) {
            if (std::ranges::find(keys, change.key) == keys.end() &&
                std::ranges::find(plan.axes, change.key, &SweepAxis::id) == plan.axes.end()) {
                keys.push_back(change.key);
            }
        }
    };
    add(plan.set);
    for (const SweepAxis& axis : plan.axes) {
        for (const SweepStep& step : axis.steps) {
            add(step.set);
        }
    }
    return keys;
}

bool is_key(const std::string& text) {
    return find_measure(text) || find_parameter(text);
}

std::string meaning_of_key(const std::string& key) {
    if (const auto id = find_measure(key)) {
        const Measure& m = measure(*id);
        return fmt::format("{},{},{},{},{},{}", cell(m.unit), cell(m.label_en), cell(fmt::format("{:g}", m.low)),
                           cell(fmt::format("{:g}", m.high)), cell(m.source), name(m.mark));
    }
    if (const Parameter* p = find_parameter(key)) {
        return fmt::format("{},{},{},{},{},{}", cell(p->unit), cell(p->label_en), exactly(p->low), exactly(p->high),
                           cell(p->source), name(p->mark));
    }
    return ",a setting of the scenario,,,,";
}

}  // namespace

void write_runs(ResultFile& file, const SweepPlan& plan, const ResultsOfPoint& results) {
    std::string line = axes_in_head(plan, false) + "point,replicate,seed,state,day";
    for (const OutcomeRow& outcome : outcomes()) {
        line += fmt::format(",{}", outcome.key);
    }
    file.write(line + "\n");
    for (size_t p = 0; p < plan.points(); ++p) {
        const std::string steps = steps_in_row(plan, p, false);
        for (const SweepResult& run : results(p)) {
            for (size_t h = 0; h < run.days.size(); ++h) {
                line =
                    fmt::format("{}{},{},{},{:016x},{}", steps, p, run.run.replicate, run.seed, run.hash, run.days[h]);
                for (const OutcomeRow& outcome : outcomes()) {
                    line += "," + exactly(at(run.outcomes.horizons[h], outcome.outcome));
                }
                file.write(line + "\n");
            }
        }
    }
}

void write_points(ResultFile& file, const SweepPlan& plan) {
    const std::vector<std::string> keys = changed_keys(plan);
    std::string line = axes_in_head(plan, true) + "point";
    for (const std::string& key : keys) {
        line += "," + key;
    }
    file.write(line + "\n");
    for (size_t p = 0; p < plan.points(); ++p) {
        std::map<std::string, std::string> values;  // what comes later wins
        for (const Override& change : settings_of(plan, p)) {
            values[change.key] = change.value;
        }
        line = fmt::format("{}{}", steps_in_row(plan, p, true), p);
        for (const std::string& key : keys) {
            line += "," + cell(values[key]);
        }
        file.write(line + "\n");
    }
}

void write_dictionary(ResultFile& file, const SweepPlan& plan) {
    file.write("file,column,unit,meaning,low,high,source,mark\n");
    const auto line = [&](std::string_view files, std::string_view column, std::string_view rest) {
        file.write(fmt::format("{},{},{}\n", files, cell(column), rest));
    };
    for (const SweepAxis& axis : plan.axes) {
        line(is_seed(axis) ? "points" : "runs and points", axis.id,
             is_key(axis.id) ? meaning_of_key(axis.id)
                             : fmt::format(",{},,,,", cell("step of the axis " + axis.title.en)));
    }
    line("runs and points", "point", ",number of the point from 0; the last axis moves fastest,0,,,");
    line("runs", "replicate", ",number of the future: equal numbers of two points share their luck,0,,,");
    line("runs", "seed", ",luck of all futures of the point,0,,,");
    line("runs", "state", ",hash of the state in which the run ended; piket hash gives the same,,,,");
    line("runs", "day", "d,days that the outcomes of this row are summed over,1,,,");
    for (const OutcomeRow& outcome : outcomes()) {
        const std::string_view over = outcome.over == Over::sum    ? "summed over the days"
                                      : outcome.over == Over::mean ? "mean over the days"
                                                                   : "on the last day";
        line("runs", outcome.key,
             fmt::format("{},{},,,model,", cell(outcome.unit), cell(fmt::format("{}; {}", outcome.label_en, over))));
    }
    for (const std::string& key : changed_keys(plan)) {
        line("points", key, meaning_of_key(key));
    }
}

}  // namespace piket::cli
