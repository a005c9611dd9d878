#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# tests/run.sh [PRESET] [--core] [CTEST ARGUMENTS…]: installs what is missing, builds the preset
# (release), runs every test, or the core's alone, and says what was skipped and why. The last line
# counts test functions.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/app/packages.sh"

preset=release
if [ $# -gt 0 ] && [[ $1 != -* ]]; then
    preset=$1
    shift
fi
core=
exclusion=()
if [ "$preset" = tsan ]; then
    # Qt's own widgets are not instrumented and report false races to ThreadSanitizer.
    core=yes
    # So do Qt's HTTP thread and what else Qt does between threads. The account server's other tests
    # run; these use a QThread or Qt's HTTP.
    exclusion=(-E '^core/(jwt/httpsource|accountserver/(accountserver|primary|replica|strand))\.')
fi
if [ "${1:-}" = --core ]; then
    core=yes
    shift
fi
ensure_packages "${test_packages[@]}"

targets=()
selection=()
if [ -n "$core" ]; then
    targets=(core_tests)
    selection=(-R '^core/')
fi
say "Building the $preset preset …"
build_preset "$preset" "${targets[@]}"

if [ -z "$core" ]; then
    "$root/tests/interop/install.sh" "$root/build/interop" >&2
fi

log=$root/build/$preset/tests.log
status=0
ctest --preset "$preset" "${selection[@]}" "${exclusion[@]}" "$@" 2>&1 | tee "$log" || status=$?

# What each test printed is in ctest's own log; a reason follows "SKIP   : class::function()".
details=$root/build/$preset/Testing/Temporary/LastTest.log
skips=$(awk '/^[0-9]+\/[0-9]+ Testing: / { name = $3 }
             /^SKIP   : / { sub(/^SKIP   : [^ ]* /, ""); print "  " name ": " $0 }' \
            "$details" 2>/dev/null | sort -u) || true
if [ -n "$skips" ]; then
    printf '\nSkipped:\n%s\n' "$skips"
fi

awk -v status="$status" '
    /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
        if (/\*\*\*Skipped/) skipped++
        else if (/ Passed +[0-9.]+ sec/) passed++
        else failed++
    }
    END {
        printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0 || status != 0
    }' "$log"
