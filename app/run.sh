#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and starts Fanin: with its demo, or with the given arguments.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/app/packages.sh"
start=$PWD

ensure_packages "${run_packages[@]}"
fanin=$root/build/release/bin/fanin
[ -x "$fanin" ] || say "Building Fanin; the first time takes a few minutes …"
build_preset release fanin
# Relative paths in the arguments count from where the person is.
cd "$start"

if [ $# -gt 0 ]; then
    exec "$fanin" "$@"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    exec "$fanin" --demo
fi

say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this is the demo"
say "without its window:"
say ""
say "\$ fanin gather demo.time '{\"zone\":\"UTC\"}' --demo --expect 5 --timeline"
status=0
"$fanin" gather demo.time '{"zone":"UTC"}' --demo --expect 5 --timeline || status=$?
picture=$root/build/release/fanin-demo.png
"$fanin" --screenshot "$picture" --demo || status=$?
[ "$status" -ne 0 ] || say "
The window, as it would look now: $picture"
exit "$status"
