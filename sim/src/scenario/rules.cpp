// Rules: which measure, how strong, for whom, since when.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "scenario/scope.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

constexpr size_t most_rules = 10'000;

// What a value of this measure may be, for a message.
std::string allowed_values(const Measure& m) {
    switch (m.type) {
        case MeasureType::flag:
            return "must be true or false";
        case MeasureType::choice:
            return "must be " + listed(m.choices.subspan(static_cast<size_t>(m.low)));
        case MeasureType::count:
            return allowed({m.low, m.high, m.unit}) + ", a whole number";
        default:
            return allowed({m.low, m.high, m.unit});
    }
}

// A value may be written as TOML has it or, where there are words for it, as a word: true, "yes", 0.5, "four_ten".
std::optional<double> value_of(const Measure& m, const Node& node) {
    if (const auto* truth = node.as<bool>()) {
        return m.type == MeasureType::flag ? std::optional<double>(*truth) : std::nullopt;
    }
    if (const auto* text = node.as<std::string>()) {
        const bool has_words = m.type == MeasureType::flag || m.type == MeasureType::choice;
        return has_words ? parse_value(m, *text) : std::nullopt;
    }
    if (const auto* whole = node.as<int64_t>()) {
        return parse_value(m, std::to_string(*whole));
    }
    const auto* real = node.as<double>();
    return real ? parse_value(m, fmt::format("{}", *real)) : std::nullopt;
}

void read_value(Reader& reader, const Measure& m, double& out) {
    const Node* node = reader.node("value");
    if (!node) {
        return;
    }
    if (const auto value = value_of(m, *node)) {
        out = *value;
        return;
    }
    const auto* word = node->as<std::string>();
    reader.fault("value", allowed_values(m) + (word ? did_you_mean(*word, m.choices) : ""));
}

std::optional<MeasureId> read_measure(Reader& reader) {
    std::string key;
    if (!reader.word("measure", key)) {
        return std::nullopt;
    }
    const std::optional<MeasureId> id = find_measure(key);
    if (!id) {
        std::vector<std::string_view> known;
        for (const Measure& m : measures()) {
            known.push_back(m.key);
        }
        reader.fault("measure", "is no known measure" + did_you_mean(key, known));
    }
    return id;
}

class Rules {
   public:
    explicit Rules(Scenario& scenario) : scenario_(scenario) {}

    void read(Reader& reader) {
        Rule rule;
        rule.file = reader.file();
        rule.line = reader.line();
        rule.from = scenario_.start;
        reader.require({"measure", "value"});
        reader.choice("source", rule.source);
        read_functions(reader, rule.scope);
        read_dates(reader, rule);
        const std::optional<MeasureId> id = read_measure(reader);
        if (id) {
            rule.measure = *id;
            read_value(reader, measure(*id), rule.value);
        } else {
            reader.node("value");
        }
        read_scope(reader, id, rule.scope);
        scenario_.rules.push_back(std::move(rule));
    }

   private:
    void read_scope(Reader& reader, std::optional<MeasureId> id, Scope& scope) {
        if (!reader.word("scope", scope.path)) {
            return;
        }
        const size_t parts = parts_of(scope.path).size();
        if (parts > 3 || scope.path.find("//") != std::string::npos || scope.path.starts_with('/') ||
            scope.path.ends_with('/')) {
            reader.fault("scope", R"(must look like "government/agency/unit", the later parts left out at will)");
        } else if (id && level_of(scope.path) > measure(*id).narrowest) {
            reader.fault("scope", fmt::format("points to single {}, but {} holds for whole {}",
                                              parts == 3 ? "units" : "agencies", measure(*id).key,
                                              parts == 3 ? "agencies" : "governments"));
        } else if (!known_scope(scope.path)) {
            reader.fault("scope", "matches no unit of this scenario");
        }
    }

    bool known_scope(const std::string& pattern) {
        if (!known_.contains(pattern) && points_somewhere(pattern, scenario_)) {
            known_.insert(pattern);
        }
        return known_.contains(pattern);
    }

    static void read_functions(Reader& reader, Scope& scope) {
        std::vector<std::string> words;
        if (!reader.words("functions", words)) {
            return;
        }
        const std::span<const std::string_view> names = names_of<Function>();
        for (const std::string& word : words) {
            const auto found = std::ranges::find(names, word);
            if (found == names.end()) {
                reader.fault("functions", fmt::format("\"{}\" is no function: {}{}", word, listed(names),
                                                      did_you_mean(word, names)));
            } else {
                scope.functions |= 1U << static_cast<unsigned>(found - names.begin());
            }
        }
    }

    void read_dates(Reader& reader, Rule& rule) {
        reader.date("from", rule.from);
        const bool ends = reader.date("until", rule.until);
        if (ends && rule.until < rule.from) {
            reader.fault("until", fmt::format("lies before {}, when the rule begins", to_date(rule.from)));
        } else if (scenario_.start != Day{} &&
                   (rule.until < scenario_.start || rule.from >= scenario_.start + scenario_.days)) {
            reader.warn(rule.until < scenario_.start ? "until" : "from",
                        "the rule lies outside the run and does nothing");
        }
    }

    Scenario& scenario_;
    std::set<std::string> known_;  // scopes that were seen to match
};

auto subject(const Rule& rule) {
    return std::tie(rule.source, rule.measure, rule.scope.path, rule.scope.functions);
}

// Two rules of one source about the same people on the same day: nobody can tell which one is meant.
void check_contradictions(Reader& root, std::vector<Rule> rules) {
    std::erase_if(rules, [](const Rule& rule) { return !rule.measure.valid(); });
    std::ranges::stable_sort(rules, [](const Rule& a, const Rule& b) {
        return std::tuple_cat(subject(a), std::tie(a.from)) < std::tuple_cat(subject(b), std::tie(b.from));
    });
    const Rule* longest = nullptr;  // of those before, the one that lasts
    for (const Rule& rule : rules) {
        if (!longest || subject(*longest) != subject(rule)) {
            longest = &rule;
            continue;
        }
        if (rule.from <= longest->until) {
            root.fault_in(rule.file, rule.line, "rule",
                          fmt::format("speaks of {} for the same people and days as the rule in {}:{}, from the same "
                                      "source; end one before the other begins{}",
                                      measure(rule.measure).key, longest->file, longest->line,
                                      rule.file == longest->file ? "" : R"(, or write rules = "replace")"));
        }
        longest = rule.until > longest->until ? &rule : longest;
    }
}

}  // namespace

void read_rules(Reader& root, Scenario& scenario) {
    Rules rules(scenario);
    root.each("rule", [&](Reader& reader) { rules.read(reader); });
    if (scenario.rules.size() > most_rules) {
        root.fault("rule", fmt::format("there are more than {} rules", most_rules));
    }
    check_contradictions(root, scenario.rules);
}

}  // namespace piket
