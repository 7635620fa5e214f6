// piket explain: the chain of rules behind the value of one measure, for one unit on one day.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "policy/policy.hpp"
#include "run/peek.hpp"
#include "scenario/names.hpp"
#include "scenario/suggest.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Question {
    std::string scenario, day, unit, measure;
    Options options;
};

Day day_of(const std::string& text, const Scenario& scenario) {
    if (const auto date = parse_date(text)) {
        return *date;
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > scenario.days) {
        throw Failure(fmt::format("piket: --day {}: must be a date such as {}, or a day of the run from 1 to {}", text,
                                  to_date(scenario.start), scenario.days));
    }
    return scenario.start + (number - 1);
}

UnitId unit_of(const std::string& path, const World& world) {
    std::vector<std::string_view> paths;
    for (UnitId u : world.units.ids()) {
        if (world.units[u].path == path) {
            return u;
        }
        paths.push_back(world.units[u].path);
    }
    constexpr size_t few = 12;
    const std::string suggestion = did_you_mean(path, paths);
    const std::string list = suggestion.empty() && paths.size() <= few ? "; the units are " + listed(paths) : "";
    throw Failure(fmt::format("piket: --unit {}: is no unit of this scenario{}{}", path, suggestion, list));
}

MeasureId measure_of(const std::string& key) {
    if (const auto id = find_measure(key)) {
        return *id;
    }
    std::vector<std::string_view> keys;
    std::ranges::transform(measures(), std::back_inserter(keys), &Measure::key);
    const std::string suggestion = did_you_mean(key, keys);
    throw Failure(fmt::format("piket: --measure {}: is no measure{}", key,
                              suggestion.empty() ? "; see piket measures" : suggestion));
}

template <class E>
void add_names(std::string& text, uint32_t bits) {
    for (size_t i = 0; i < names_of<E>().size(); ++i) {
        if ((bits >> i & 1U) != 0) {
            text += (text.empty() ? "" : ", ") + std::string(names_of<E>()[i]);
        }
    }
}

std::string for_whom(const Scope& scope) {
    const std::string text = scope.path.empty() ? "everybody" : scope.path;
    std::string kinds;
    add_names<Function>(kinds, scope.functions);
    add_names<Sector>(kinds, scope.sectors);
    return kinds.empty() ? text : text + " (" + kinds + ")";
}

// What is in force on the day, in the first future of the scenario's seed: colours and levels follow what it reports.
std::vector<Alert> alerts_on(const std::shared_ptr<const World>& world, Day day) {
    RunOptions options;
    options.seed = scenario_of(*world).seed;
    Simulation simulation(world, options);
    while (!simulation.over() && simulation.day() < day) {
        simulation.step();
    }
    return Peek::at(simulation).state.observed.alerts;
}

// Why a rule with conditions holds; empty for others.
std::string because(const Rule& rule, const Alert& alert, Region region) {
    std::string text;
    const auto add = [&](const std::string& reason) { text += (text.empty() ? "" : ", ") + reason; };
    const auto since = [](Day day, bool declared) {
        return fmt::format(" in force since {}{}", to_date(day), declared ? " (declared)" : "");
    };
    if (rule.when.levels != 0) {
        add(fmt::format("level {}{}", alert.level, since(alert.level_since, alert.level_declared)));
    }
    if (rule.when.zones != 0) {
        add(fmt::format("zone {}{}", name(alert.zone), since(alert.zone_since, alert.zone_declared)));
    }
    if (rule.when.regions != 0) {
        add(fmt::format("region {}", name(region)));
    }
    return text;
}

std::string when(const Rule& rule) {
    return to_date(rule.from) + " to " + (rule.until == never ? "the end" : to_date(rule.until));
}

int explain_all(const Question& q) {
    using enum Table::Align;
    const MeasureId id = measure_of(q.measure);
    const Measure& m = measure(id);
    const std::shared_ptr<const World> world = make_world(load(q.scenario, q.options));
    const UnitId unit = unit_of(q.unit, *world);
    const std::vector<Rule>& rules = scenario_of(*world).rules;
    const Day day = day_of(q.day, scenario_of(*world));
    double value = 0;
    std::vector<Alert> alerts(scenario_of(*world).reviews.size());
    if (std::ranges::any_of(rules, [&](const Rule& rule) { return rule.measure == id && rule.when.watch(); })) {
        alerts = alerts_on(world, day);
    }
    const std::vector<Link> chain = explain(*world, rules, alerts, day, unit, id, value);

    Table table({left, left, left, left, left});
    table.row({"source", "value", "counts", "for whom and when", "where written"});
    table.row({"(no rule)", format_value(m, m.neutral), "yes"});
    for (const Link& link : chain) {
        const Rule& rule = rules[link.rule];
        table.row({std::string(names_of<RuleSource>()[static_cast<size_t>(rule.source)]), format_value(m, rule.value),
                   link.decides ? "yes" : "no", for_whom(rule.scope) + ", " + when(rule),
                   fmt::format("{}:{}", rule.file, rule.line)});
        const std::string reason = because(rule, alerts[rule.review], scenario_of(*world).town.region);
        if (!reason.empty()) {
            table.line("          holds because: " + reason);
        }
    }
    print(fmt::format("{} ({}) of {} on {}\n\n{}\n{}{} = {}: the {} of the values that count\n", m.key, m.label_en,
                      q.unit, to_date(day), table.text(),
                      chain.size() > 1 ? "Of one source, the rule with the narrowest scope counts.\n" : "", m.key,
                      format_value(m, value), m.combine == Combine::min ? "smallest" : "largest"));
    return exit_fine;
}

}  // namespace

void add_explain(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("explain", "Show which rules lead to the value of a measure");
    const auto question = std::make_shared<Question>();
    add_scenario(command, question->scenario);
    command.add_option("--day", question->day, "Day of the run from 1, or a date")->required()->type_name("D|DATE");
    command.add_option("--unit", question->unit, "Unit as government/agency/unit")->required()->type_name("PATH");
    command.add_option("--measure", question->measure, "Key of the measure")->required()->type_name("KEY");
    add_set(command, question->options);
    command.footer(
        "Example:\n  piket explain scenarios/tiny.toml --day 3 --unit kota/layanan/loket --measure wfo.share");
    command.callback([question, &action] { action = [question] { return explain_all(*question); }; });
}

}  // namespace piket::cli
