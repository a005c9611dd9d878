# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# Sourced by app/run.sh, tests/run.sh and tests/bench/run.sh: which Debian packages Fanin needs and
# why, how they get here, and how a preset is built. Everything is said on stderr, so that a
# command's output stays its own.

# "package|why": one line a package, this is the only list.
run_packages=(
    "g++|compiles Fanin (C++20)"
    "cmake|configures the build"
    "ninja-build|runs the build"
    "lld|links a program in a fraction of the time"
    "pkgconf|finds libsodium"
    "qt6-base-dev|Qt 6: windows, sockets, TLS, tests"
    "libqt6svg6|draws the icons"
    "qtkeychain-qt6-dev|keeps secrets in the system's keychain"
    "libsecret-1-0|reaches GNOME's keychain"
    "libsodium-dev|signs with NATS keys (Ed25519)"
    "libcpp-httplib-dev|serves HTTP: the account server"
    "libssl-dev|TLS of the account server"
    "rapidjson-dev|reads JSON without changing it"
    "nats-server|the server of the demo and of the tests"
)
test_packages=(
    "${run_packages[@]}"
    "openssl|makes the TLS tests' certificates"
)
bench_packages=(
    "${run_packages[@]}"
    "libnats-dev|nats.c, the client Fanin is measured against"
)
fuzz_packages=(
    "${run_packages[@]}"
    "clang|compiles for libFuzzer"
    "libclang-rt-14-dev|libFuzzer and the sanitizers"
)

say() { printf '%s\n' "$*" >&2; }

# Prints the names of the given "package|why" that are not installed, one a line.
missing_packages() {
    local installed entry
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${@%%|*}" 2>/dev/null \
        | sed -n 's/^installed //p') || true
    for entry in "$@"; do
        grep -qxF -- "${entry%%|*}" <<<"$installed" || printf '%s\n' "${entry%%|*}"
    done
}

# Installs what is missing; exits with the command to type where it may not.
ensure_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian, so nothing is installed. Fanin needs: ${*%%|*}"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    say "Missing Debian packages:"
    local entry
    for entry in "$@"; do
        if [[ " ${missing[*]} " == *" ${entry%%|*} "* ]]; then
            printf '  %-16s %s\n' "${entry%%|*}" "${entry#*|}" >&2
        fi
    done

    local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        # Without a terminal sudo cannot ask for a password.
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            say "They need root, and this is not root. Type:"
            say "  su -c '$command'"
            exit 1
        fi
    fi

    say "Installing them with apt-get …"
    local log
    log=$(mktemp)
    # Lists may be absent or old; that shows as a failed install and costs one try.
    if ! apt_install >"$log" 2>&1; then
        { apt_get update && apt_install; } >"$log" 2>&1 || {
            cat "$log" >&2
            rm -f "$log"
            say "The packages could not be installed (see above). By hand:"
            say "  ${as_root[*]:-}${as_root:+ }sh -c '$command'"
            exit 1
        }
    fi
    rm -f "$log"
}

apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null; }
apt_install() { apt_get install -y --no-install-recommends "${missing[@]}"; }

# build_preset PRESET [TARGET…]: configures and builds; silent unless it fails, except for ninja's
# one line of progress on a terminal.
build_preset() {
    local preset=$1 log
    shift
    log=$root/build/$preset.log
    mkdir -p "$root/build"
    cd "$root"
    if ! cmake --preset "$preset" >"$log" 2>&1; then
        cat "$log" >&2
        say "Configuring the $preset preset failed (see above)."
        exit 1
    fi
    if [ -t 2 ]; then
        cmake --build --preset "$preset" ${1:+--target "$@"} >&2 || exit 1
        return
    fi
    if ! cmake --build --preset "$preset" ${1:+--target "$@"} >>"$log" 2>&1; then
        grep -aE -A 12 '^FAILED:|error:' "$log" | tail -n 80 >&2 || tail -n 40 "$log" >&2
        say "Building the $preset preset failed; the whole log is $log"
        exit 1
    fi
}
