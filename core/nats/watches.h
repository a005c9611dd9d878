// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connection.h"
#include "core/nats/events.h"
#include "core/nats/stream.h"

#include <list>
#include <unordered_map>

namespace nats {

// The standing subscriptions of one connection, each a stream of one or many patterns: collects
// their messages for hand-over and drops what the receiver cannot keep up with, counted
// (spec/protocol.md §2.8). Lives on the I/O thread.
class Watches final
{
public:
    static constexpr quint64 kMaxInFlight = 4;    ///< hand-overs not acknowledged yet
    static constexpr size_t kBatch = 512;         ///< messages a batch: no large blocks to allocate
    static constexpr size_t kMaxWaiting = 65'536; ///< messages that wait meanwhile
    static constexpr qint64 kMaxWaitingBytes = 64 * 1024 * 1024;

    Watches(Connection &connection, EventSink &sink);

    void add(quint64 id, const QByteArray &pattern, const QByteArray &queue);
    void remove(quint64 id, const QByteArray &pattern, const QByteArray &queue);
    void settle(); ///< after all commands that came together
    void release(quint64 id);

    // False if the sid belongs to no watch. Our own questions to the servers are no traffic.
    bool onMessage(quint64 sid, Message &&message);
    // False if no watch is to blame.
    bool onServerError(const ServerError &error);
    void onFence(quint64 fence);
    void onLost(base::Instant at);
    void onRestored(base::Instant at);
    void acknowledge(quint64 handOvers) { m_inFlight -= std::min(m_inFlight, handOvers); }

    // True if something waits and may be handed over.
    [[nodiscard]] bool hasPending() const { return m_pending && m_inFlight < kMaxInFlight; }
    void flush();

private:
    struct Watch
    {
        quint64 id = 0;
        base::Instant since;
        Stream stream;
        bool changed = false; // patterns have been removed
        std::vector<Message> filling;
        std::vector<MessageBatch> full;
        qint64 waitingBytes = 0;
        quint64 dropped = 0;
        quint64 copies = 0;

        [[nodiscard]] size_t waiting() const { return full.size() * kBatch + filling.size(); }
        void take(Message &&message);
        void closeBatch();
    };

    [[nodiscard]] bool isOwn(const Message &message) const;
    void obey(Watch &watch, const Stream::Due &due);

    Connection &m_connection;
    EventSink &m_sink;
    const QByteArray m_ownInbox; // of the questions that nobody asked for but this connection
    std::list<Watch> m_watches;
    std::unordered_map<quint64, Watch *> m_bySid;
    quint64 m_inFlight = 0;
    bool m_pending = false;
    std::optional<base::Instant> m_lostAt;
};

} // namespace nats
