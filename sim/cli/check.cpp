// piket check: everything that is wrong with scenarios and lessons.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "piket/lesson.hpp"
#include "report.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

// What can be said of a good file; nothing if there are errors.
std::optional<std::string> check(const std::string& path) {
    const auto complain_of = [](const Problems& problems) {
        for (const Problem& problem : problems) {
            complain(problem.text());
        }
    };
    if (is_lesson(path)) {
        const Loaded<Lesson> lesson = load_lesson(path);
        complain_of(lesson.problems);
        return lesson ? std::optional(fmt::format("{}: ok: lesson \"{}\", {} steps\n", path, lesson.value->title.en,
                                                  lesson.value->steps.size()))
                      : std::nullopt;
    }
    Loaded<Scenario> scenario = load_scenario(path);
    complain_of(scenario.problems);
    if (!scenario || any_error(scenario.problems)) {
        return std::nullopt;
    }
    const std::shared_ptr<const World> world = make_world(std::move(*scenario));
    return fmt::format("{}: ok: {}, {} days\n", path, size_in_words(*world, Language::en), scenario_of(*world).days);
}

int check_all(const std::vector<std::string>& paths) {
    std::string good;
    bool errors = false;
    for (const std::string& path : paths) {
        if (const std::optional<std::string> words = check(path)) {
            good += *words;
        } else {
            errors = true;
        }
    }
    print(good);
    return errors ? exit_user_error : exit_fine;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("check", "Say everything that is wrong with scenarios and lessons");
    const auto paths = std::make_shared<std::vector<std::string>>();
    command.add_option("scenarios", *paths, "Files of scenarios or lessons (TOML)")->required()->type_name("SCENARIO");
    command.footer("Example:\n  piket check scenarios/*.toml scenarios/lessons/*.toml");
    command.callback([paths, &action] { action = [paths] { return check_all(*paths); }; });
}

}  // namespace piket::cli
