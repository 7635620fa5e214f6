// piket hash: the state, midnight by midnight, as one number; and where two simulations part.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Hashing {
    std::string scenario;
    Options options;
    uint64_t replicate = 0;
    bool reference = false;
    std::optional<std::string> against;
    std::optional<int> against_threads;
    bool against_reference = false;

    bool compares() const { return against || against_threads || against_reference; }
};

Simulation begin(const std::string& path, const Options& options, uint64_t replicate, int threads, bool reference) {
    const std::shared_ptr<const World> world = make_world(load(path, options));
    return Simulation(world, {scenario_of(*world).seed, replicate, threads, reference});
}

int print_hashes(Simulation simulation) {
    for (int day = 1; !simulation.over(); ++day) {
        const Day date = simulation.day();
        simulation.step();
        print(fmt::format("{} {} {:016x}\n", day, to_date(date), simulation.hash()));
    }
    return exit_fine;
}

// The arrays in which two states differ, in the order of the state.
std::vector<std::string> differing(const Simulation& a, const Simulation& b) {
    const auto of_a = a.array_hashes(), of_b = b.array_hashes();
    std::vector<std::string> names;
    for (size_t i = 0; i < std::min(of_a.size(), of_b.size()); ++i) {
        if (of_a[i] != of_b[i]) {
            names.push_back(of_a[i].first);
        }
    }
    return names;
}

int print_first_difference(Simulation a, Simulation b) {
    const auto equal = [&](const std::string& when) {
        const std::vector<std::string> names = differing(a, b);
        if (!names.empty()) {
            print(fmt::format("{}: the first array that differs is {} (differing in all: {})\n", when, names.front(),
                              fmt::join(names, ", ")));
        }
        return names.empty();
    };
    if (!equal("before the first day")) {
        return exit_user_error;
    }
    int day = 0;
    while (!a.over() && !b.over()) {
        const Day date = a.day();
        a.step();
        b.step();
        if (!equal(fmt::format("day {} ({})", ++day, to_date(date)))) {
            return exit_user_error;
        }
    }
    if (a.over() != b.over()) {
        print(fmt::format("equal on {} days, then one of the two is over\n", day));
        return exit_user_error;
    }
    print(fmt::format("equal on all {} days: {:016x}\n", day, a.hash()));
    return exit_fine;
}

int hash(const Hashing& h) {
    Simulation a = begin(h.scenario, h.options, h.replicate, h.options.threads, h.reference);
    if (!h.compares()) {
        return print_hashes(std::move(a));
    }
    Simulation b = begin(h.against.value_or(h.scenario), h.options, h.replicate,
                         h.against_threads.value_or(h.options.threads), h.against_reference);
    return print_first_difference(std::move(a), std::move(b));
}

}  // namespace

void add_hash(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("hash", "Print the state of each midnight as one number");
    const auto h = std::make_shared<Hashing>();
    h->options.threads = 1;
    add_scenario(command, h->scenario);
    add_days_and_seed(command, h->options);
    add_threads(command, h->options);
    add_set(command, h->options);
    command.add_option("--replicate", h->replicate, "Number of the future, from 0")
        ->type_name("R")
        ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
    command.add_flag("--reference", h->reference, "Take the obvious path: every room, every person");
    command.add_option("--against", h->against, "Name the first day and array in which OTHER differs")
        ->type_name("OTHER");
    command.add_option("--against-threads", h->against_threads, "... run with so many threads")
        ->type_name("T")
        ->check(CLI::Range(0, 256).description(""));
    command.add_flag("--against-reference", h->against_reference, "... run along the obvious path");
    command.footer(
        "Prints day, date and hash. With one of the --against options, two simulations are run side by side; exit\n"
        "status 1 if they differ.\n\n"
        "Examples:\n"
        "  piket hash scenarios/tiny.toml --days 7\n"
        "  piket hash scenarios/tiny.toml --threads 1 --against-threads 4");
    command.callback([h, &action] { action = [h] { return hash(*h); }; });
}

}  // namespace piket::cli
