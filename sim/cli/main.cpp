// The headless program: finds out which command is meant and runs it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "interrupt.hpp"
#include "scenario/suggest.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

constexpr const char* version = "piket " PIKET_VERSION;

constexpr const char* examples = R"(Examples:
  piket run scenarios/tiny.toml --replicates 20 --out results
  piket compare scenarios/tangsel-2020.toml scenarios/tangsel-2020-wfh-piket.toml
  piket limit scenarios/tangsel-2020.toml --measure wfo.share --infections-below 60 --waiting-below 1
  piket sweep scenarios/sweeps/rosters.toml --out rosters.sqlite
  piket slurm scenarios/sweeps/rosters.toml --nodes 8 --out cluster
  piket merge --out rosters.sqlite rosters-*.sqlite
  piket export rosters.sqlite --csv rosters
  piket frontier scenarios/sweeps/tangsel-wfo.toml --svg frontier.svg
  piket report results --lang id --out report.html
  piket check scenarios/*.toml
  piket office scenarios/staff-example.csv -o offices.toml --scenario kota.toml
  piket hash scenarios/tiny.toml --days 7
  piket replay session.json
  piket debrief team-a.json team-b.json --out debrief.html
  piket explain scenarios/tiny.toml --day 3 --unit kota/layanan/loket --measure wfo.share
  piket measures
  piket parameters
  piket measures --effects scenarios/tangsel-2020.toml
  piket sensitivity scenarios/tangsel-2020.toml --outcome infections_servants --svg bars.svg
  piket validate scenarios/banten-2020.toml
  piket room scenarios/rooms/meeting.toml
  piket circular se-25-2021
  piket play
  piket bench --office

'piket COMMAND --help' tells more about a command.)";

// CLI11 would take an unknown command for an argument too many.
void check_command(const CLI::App& program, int argc, char** argv) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({})) {
        names.push_back(command->get_name());
    }
    const std::string word = argc > 1 ? argv[1] : "";
    if (word.empty()) {
        throw Failure("piket: a command is missing; see piket --help", exit_usage);
    }
    if (word[0] != '-' && std::ranges::find(names, word) == names.end()) {
        const std::vector<std::string_view> known(names.begin(), names.end());
        const std::string suggestion = did_you_mean(word, known);
        throw Failure(
            fmt::format("piket: \"{}\" is no command{}", word, suggestion.empty() ? "; see piket --help" : suggestion),
            exit_usage);
    }
}

std::string help_of(CLI::App& program) {
    const std::vector<CLI::App*> chosen = program.get_subcommands();
    return chosen.empty() ? program.help() : chosen.front()->help("piket");
}

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

int dispatch(int argc, char** argv) {
    CLI::App program("Piket: who sits in the office today? Infections and service under work-from-home policies.",
                     "piket");
    Action action;
    program.set_version_flag("--version", version, "Print the version");
    program.get_formatter()->column_width(28);
    program.require_subcommand(0, 1);
    program.footer(examples);
    add_run(program, action);
    add_compare(program, action);
    add_limit(program, action);
    add_sweep(program, action);
    add_slurm(program, action);
    add_merge(program, action);
    add_export(program, action);
    add_frontier(program, action);
    add_report(program, action);
    add_check(program, action);
    add_office(program, action);
    add_hash(program, action);
    add_replay(program, action);
    add_debrief(program, action);
    add_explain(program, action);
    add_measures(program, action);
    add_parameters(program, action);
    add_validate(program, action);
    add_calibrate(program, action);
    add_room(program, action);
    add_circular(program, action);
    add_play(program, action);
    add_sensitivity(program, action);
    add_bench(program, action);
    add_describe(program, action);
    check_command(program, argc, argv);
    try {
        program.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        print(help_of(program));
        return exit_fine;
    } catch (const CLI::CallForVersion&) {
        print(std::string(version) + "\n");
        return exit_fine;
    } catch (const CLI::ParseError& error) {
        throw Failure(fmt::format("piket: {}; see piket {}--help", one_line(error.what()),
                                  std::string_view(argv[1]).starts_with('-') ? "" : std::string(argv[1]) + " "),
                      exit_usage);
    }
    return action ? action() : exit_fine;
}

}  // namespace

}  // namespace piket::cli

int main(int argc, char** argv) {
    using namespace piket::cli;
    handle_signals();
    try {
        return dispatch(argc, argv);
    } catch (const Failure& failure) {
        for (const std::string& line : failure.lines()) {
            complain(line);
        }
        return failure.status();
    } catch (const std::bad_alloc&) {
        complain("piket: out of memory");
    } catch (const std::exception& error) {
        complain(fmt::format("piket: internal error: {}", error.what()));
    } catch (...) {
        complain("piket: internal error");
    }
    return exit_internal;
}
