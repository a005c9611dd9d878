// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_capture COUNT SIZE publish|pairs|deliveries|subjects: appends made-up messages to a capture
// and prints CPU ns a message and the bytes that each kept one takes beyond its own. Budget: 300 ns
// and 56 bytes (64 with the row of a table).
#include "core/capture/feed.h"
#include "tests/bench/capturecost.h"
#include "tests/bench/cputime.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace {

using nats::Message;

// Batches as the network thread makes them: many messages of one chunk each would be closer, but
// then the parser would be measured.
struct Traffic
{
    Traffic(const QByteArray &kind, qsizetype size)
        : m_kind(kind)
        , m_payload(size, 'x')
    {}

    std::vector<Message> batch(int count)
    {
        std::vector<Message> messages;
        for (; count > 0; --count, ++m_n)
            messages.push_back(message());
        return messages;
    }

private:
    Message message()
    {
        // 200,000 a second, 200 of one read.
        const base::Instant at(std::chrono::hours(1) + std::chrono::milliseconds(m_n / 200));
        const auto make = [this, at](const QByteArray &subject, const QByteArray &reply) {
            return Message::fromParts(subject, reply, {}, m_payload, at);
        };
        const QByteArray pair = QByteArray::number(m_n / 2);
        if (m_kind == "pairs") {
            const QByteArray inbox = "_INBOX.l4QjPcVQKsfJuZ9PmYzYqr." + pair;
            return m_n % 2 == 0 ? make("bench.orders.created", inbox) : make(inbox, {});
        }
        if (m_kind == "deliveries") {
            const QByteArray ack = "$JS.ACK.ORDERS.worker.1." + pair + '.' + pair + ".1700000000.0";
            return m_n % 2 == 0 ? make("bench.orders.created", ack) : make(ack, {});
        }
        if (m_kind == "subjects")
            return make("bench." + QByteArray::number(m_n) + ".created", {});
        return make("bench.orders.created", {});
    }

    QByteArray m_kind;
    QByteArray m_payload;
    quint64 m_n = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const quint64 count = arguments.value(1).toULongLong();
    const QByteArray kind = arguments.value(3).toLatin1();
    if (count == 0 || kind.isEmpty())
        return 2;
    constexpr int kBatch = 512;
    Traffic traffic(kind, arguments.value(2).toLongLong());
    capture::Feed feed(base::WallAnchor::now());
    int64_t used = 0;
    quint64 appended = 0;
    while (appended < count) {
        const std::vector<Message> batch = traffic.batch(kBatch);
        const int64_t start = bench::cpuNanoseconds();
        feed.edit().append(batch);
        feed.publish();
        used += bench::cpuNanoseconds() - start;
        appended += batch.size();
    }
    std::printf("%.1f ns %.1f bytes, %llu kept\n", double(used) / double(appended),
                bench::bytesBeyondTheirOwn(feed.capture()),
                static_cast<unsigned long long>(feed.capture().counts().kept));
    return 0;
}
