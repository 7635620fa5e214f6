#!/usr/bin/env bash
# A disk that fills up and a folder that cannot be written: one clear line, no half-written result, nothing lost.
set -euo pipefail

piket=$BUILD_DIR/bin/piket
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
disk=$work/disk
trap 'mountpoint -q "$disk" && umount "$disk"; rm -rf "$work"' EXIT

fail() {
    echo "faults: $*" >&2
    exit 1
}

run_into() { "$piket" run "$root/scenarios/tiny.toml" --replicates 200 --out "$1" >"$work/out" 2>"$work/err"; }

mkdir "$disk"
if mount -t tmpfs -o size=64k tmpfs "$disk" 2>/dev/null; then
    run_into "$disk/results" && fail "a full disk went unnoticed"
    [[ $(wc -l <"$work/err") -eq 1 ]] || fail "a full disk wants one line, not: $(cat "$work/err")"
    [[ -z $(find "$disk" -type f) ]] || fail "a full disk left files behind: $(find "$disk" -type f)"
    echo "full disk: $(cat "$work/err")"
    umount "$disk"
else
    echo "full disk: not tried, a small disk cannot be mounted here"
fi

# Results that stand are kept when new ones cannot be written.
run_into "$work/results" || fail "a plain run failed"
before=$(sha256sum "$work/results"/*)
(ulimit -f 8; run_into "$work/results") && fail "a file size limit went unnoticed"
[[ $(sha256sum "$work/results"/*) == "$before" ]] || fail "earlier results changed"
echo "file size limit: earlier results kept"

# Killed in the middle: no file under a final name.
"$piket" run "$root/scenarios/tangsel-2020.toml" --replicates 400 --out "$work/killed" >/dev/null 2>&1 &
sleep 1
kill -9 $!
wait $! 2>/dev/null || true
for name in daily.csv infections.csv summary.json; do
    [[ ! -e $work/killed/$name ]] || fail "a killed run left $name"
done
echo "killed: nothing half-written under a final name"
