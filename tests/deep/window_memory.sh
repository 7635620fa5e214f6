#!/usr/bin/env bash
# Memory stays flat while somebody plays at top speed, run after run, each loaded anew. PIKET_MINUTES says how long (2).
set -euo pipefail

window=$BUILD_DIR/bin/piket-window
minutes=${PIKET_MINUTES:-2}
run_seconds=12

if [[ ! -x $window ]] || ! command -v xvfb-run >/dev/null || ! command -v xdotool >/dev/null; then
    echo "window memory: not tried, there is no window or no display for it here"
    exit 0
fi
if [[ ${1-} != on-display ]]; then
    exec xvfb-run -a -s "-screen 0 1280x720x24" bash "${BASH_SOURCE[0]}" on-display
fi

work=$(mktemp -d)
cd "$work"
HOME=$work XDG_CONFIG_HOME=$work/config "$window" --size 1280x720 &
played=$!
trap 'kill "$played" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
    echo "window memory: $*" >&2
    exit 1
}
megabytes() { awk -v page="$(getconf PAGESIZE)" '{ printf "%d", $2 * page / 1e6 }' "/proc/$played/statm"; }

# Saves; a busy machine takes its time.
save() {
    rm -f piket-session.json
    xdotool key F5
    for _ in {1..100}; do
        [[ ! -e piket-session.json ]] || return 0
        sleep 0.3
    done
    fail "nothing was saved"
}

id=$(timeout 60 xdotool search --sync --onlyvisible --name '^Piket$' | head -n 1)
xdotool windowfocus --sync "$id" # no window manager does it here
sleep 4
save
cp piket-session.json first.json

peaks=()
start=$SECONDS
while ((SECONDS - start < 60 * minutes)); do
    xdotool key bracketright key bracketright key bracketright key bracketright key space
    sleep "$run_seconds"
    kill -0 "$played" 2>/dev/null || fail "the window ended"
    save
    cmp -s piket-session.json first.json && fail "no day went by"
    peaks+=("$(megabytes)")
    echo "minute $(((SECONDS - start) / 60)): ${peaks[-1]} MB"
    cp first.json piket-session.json
    xdotool key F9
    sleep 2
done

# The first runs fill what is kept; after them the highest may not rise by more than a tenth.
half=$((${#peaks[@]} / 2))
early=$(printf '%s\n' "${peaks[@]:0:half}" | sort -n | tail -n 1)
late=$(printf '%s\n' "${peaks[@]:half}" | sort -n | tail -n 1)
((late * 10 <= early * 11)) || fail "grew from $early to $late MB in ${#peaks[@]} runs"
echo "window memory: at most $early MB in the first half of ${#peaks[@]} runs, $late MB in the second"
