#!/usr/bin/env bash
# The same state on processors with and without FMA, and from compilers that optimise less or more. glibc chooses the code
# of exp, log and pow by the processor and can be told to look away, so one machine stands for two kinds.
set -euo pipefail

piket=$BUILD_DIR/bin/piket
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
older=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4,-AVX_Fast_Unaligned_Load  # as glibc <2.33 and >=2.33 say it

fail() {
    echo "libm: $*" >&2
    exit 1
}

hashes() { "$1" hash "$root/scenarios/$2" --days 20 --seed 1 --threads "$3"; }

same() { cmp -s "$1" "$2" || fail "$3: $(diff "$1" "$2" | head -n 2 | tail -n 1)"; }

# A program that does ask libm: if its bits stay, this machine cannot show the difference.
cat >"$work/control.cpp" <<'END'
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>
int main() {
    std::uint64_t hash = 14695981039346656037u;
    for (int i = 1; i < 200000; ++i) {
        const double x = i * 0.00137;
        for (const double y : {std::exp(x - 100), std::pow(x, 1.7 + x * 1e-3), std::log(x)}) {
            std::uint64_t bits;
            std::memcpy(&bits, &y, sizeof bits);
            hash = (hash ^ bits) * 1099511628211u;
        }
    }
    std::printf("%016llx\n", static_cast<unsigned long long>(hash));
}
END
"${CXX:-c++}" -O2 -o "$work/control" "$work/control.cpp"
if [[ $("$work/control") != "$(GLIBC_TUNABLES=$older "$work/control")" ]]; then
    echo "libm: exp, log and pow of this glibc do differ without FMA"
elif grep -qw fma /proc/cpuinfo; then
    echo "libm: this glibc does not listen to GLIBC_TUNABLES; what follows shows little"
else
    echo "libm: this processor has no FMA; what follows shows little"
fi

for scenario in tangsel-2020.toml tangsel-2020-wfh-piket.toml; do
    hashes "$piket" "$scenario" 1 >"$work/$scenario"
    [[ $(wc -l <"$work/$scenario") -eq 20 ]] || fail "$scenario has not lived 20 days"
    GLIBC_TUNABLES=$older hashes "$piket" "$scenario" 1 >"$work/without"
    same "$work/$scenario" "$work/without" "$scenario differs without FMA"
    hashes "$piket" "$scenario" 8 >"$work/threads"
    same "$work/$scenario" "$work/threads" "$scenario differs with 8 threads"
done
echo "libm: 20 days of two scenarios are the same with and without FMA"

for level in -O2 -O3; do
    if ! cmake -S "$root" -B "$work/build$level" -G Ninja -D CMAKE_BUILD_TYPE=Release -D PIKET_TESTS=OFF \
        -D PIKET_OPTIMISE="$level" >"$work/log" 2>&1 ||
        ! cmake --build "$work/build$level" --target piket >>"$work/log" 2>&1; then
        tail -n 20 "$work/log" >&2
        fail "the build with $level failed"
    fi
    for scenario in tangsel-2020.toml tangsel-2020-wfh-piket.toml; do
        hashes "$work/build$level/bin/piket" "$scenario" 1 >"$work/level"
        same "$work/$scenario" "$work/level" "$scenario differs with $level"
    done
done
echo "libm: and the same from -O2 and -O3"
