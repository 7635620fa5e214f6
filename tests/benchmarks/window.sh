#!/usr/bin/env bash
# How fast the window is, drawn by software on a display of its own. One command, some two minutes:
#   tests/benchmarks/window.sh [BUILD_DIR]
# Look at the load that is printed first: on a machine with other work the numbers say little.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
window=${1:-$root/build/release}/bin/piket-window
scenarios=$root/scenarios

# The ensemble never has all its futures here, so that it works as long as frames are timed.
shown() {
    local size=$1
    shift
    xvfb-run -a -s "-screen 0 ${size}x24" "$window" --size "$size" --futures 1000000 "$@" | sed 's/^/  /'
}

echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) cores"
for size in 1280x720 1920x1080; do
    echo "two worlds of one agency, as fast as frames come, $size; then without the ensemble"
    shown $size --frames 300
    shown $size --frames 300 --no-ensemble
done
for size in 1280x720 1920x1080; do
    echo "at the usual pace, time running at top speed, $size: what is left to the ensemble; then without it"
    shown $size --frames 600 --paced
    shown $size --frames 600 --paced --no-ensemble
done
echo "two worlds of 6,606 civil servants, all buildings on screen"
shown 1280x720 --frames 300 --whole "$scenarios/serang-2022.toml" "$scenarios/serang-2022-dinas.toml"
