#include "slurm_scripts.hpp"

#include <fmt/format.h>

#include "options.hpp"

namespace piket::cli {

namespace {

// In a name of a log Slurm reads % as the beginning of a pattern of its own.
std::string log_of(const SlurmJobs& jobs, const std::string& name) {
    std::string path;
    for (const char c : jobs.folder) {
        path += c == '%' ? "%%" : std::string(1, c);
    }
    return "\"" + path + "/" + name + "\"";
}

std::string heading(const SlurmJobs& jobs, const std::string& name, const std::string& log) {
    std::string text = fmt::format(
        "#!/usr/bin/env bash\n"
        "#SBATCH --job-name={}\n"
        "#SBATCH --output={}\n"
        "#SBATCH --open-mode=append\n"
        "#SBATCH --requeue\n"
        "#SBATCH --nodes=1\n"
        "#SBATCH --ntasks=1\n",
        name, log_of(jobs, log));
    if (!jobs.partition.empty()) {
        text += "#SBATCH --partition=" + jobs.partition + "\n";
    }
    return text;
}

// Slurm sends SIGTERM to the shell and to the sweep when the task is cancelled, requeued or has to make room, and
// SIGUSR1 to the shell when the time limit is near. The sweep would take a second signal for impatience, so it gets
// exactly one, SIGHUP from the shell; it then ends between two nights with every finished run kept.
constexpr std::string_view watch = R"(
why=''
# shellcheck disable=SC2317 # the traps below call it
stop() { # REASON
    again=yes
    [[ -z $why ]] || return 0
    why=$1
    kill -HUP "$sweep" 2>/dev/null
}

(
    trap '' TERM
    exec "${command[@]}"
) &
sweep=$!
trap 'stop ended' TERM
trap 'stop time' USR1
again=yes
while [[ -n $again ]]; do # a signal ends the wait before it ends the sweep
    again=''
    status=0
    wait "$sweep" || status=$?
done

# Out of time, it goes on in its next turn. Killed (137: perhaps for want of memory), it is tried again some times.
if [[ $why == time ]] && ((status > 128)) || { ((status == 137)) && ((${SLURM_RESTART_COUNT:-0} < 3)); }; then
    scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
)";

}  // namespace

std::string array_script(const SlurmJobs& jobs) {
    std::string text = heading(jobs, jobs.name, "task-%a.log");
    text += fmt::format("#SBATCH --array=1-{}\n#SBATCH --exclusive\n#SBATCH --signal=B:USR1@120\n", jobs.nodes);
    if (!jobs.time.empty()) {
        text += "#SBATCH --time=" + jobs.time + "\n";
    }
    text += "\n# One shard of a sweep. Submitted by submit.sh.\nset -u\n\n";
    text += "task=$SLURM_ARRAY_TASK_ID\n";
    text += fmt::format("command=({} sweep {} --shard \"$task/{}\" --out {}/\"shard-$task.sqlite\"",
                        quoted(jobs.program), quoted(jobs.plan), jobs.nodes, quoted(jobs.folder));
    text += jobs.replicates ? fmt::format(" --replicates {})\n", *jobs.replicates) : ")\n";
    return text + std::string(watch);
}

std::string merge_script(const SlurmJobs& jobs) {
    const std::string folder = quoted(jobs.folder), program = quoted(jobs.program);
    return heading(jobs, jobs.name + "-merge", "merge.log") +
           fmt::format(
               "\n# When every task of the array has ended well: the shards as one file, and that as tables.\n"
               "set -euo pipefail\n\n"
               "shards=()\n"
               "for ((task = 1; task <= {}; ++task)); do\n"
               "    shards+=({}/\"shard-$task.sqlite\")\n"
               "done\n"
               "{} merge --out {}/results.sqlite \"${{shards[@]}}\"\n"
               "{} export {}/results.sqlite --csv {}/tables\n",
               jobs.nodes, folder, program, folder, program, folder, folder);
}

std::string submit_script(const SlurmJobs& jobs) {
    return fmt::format(
        "#!/usr/bin/env bash\n"
        "# Submits the array, and the merge for when all of its tasks have ended well.\n"
        "set -euo pipefail\n\n"
        "folder={}\n"
        "array=$(sbatch --parsable \"$folder/array.sbatch\")\n"
        "array=${{array%%;*}}\n"
        "merge=$(sbatch --parsable --dependency=\"afterok:$array\" --kill-on-invalid-dep=yes "
        "\"$folder/merge.sbatch\")\n"
        "echo \"array $array, merge ${{merge%%;*}}\"\n",
        quoted(jobs.folder));
}

}  // namespace piket::cli
