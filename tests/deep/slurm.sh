#!/usr/bin/env bash
# A sweep on a real Slurm, on the loopback of this machine: one task is requeued in the middle, one is killed there.
# Merged, its results are those of the sweep in one piece, row for row.
set -euo pipefail

piket=$BUILD_DIR/bin/piket
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
for program in munged slurmctld slurmd sbatch; do
    command -v "$program" >/dev/null || PATH=$PATH:/usr/sbin
    command -v "$program" >/dev/null || { echo "slurm: not tried, $program is not installed" && exit 0; }
done
((EUID == 0)) || { echo "slurm: not tried, slurmd wants root" && exit 0; }

work=$(mktemp -d)
chmod 755 "$work"

tell() {
    echo "slurm: $*" >&2
    squeue -h >&2 || true
    tail -n 15 "$work"/*.log "$work"/jobs/*.log 2>/dev/null >&2 || true
    exit 1
}

finish() {
    scancel --user root 2>/dev/null || true
    local pid file i
    for file in slurmd.pid slurmctld.pid munged.pid; do
        [[ -s $work/$file ]] || continue
        pid=$(<"$work/$file")
        kill "$pid" 2>/dev/null || continue
        for ((i = 0; i < 50; ++i)); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -9 "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# until_true SECONDS COMMAND...
until_true() {
    local left=$(($1 * 5))
    shift
    until "$@"; do
        ((left-- > 0)) || return 1
        sleep 0.2
    done
}

start_munge() {
    mkdir -m 700 "$work/munge"
    dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
    chmod 600 "$work/munge/key"
    # All in a folder that only this test has; --force because it lies below /tmp.
    munged --force --key-file="$work/munge/key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
        --log-file="$work/munged.log" --seed-file="$work/munge/seed" --num-threads=2
}

start_slurm() {
    local cpus
    cpus=$(nproc)
    export SLURM_CONF=$work/slurm.conf
    mkdir "$work/state" "$work/spool"
    cat >"$SLURM_CONF" <<CONF
ClusterName=loopback
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/backfill
SelectType=select/cons_tres
SchedulerParameters=sched_interval=2,bf_interval=2
ReturnToService=2
KillWait=20
MpiDefault=none
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$cpus State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    slurmctld -c
    slurmd -c
    until_true 60 idle || tell "the node does not come up"
}

idle() { [[ $(sinfo -h -o %T 2>/dev/null) == idle ]]; }
runs_in() { sqlite_count "$1" 2>/dev/null || echo 0; }
sqlite_count() { "$piket" export "$1" --csv "$work/peek" 2>/dev/null | sed -nE 's/.*: ([0-9,]+) runs at.*/\1/p' | tr -d , | grep .; }
some_done() { (($(runs_in "$work/jobs/shard-$1.sqlite") > 3)); }
task_log() { cat "$work/jobs/task-$1.log" 2>/dev/null; }
has_ended() { [[ -z $(squeue -h 2>/dev/null) ]]; }

port=$((20000 + RANDOM % 20000))
start_munge
start_slurm

cat >"$work/plan.toml" <<PLAN
format = 1
title = "Three doses on a loopback"
scenario = "$root/scenarios/sweeps/office-300.toml"
replicates = 60
outcomes = ["infections_servants"]
[[axis]]
key = "wfo.share"
values = [0.25, 0.5, 1]
PLAN
"$piket" slurm "$work/plan.toml" --nodes 3 --out "$work/jobs" --time 30 >/dev/null
for script in array.sbatch merge.sbatch submit.sh; do
    bash -n "$work/jobs/$script"
    ! command -v shellcheck >/dev/null || shellcheck "$work/jobs/$script" || tell "shellcheck"
done
"$work/jobs/submit.sh" | tee "$work/submitted"
array=$(sed -E 's/array ([0-9]+),.*/\1/' "$work/submitted")

until_true 120 some_done 1 || tell "the first task does not begin"
scontrol requeue "${array}_1"
until_true 120 grep -qs 'stopped with' "$work/jobs/task-1.log" || tell "the requeued task did not stop cleanly"
echo "requeued: $(grep -h 'stopped with' "$work/jobs/task-1.log")"

until_true 240 some_done 2 || tell "the second task does not begin"
sweep=$(pgrep -f -- "--shard 2/3 --out $work/") || tell "the second task was over before it could be killed"
kill -KILL "$sweep"
until_true 60 grep -qs 'Killed' "$work/jobs/task-2.log" || tell "no word of the killed sweep"
echo "killed: $(grep -h 'Killed' "$work/jobs/task-2.log" | head -n 1)"

until_true 300 has_ended || tell "the jobs do not end"
for task in 1 2; do
    grep -q 'runs are there' "$work/jobs/task-$task.log" || tell "task $task did not go on where it was: $(task_log $task)"
    echo "went on: $(grep -h 'runs are there' "$work/jobs/task-$task.log")"
done
[[ -s $work/jobs/tables/runs.csv ]] || tell "no tables: $(cat "$work/jobs/merge.log")"

"$piket" sweep "$work/plan.toml" --out "$work/whole.sqlite" >/dev/null
"$piket" export "$work/whole.sqlite" --csv "$work/whole" >/dev/null
for table in runs.csv points.csv dictionary.csv; do
    cmp "$work/whole/$table" "$work/jobs/tables/$table" || tell "$table differs from that of the sweep in one piece"
done
echo "slurm: $(($(wc -l <"$work/whole/runs.csv") - 1)) rows, the same as from one process"
