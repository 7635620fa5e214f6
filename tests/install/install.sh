#!/usr/bin/env bash
# Installs what was built, moves it elsewhere, and uses it from there: programs, package, man page, completion.
#   install.sh BUILD_DIR EXAMPLE CMAKE CXX
set -euo pipefail

build=$1 example=$2 cmake=$3 cxx=$4
tree=$(cd -- "$example/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "install: $*" >&2
    exit 1
}

DESTDIR='' "$cmake" --install "$build" --prefix "$work/first" >"$work/log" || fail "$(cat "$work/log")"
mv "$work/first" "$work/moved"
prefix=$work/moved

# Only what is public, and the build machine's folders nowhere in what others build with.
headers=$(cd "$prefix/include" && find . -type f | sort)
[[ $headers == "$(cd "$tree/sim/include" && find . -name '*.hpp' | sort)" ]] || fail "other headers: $headers"
package=$(find "$prefix" -type d -path '*/cmake/piket')
for place in "$tree" "$build" "$work/first"; do
    ! grep -rqF -- "$place" "$package" || fail "the package names $place"
    ! grep -qF -- "$place" "$prefix/bin/piket" || fail "bin/piket names $place"
done

# The programs find their files from a folder without any.
mkdir "$work/elsewhere"
cd "$work/elsewhere"
piket=$prefix/bin/piket
"$piket" circular se-25-2021 >circular.txt || fail "no circulars"
"$piket" run "$prefix/share/piket/scenarios/tiny.toml" --replicates 2 --days 7 --uncertain >run.txt 2>run.err ||
    fail "no calibration: $(cat run.err)"
grep -qF "$prefix/share/piket" run.txt || fail "another calibration than the installed one: $(cat run.txt)"
env -u DISPLAY -u WAYLAND_DISPLAY timeout 250 "$piket" play >play.txt 2>play.err || fail "play: $(cat play.err)"
grep -q 'Tangerang Selatan' play.txt || fail "play compared something else: $(cat play.txt)"
[[ -s $prefix/share/piket/language/id.toml ]] || fail "no language"

# A program outside the tree.
export CMAKE_PREFIX_PATH=$prefix
"$cmake" -S "$example" -B "$work/example" -D CMAKE_CXX_COMPILER="$cxx" -D CMAKE_BUILD_TYPE=Release >log 2>&1 ||
    fail "$(cat log)"
"$cmake" --build "$work/example" >log 2>&1 || fail "$(cat log)"
towns=$prefix/share/piket/scenarios
"$work/example/paired" "$towns/kukar-2020.toml" "$towns/kukar-2020-tutup.toml" >paired.txt || fail "the example failed"
cat paired.txt
grep -Eq '^[1-9][0-9]* people in both; B minus A: -?[0-9.]+ .* mean -?[0-9.]+ to -?[0-9.]+\)$' paired.txt ||
    fail "the example says $(cat paired.txt)"

# Whatever of the library somebody uses, all that it needs is found: here the whole of it is linked.
mkdir whole
cp "$example/main.cpp" whole
sed 's/PRIVATE piket::sim/PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,piket::sim>/' "$example/CMakeLists.txt" \
    >whole/CMakeLists.txt
{ "$cmake" -S whole -B whole/build -D CMAKE_CXX_COMPILER="$cxx" && "$cmake" --build whole/build; } >log 2>&1 ||
    fail "$(cat log)"

# Another minor version is refused.
sed 's/find_package(piket 0.1/find_package(piket 0.2/' "$example/CMakeLists.txt" >"$work/elsewhere/CMakeLists.txt"
cp "$example/main.cpp" .
! "$cmake" -S . -B refused -D CMAKE_CXX_COMPILER="$cxx" >log 2>&1 || fail "version 0.2 was found"

[[ -s $prefix/share/man/man1/piket.1 ]] || fail "no man page"
bash -c 'source "$1" && complete -p piket' _ "$prefix/share/bash-completion/completions/piket" || fail "no completion"
