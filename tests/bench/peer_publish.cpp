// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// peer_publish URL COUNT SIZE [plain|pairs [RATE]]: publishes as fast as nats.c can, or RATE a
// second, and prints how many. With "pairs" half of the messages are requests, each with one to
// three replies, as if others had made them.
#include <nats/nats.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace {

struct Publisher
{
    natsConnection *connection = nullptr;
    std::string payload;
    uint64_t conversations = 0;
    std::string inbox;
    int repliesLeft = 0;
    bool plainTurn = false;

    bool plain() { return publish("bench.orders.created", nullptr); }

    // A plain message and one of a conversation in turns.
    bool paired()
    {
        static constexpr std::array kSubjects{"bench.stock.query", "bench.prices.get",
                                              "bench.orders.create", "bench.users.find"};
        plainTurn = !plainTurn;
        if (plainTurn)
            return plain();
        if (repliesLeft > 0) {
            --repliesLeft;
            return publish(inbox.c_str(), nullptr);
        }
        const uint64_t n = conversations++;
        repliesLeft = int(n % 3) + 1;
        inbox
            = "_INBOX.l4QjPcVQKsfJuZ9PmYzY" + std::to_string(10 + n % 10) + '.' + std::to_string(n);
        return publish(kSubjects[n % kSubjects.size()], inbox.c_str());
    }

private:
    bool publish(const char *subject, const char *reply)
    {
        const int size = int(payload.size());
        const natsStatus status = reply
            ? natsConnection_PublishRequest(connection, subject, reply, payload.data(), size)
            : natsConnection_Publish(connection, subject, payload.data(), size);
        return status == NATS_OK;
    }
};

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 4 || argc > 6)
        return 2;
    const uint64_t count = std::strtoull(argv[2], nullptr, 10);
    const bool pairs = argc > 4 && std::string_view(argv[4]) == "pairs";
    const uint64_t rate = argc > 5 ? std::strtoull(argv[5], nullptr, 10) : 0;
    Publisher publisher;
    publisher.payload.assign(std::strtoull(argv[3], nullptr, 10), 'x');
    if (natsConnection_ConnectTo(&publisher.connection, argv[1]) != NATS_OK)
        return 3;
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    uint64_t sent = 0;
    while (sent < count) {
        if (rate > 0) {
            const auto passed = std::chrono::nanoseconds(Clock::now() - begin).count();
            if (double(sent) >= double(passed) * 1e-9 * double(rate)) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                continue;
            }
        }
        if (!(pairs ? publisher.paired() : publisher.plain()))
            return 4;
        ++sent;
    }
    if (natsConnection_FlushTimeout(publisher.connection, 60'000) != NATS_OK)
        return 5;
    std::printf("%llu\n", static_cast<unsigned long long>(sent));
    return 0;
}
