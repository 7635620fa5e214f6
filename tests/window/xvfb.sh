#!/usr/bin/env bash
# A user at a real window: help, another language, larger type, a picture, the way out. Run by real.cpp under xvfb-run.
#   xvfb.sh PIKET_WINDOW FOLDER EN_X EN_Y LARGER_X LARGER_Y
# Leaves in FOLDER: start.png, help.png and english.png (what the display shows), pictures/ and the settings.
set -euo pipefail
program=$1 folder=$2

export XDG_CONFIG_HOME=$folder/config
mkdir -p "$folder/pictures"
"$program" --empty --pictures "$folder/pictures" &
window=$!
trap 'kill "$window" 2>/dev/null || true' EXIT

id=$(timeout 10 xdotool search --sync --onlyvisible --name '^Piket$' | head -n 1)
xdotool windowfocus --sync "$id"  # no window manager does it here
# Once something is drawn and two pictures in a row are the same: on a busy machine the window may be late.
look() {
    local now before=''
    for _ in {1..50}; do
        sleep 0.4
        import -window root "$folder/$1.png"
        now=$(identify -format '%# %k' "$folder/$1.png")
        [[ $now != "$before" || ${now#* } -le 1 ]] || return 0
        before=$now
    done
}

look start
xdotool key F1
look help
xdotool key F1 mousemove "$3" "$4" click 1 mousemove 640 500  # away, so that no tip shows
look english
xdotool mousemove "$5" "$6" click 1 mousemove 640 500
sleep 0.4
xdotool key F12
sleep 0.4
xdotool key ctrl+q

for _ in {1..100}; do
    kill -0 "$window" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$window" 2>/dev/null && { echo "the window does not close" >&2; exit 1; }
trap - EXIT
wait "$window"
