// Plans of sweeps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "piket/sweep.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/overrides.hpp"
#include "scenario/reader.hpp"
#include "scenario/suggest.hpp"

namespace piket {

enum class Spacing : uint8_t { linear, log };
template <>
std::span<const std::string_view> names_of<Spacing>() {
    static constexpr std::string_view names[] = {"linear", "log"};
    return names;
}

namespace {

constexpr int most_steps = 10'000;
constexpr double most_points = 1e6;

// As it would be typed after --set; nothing if no setting is written so.
std::optional<std::string> setting_text(const Node& node) {
    if (const bool* flag = node.as<bool>()) {
        return *flag ? "yes" : "no";
    }
    if (const int64_t* whole = node.as<int64_t>()) {
        return fmt::format("{}", *whole);
    }
    if (const double* real = node.as<double>()) {
        return fmt::format("{}", *real);
    }
    const std::string* word = node.as<std::string>();
    return word ? std::optional(*word) : std::nullopt;
}

// { "wfo.share" = 0.5 }, and without the quotation marks.
void read_settings(Reader& reader, std::string_view key, std::vector<Override>& out) {
    const Node* table = reader.node(key);
    if (!table) {
        return;
    }
    const auto add = [&](const std::string& name, const Node& node) {
        if (const std::optional<std::string> text = setting_text(node)) {
            out.push_back({name, *text});
        } else {
            reader.fault(key, fmt::format("{} must be a number, a word, true or false", name));
        }
    };
    const auto* entries = table->as<Node::Table>();
    if (!entries) {
        reader.fault(key, R"(must be a table of settings, for instance { "wfo.share" = 0.5 })");
        return;
    }
    for (const Node::Entry& entry : *entries) {
        if (const auto* group = entry.node.as<Node::Table>()) {
            for (const Node::Entry& inner : *group) {
                add(entry.key + "." + inner.key, inner.node);
            }
        } else {
            add(entry.key, entry.node);
        }
    }
}

Text same_in_both(const std::string& text) {
    return {text, text};
}

void read_step(Reader& reader, SweepAxis& axis) {
    SweepStep step;
    step.line = reader.line();
    reader.require({"id"});
    reader.id("id", step.id);
    step.title = same_in_both(step.id);
    reader.text("title", step.title);
    read_settings(reader, "set", step.set);
    if (std::ranges::any_of(axis.steps, [&](const SweepStep& other) { return other.id == step.id; })) {
        reader.fault("id", "names two steps of this axis");
    }
    axis.steps.push_back(std::move(step));
}

void add_value(SweepAxis& axis, const std::string& key, const std::string& text, int line) {
    axis.steps.push_back({text, same_in_both(text), {{key, text}}, line});
}

void read_values(Reader& reader, const std::string& key, SweepAxis& axis) {
    const Node* node = reader.node("values");
    const auto* list = node->as<Node::List>();
    if (!list || list->empty()) {
        reader.fault("values", "must be a list of values that is not empty");
        return;
    }
    for (const Node& value : *list) {
        const std::optional<std::string> text = setting_text(value);
        if (!text) {
            reader.fault("values", "must hold numbers, words, true or false");
            return;
        }
        if (std::ranges::any_of(axis.steps, [&](const SweepStep& s) { return s.id == *text; })) {
            reader.fault("values", fmt::format("holds {} twice", *text));
            return;
        }
        add_value(axis, key, *text, value.line);
    }
}

// `from` to `to` in `steps` values, both ends among them.
void read_range(Reader& reader, const std::string& key, SweepAxis& axis) {
    double from = NAN, to = NAN;
    int steps = 0;
    Spacing spacing = Spacing::linear;
    constexpr double large = 1e12;
    reader.require({"from", "to", "steps"});
    const bool complete = static_cast<int>(reader.number("from", from, {-large, large})) &
                          static_cast<int>(reader.number("to", to, {-large, large})) &
                          static_cast<int>(reader.whole("steps", steps, {2, most_steps}));
    reader.choice("spacing", spacing);
    if (!complete) {
        return;
    }
    if (to <= from) {
        reader.fault("to", fmt::format("must lie above {}, where the range begins", from));
        return;
    }
    if (spacing == Spacing::log && from <= 0) {
        reader.fault("from", "must lie above 0 where spacing is log");
        return;
    }
    for (int i = 0; i < steps; ++i) {
        const double part = static_cast<double>(i) / (steps - 1);
        const double value = spacing == Spacing::log ? from * std::pow(to / from, part) : from + part * (to - from);
        add_value(axis, key, fmt::format("{:.10g}", i + 1 == steps ? to : value), reader.line());
    }
}

void read_axis(Reader& reader, SweepPlan& plan) {
    SweepAxis axis;
    std::string key;
    const bool by_key = reader.word("key", key);
    reader.id("id", axis.id);
    if (axis.id.empty()) {
        axis.id = key;
    }
    axis.title = same_in_both(axis.id);
    reader.text("title", axis.title);
    if (!by_key) {
        reader.require({"id"});
        reader.require_some("step");
        reader.each("step", [&](Reader& step) { read_step(step, axis); });
    } else if (reader.has("values")) {
        read_values(reader, key, axis);
    } else {
        read_range(reader, key, axis);
    }
    if (std::ranges::any_of(plan.axes, [&](const SweepAxis& other) { return other.id == axis.id; })) {
        reader.fault(reader.has("id") ? "id" : "key", "names two axes");
    }
    if (!axis.steps.empty()) {
        plan.axes.push_back(std::move(axis));
    }
}

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

// Each step on the scenario as the first steps of the other axes leave it: the sum of the axes, not their product. What
// the scenario's loader says about a setting is said about the plan.
void try_steps(const SweepPlan& plan, Problems& problems) {
    std::set<std::string> said;
    const auto try_point = [&](const std::vector<size_t>& steps) {
        for (Problem problem : load_scenario(plan.scenario, settings_of(plan, point_of(plan, steps))).problems) {
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
    const std::vector<size_t> first(plan.axes.size(), 0);
    try_point(first);
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        std::vector<size_t> steps = first;
        for (steps[a] = 1; steps[a] < plan.axes[a].steps.size(); ++steps[a]) {
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
    root.require_some("axis");
    root.each("axis", [&](Reader& reader) { read_axis(reader, plan); });
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
