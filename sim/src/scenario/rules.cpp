// Rules: which measure, how strong, for whom, since when.
#include <fmt/format.h>

#include <algorithm>
#include <set>

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

std::optional<MeasureId> known_measure(Reader& reader, std::string_view at, std::string_view key, std::string message) {
    const std::optional<MeasureId> id = find_measure(key);
    if (!id) {
        std::vector<std::string_view> known;
        for (const Measure& m : measures()) {
            known.push_back(m.key);
        }
        reader.fault(at, message + did_you_mean(key, known));
    }
    return id;
}

}  // namespace

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
    return reader.word("measure", key) ? known_measure(reader, "measure", key, "is no known measure") : std::nullopt;
}

void read_measures(Reader& reader, std::string_view key, std::vector<MeasureId>& out) {
    std::vector<std::string> words;
    reader.words(key, words);
    for (const std::string& word : words) {
        const auto id = known_measure(reader, key, word, fmt::format("\"{}\" is no known measure", word));
        if (id && std::ranges::find(out, *id) == out.end()) {
            out.push_back(*id);
        }
    }
}

namespace {

// Words of a list, as bits in the order of their enum.
template <class E, class Bits>
void read_bits(Reader& reader, std::string_view key, std::string_view kind, Bits& bits) {
    std::vector<std::string> words;
    if (!reader.words(key, words)) {
        return;
    }
    const std::span<const std::string_view> names = names_of<E>();
    for (const std::string& word : words) {
        const auto found = std::ranges::find(names, word);
        if (found == names.end()) {
            reader.fault(key,
                         fmt::format("\"{}\" is no {}: {}{}", word, kind, listed(names), did_you_mean(word, names)));
        } else {
            bits = static_cast<Bits>(bits | 1U << static_cast<unsigned>(found - names.begin()));
        }
    }
    if (words.empty()) {
        reader.fault(key,
                     fmt::format("names none, so the rule would hold for nobody; leave it out for every {}", kind));
    }
}

void read_conditions(Reader& reader, Conditions& when) {
    read_bits<ZoneColour>(reader, "zones", "colour", when.zones);
    std::vector<int> levels;
    if (reader.wholes("levels", levels, {1, level_count})) {
        for (const int level : levels) {
            when.levels = static_cast<uint8_t>(when.levels | 1U << (level - 1));
        }
        if (levels.empty()) {
            reader.fault("levels", "names none, so the rule would never hold; leave it out for every level");
        }
    }
    Region region{};
    if (reader.choice("region", region)) {
        when.regions = static_cast<uint8_t>(1U << static_cast<unsigned>(region));
    }
}

bool read_pattern(Reader& reader, std::optional<MeasureId> id, std::string& path) {
    if (!reader.word("scope", path)) {
        return false;
    }
    const size_t parts = parts_of(path).size();
    if (parts > 3 || path.find("//") != std::string::npos || path.starts_with('/') || path.ends_with('/')) {
        reader.fault("scope", R"(must look like "government/agency/unit", the later parts left out at will)");
        return false;
    }
    if (id && level_of(path) > measure(*id).narrowest) {
        reader.fault("scope",
                     fmt::format("points to single {}, but {} holds for whole {}", parts == 3 ? "units" : "agencies",
                                 measure(*id).key, parts == 3 ? "agencies" : "governments"));
        return false;
    }
    return true;
}

class Rules {
   public:
    explicit Rules(Scenario& scenario) : scenario_(scenario) {}

    void read(Reader& reader) {
        Rule rule;
        rule.from = scenario_.start;
        reader.choice("source", rule.source);
        read_dates(reader, rule);
        if (read_demand(reader, rule) && !known_scope(rule.scope.path)) {
            reader.fault("scope", "matches no unit of this scenario");
        }
        scenario_.rules.push_back(std::move(rule));
    }

   private:
    bool known_scope(const std::string& pattern) {
        if (!known_.contains(pattern) && points_somewhere(pattern, scenario_)) {
            known_.insert(pattern);
        }
        return known_.contains(pattern);
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

}  // namespace

bool read_demand(Reader& reader, Rule& rule) {
    rule.file = reader.file();
    rule.line = reader.line();
    reader.require({"measure", "value"});
    read_bits<Function>(reader, "functions", "function", rule.scope.functions);
    read_bits<Sector>(reader, "sectors", "sector", rule.scope.sectors);
    read_conditions(reader, rule.when);
    reader.word("cite", rule.cite);
    reader.choice("mark", rule.mark);
    const std::optional<MeasureId> id = read_measure(reader);
    if (id) {
        rule.measure = *id;
        read_value(reader, measure(*id), rule.value);
    } else {
        reader.node("value");
    }
    return read_pattern(reader, id, rule.scope.path);
}

void read_rules(Reader& root, Scenario& scenario) {
    Rules rules(scenario);
    root.each("rule", [&](Reader& reader) { rules.read(reader); });
    if (scenario.rules.size() > most_rules) {
        root.fault("rule", fmt::format("there are more than {} rules", most_rules));
        scenario.rules.resize(most_rules);  // enough to look for contradictions in
    }
}

}  // namespace piket
