// piket slurm: a sweep as a job array of a cluster, and the job that puts its shards together.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <regex>
#include <string>
#include <system_error>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "options.hpp"
#include "slurm_scripts.hpp"
#include "sweep_source.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

namespace fs = std::filesystem;

constexpr int most_nodes = 1000;  // as many tasks as Slurm lets an array have unless told otherwise

struct Request {
    std::string plan, time, partition;
    int nodes = 0;
    Options options;
};

// A line of #SBATCH ends at its end, and a % in the name of a log is Slurm's.
std::string absolute(const fs::path& path, const std::string& what) {
    std::error_code error;
    const std::string found = fs::weakly_canonical(path, error).string();
    if (error) {
        throw Failure(fmt::format("piket: {} {}: {}", what, path.string(), error.message()));
    }
    if (std::ranges::any_of(found, [](char c) { return c == '\n' || c == '"' || c == '\\'; })) {
        throw Failure(fmt::format(
            "piket: {} {}: a path for Slurm must be free of line ends, double quotes and backslashes", what, found));
    }
    return found;
}

void check_words(const Request& request) {
    static const std::regex time("[0-9]+|[0-9]+:[0-9]{2}(:[0-9]{2})?|[0-9]+-[0-9]{1,2}(:[0-9]{2}){0,2}");
    static const std::regex partition("[A-Za-z0-9_.,-]+");
    if (!request.time.empty() && !std::regex_match(request.time, time)) {
        throw Failure(fmt::format("piket: --time {}: must be minutes, hours:minutes:seconds or days-hours, for "
                                  "instance 90, 01:30:00 or 2-12",
                                  request.time),
                      exit_usage);
    }
    if (!request.partition.empty() && !std::regex_match(request.partition, partition)) {
        throw Failure(fmt::format("piket: --partition {}: must be letters, digits, - _ . and commas between several",
                                  request.partition),
                      exit_usage);
    }
}

// The plan is read here, so that what is wrong with it is said now and not by a thousand tasks.
SweepPlan checked_plan(const Request& request) {
    SweepPlan plan = plan_from(request.plan, request.options);
    const size_t runs = plan.points() * static_cast<size_t>(plan.replicates);
    if (static_cast<size_t>(request.nodes) > runs) {
        throw Failure(fmt::format("piket: --nodes {}: the plan has only {} runs", request.nodes, runs), exit_usage);
    }
    return plan;
}

std::string what_next(const std::string& folder, const Request& request, const SweepPlan& plan) {
    const Language language = request.options.language;
    const size_t runs = plan.points() * static_cast<size_t>(plan.replicates);
    return wrapped(
               fmt::format(fmt::runtime(say(language,
                                            "{} runs in {} tasks of one node each. The following submits them and the "
                                            "job that puts their shards together; where the files are, every node must "
                                            "see them:",
                                            "{} simulasi dalam {} tugas, masing-masing satu simpul. Perintah berikut "
                                            "mengirimnya beserta pekerjaan yang menggabungkan hasilnya; berkas itu "
                                            "harus terlihat dari setiap simpul:")),
                           count(runs, language), count(static_cast<uint64_t>(request.nodes), language)),
               0) +
           "  " + quoted(folder + "/submit.sh") + "\n" +
           wrapped(fmt::format(fmt::runtime(say(language, "Results will stand in {}, logs beside the shards.",
                                                "Hasil akan ada di {}, catatan tiap tugas di samping pecahannya.")),
                               folder + "/tables"),
                   0);
}

int write_scripts(const Request& request) {
    check_words(request);
    const SweepPlan plan = checked_plan(request);
    SlurmJobs jobs;
    jobs.name = "piket-" + fs::path(request.plan).stem().string();
    std::ranges::replace_if(
        jobs.name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '_' && c != '.'; }, '_');
    jobs.program = absolute("/proc/self/exe", "program");
    jobs.plan = absolute(request.plan, "plan");
    jobs.folder = absolute(request.options.out.empty() ? "slurm" : request.options.out, "--out");
    jobs.nodes = request.nodes;
    jobs.replicates = request.options.replicates;
    jobs.time = request.time;
    jobs.partition = request.partition;
    ResultFolder folder(jobs.folder);
    folder.open("array.sbatch").write(array_script(jobs));
    folder.open("merge.sbatch").write(merge_script(jobs));
    folder.open("submit.sh").write(submit_script(jobs));
    folder.commit();
    std::error_code ignored;  // bash submit.sh works too
    fs::permissions(fs::path(jobs.folder) / "submit.sh",
                    fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add,
                    ignored);
    print(what_next(jobs.folder, request, plan));
    return exit_fine;
}

}  // namespace

void add_slurm(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("slurm", "Write the scripts that run a sweep on a cluster with Slurm");
    const auto request = std::make_shared<Request>();
    command.add_option("plan", request->plan, "Plan (TOML); see scenarios/sweeps")->required()->type_name("PLAN");
    command.add_option("--nodes", request->nodes, "Tasks of the job array; each takes a node for itself")
        ->required()
        ->type_name("N")
        ->check(CLI::Range(1, most_nodes).description(""));
    command.add_option("--replicates", request->options.replicates, "Futures of each point, in place of the plan's")
        ->type_name("R");
    command.add_option("--out", request->options.out, "Folder for scripts, shards, logs and results (slurm)")
        ->type_name("DIR");
    command
        .add_option("--time", request->time,
                    "Limit of a task, as sbatch takes it, e.g. 04:00:00; what is not done by then is queued again")
        ->type_name("TIME");
    command.add_option("--partition", request->partition, "Partition of the cluster")->type_name("PARTITION");
    add_language(command, request->options);
    command.footer(
        "Writes array.sbatch (the tasks), merge.sbatch (piket merge and piket export) and submit.sh, which submits\n"
        "both. A task that is stopped or killed is queued again and does only what is missing. Program and plan are\n"
        "called by their full paths and must be seen from every node.\n\n"
        "Example:\n  piket slurm scenarios/sweeps/rosters.toml --nodes 8 --out cluster\n  cluster/submit.sh");
    command.callback([request, &action] { action = [request] { return write_scripts(*request); }; });
}

}  // namespace piket::cli
