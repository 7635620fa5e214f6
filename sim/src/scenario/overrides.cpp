#include "scenario/overrides.hpp"

#include <algorithm>
#include <charconv>

#include "scenario/suggest.hpp"

namespace piket {
namespace {

// What may be set besides measures and parameters, as "section.key".
constexpr std::string_view numbers_of_the_run[] = {"run.days", "run.seed", "run.world_seed", "run.replicates",
                                                   "initial.infected"};

template <class T>
std::optional<T> parse_all(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Node new_node(const Override& change) {
    static const auto file = std::make_shared<const std::string>(command_line);
    Node node;
    node.file = file;
    node.label = change.key;
    node.written = change.value;
    return node;
}

// The value as TOML would have it, a string if it is no number.
Node value_node(const Override& change) {
    Node node = new_node(change);
    const std::string_view text = change.value;
    if (const auto whole = parse_all<int64_t>(text)) {
        node.value = *whole;
    } else if (const auto real = parse_all<double>(text)) {
        node.value = *real;
    } else {
        node.value = change.value;
    }
    return node;
}

Node word_node(const Override& change, std::string word) {
    Node node = new_node(change);
    node.value = std::move(word);
    return node;
}

// What stands under `key`; an empty table or list if nothing does.
Node& ensure(Node& root, std::string_view key, decltype(Node::value) empty) {
    if (!root.find(key)) {
        Node fresh;
        fresh.file = root.file;
        fresh.line = root.line;
        fresh.value = std::move(empty);
        root.set(key, std::move(fresh));
    }
    return *root.find(key);
}

void set_in_table(Node& root, std::string_view section, std::string_view key, const Override& change) {
    Node& table = ensure(root, section, Node::Table{});
    if (table.as<Node::Table>()) {  // else the reader finds the fault
        table.set(key, value_node(change));
    }
}

void set_measure(Node& root, const Override& change) {
    auto* rules = ensure(root, "rule", Node::List{}).as<Node::List>();
    if (!rules) {
        return;
    }
    std::erase_if(*rules, [&](const Node& rule) {
        const Node* measure = rule.find("measure");
        const auto* key = measure ? measure->as<std::string>() : nullptr;
        return key && *key == change.key;
    });
    Node rule = new_node(change);
    rule.value = Node::Table{};
    rule.set("measure", word_node(change, change.key));
    rule.set("source", word_node(change, "command"));
    rule.set("value", value_node(change));
    rules->push_back(std::move(rule));
}

Problem unknown(const Override& change) {
    std::vector<std::string_view> known(std::begin(numbers_of_the_run), std::end(numbers_of_the_run));
    std::ranges::transform(measures(), std::back_inserter(known), &Measure::key);
    std::ranges::transform(parameters(), std::back_inserter(known), &Parameter::key);
    return {.file = command_line,
            .line = 0,
            .key = change.key,
            .value = change.value,
            .message = "is no measure, parameter or number of the run" + did_you_mean(change.key, known)};
}

}  // namespace

void apply_overrides(Node& root, const std::vector<Override>& overrides, Problems& problems) {
    for (const Override& change : overrides) {
        const std::string_view key = change.key;
        if (find_measure(key)) {
            set_measure(root, change);
        } else if (find_parameter(key)) {
            set_in_table(root, "parameters", key, change);
        } else if (std::ranges::find(numbers_of_the_run, key) != std::end(numbers_of_the_run)) {
            const size_t dot = key.find('.');
            if (key == "initial.infected") {
                root.erase("initial");  // it takes the place of a prevalence
            }
            set_in_table(root, key.substr(0, dot), key.substr(dot + 1), change);
        } else {
            problems.push_back(unknown(change));
        }
    }
}

}  // namespace piket
