// piket check: everything that is wrong with scenarios.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "report.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

int check_all(const std::vector<std::string>& paths) {
    std::string good;
    bool errors = false;
    for (const std::string& path : paths) {
        Loaded<Scenario> loaded = load_scenario(path);
        for (const Problem& problem : loaded.problems) {
            complain(problem.text());
        }
        if (!loaded || any_error(loaded.problems)) {
            errors = true;
            continue;
        }
        const std::shared_ptr<const World> world = make_world(std::move(*loaded));
        good +=
            fmt::format("{}: ok: {}, {} days\n", path, size_in_words(*world, Language::en), scenario_of(*world).days);
    }
    print(good);
    return errors ? exit_user_error : exit_fine;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("check", "Say everything that is wrong with scenarios");
    const auto paths = std::make_shared<std::vector<std::string>>();
    command.add_option("scenarios", *paths, "Scenario files (TOML)")->required()->type_name("SCENARIO");
    command.footer("Example:\n  piket check scenarios/*.toml");
    command.callback([paths, &action] { action = [paths] { return check_all(*paths); }; });
}

}  // namespace piket::cli
