// piket sweep: one scenario changed along the axes of a plan, every variant under the same futures.
#include "piket/sweep.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "commands.hpp"
#include "failure.hpp"
#include "interrupt.hpp"
#include "one_file.hpp"
#include "options.hpp"
#include "piket/store.hpp"
#include "progress.hpp"
#include "sweep_files.hpp"
#include "sweep_report.hpp"
#include "sweep_source.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string plan, csv, shard;
    Options options;  // replicates, threads, language, where results go
};

struct Shard {
    size_t index = 0, of = 1;  // index from 0
};

// "2/8" is the second of eight.
Shard shard_from(const std::string& text) {
    size_t index = 0, of = 0;
    char rest = 0;
    constexpr size_t most = 100'000;
    if (std::sscanf(text.c_str(), "%6zu/%6zu%c", &index, &of, &rest) != 2 || index < 1 || index > of || of > most) {
        throw Failure(
            fmt::format("piket: --shard {}: must be i/n with 1 <= i <= n <= {}, for instance 2/8", text, most),
            exit_usage);
    }
    return {index - 1, of};
}

std::vector<Replicate> outcomes_of(std::vector<SweepResult> results) {
    std::vector<Replicate> all;
    for (SweepResult& result : results) {
        all.push_back(std::move(result.outcomes));
    }
    return all;
}

// Where --csv goes: found wanting before anything is simulated.
using Csv = std::optional<OneFile>;

int tell(const Request& request, const SweepPlan& plan, Csv& csv, const ResultsOfPoint& results) {
    if (csv) {
        write_runs(csv->file(), plan, results);
        csv->commit();
    }
    print(sweep_report(
        plan, [&](size_t point) { return outcomes_of(results(point)); }, request.options.language));
    return exit_fine;
}

int sweep_in_memory(const Request& request, const SweepPlan& plan, Csv& csv) {
    std::vector<std::vector<SweepResult>> results(plan.points(),
                                                  std::vector<SweepResult>(static_cast<size_t>(plan.replicates)));
    {
        Progress progress("runs");
        run_sweep(plan, runs_of(plan), {request.options.threads, std::ref(progress)}, [&](SweepResult result) {
            const SweepRun run = result.run;
            results[run.point][run.replicate] = std::move(result);
        });
    }
    return tell(request, plan, csv, [&](size_t point) { return results[point]; });
}

// The store may hold more futures than were asked for now.
std::vector<SweepResult> runs_asked_for(const Store& store, const SweepPlan& plan, size_t point) {
    std::vector<SweepResult> runs = store.runs_at(point);
    std::erase_if(runs, [&](const SweepResult& result) {
        return result.run.replicate >= static_cast<uint64_t>(plan.replicates);
    });
    return runs;
}

// Does what is missing; what has finished stays, whatever ends the program.
int sweep_into_store(const Request& request, const SweepPlan& plan, const Shard& shard, Csv& csv) {
    std::error_code ignored;
    const bool there = std::filesystem::exists(request.options.out, ignored);
    Store store = Store::write(request.options.out, plan);
    const std::vector<SweepRun> wanted = shard_of(plan, shard.index, shard.of);
    const std::vector<SweepRun> todo = store.missing(wanted);
    const std::string again = "; run the same command again to go on";
    if (there && store.runs() == 0) {
        complain(fmt::format("{}: is there, but holds no runs yet; it is begun anew", store.path()));
    } else if (todo.size() < wanted.size()) {
        complain(fmt::format("{}: {} of {} runs are there, {} are to be done", store.path(),
                             wanted.size() - todo.size(), wanted.size(), todo.size()));
    }
    {
        const StopRequest stop;
        Progress progress("runs");
        run_sweep(plan, todo, {request.options.threads, std::ref(progress), StopRequest::made},
                  [&](const SweepResult& result) { store.add(result); });
    }
    const size_t left = store.missing(wanted).size();
    if (left > 0) {
        complain(fmt::format("{}: stopped with {} of {} runs done{}", store.path(), wanted.size() - left, wanted.size(),
                             again));
        store.close();
        return StopRequest::status();
    }
    int status = exit_fine;
    if (shard.of > 1) {
        print(fmt::format("{}: shard {} of {}: {} runs. When all shards are done: piket merge --out FILE SHARD...\n",
                          store.path(), shard.index + 1, shard.of, wanted.size()));
    } else {
        status = tell(request, plan, csv, [&](size_t point) { return runs_asked_for(store, plan, point); });
    }
    store.close();
    return status;
}

int sweep(const Request& request) {
    if (!request.shard.empty() && request.options.out.empty()) {
        throw Failure("piket: --shard needs --out FILE, which piket merge puts together later", exit_usage);
    }
    if (!request.shard.empty() && !request.csv.empty()) {
        throw Failure("piket: --csv and --shard: a shard has not all rows; piket export writes them after piket merge",
                      exit_usage);
    }
    const Shard shard = request.shard.empty() ? Shard{} : shard_from(request.shard);
    const SweepPlan plan = plan_from(request.plan, request.options);
    Csv csv;
    if (!request.csv.empty()) {
        csv.emplace("--csv", request.csv);
    }
    try {
        return request.options.out.empty() ? sweep_in_memory(request, plan, csv)
                                           : sweep_into_store(request, plan, shard, csv);
    } catch (const SweepError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
}

}  // namespace

void add_sweep(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("sweep", "Change a scenario along the axes of a plan, under the same futures");
    const auto request = std::make_shared<Request>();
    command.add_option("plan", request->plan, "Plan (TOML); see scenarios/sweeps")->required()->type_name("PLAN");
    command
        .add_option("--out", request->options.out,
                    "Keep every run in this SQLite file; with what is there already, go on")
        ->type_name("FILE");
    command.add_option("--shard", request->shard, "Only every n-th run, from the i-th on: 1/8 ... 8/8")
        ->type_name("i/n");
    command.add_option("--csv", request->csv, "Write one row per run and horizon, with every outcome")
        ->type_name("FILE");
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_language(command, request->options);
    command.footer(
        "Examples:\n  piket sweep scenarios/sweeps/rosters.toml\n"
        "  piket sweep scenarios/sweeps/rosters.toml --out rosters.sqlite");
    command.callback([request, &action] { action = [request] { return sweep(*request); }; });
}

}  // namespace piket::cli
