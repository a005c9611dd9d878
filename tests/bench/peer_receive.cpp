// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// peer_receive URL COUNT: the same as bench_receive and bench_watch with nats.c's asynchronous
// subscriptions, which only count: they keep and pair nothing.
#include "tests/bench/cputime.h"

#include <nats/nats.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace {

std::atomic<uint64_t> received{0};

void onMessage(natsConnection *, natsSubscription *, natsMsg *message, void *)
{
    received.fetch_add(1, std::memory_order_relaxed);
    natsMsg_Destroy(message);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    const uint64_t expected = std::strtoull(argv[2], nullptr, 10);
    natsConnection *connection = nullptr;
    if (natsConnection_ConnectTo(&connection, argv[1]) != NATS_OK)
        return 3;
    for (const char *subject : {"bench.>", "_INBOX.>"}) {
        natsSubscription *subscription = nullptr;
        // With its default limits it would drop messages as a slow consumer.
        if (natsConnection_Subscribe(&subscription, connection, subject, onMessage, nullptr)
                != NATS_OK
            || natsSubscription_SetPendingLimits(subscription, 2'000'000'000, 2'000'000'000)
                != NATS_OK)
            return 3;
    }
    if (natsConnection_Flush(connection) != NATS_OK)
        return 3;
    const int64_t start = bench::cpuNanoseconds();
    std::puts("ready");
    std::fflush(stdout);
    while (received.load(std::memory_order_relaxed) < expected)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::printf("%.1f 0\n", double(bench::cpuNanoseconds() - start) / double(expected));
    return 0;
}
