#!/usr/bin/env bash
# The man page renders without a warning.
set -euo pipefail

for program in groff mandoc; do
    command -v "$program" >/dev/null || { echo "man page: not tried, $program is not installed" && exit 0; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$BUILD_DIR/bin/piket" describe man >"$work/piket.1"
groff -ww -man -Tutf8 -Kutf8 -z "$work/piket.1" >"$work/said" 2>&1
mandoc -T lint -W style "$work/piket.1" >>"$work/said" 2>&1 || true # its status, too, says that it had something to say
if [[ -s $work/said ]]; then
    cat "$work/said" >&2
    exit 1
fi
echo "man page: $(wc -l <"$work/piket.1") lines, no warning of groff or mandoc"
