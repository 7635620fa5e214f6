#include "game/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "piket/workshop.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

namespace {

constexpr size_t most_told = 2;  // in a notice

// What `one` has and `other` has not.
std::vector<Decision> beyond(const std::vector<Command>& one, const std::vector<Command>& other) {
    std::vector<Decision> all = decisions_of(one);
    const std::vector<Decision> known = decisions_of(other);
    std::erase_if(all, [&](const Decision& d) { return std::ranges::find(known, d) != known.end(); });
    return all;
}

void tell(Ui& ui, const Game& game, Side side, const char* key, const std::vector<Decision>& what) {
    std::string all;
    for (size_t i = 0; i < std::min(what.size(), most_told); ++i) {
        all += (i > 0 ? "; " : "") + decision_text(ui, game, side, what[i]);
    }
    if (what.size() > most_told) {
        all +=
            " " + ui.words("side.more", fmt::arg("n", ui.words.number(static_cast<double>(what.size() - most_told))));
    }
    ui.notify(ui.words(key, fmt::arg("side", side == Side::a ? "A" : "B"), fmt::arg("what", all)));
}

}  // namespace

std::vector<Decision> decisions_of(const std::vector<Command>& log) {
    std::vector<Decision> all;
    for (const Command& command : log) {
        const bool lifts = command.kind == Command::Kind::repeal;
        const bool anew = lifts && std::ranges::any_of(log, [&](const Command& c) {
                              return c.kind == Command::Kind::enact && c.posted == command.posted &&
                                     c.rule.measure == command.rule.measure && c.rule.scope == command.rule.scope;
                          });
        if (command.kind != Command::Kind::lift && !anew) {
            const auto value = lifts ? std::nullopt : std::optional(command.rule.value);
            all.push_back(
                {command.posted, command.rule.measure, value, command.rule.scope, lifts ? never : command.rule.until});
        }
    }
    return all;
}

int count_decisions(const std::vector<Command>& log, Day from) {
    std::set<std::pair<Day, uint32_t>> all;
    for (const Decision& d : decisions_of(log)) {
        if (d.posted >= from) {
            all.emplace(d.posted, d.measure.value);
        }
    }
    return static_cast<int>(all.size());
}

std::string decision_text(const Ui& ui, const Game& game, Side side, const Decision& decision) {
    const Measure& m = measure(decision.measure);
    std::string text = label_of(m, ui.words.language()) + ": " +
                       (decision.value ? value_text(ui.words, m, *decision.value) : ui.words("timeline.lifted"));
    if (decision.scope != Scope{}) {
        const Scenario& scenario = game.runner->scenario(side);
        text += " · " + whom(scenario, decision.scope, ui.words.language() == Language::id);
    }
    if (decision.until < game.runner->last_day()) {
        text += " · " + ui.words("timeline.until", fmt::arg("date", short_date(ui, decision.until)));
    }
    return text;
}

void undo_last(Ui& ui, Game& game) {
    if (const auto side = game.runner->last_changed()) {
        const std::vector<Command> before = game.runner->commands(*side);
        game.runner->undo(*side);
        game.editing = *side;
        tell(ui, game, *side, "cards.undone", beyond(before, game.runner->commands(*side)));
    }
}

void redo_next(Ui& ui, Game& game) {
    if (const auto side = game.runner->next_redone()) {
        const std::vector<Command> before = game.runner->commands(*side);
        game.runner->redo(*side);
        game.editing = *side;
        tell(ui, game, *side, "cards.redone", beyond(game.runner->commands(*side), before));
    }
}

// ---- rules of the scenario --------------------------------------------------------------------------------------

