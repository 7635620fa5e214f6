// piket parameters: the numbers of the model.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "failure.hpp"
#include "piket/parameters.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

bool has_plausible_range(const Parameter& p) {
    return p.plausible_low < p.plausible_high;
}

std::string_view group_of(const Parameter& p) {
    return p.key.substr(0, p.key.find('.'));
}

Json in_json(const Parameter& p) {
    return {{"key", p.key},
            {"unit", p.unit},
            {"default", p.value},
            {"low", p.low},
            {"high", p.high},
            {"plausible_low", p.plausible_low},
            {"plausible_high", p.plausible_high},
            {"mark", name(p.mark)},
            {"range_mark", name(p.range_mark)},
            {"source", p.source},
            {"label_id", p.label_id},
            {"label_en", p.label_en}};
}

std::string in_words(const Parameter& p) {
    const std::string plausible =
        has_plausible_range(p)
            ? fmt::format("plausible {} to {} ({}), ", p.plausible_low, p.plausible_high, name(p.range_mark))
            : "";
    return fmt::format("{} = {} {}\n", p.key, p.value, p.unit) +
           wrapped(fmt::format("{}. {}.", p.label_en, p.label_id), 4) +
           wrapped(fmt::format("{}allowed {} to {}", plausible, p.low, p.high), 4) +
           wrapped(fmt::format("Source ({}): {}", name(p.mark), p.source), 4) + "\n";
}

std::string reference() {
    std::string text;
    std::string_view group;
    for (const Parameter& p : parameters()) {
        if (group_of(p) != group) {
            group = group_of(p);
            text += fmt::format("== {} ==\n\n", group);
        }
        text += in_words(p);
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
    std::ranges::transform(parameters(), std::back_inserter(all), in_json);
    print(all.dump(2) + "\n");
    return exit_fine;
}

}  // namespace

void add_parameters(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("parameters", "List the numbers of the model and their sources");
    const auto json = std::make_shared<bool>(false);
    command.add_flag("--json", *json, "As JSON");
    command.footer("Example:\n  piket parameters --json");
    command.callback([json, &action] { action = [json] { return show(*json); }; });
}

}  // namespace piket::cli
