// A table of the model printed whole: group by group for reading, or as JSON.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "commands.hpp"
#include "failure.hpp"
#include "piket/measures.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

using Json = nlohmann::ordered_json;

// The source of a number, and how far it may be trusted unless the source says so itself.
inline std::string cited(std::string_view source, Mark mark) {
    const bool said = source.find(name(mark)) != std::string_view::npos;
    return fmt::format("Source: {}{}", source, said ? "" : fmt::format(" ({})", name(mark)));
}

template <class Row>
struct Reference {
    std::span<const Row> rows;
    std::function<std::string_view(const Row&)> group;
    std::function<std::string(const Row&)> in_words;
    std::function<Json(const Row&)> in_json;

    std::string text() const {
        std::string text;
        std::string_view last;
        for (const Row& row : rows) {
            if (group(row) != last) {
                last = group(row);
                text += fmt::format("{}== {} ==\n", text.empty() ? "" : "\n", last);
            }
            text += "\n" + in_words(row);
        }
        return text;
    }
    Json json() const {
        Json all = Json::array();
        std::ranges::transform(rows, std::back_inserter(all), in_json);
        return all;
    }
};

// The command, and what it does unless its caller has something else in mind.
struct ReferenceCommand {
    CLI::App* command;
    std::shared_ptr<bool> json;
    Action print_table;
};

template <class Row>
ReferenceCommand add_reference(CLI::App& program, Action& action, const std::string& command_name,
                               const std::string& description, const Reference<Row>& reference) {
    CLI::App& command = *program.add_subcommand(command_name, description);
    const auto json = std::make_shared<bool>(false);
    command.add_flag("--json", *json, "As JSON");
    command.footer("Example:\n  piket " + command_name + " --json");
    const Action print_table = [json, reference] {
        print(*json ? reference.json().dump(2) + "\n" : reference.text());
        return exit_fine;
    };
    command.callback([print_table, &action] { action = print_table; });
    return {&command, json, print_table};
}

}  // namespace piket::cli