namespace {

bool same_rule(const Rule& one, const Rule& other) {
    return one.measure == other.measure && one.value == other.value && one.scope == other.scope &&
           one.from == other.from && one.until == other.until;
}

bool has(const Scenario& scenario, const Rule& rule) {
    return std::ranges::any_of(scenario.rules, [&](const Rule& r) { return same_rule(r, rule); });
}

// The last day of the run on which a rule holds, or one before it begins: it never does.
Day last_day_of(const Game& game, const Rule& rule, const std::vector<Command>& log) {
    Day until = std::min(rule.until, game.runner->last_day());
    for (const Command& c : log) {
        if (c.kind == Command::Kind::repeal && c.rule.measure == rule.measure &&
            (c.rule.scope == Scope{} || c.rule.scope == rule.scope)) {
            until = std::min(until, c.posted - 1);
        }
    }
    return until;
}

// The values that each measure has under these rules, a line each.
std::vector<std::string> lines_of(const Ui& ui, const std::vector<const Rule*>& rules) {
    std::vector<std::pair<MeasureId, Span>> values;
    for (const Rule* rule : rules) {
        const auto known = std::ranges::find(values, rule->measure, [](const auto& v) { return v.first; });
        if (known == values.end()) {
            values.emplace_back(rule->measure, Span{rule->value, rule->value});
        } else {
            known->second = {std::min(known->second.least, rule->value), std::max(known->second.most, rule->value)};
        }
    }
    std::vector<std::string> lines;
    for (const auto& [id, span] : values) {
        const Measure& m = measure(id);
        lines.push_back(label_of(m, ui.words.language()) + ": " + span_text(ui.words, m, span));
    }
    return lines;
}

}  // namespace

std::vector<RuleSpan> rule_spans(const Ui& ui, const Game& game, Side side) {
    const Runner& runner = *game.runner;
    const Day first = runner.first_day(), last = runner.last_day();
    const Scenario& there = runner.scenario(side == Side::a ? Side::b : Side::a);
    const std::vector<Command> log = runner.commands(side);
    std::map<std::tuple<Day, Day, bool>, std::vector<const Rule*>> groups;
    for (const Rule& rule : runner.scenario(side).rules) {
        const Day from = std::max(rule.from, first), until = last_day_of(game, rule, log);
        const bool always = from == first && until == last && has(there, rule);
        if (from <= until && !always && rule.when.allow(runner.scenario(side).town.region)) {
            groups[{from, until, rule.when.watch()}].push_back(&rule);
        }
    }
    std::vector<RuleSpan> spans;
    for (const auto& [key, rules] : groups) {
        const auto& [from, until, conditional] = key;
        spans.push_back({from, until, conditional, lines_of(ui, rules)});
    }
    return spans;
}

std::optional<Day> end_of_rules(const Game& game, Side side) {
    const Runner& runner = *game.runner;
    const Scenario& there = runner.scenario(side == Side::a ? Side::b : Side::a);
    const std::vector<Command> log = runner.commands(side);
    std::vector<Day> ends, taken_back;
    for (const Rule& rule : runner.scenario(side).rules) {
        if (!has(there, rule)) {
            const Day until = last_day_of(game, rule, log);
            (until < std::min(rule.until, runner.last_day()) ? taken_back : ends).push_back(until);
        }
    }
    // What a card took the place of no longer counts, as long as something is left.
    const std::vector<Day>& all = ends.empty() ? taken_back : ends;
    const bool together = !all.empty() && std::ranges::all_of(all, [&](Day end) { return end == all.front(); });
    return together && all.front() < runner.last_day() ? std::optional(all.front()) : std::nullopt;
}

int usual_horizon(const Game& game) {
    const std::vector<int> horizons = game.runner->horizons();
    const auto end = end_of_rules(game, Side::b);
    const auto covers = [&](int days) { return end && game.runner->first_day() + (days - 1) >= *end; };
    const auto first = std::ranges::find_if(horizons, covers);
    return first == horizons.end() ? horizons.back() : *first;
}

std::string short_date(const Ui& ui, Day day) {
    const std::string iso = to_date(day);
    return fmt::format("{} {}", std::stoi(iso.substr(8)),
                       ui.words("date.months." + std::to_string(std::stoi(iso.substr(5, 2)) - 1)));
}

}  // namespace piket::render
