#!/usr/bin/env bash
# The store of a sweep on a disk that is full, in a folder that nobody may write to, and under a process that is killed
# again and again. Needs root for the disks.
set -euo pipefail
piket=${BUILD_DIR:?}/bin/piket
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'umount -q "$work/small" "$work/sealed" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
    echo "store.sh: $*" >&2
    exit 1
}

cat >"$work/plan.toml" <<PLAN
format = 1
title = "Deep"
scenario = "$root/scenarios/tiny.toml"
replicates = 200
[[axis]]
key = "wfo.share"
values = [0.5, 1]
PLAN
"$piket" sweep "$work/plan.toml" --out "$work/whole.sqlite" >/dev/null
"$piket" export "$work/whole.sqlite" --csv "$work/whole" >/dev/null

same_as_whole() {
    "$piket" export "$1" --csv "$work/other" >/dev/null
    cmp "$work/whole/runs.csv" "$work/other/runs.csv" || fail "$2"
}

# How many runs a file has, as piket export writes them. A file that was barely begun has none.
runs_in() {
    local message
    if message=$("$piket" export "$1" --csv "$work/count" 2>&1); then
        tail -n +2 "$work/count/runs.csv" | cut -d, -f2,3 | sort -u | wc -l
    elif [[ $message == *"holds no runs yet"* || $message == *"there is no such file"* ]]; then
        echo 0
    else
        fail "after a kill: $message"
    fi
}

# Killed at random moments until it is done.
before=0 killed=0
for _ in {1..60}; do
    "$piket" sweep "$work/plan.toml" --out "$work/killed.sqlite" >/dev/null 2>"$work/errors" &
    sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
    kill -9 $! 2>/dev/null || true
    status=0
    wait $! 2>/dev/null || status=$?
    [[ $status == 0 || $status == 137 ]] || fail "status $status: $(<"$work/errors")"
    now=$(runs_in "$work/killed.sqlite")
    ((now >= before)) || fail "$before runs before a kill, $now after it"
    before=$now
    ((status == 137)) || break
    killed=$((killed + 1))
done
((killed > 0 && before > 0)) || fail "killed $killed times, and $before runs are there"
"$piket" sweep "$work/plan.toml" --out "$work/killed.sqlite" >/dev/null 2>"$work/errors" || fail "$(<"$work/errors")"
same_as_whole "$work/killed.sqlite" "runs were lost to kill -9"
echo "store.sh: killed $killed times with $before runs by then, nothing lost"

if ((EUID != 0)) || ! { mkdir "$work/small" && mount -t tmpfs -o size=100k none "$work/small"; } 2>/dev/null; then
    echo "store.sh: no disk can be mounted here, so a full one was not tried"
    exit 0
fi
status=0
message=$("$piket" sweep "$work/plan.toml" --out "$work/small/r.sqlite" 2>&1 >/dev/null) || status=$?
[[ $status == 1 && $message == *"r.sqlite: the disk is full"*"run the same command again"* ]] ||
    fail "on a full disk: status $status, $message"
mount -o remount,size=50m "$work/small"
message=$("$piket" sweep "$work/plan.toml" --out "$work/small/r.sqlite" 2>&1 >/dev/null)
[[ $message == *"of 400 runs are there"* ]] || fail "nothing was kept on the full disk: $message"
same_as_whole "$work/small/r.sqlite" "runs were lost to a full disk"
echo "store.sh: full disk: ${message#*: }"

mkdir "$work/sealed"
mount -t tmpfs -o size=50m none "$work/sealed"
cp "$work/killed.sqlite" "$work/sealed/r.sqlite"
mount -o remount,ro "$work/sealed"
for file in r.sqlite new.sqlite; do
    status=0
    message=$("$piket" sweep "$work/plan.toml" --out "$work/sealed/$file" 2>&1 >/dev/null) || status=$?
    [[ $status == 1 && $message == *"$file: cannot be written"* ]] || fail "read-only: status $status, $message"
done
same_as_whole "$work/sealed/r.sqlite" "what is read-only cannot be read"
echo "store.sh: read-only: ${message#piket: *: }"
