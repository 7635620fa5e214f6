#!/usr/bin/env bash
# Reports and debriefs as a reader gets them: opened in a browser and printed, two sides of A4 in both languages, every
# section on paper.
# Installs chromium and poppler-utils where they are missing, which needs root.
set -euo pipefail

piket=$BUILD_DIR/bin/piket
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "report: $*" >&2
    exit 1
}

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
if ((${#missing[@]})); then
    ((EUID == 0)) || fail "needs ${missing[*]}; ask an administrator to run: apt-get install -y --no-install-recommends ${missing[*]}"
    { apt-get -q update || true; DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"; } \
        >"$work/install.log" 2>&1 || fail "${missing[*]} could not be installed: $(tail -n 1 "$work/install.log")"
fi

# check NAME WORDS...: printed on two A4 sides, with each of the words on them.
check() {
    local name=$1 page=$work/$1.html pdf=$work/$1.pdf pages size words
    chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$work/profile" \
        --no-pdf-header-footer --print-to-pdf="$pdf" "file://$page" >"$work/chromium.log" 2>&1 ||
        fail "$name: chromium: $(tail -n 1 "$work/chromium.log")"
    pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
    size=$(pdfinfo "$pdf" | awk '/^Page size:/ { printf "%.0f x %.0f", $3, $5 }')
    [[ $pages -eq 2 ]] || fail "$name: $pages sides, not 2"
    [[ $size == "595 x 842" ]] || fail "$name: sides of $size pt, not A4"
    pdftotext -layout "$pdf" "$work/$name.txt"
    for words in "${@:2}"; do
        tr -s ' \n' ' ' <"$work/$name.txt" | grep -qF "$words" || fail "$name: \"$words\" is not on paper"
    done
    echo "$name: two sides of A4"
}

town=$root/scenarios/tangsel-2020
"$piket" compare "$town.toml" "$town-wfh-piket.toml" --replicates 30 --out "$work/results" >/dev/null
"$piket" compare "$root/scenarios/serang-2022.toml" --set wfo.share=0.5 --uncertain --replicates 10 --out "$work/one" >/dev/null
"$piket" sweep "$root/scenarios/sweeps/tangsel-wfo.toml" --replicates 10 --out "$work/sweep.sqlite" >/dev/null
for language in id en; do
    for result in results one sweep.sqlite; do
        "$piket" report "$work/$result" --lang "$language" --out "$work/$result-$language.html" >/dev/null
    done
done
for result in results one sweep.sqlite; do
    check "$result-id" "Yang tidak kami ketahui" "Yang diasumsikan" "Skenario, bukan ramalan."
    check "$result-en" "What we do not know" "What was assumed" "A scenario, not a forecast."
done
PIKET_PAGES="$work" "$BUILD_DIR/tests/piket_tests" "[pages]" >/dev/null
for teams in 1 6; do
    check "debrief-$teams" "Di mana ASN tertular" "sheet 1 of 2" "Decisions, reasons and sealed predictions" \
        "Which assumptions mattered" "What the government then did" "invented for tests" "A scenario, not a forecast."
done
