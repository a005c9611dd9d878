#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Fanin authors
# SPDX-License-Identifier: Apache-2.0
# tests/bench/run.sh [ROUNDS]: builds the release preset's benches and measures Fanin against nats.c
# and, where Go is installed, its jwt library on this machine, in turns. Closes with "ratio NAME VALUE" and "value NAME VALUE UNIT" lines.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
. "$root/app/packages.sh"
rounds=${1:-5}

ensure_packages "${bench_packages[@]}"
build_preset release benches fanin
bin=$root/build/release/bin
export LC_ALL=C

work=$(mktemp -d)
children=()
clean_up() {
    [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

# Nobody is cut off for reading slowly: the publisher is faster than any of the readers.
printf 'listen: 127.0.0.1:-1\nmax_pending: 2147483648\nwrite_deadline: "60s"\n' >"$work/server.conf"
server=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v nats-server)
"$server" -c "$work/server.conf" --ports_file_dir "$work" >"$work/server.log" 2>&1 &
children+=($!)
url=
for _ in $(seq 200); do
    url=$(sed -n 's/.*"\(nats:[^"]*\)".*/\1/p' "$work"/*.ports 2>/dev/null) && [ -n "$url" ] && break
    sleep 0.05
done
[ -n "$url" ] || { cat "$work/server.log" >&2; exit 1; }

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# Of "value NAME NUMBER UNIT" and "ratio NAME NUMBER" lines of several rounds: the medians.
medians() {
    sort -k 2,2 -k 3,3n | awk '
        { key = $1 " " $2; unit[key] = NF > 3 ? " " $4 : ""; v[key, ++n[key]] = $3; if (n[key] == 1) order[++keys] = key }
        END {
            for (i = 1; i <= keys; ++i) {
                key = order[i]; m = n[key]
                print key, ((m % 2) ? v[key, (m + 1) / 2] : (v[key, m / 2] + v[key, m / 2 + 1]) / 2) unit[key]
            }
        }'
}

# receive PROGRAM COUNT SIZE [pairs]: prints ns of CPU a message, and how many were dropped.
receive() {
    local out=$work/receive
    rm -f "$out"
    mkfifo "$out"
    "$bin/$1" "$url" "$2" >"$out" &
    local pid=$! line
    exec 3<"$out"
    read -r line <&3
    "$bin/peer_publish" "$url" "$2" "$3" "${4:-plain}" >"$work/published"
    read -r line <&3
    exec 3<&-
    wait "$pid"
    printf '%s\n' "$line"
}

results=()
for size in 16 128 1024; do
    count=1000000
    [ "$size" -lt 1024 ] || count=300000
    name=${size}B
    [ "$size" -lt 1024 ] || name=1KiB
    : >"$work/ours"; : >"$work/theirs"
    for round in $(seq "$rounds"); do
        ours=$(receive bench_receive "$count" "$size")
        theirs=$(receive peer_receive "$count" "$size")
        echo "receive $name round $round: fanin ${ours% *} ns (${ours#* } dropped), nats.c ${theirs% *} ns"
        echo "$ours" >>"$work/ours"
        echo "$theirs" >>"$work/theirs"
    done
    ours=$(median <"$work/ours") theirs=$(median <"$work/theirs")
    results+=("ratio receive-$name $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }')")
    results+=("value receive-$name-fanin $ours ns" "value receive-$name-natsc $theirs ns")
done

# What the Traffic tab does with each message beside a subscription of nats.c that only counts.
for kind in plain pairs; do
    for file in ours theirs; do : >"$work/$file"; done
    for round in $(seq "$rounds"); do
        ours=$(receive bench_watch 1000000 128 $kind)
        theirs=$(receive peer_receive 1000000 128 $kind)
        read -r spent dropped beyond <<<"$ours"
        echo "watch $kind round $round: fanin $spent ns ($dropped dropped, $beyond bytes), nats.c ${theirs% *} ns"
        echo "$ours" >>"$work/ours"
        echo "$theirs" >>"$work/theirs"
    done
    ours=$(median <"$work/ours") theirs=$(median <"$work/theirs")
    beyond=$(cut -d ' ' -f 3 "$work/ours" | median)
    results+=("ratio watch-$kind-128B $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }')")
    results+=("value watch-$kind-128B-fanin $ours ns" "value watch-$kind-128B-natsc $theirs ns"
        "value watch-$kind-beyond-bytes $beyond bytes")
done
for kind in publish pairs deliveries subjects; do
    for round in $(seq "$rounds"); do "$bin/bench_capture" 1000000 128 $kind; done >"$work/capture"
    results+=("value capture-$kind $(median <"$work/capture") ns")
done

"$bin/peer_respond" "$url" >"$work/respond" &
children+=($!)
until grep -q ready "$work/respond"; do sleep 0.05; done
requests=10000
for kind in theirs stamped end-to-end stamped-mux end-to-end-mux; do : >"$work/$kind"; done
for round in $(seq "$rounds"); do
    theirs=$("$bin/peer_rtt" "$url" $requests)
    read -r stamped called < <("$bin/bench_rtt" "$url" $requests new)
    read -r stamped_mux called_mux < <("$bin/bench_rtt" "$url" $requests mux)
    echo "rtt round $round: nats.c $theirs ns, fanin $stamped ns stamped, $called ns at the caller;" \
        "mux $stamped_mux and $called_mux ns"
    echo "$theirs" >>"$work/theirs"
    echo "$stamped" >>"$work/stamped"
    echo "$called" >>"$work/end-to-end"
    echo "$stamped_mux" >>"$work/stamped-mux"
    echo "$called_mux" >>"$work/end-to-end-mux"
done
theirs=$(median <"$work/theirs")
results+=("value request-rtt-natsc $theirs ns")
for kind in stamped end-to-end stamped-mux end-to-end-mux; do
    ours=$(median <"$work/$kind")
    ratio=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }')
    # What a caller waits for, as with nats.c, is the plain figure; the I/O thread's stamps are what
    # Fanin shows as a reply's time, but spare the way back to the caller.
    name=request-rtt-$kind
    name=${name/-end-to-end/}
    results+=("ratio $name $ratio" "value $name $ours ns")
done

# Without Go, or without its module proxy, the library is left out, and that is said.
peer_jwt=
if go=$(PATH=$PATH:/usr/local/go/bin command -v go) && cp -r "$root/tests/bench/peer_jwt" "$work/peer" \
    && (cd "$work/peer" && GOFLAGS=-mod=readonly GOTOOLCHAIN=local "$go" build -o peer_jwt .) >&2; then
    peer_jwt=$work/peer/peer_jwt
else
    echo "jwt: the Go library is left out: Go or its module proxy is missing"
fi
tokens=$work/tokens
"$bin/bench_jwt" write "$tokens" 10000
for kind in sodium fanin examine golib; do : >"$work/$kind"; done
for round in $(seq "$rounds"); do
    for kind in sodium fanin examine; do "$bin/bench_jwt" $kind "$tokens" >>"$work/$kind"; done
    [ -z "$peer_jwt" ] || "$peer_jwt" "$tokens" >>"$work/golib"
    echo "jwt round $round: libsodium $(tail -n1 "$work/sodium") ns, fanin $(tail -n1 "$work/fanin") ns," \
        "with trust chain $(tail -n1 "$work/examine") ns, Go library $(tail -n1 "$work/golib") ns"
done
ours=$(median <"$work/fanin") bare=$(median <"$work/sodium") trust=$(median <"$work/examine")
results+=("ratio jwt-verify-sodium $(awk -v a="$ours" -v b="$bare" 'BEGIN { printf "%.3f", a / b }')"
    "value jwt-verify-fanin $ours ns" "value jwt-verify-sodium $bare ns" "value jwt-examine-fanin $trust ns")
if [ -n "$peer_jwt" ]; then
    theirs=$(median <"$work/golib")
    results+=("ratio jwt-verify-golib $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }')"
        "value jwt-verify-golib $theirs ns")
fi

# The account server beside a stand-in of the original in Go (tests/bench/peer_accountserver says
# why), each started anew for each round.
accounts=$work/accounts
"$bin/bench_accountserver" write "$accounts" 10000
peer_accounts=
if [ -n "$peer_jwt" ] && cp -r "$root/tests/bench/peer_accountserver" "$work/peer_accountserver" \
    && (cd "$work/peer_accountserver" && GOFLAGS=-mod=readonly GOTOOLCHAIN=local "$go" build -o server .) >&2; then
    peer_accounts=$work/peer_accountserver/server
else
    echo "account server: its peer in Go is left out: Go or its module proxy is missing"
fi
# serve NAME PROGRAM…: loads it, and prints "requests/s p99/µs anonymous/KiB resident/KiB".
serve() {
    local out=$work/serve.$1 pid port line
    shift
    : >"$out"
    "$@" >"$out" 2>"$out.err" &
    pid=$!
    for _ in $(seq 200); do
        port=$(sed -nE 's/^([0-9]+)$/\1/p; s/.*http:\/\/127\.0\.0\.1:([0-9]+)\/.*/\1/p' "$out" | head -n 1)
        [ -z "$port" ] || break
        sleep 0.05
    done
    # Everybody has seen every account once before it counts.
    "$bin/bench_accountserver" load "$port" "$accounts/jwts" 16 20000 >/dev/null
    line=$("$bin/bench_accountserver" load "$port" "$accounts/jwts" 16 100000)
    echo "$line $(awk '/^RssAnon/ { a = $2 } /^VmRSS/ { r = $2 } END { print a, r }' "/proc/$pid/status")"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
}
for file in ours theirs; do : >"$work/$file"; done
for round in $(seq "$rounds"); do
    serve fanin "$bin/fanin" account-server --quiet --dir "$accounts/jwts" \
        --operator "$accounts/operator.jwt" --port 0 >>"$work/ours"
    [ -z "$peer_accounts" ] || serve go "$peer_accounts" "$accounts/jwts" >>"$work/theirs"
    echo "account server round $round: fanin $(tail -n1 "$work/ours"), Go $(tail -n1 "$work/theirs")"
done
column=0
for figure in requests-per-s p99-us anonymous-kib resident-kib; do
    column=$((column + 1))
    ours=$(cut -d ' ' -f $column "$work/ours" | median)
    results+=("value accountserver-$figure-fanin $ours ${figure##*-}")
    [ -n "$peer_accounts" ] || continue
    theirs=$(cut -d ' ' -f $column "$work/theirs" | median)
    results+=("ratio accountserver-$figure $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }')"
        "value accountserver-$figure-go $theirs ${figure##*-}")
done

for round in $(seq "$rounds"); do
    "$bin/bench_open" 1000000 >"$work/open.$round"
    echo "open round $round: $(awk '{ printf "%s%s %s", comma, $2, $3; comma = ", " }' "$work/open.$round")"
done
mapfile -t opened < <(cat "$work"/open.* | medians)
results+=("${opened[@]}")

if [ -x "$bin/bench_timeline" ]; then
    mapfile -t timeline < <(QT_QPA_PLATFORM=offscreen "$bin/bench_timeline" | grep -E '^(value|ratio) ')
    results+=("${timeline[@]}")
fi
if [ -x "$bin/bench_traffic" ]; then
    mapfile -t traffic < <(QT_QPA_PLATFORM=offscreen "$bin/bench_traffic" | grep -E '^(value|ratio) ')
    results+=("${traffic[@]}")
fi

printf '\n'
printf '%s\n' "${results[@]}"
