// Circulars: read from their own files, put in force by a scenario.
#include "piket/circular.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/contradictions.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/overrides.hpp"
#include "scenario/scope.hpp"
#include "scenario/sections.hpp"

namespace piket {
namespace {

constexpr size_t most_reviews = 200;

int line_of(Reader& reader, std::string_view key) {
    const Node* node = reader.node(key);
    return node ? node->line : 0;
}

void read_circular_rule(Reader& reader, Circular& circular) {
    Rule rule;
    rule.source = RuleSource::circular;
    rule.from = circular.from;
    rule.until = circular.until;
    const auto inside = [&](std::string_view key, Day day) {
        if (day < circular.from || circular.until < day) {
            reader.fault(key, fmt::format("lies outside the dates of the circular, which line {} gives",
                                          std::max(circular.from_line, circular.line)));
        }
    };
    if (reader.date("from", rule.from)) {
        inside("from", rule.from);
    }
    if (reader.date("until", rule.until)) {
        inside("until", rule.until);
        if (rule.until < rule.from) {
            reader.fault("until", fmt::format("lies before {}, when the rule begins", to_date(rule.from)));
        }
    }
    if (read_demand(reader, rule) && !rule.scope.path.starts_with("*/")) {
        reader.fault("scope", R"(must begin with "*/": a circular speaks of all governments)");
    }
    circular.rules.push_back(std::move(rule));
}

std::optional<Circular> read_circular(std::string_view toml, const std::string& name, Problems& problems) {
    const std::optional<Node> document = parse_document(toml, name, problems);
    if (!document || !check_format(*document, problems)) {
        return std::nullopt;
    }
    Circular circular;
    circular.file = name;
    circular.line = document->line;
    Reader root(*document, "", problems);
    root.node("format");
    root.require({"id", "title", "issuer", "number", "from", "source", "mark"});
    root.id("id", circular.id);
    root.text("title", circular.title);
    root.text("note", circular.note);
    root.word("issuer", circular.issuer);
    root.word("number", circular.number);
    root.word("source", circular.source);
    root.choice("mark", circular.mark);
    root.date("from", circular.from);
    circular.from_line = line_of(root, "from");
    circular.until_line = line_of(root, "until");
    if (root.date("until", circular.until) && circular.until < circular.from) {
        root.fault("until", fmt::format("lies before {}, when the circular begins", to_date(circular.from)));
    }
    root.require_some("rule");
    root.each("rule", [&](Reader& reader) { read_circular_rule(reader, circular); });
    root.finish();
    check_overlaps(root, circular.rules);
    return circular;
}

Loaded<Circular> load_circular(const std::string& path, const Files& files) {
    return load<Circular>(path, [&](Problems& problems) {
        const std::optional<std::string> text = read_text(path, problems, files);
        return text ? read_circular(*text, path, problems) : std::nullopt;
    });
}

// One [[circular]] of a scenario.
class Uses {
   public:
    Uses(Scenario& scenario, const Files& files, Problems& problems)
        : scenario_(scenario), files_(files), problems_(problems) {
        for (const Rule& rule : scenario.rules) {
            if (rule.file == command_line && rule.measure.valid()) {
                set_.insert(rule.measure);
            }
        }
    }

    void read(Reader& reader) {
        CircularUse use;
        use.line = reader.line();
        use.review_days = scenario_.town.review_days;
        reader.require({"file"});
        reader.whole("review_days", use.review_days, {1, 365, "d"});
        read_scope(reader, use.scope);
        Day from, until;
        const bool begins = reader.date("from", from), ends = reader.date("until", until);
        std::string file;
        if (!reader.word("file", file)) {
            return;
        }
        use.file = resolved(file, *reader.node("file")->file);
        if (!named_.insert(use.file).second) {
            reader.fault("file", "is named twice");
            return;
        }
        Loaded<Circular> loaded = load_circular(use.file, files_);
        if (loaded.problems.size() == 1 && loaded.problems[0].line == 0) {
            reader.fault("file", fmt::format("{}: {}", use.file, loaded.problems[0].message));
            return;
        }
        std::ranges::copy(loaded.problems, std::back_inserter(problems_));
        if (!loaded) {
            return;
        }
        use.id = loaded->id;
        use.from = begins ? from : loaded->from;
        use.until = ends ? until : loaded->until;
        check_dates(reader, use, *loaded, begins, ends);
        take_rules(use, *loaded);
        scenario_.circulars.push_back(std::move(use));
    }

