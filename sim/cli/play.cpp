// piket play: the window, and where there can be none, what it would have shown as a table.
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "calibrations.hpp"
#include "commands.hpp"
#include "compare.hpp"
#include "failure.hpp"
#include "piket/lesson.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

namespace fs = std::filesystem;

constexpr int window_without_display = 3;  // exit status of piket-window, which has said nothing then
constexpr int spawned_nothing = 127;

fs::path own_folder() {
    std::error_code error;
    const fs::path binary = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path(".") : binary.parent_path();
}

struct Shown {
    int status = 0;       // of the window, once it has ended
    std::string absence;  // or else why there was none
};

Shown show_window(const std::vector<std::string>& scenarios) {
    const std::string program = own_folder() / "piket-window";
    if (access(program.c_str(), X_OK) != 0) {
        return {0, "the window was not built here"};
    }
    const std::string fallback = "--fallback";  // this program says itself what it does without a display
    std::vector<char*> arguments = {const_cast<char*>(program.c_str()), const_cast<char*>(fallback.c_str())};
    for (const std::string& scenario : scenarios) {
        arguments.push_back(const_cast<char*>(scenario.c_str()));
    }
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ);
    if (failed != 0) {
        return {0, fmt::format("the window cannot be started ({})", std::strerror(failed))};
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw Failure("piket: lost sight of the window", exit_internal);
        }
    }
    if (WIFSIGNALED(status)) {
        throw Failure(fmt::format("piket: the window was ended by signal {}", WTERMSIG(status)),
                      128 + WTERMSIG(status));
    }
    const int code = WEXITSTATUS(status);
    if (code == window_without_display) {
        return {0, "there is no display for the window"};
    }
    if (code == spawned_nothing) {
        return {0, "the window cannot be started (a library is missing)"};
    }
    return {code, {}};
}

bool needs_window(const std::string& file) {
    return file.ends_with(".json") || is_lesson(file);
}

int play(std::vector<std::string> scenarios) {
    if (scenarios.size() > 2) {
        throw Failure("piket: play takes two scenarios; see piket play --help", exit_usage);
    }
    if (scenarios.empty()) {
        scenarios = {built_in_file("scenarios/tangsel-2020.toml"),
                     built_in_file("scenarios/tangsel-2020-wfh-piket.toml")};
    }
    const Shown shown = show_window(scenarios);
    if (shown.absence.empty()) {
        return shown.status;
    }
    if (scenarios.size() == 1 && needs_window(scenarios[0])) {
        throw Failure(fmt::format("piket: {}, and {} is played there and nowhere else", shown.absence, scenarios[0]));
    }
    if (scenarios.size() == 1) {
        scenarios.push_back(scenarios[0]);
    }
    complain(fmt::format("piket: {}; comparing in the terminal instead", shown.absence));
    return compare_scenarios(scenarios, Options{});
}

}  // namespace

void add_play(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("play", "Open the window: two policies side by side");
    const auto scenarios = std::make_shared<std::vector<std::string>>();
    command
        .add_option(
            "scenarios", *scenarios,
            "Scenario files (TOML): A and B. Without them Tangerang Selatan, March 2020, with and without duty "
            "rosters; without a display they are compared in the terminal. Or one lesson (TOML), or a session that "
            "was saved (JSON)")
        ->type_name("SCENARIO");
    command.footer(
        "Examples:\n  piket play scenarios/tangsel-2020.toml scenarios/tangsel-2020-wfh-piket.toml\n"
        "  piket play scenarios/lessons/1-udara-rapat.toml");
    command.callback([scenarios, &action] { action = [scenarios] { return play(*scenarios); }; });
}

}  // namespace piket::cli
