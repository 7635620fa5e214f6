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

# Killed at random moments until it is done.
for i in {1..60}; do
    "$piket" sweep "$work/plan.toml" --out "$work/killed.sqlite" >/dev/null 2>&1 &
    sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
    kill -9 $! 2>/dev/null || break
    wait $! 2>/dev/null || true
done
"$piket" sweep "$work/plan.toml" --out "$work/killed.sqlite" >/dev/null 2>&1
same_as_whole "$work/killed.sqlite" "runs were lost to kill -9"
echo "store.sh: killed $i times, nothing lost"

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
