// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// peer_respond URL: answers every request on bench.echo until it is ended.
#include <nats/nats.h>

#include <cstdio>

#include <unistd.h>

namespace {

void onMessage(natsConnection *connection, natsSubscription *, natsMsg *message, void *)
{
    natsConnection_Publish(connection, natsMsg_GetReply(message), natsMsg_GetData(message),
                           natsMsg_GetDataLength(message));
    natsMsg_Destroy(message);
}

} // namespace

int main(int argc, char *argv[])
{
    natsOptions *options = nullptr;
    natsConnection *connection = nullptr;
    natsSubscription *subscription = nullptr;
    // Without it nats.c holds a reply back to send it together with others.
    if (argc != 2 || natsOptions_Create(&options) != NATS_OK
        || natsOptions_SetURL(options, argv[1]) != NATS_OK
        || natsOptions_SetSendAsap(options, true) != NATS_OK
        || natsConnection_Connect(&connection, options) != NATS_OK
        || natsConnection_Subscribe(&subscription, connection, "bench.echo", onMessage, nullptr)
            != NATS_OK
        || natsConnection_Flush(connection) != NATS_OK)
        return 3;
    std::puts("ready");
    std::fflush(stdout);
    while (true)
        pause();
}
