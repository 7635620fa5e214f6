// piket replay: a session of the window lived again without it, to the same state.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "piket/session.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string session;
    int threads = 1;
};

int replay(const Request& request) {
    const Session session = accept(load_session(request.session));
    std::vector<std::shared_ptr<const World>> worlds;
    for (Scenario& scenario : accept(scenarios_of(session))) {
        worlds.push_back(make_world(std::move(scenario)));
    }
    accept(check_day(session, scenario_of(*worlds.front()), request.session));
    std::string text;
    for (const auto& [name, branch] : {std::pair("A", session.a), std::pair("B", session.b)}) {
        const std::shared_ptr<const World>& world = worlds[session.branches[branch].scenario];
        for (int b = static_cast<int>(branch); b >= 0; b = session.branches[static_cast<size_t>(b)].parent) {
            accept(check_commands(session, static_cast<uint32_t>(b), *world));
        }
        Simulation simulation(world,
                              {.seed = session.seed, .replicate = session.replicate, .threads = request.threads});
        if (!live_until(simulation, log_of(session, branch), session.day)) {
            throw Failure(fmt::format("{}: a command of branch {} is refused by its scenario", request.session, name));
        }
        text += fmt::format("{} {} {:016x}\n", name, to_date(simulation.day()), simulation.hash());
    }
    print(text);
    return exit_fine;
}

}  // namespace

void add_replay(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("replay", "Live a session of the window again, to the same state");
    const auto request = std::make_shared<Request>();
    command.add_option("session", request->session, "File that the window saved")->required()->type_name("SESSION");
    command.add_option("--threads", request->threads, "Use so many processor cores; 0: all. The result is the same")
        ->type_name("T")
        ->check(CLI::Range(0, 256).description(""));
    command.footer(
        "Prints the state of both worlds at the midnight before the day on screen.\n\n"
        "Example:\n  piket replay session.json");
    command.callback([request, &action] { action = [request] { return replay(*request); }; });
}

}  // namespace piket::cli
