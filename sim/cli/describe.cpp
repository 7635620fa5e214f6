// piket describe: what the program says of itself, for man and for bash. Hidden, for it is what installing calls.
#include "describe.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "commands.hpp"
#include "failure.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

std::vector<const CLI::Option*> those(const CLI::App& command, bool positional) {
    return command.get_options([positional](const CLI::Option* option) {
        return !option->get_group().empty() && option->get_positional() == positional;
    });
}

}  // namespace

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
    return program.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

std::vector<const CLI::Option*> positionals_of(const CLI::App& command) {
    return those(command, true);
}

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
    return those(command, false);
}

bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

void add_describe(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("describe", "Print the man page, or the completion for bash");
    command.group("");
    const auto form = std::make_shared<std::string>();
    command.add_option("form", *form, "man or bash")
        ->required()
        ->type_name("FORM")
        ->check(CLI::IsMember({"man", "bash"}).description(""));
    command.footer("Example:\n  piket describe man | man -l -");
    command.callback([form, &program, &action] {
        action = [form, &program] {
            print(*form == "man" ? man_page(program) : bash_completion(program));
            return exit_fine;
        };
    });
}

}  // namespace piket::cli
