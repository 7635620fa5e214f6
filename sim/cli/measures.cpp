// piket measures: the table of everything that a policy can change.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "failure.hpp"
#include "piket/measures.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view scope_names[] = {"everywhere", "government", "agency", "unit"};
constexpr std::string_view combine_names[] = {"min", "max"};
constexpr std::string_view type_names[] = {"share", "number", "count", "flag", "choice"};

std::string_view scope_of(const Measure& m) {
    return scope_names[static_cast<size_t>(m.narrowest)];
}
std::string_view combine_of(const Measure& m) {
    return combine_names[static_cast<size_t>(m.combine)];
}

std::vector<std::string> choices_of(const Measure& m) {
    std::vector<std::string> choices;
    for (double v = m.low; m.type == MeasureType::choice && v <= m.high; ++v) {
        choices.push_back(format_value(m, v));
    }
    return choices;
}

std::string range_of(const Measure& m) {
    switch (m.type) {
        case MeasureType::choice:
            return fmt::format("{}", fmt::join(choices_of(m), ", "));
        case MeasureType::flag:
            return format_value(m, 0) + " or " + format_value(m, 1);
        default:
            return fmt::format("{} to {} {}", m.low, m.high, m.unit);
    }
}

Json in_json(const Measure& m) {
    Json json = {{"key", m.key},
                 {"group", m.group},
                 {"type", type_names[static_cast<size_t>(m.type)]},
                 {"unit", m.unit},
                 {"low", m.low},
                 {"high", m.high},
                 {"neutral", m.neutral},
                 {"neutral_text", format_value(m, m.neutral)},
                 {"narrowest_scope", scope_of(m)},
                 {"combine", combine_of(m)},
                 {"source", m.source},
                 {"mark", name(m.mark)},
                 {"label_id", m.label_id},
                 {"label_en", m.label_en},
                 {"help_id", m.help_id},
                 {"help_en", m.help_en}};
    if (m.type == MeasureType::choice) {
        json["choices"] = choices_of(m);
    }
    return json;
}

std::string in_words(const Measure& m) {
    return fmt::format("{}\n", m.key) +
           wrapped(fmt::format("{}; without a rule {}; narrowest scope {}; sources combine by {}", range_of(m),
                               format_value(m, m.neutral), scope_of(m), combine_of(m)),
                   4) +
           wrapped(fmt::format("en  {}. {}", m.label_en, m.help_en), 4) +
           wrapped(fmt::format("id  {}. {}", m.label_id, m.help_id), 4) +
           wrapped(fmt::format("Source ({}): {}", name(m.mark), m.source), 4) + "\n";
}

std::string reference() {
    std::string text, group;
    for (const Measure& m : measures()) {
        if (m.group != group) {
            group = m.group;
            text += fmt::format("== {} ==\n\n", group);
        }
        text += in_words(m);
    }
    text.pop_back();
    return text;
}

int show(bool json) {
    if (!json) {
        print(reference());
        return exit_fine;
    }
    Json all = Json::array();
    std::ranges::transform(measures(), std::back_inserter(all), in_json);
    print(all.dump(2) + "\n");
    return exit_fine;
}

}  // namespace

void add_measures(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("measures", "List everything that a policy can change");
    const auto json = std::make_shared<bool>(false);
    command.add_flag("--json", *json, "As JSON");
    command.footer("Example:\n  piket measures --json");
    command.callback([json, &action] { action = [json] { return show(*json); }; });
}

}  // namespace piket::cli
