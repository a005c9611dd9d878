#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# tests/interop/install.sh FOLDER: builds a newer nats-server, the nats CLI and nsc with Go into
# FOLDER/bin, and the npm client into FOLDER/node_modules, for the tests that talk to them; go.mod
# and package.json beside this file pin their versions. Without Go or npm, or what they download
# from, it says so, and the tests skip (in CI with Go or npm they fail).
set -uo pipefail

folder=${1:?usage: tests/interop/install.sh FOLDER}
here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
mkdir -p "$folder/bin"

if ! command -v npm >/dev/null; then
    echo "npm is not installed: the test against the npm client will be skipped"
elif ! cmp -s "$here/package.json" "$folder/package.json" || [ ! -d "$folder/node_modules/nats" ]; then
    echo "Installing the npm client …"
    cp "$here/package.json" "$folder/package.json"
    if ! (cd "$folder" && timeout 300 npm install --no-audit --no-fund --ignore-scripts \
        --no-package-lock >npm.log 2>&1); then
        tail -n 3 "$folder/npm.log"
        rm -f "$folder/package.json"
        echo "the npm client could not be installed: the test with it cannot run"
    fi
fi

go=$(PATH=$PATH:/usr/local/go/bin command -v go) || {
    echo "Go is not installed: the tests against newer programs will be skipped"
    exit 0
}
if [ -e "$folder/installed" ] && cmp -s "$here/go.mod" "$folder/installed"; then
    exit 0
fi
echo "Building a newer nats-server, the nats CLI and nsc with Go …"
# Built beside a copy of go.mod and go.sum, so that nothing is written to the source tree.
cp "$here/go.mod" "$folder/go.mod"
[ ! -e "$here/go.sum" ] || cp "$here/go.sum" "$folder/go.sum"
cd "$folder" || exit 1
for program in github.com/nats-io/nats-server/v2 github.com/nats-io/natscli/nats github.com/nats-io/nsc/v2; do
    name=$(basename "${program%/v2}")
    if ! GOFLAGS=-mod=readonly GOTOOLCHAIN=local timeout 900 "$go" build -o "bin/$name" "$program" >install.log 2>&1; then
        tail -n 3 install.log
        echo "$name could not be built: the tests with it cannot run"
        exit 0
    fi
done
cp "$here/go.mod" installed
