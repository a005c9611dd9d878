#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# tests/fuzz/run.sh [SECONDS] [TARGET…]: builds the fuzz preset (needs clang++) and runs each target
# for that long (60). What breaks one is left in build/fuzz/<target>-*.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
. "$root/app/packages.sh"

seconds=${1:-60}
[ $# -eq 0 ] || shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(capturefile claims context credentials filter headers json nkey pack parser routes serverconfig serverinfo token)

ensure_packages "${fuzz_packages[@]}"
say "Building the fuzz preset …"
build_preset fuzz

passed=0 failed=0
for target in "${targets[@]}"; do
    # New inputs are kept in the build folder; the first folder is the one that is written to.
    found=$root/build/fuzz/corpus/$target
    mkdir -p "$found"
    log=$root/build/fuzz/$target.log
    if "$root/build/fuzz/bin/fuzz_$target" -max_total_time="$seconds" -max_len=16384 -timeout=10 \
        -rss_limit_mb=4096 -artifact_prefix="$root/build/fuzz/$target-" -print_final_stats=1 \
        "$found" "$root/tests/fuzz/corpus/$target" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "fuzz $target: clean, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        failed=$((failed + 1))
        tail -n 40 "$log"
        echo "fuzz $target: FAILED, see $log"
    fi
done
printf '\n%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
