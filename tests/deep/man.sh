#!/usr/bin/env bash
# The man page renders without a warning.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$BUILD_DIR/bin/piket" describe man >"$work/piket.1"
groff -ww -man -Tutf8 -Kutf8 -z "$work/piket.1" >"$work/said" 2>&1
mandoc -T lint -W style "$work/piket.1" >>"$work/said" 2>&1 || true
# A page of its own format, not of BSD's: mandoc says so of itself.
grep -v 'referenced manual not found' "$work/said" >"$work/wrong" || true
if [[ -s $work/wrong ]]; then
    cat "$work/wrong" >&2
    exit 1
fi
echo "man page: $(wc -l <"$work/piket.1") lines, no warning of groff or mandoc"
