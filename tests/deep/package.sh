#!/usr/bin/env bash
# The package as a trainer gets it: made by CPack, installed on a Debian 12 that has nothing else, and run there, in a
# terminal and on a display. Makes that Debian with debootstrap and an X server outside it, which needs root.
set -euo pipefail

work=$(mktemp -d)
bare=$work/debian
server=
mounted=()

fail() {
    echo "package: $*" >&2
    exit 1
}
clean() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    ((${#mounted[@]} == 0)) || umount "${mounted[@]}"
    rm -rf --one-file-system "$work"
}
trap clean EXIT

((EUID == 0)) || fail "needs root, for a Debian of its own"
for tool in debootstrap dpkg-shlibdeps Xvfb; do
    command -v "$tool" >/dev/null || fail "$tool is missing; its package is debootstrap, dpkg-dev or xvfb"
done

rm -f "$BUILD_DIR"/piket_*.deb
cmake --build "$BUILD_DIR" --target package >"$work/log" 2>&1 || fail "$(tail -n 5 "$work/log")"
debs=("$BUILD_DIR"/piket_*.deb)
deb=${debs[0]}
[[ -e $deb && ${#debs[@]} -eq 1 ]] || fail "not one package was made"
! dpkg-deb --contents "$deb" | grep -Eq '/include/|\.a$|/lib/cmake/' || fail "it has files for developers"

debootstrap --variant=minbase bookworm "$bare" >"$work/log" 2>&1 || fail "debootstrap: $(tail -n 1 "$work/log")"
mount -t proc proc "$bare/proc"
mounted+=("$bare/proc")
cp "$deb" "$bare/piket.deb"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"; }
inside DEBIAN_FRONTEND=noninteractive chroot "$bare" sh -c \
    'apt-get -q update && apt-get -q -y install --no-install-recommends /piket.deb' >"$work/log" 2>&1 ||
    fail "does not install: $(tail -n 3 "$work/log")"

inside chroot "$bare" sh -c 'cd /usr/share/piket/scenarios && piket check tangsel-2020*.toml lessons/*.toml' \
    >"$work/check" 2>&1 || fail "$(cat "$work/check")"
[[ $(grep -c 'ok: lesson' "$work/check") -ge 10 ]] || fail "lessons are missing: $(cat "$work/check")"
inside chroot "$bare" sh -c 'cd /root && piket run /usr/share/piket/scenarios/tiny.toml --replicates 2' \
    >"$work/run" 2>&1 || fail "$(cat "$work/run")"
grep -q 'civil servants' "$work/run" || fail "run says: $(cat "$work/run")"

# The display is outside; it is reached by its socket.
Xvfb -displayfd 3 -screen 0 1280x720x24 -ac 3>"$work/display" >/dev/null 2>&1 &
server=$!
for _ in $(seq 100); do
    [[ ! -s $work/display ]] || break
    sleep 0.1
done
display=:$(cat "$work/display")
mkdir -p "$bare/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$bare/tmp/.X11-unix"
mounted+=("$bare/tmp/.X11-unix")
inside DISPLAY="$display" chroot "$bare" sh -c 'cd /root && piket-window --frames 30 --size 1280x720' \
    >"$work/window" 2>&1 || fail "the window: $(cat "$work/window")"
grep -q 'first frame with people' "$work/window" || fail "the window shows nobody: $(cat "$work/window")"
echo "package: $(basename "$deb") installs on a bare Debian 12 and runs there"
