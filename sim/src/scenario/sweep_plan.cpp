// Plans of sweeps.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "piket/sweep.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/overrides.hpp"
#include "scenario/reader.hpp"
#include "scenario/suggest.hpp"
#include "scenario/sweep_axes.hpp"

namespace piket {

namespace {

constexpr double most_points = 1e6;

void read_outcomes(Reader& root, SweepPlan& plan) {
    std::vector<std::string> words;
    if (!root.words("outcomes", words)) {
        return;
    }
    for (const std::string& word : words) {
        const auto found = std::ranges::find(outcomes(), word, &OutcomeRow::key);
        if (found == outcomes().end()) {
            std::vector<std::string_view> known;
            std::ranges::transform(outcomes(), std::back_inserter(known), &OutcomeRow::key);
            root.fault("outcomes", fmt::format("\"{}\" is no outcome{}", word, did_you_mean(word, known)));
        } else {
            plan.outcomes.push_back(found->outcome);
        }
    }
}

// { axis = "scheme", step = "random_daily" }
void read_reference(Reader& root, SweepPlan& plan) {
    root.section("reference", [&](Reader& reader) {
        std::string axis, step;
        reader.require({"axis", "step"});
        const bool named = reader.word("axis", axis);
        if (!reader.word("step", step) || !named) {
            return;
        }
        const auto a = std::ranges::find(plan.axes, axis, &SweepAxis::id);
        if (a == plan.axes.end()) {
            reader.fault("axis", "names no axis of this plan");
            return;
        }
        const auto s = std::ranges::find(a->steps, step, &SweepStep::id);
        if (s == a->steps.end()) {
            reader.fault("step", fmt::format("names no step of the axis {}", axis));
            return;
        }
        plan.reference = {static_cast<size_t>(a - plan.axes.begin()), static_cast<size_t>(s - a->steps.begin())};
    });
}

// Where a setting of this point was written.
int line_of(const SweepPlan& plan, const std::vector<size_t>& steps, std::string_view key) {
    for (size_t a = steps.size(); a-- > 0;) {
        const SweepStep& step = plan.axes[a].steps[steps[a]];
        if (std::ranges::any_of(step.set, [&](const Override& o) { return o.key == key; })) {
            return step.line;
        }
    }
    return plan.set_line;
}

// Of an axis with many steps those at the ends of what each key takes.
std::set<size_t> steps_to_try(const SweepAxis& axis) {
    constexpr size_t few = 256;
    std::set<size_t> tried;
    if (axis.steps.size() <= few) {
        for (size_t s = 0; s < axis.steps.size(); ++s) {
            tried.insert(s);
        }
        return tried;
    }
    for (const Override& change : axis.steps.front().set) {
        const auto value = [&](const SweepStep& step) {
            const auto same = std::ranges::find(step.set, change.key, &Override::key);
            return same == step.set.end() ? 0 : std::strtod(same->value.c_str(), nullptr);
        };
        const auto [least, most] = std::ranges::minmax_element(axis.steps, {}, value);
        tried.insert(static_cast<size_t>(least - axis.steps.begin()));
        tried.insert(static_cast<size_t>(most - axis.steps.begin()));
    }
    return tried;
}

// Each step on the scenario as the first steps of the other axes leave it: the sum of the axes, not their product. What
// the scenario's loader says about a setting is said about the plan.
void try_steps(SweepPlan& plan, Problems& problems) {
    std::set<std::string> said;
    const auto try_point = [&](const std::vector<size_t>& steps) {
        Loaded<Scenario> scenario = load_scenario(plan.scenario, settings_of(plan, point_of(plan, steps)));
        if (scenario && point_of(plan, steps) == 0) {
            plan.scenario_title = scenario->title;
            plan.start = scenario->start;
            plan.horizons = horizons_of(*scenario);
        }
        for (Problem problem : std::move(scenario.problems)) {
            if (problem.warning) {
                continue;  // a step may well leave something without effect
            }
            if (problem.file == command_line) {
                problem.file = plan.file;
                problem.line = line_of(plan, steps, problem.key);
            }
            if (said.insert(problem.text()).second) {
                problems.push_back(std::move(problem));
            }
        }
    };
    Loaded<Scenario> as_it_is = load_scenario(plan.scenario);
    if (!as_it_is) {
        std::ranges::copy_if(as_it_is.problems, std::back_inserter(problems),
                             [](const Problem& problem) { return !problem.warning; });
        return;
    }
    plan.scenario_digest = as_it_is->digest;
    const std::vector<size_t> first(plan.axes.size(), 0);
    try_point(first);
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        std::vector<size_t> steps = first;
        for (const size_t step : steps_to_try(plan.axes[a])) {
            steps[a] = step;
            try_point(steps);
        }
    }
}

std::optional<SweepPlan> read_sweep(std::string_view toml, const std::string& name, Problems& problems) {
    const std::optional<Node> document = parse_document(toml, name, problems);
    if (!document || !check_format(*document, problems)) {
        return std::nullopt;
    }
    SweepPlan plan;
    plan.file = name;
    Reader root(*document, "", problems);
    root.node("format");
    root.require({"title", "scenario"});
    root.text("title", plan.title);
    root.text("note", plan.note);
    std::string scenario;
    if (root.word("scenario", scenario)) {
        plan.scenario = resolved(scenario, name);
    }
    root.whole("replicates", plan.replicates, {1, most_sweep_replicates, "futures"});
    root.seed("seed", plan.seed);
    if (const Node* set = root.node("set")) {
        plan.set_line = set->line;
        read_settings(root, "set", plan.set);
    }
    if (!root.has("sample") && !root.has("seeds")) {
        root.require_some("axis");
    }
    read_seeds(root, plan);
    root.each("axis", [&](Reader& reader) { read_axis(reader, plan); });
    root.section("sample", [&](Reader& reader) { read_sample(reader, plan); });
    plan.outcomes = {Outcome::infections_servants};
    if (root.has("outcomes")) {
        plan.outcomes.clear();
        read_outcomes(root, plan);
    }
    read_reference(root, plan);
    root.finish();
    std::map<std::string, const SweepAxis*> moved_by;
    for (const SweepAxis& axis : plan.axes) {
        for (const SweepStep& step : axis.steps) {
            for (const Override& change : step.set) {
                const SweepAxis* other = moved_by.emplace(change.key, &axis).first->second;
                if (other != &axis) {
                    problems.push_back({name, step.line, change.key, change.value,
                                        fmt::format("is set by two axes, {} and {}", other->id, axis.id)});
                }
            }
        }
    }
    if (plan.outcomes.empty() && !any_error(problems)) {
        root.fault("outcomes", "must name at least one outcome");
    }
    double points = 1;
    for (const SweepAxis& axis : plan.axes) {
        points *= static_cast<double>(axis.steps.size());
    }
    if (points > most_points) {
        root.fault("axis",
                   fmt::format("makes {:.0f} points together; at most {:.0f} are allowed", points, most_points));
    }
    if (!any_error(problems)) {
        try_steps(plan, problems);
    }
    return plan;
}

}  // namespace

Loaded<SweepPlan> load_sweep(const std::string& path) {
    return load<SweepPlan>(path, [&](Problems& problems) {
        const std::optional<std::string> text = read_text(path, problems);
        return text ? read_sweep(*text, path, problems) : std::nullopt;
    });
}

Loaded<SweepPlan> parse_sweep(std::string_view toml, const std::string& name) {
    return load<SweepPlan>(name, [&](Problems& problems) { return read_sweep(toml, name, problems); });
}

}  // namespace piket
