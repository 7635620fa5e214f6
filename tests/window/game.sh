#!/usr/bin/env bash
# Somebody plays at a real window. Run by real.cpp under xvfb-run.
#   game.sh PIKET_WINDOW FOLDER SCENARIO
# Leaves in FOLDER: pictures at each step, piket-session.json and piket-comparison.csv.
set -euo pipefail
program=$1 folder=$2 scenario=$3

export XDG_CONFIG_HOME=$folder/config
cd "$folder"
"$program" --size 1280x720 --pictures "$folder" "$scenario" &
window=$!
trap 'kill "$window" 2>/dev/null || true' EXIT

id=$(timeout 20 xdotool search --sync --onlyvisible --name '^Piket$' | head -n 1)
xdotool windowfocus --sync "$id"  # no window manager does it here
look() { sleep 0.5 && import -window root "$folder/$1.png"; }

sleep 1.5
look start
xdotool key space
sleep 1.5
look playing
xdotool key space
for step in 1 2 3 4; do
    xdotool key period
    sleep 0.2
done
look days
for overlay in 2 3 4 5 6 7 8; do
    xdotool key "$overlay"
    look "overlay-$overlay"
done
xdotool key 1 Tab
look only-a
xdotool key Tab Tab
xdotool mousemove 700 640 click 1 # the timeline
look scrubbed
xdotool mousemove 420 330 click 1 # somewhere in world A
look inspected
xdotool key F5
sleep 0.5
xdotool key ctrl+e
sleep 0.5
xdotool key ctrl+l
look other-language
xdotool key F9
sleep 1.5
look loaded
xdotool key ctrl+q

for _ in {1..100}; do
    kill -0 "$window" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$window" 2>/dev/null && { echo "the window does not close" >&2; exit 1; }
trap - EXIT
wait "$window"
