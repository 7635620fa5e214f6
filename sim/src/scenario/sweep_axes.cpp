#include "scenario/sweep_axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/math.hpp"
#include "piket/sensitivity.hpp"
#include "scenario/names.hpp"

namespace piket {

enum class Spacing : uint8_t { linear, log };
template <>
std::span<const std::string_view> names_of<Spacing>() {
    static constexpr std::string_view names[] = {"linear", "log"};
    return names;
}

enum class Sampling : uint8_t { sobol, latin_hypercube };
template <>
std::span<const std::string_view> names_of<Sampling>() {
    static constexpr std::string_view names[] = {"sobol", "latin_hypercube"};
    return names;
}

namespace {

constexpr int most_steps = 10'000;
constexpr int most_samples = 100'000;
constexpr double large = 1e12;

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
    axis.steps.push_back({text, same_in_both(text), {{key, text}}, {}, line});
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

// Two ends of a range, in whose middle something is taken linearly or by factors.
struct Range {
    double from = NAN, to = NAN;
    Spacing spacing = Spacing::linear;

    double at(double part) const {
        return part >= 1 ? to : spacing == Spacing::log ? from * math::pow(to / from, part) : from + part * (to - from);
    }
};

std::optional<Range> read_ends(Reader& reader) {
    Range range;
    reader.require({"from", "to"});
    const bool from = reader.number("from", range.from, {-large, large});
    const bool to = reader.number("to", range.to, {-large, large});
    reader.choice("spacing", range.spacing);
    if (!from || !to) {
        return std::nullopt;
    }
    if (range.to <= range.from) {
        reader.fault("to", fmt::format("must lie above {}, where the range begins", range.from));
        return std::nullopt;
    }
    if (range.spacing == Spacing::log && range.from <= 0) {
        reader.fault("from", "must lie above 0 where spacing is log");
        return std::nullopt;
    }
    return range;
}

std::string digits(double value) {
    return fmt::format("{:.10g}", value);
}

// `from` to `to` in `steps` values, both ends among them.
void read_range(Reader& reader, const std::string& key, SweepAxis& axis) {
    int steps = 0;
    reader.require({"steps"});
    const bool counted = reader.whole("steps", steps, {2, most_steps});
    const std::optional<Range> range = read_ends(reader);
    for (int i = 0; counted && range && i < steps; ++i) {
        add_value(axis, key, digits(range->at(static_cast<double>(i) / (steps - 1))), reader.line());
    }
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, small, small);
}

// Axes are columns of the tables of results, beside these; and a database does not tell large letters from small.
bool is_column(std::string_view id) {
    constexpr std::string_view columns[] = {"point", "replicate", "seed", "state", "day", "prevalence"};
    const auto same = [&](std::string_view other) { return same_ignoring_case(id, other); };
    return std::ranges::any_of(columns, same) || std::ranges::any_of(outcomes(), same, &OutcomeRow::key);
}

void add_axis(Reader& reader, std::string_view key, SweepAxis axis, SweepPlan& plan) {
    const bool seeds = !axis.steps.empty() && axis.steps.front().seed;
    if (!seeds && is_column(axis.id)) {
        reader.fault(key, fmt::format("is the name of a column of the results; another, for instance {}_step, tells "
                                      "them apart",
                                      axis.id));
    }
    if (std::ranges::any_of(plan.axes, [&](const SweepAxis& other) { return same_ignoring_case(other.id, axis.id); })) {
        reader.fault(key, "names two axes");
    }
    if (!axis.steps.empty()) {
        plan.axes.push_back(std::move(axis));
    }
}

// What is varied in a sample: `part` in (0, 1) names a value. Of whole numbers each is as likely as the others.
struct Sampled {
    std::string key;
    Range range;
    bool whole = false;

    std::string at(double part) const {
        return digits(whole ? std::floor(range.from + part * (range.to - range.from + 1)) : range.at(part));
    }
};

void read_sampled(Reader& reader, std::vector<Sampled>& all) {
    Sampled one;
    reader.require({"key"});
    const bool named = reader.word("key", one.key);
    reader.flag("whole", one.whole);
    const std::optional<Range> range = read_ends(reader);
    if (!named || !range) {
        return;
    }
    one.range = *range;
    if (one.whole && (range->spacing == Spacing::log || std::floor(range->from) != range->from ||
                      std::floor(range->to) != range->to)) {
        reader.fault("whole", "needs whole ends and linear spacing");
    }
    if (std::ranges::any_of(all, [&](const Sampled& other) { return other.key == one.key; })) {
        reader.fault("key", "is sampled twice");
    }
    all.push_back(std::move(one));
}

}  // namespace

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
    add_axis(reader, reader.has("id") ? "id" : "key", std::move(axis), plan);
}

// Seeds are places on an axis too: each is a luck of its own, and whether an answer hangs on it is seen side by side.
void read_seeds(Reader& root, SweepPlan& plan) {
    const Node* node = root.node("seeds");
    if (!node) {
        return;
    }
    SweepAxis axis{"seed", {"Benih", "Seed"}, {}};
    const auto* list = node->as<Node::List>();
    for (size_t i = 0; list && i < list->size(); ++i) {
        const auto* seed = (*list)[i].as<int64_t>();
        const std::string text = seed ? fmt::format("{}", *seed) : "";
        if (!seed || *seed < 0 ||
            std::ranges::any_of(axis.steps, [&](const SweepStep& other) { return other.id == text; })) {
            list = nullptr;
            break;
        }
        axis.steps.push_back({text, same_in_both(text), {}, static_cast<uint64_t>(*seed), (*list)[i].line});
    }
    if (!list || list->empty()) {
        root.fault("seeds", "must be a list of different whole numbers from 0 on");
        return;
    }
    add_axis(root, "seeds", std::move(axis), plan);
}

// Several keys together along one axis, whose steps are the points of a design that fills the box of their ranges.
void read_sample(Reader& reader, SweepPlan& plan) {
    Sampling method = Sampling::sobol;
    int points = 0;
    uint64_t seed = 1;
    std::vector<Sampled> sampled;
    reader.require({"points"});
    reader.require_some("key");
    reader.choice("method", method);
    const bool counted = reader.whole("points", points, {1, most_samples});
    reader.seed("seed", seed);
    reader.each("key", [&](Reader& key) { read_sampled(key, sampled); });
    if (!counted || sampled.empty()) {
        return;
    }
    const auto n = static_cast<size_t>(points);
    const std::vector<std::vector<double>> cube =
        method == Sampling::sobol ? sobol_points(n, sampled.size(), seed) : latin_hypercube(n, sampled.size(), seed);
    SweepAxis axis{"sample", {}, {}};
    for (size_t i = 0; i < n; ++i) {
        SweepStep step{fmt::format("{}", i + 1), {}, {}, {}, reader.line()};
        std::string keys, values;
        for (size_t k = 0; k < sampled.size(); ++k) {
            step.set.push_back({sampled[k].key, sampled[k].at(cube[i][k])});
            keys += (k > 0 ? ", " : "") + sampled[k].key;
            values += fmt::format("{}{:.4g}", k > 0 ? ", " : "", std::strtod(step.set.back().value.c_str(), nullptr));
        }
        step.title = same_in_both(values);
        axis.title = same_in_both(keys);
        axis.steps.push_back(std::move(step));
    }
    add_axis(reader, "points", std::move(axis), plan);
}

}  // namespace piket
