// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// peer_rtt URL COUNT: the median of natsConnection_Request, in nanoseconds.
#include <nats/nats.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    natsConnection *connection = nullptr;
    if (natsConnection_ConnectTo(&connection, argv[1]) != NATS_OK)
        return 3;
    const size_t count = std::strtoull(argv[2], nullptr, 10);
    std::vector<double> times;
    // The first ones warm up sockets and caches.
    for (size_t i = 0; i < count + count / 10; ++i) {
        const auto start = std::chrono::steady_clock::now();
        natsMsg *reply = nullptr;
        if (natsConnection_RequestString(&reply, connection, "bench.echo", "0123456789abcdef",
                                         2'000)
            != NATS_OK)
            return 4;
        natsMsg_Destroy(reply);
        if (i >= count / 10)
            times.push_back(double((std::chrono::steady_clock::now() - start).count()));
    }
    std::ranges::nth_element(times, times.begin() + std::ptrdiff_t(times.size() / 2));
    std::printf("%.0f\n", times[times.size() / 2]);
    return 0;
}