   private:
    void read_scope(Reader& reader, std::string& scope) {
        if (!reader.word("scope", scope)) {
            return;
        }
        const auto named = [&](const GovernmentSpec& government) { return part_matches(scope, government.id); };
        if (scope.empty() || scope.find('/') != std::string::npos) {
            reader.fault("scope", "must name governments, with * and ? at will");
        } else if (std::ranges::none_of(scenario_.governments, named)) {
            reader.fault("scope", "matches no government of this scenario");
        }
    }

    void check_dates(Reader& reader, const CircularUse& use, const Circular& circular, bool begins, bool ends) {
        if (use.until < use.from) {
            reader.fault(ends ? "until" : "from",
                         fmt::format("leaves no day: from {} until {}", to_date(use.from), to_date(use.until)));
            return;
        }
        const auto outside = [&](std::string_view key, bool earlier, Day bound, int line) {
            reader.warn(key, fmt::format("lies {} the circular's own dates: {}:{} says {}",
                                         earlier ? "before" : "after", circular.file, line, to_date(bound)));
        };
        if (begins && (use.from < circular.from || circular.until < use.from)) {
            const bool earlier = use.from < circular.from;
            outside("from", earlier, earlier ? circular.from : circular.until,
                    earlier ? circular.from_line : circular.until_line);
        }
        if (ends && circular.until < use.until) {
            outside("until", false, circular.until, circular.until_line);
        }
        if (scenario_.start != Day{} && (use.until < scenario_.start || use.from >= scenario_.start + scenario_.days)) {
            reader.warn("file", fmt::format("is in force on no day of the run: from {} until {}, see {}:{}",
                                            to_date(use.from), to_date(use.until), circular.file, circular.from_line));
        }
    }

    uint8_t review_of(int days) {
        std::vector<int>& reviews = scenario_.reviews;
        auto found = std::ranges::find(reviews, days);
        if (found == reviews.end() && reviews.size() < most_reviews) {
            found = reviews.insert(reviews.end(), days);
        }
        return static_cast<uint8_t>(found == reviews.end() ? 0 : found - reviews.begin());
    }

    // Rules without dates of their own follow those of the scenario's entry, others are cut off at them.
    void take_rules(const CircularUse& use, const Circular& circular) {
        for (Rule rule : circular.rules) {
            rule.from = rule.from == circular.from ? use.from : std::max(rule.from, use.from);
            rule.until = rule.until == circular.until ? use.until : std::min(rule.until, use.until);
            if (rule.until < rule.from || set_.contains(rule.measure)) {
                continue;
            }
            if (!use.scope.empty()) {
                rule.scope.path = use.scope + (rule.scope.path.empty() ? "" : rule.scope.path.substr(1));
            }
            rule.review = review_of(use.review_days);
            scenario_.rules.push_back(std::move(rule));
        }
    }

    Scenario& scenario_;
    const Files& files_;
    Problems& problems_;
    std::set<MeasureId> set_;  // on the command line, in place of every rule
    std::set<std::string> named_;
};

}  // namespace

Loaded<Circular> load_circular(const std::string& path) {
    return load_circular(path, Files{});
}

Loaded<Circular> parse_circular(std::string_view toml, const std::string& name) {
    return load<Circular>(name, [&](Problems& problems) { return read_circular(toml, name, problems); });
}

void read_circulars(Reader& root, Scenario& scenario, const Files& files, Problems& problems) {
    Uses uses(scenario, files, problems);
    root.each("circular", [&](Reader& reader) { uses.read(reader); });
}

}  // namespace piket
