// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// peer_publish URL COUNT SIZE: publishes as fast as nats.c can.
#include <nats/nats.h>

#include <cstdlib>
#include <string>

int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    const uint64_t count = std::strtoull(argv[2], nullptr, 10);
    const std::string payload(std::strtoull(argv[3], nullptr, 10), 'x');
    natsConnection *connection = nullptr;
    if (natsConnection_ConnectTo(&connection, argv[1]) != NATS_OK)
        return 3;
    for (uint64_t i = 0; i < count; ++i) {
        if (natsConnection_Publish(connection, "bench.orders.created", payload.data(),
                                   int(payload.size()))
            != NATS_OK)
            return 4;
    }
    return natsConnection_FlushTimeout(connection, 60'000) == NATS_OK ? 0 : 5;
}
