// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connection.h"
#include "core/nats/events.h"
#include "core/nats/gatherrules.h"
#include "core/nats/nuid.h"

#include <map>
#include <unordered_map>

namespace nats {

// All runs of one connection: sends each request in one write with its fence, routes replies by
// sid, attributes refusals to the request they belong to (spec/protocol.md §3), and posts what
// happened. Lives on the I/O thread; its owner calls tick() at nextTick().
class Requests final
{
public:
    // How long a settling run waits for the fence behind its UNSUB.
    static constexpr base::Span kMaxSettle = std::chrono::milliseconds(500);

    Requests(Connection &connection, EventSink &sink);

    void start(quint64 id, RequestSpec spec);
    void cancel(quint64 id);
    void release(quint64 id);

    // False if the sid belongs to no run.
    bool onMessage(quint64 sid, Message &&message);
    void onFence(quint64 fence, base::Instant at, base::Span rtt);
    // False if no run is to blame.
    bool onServerError(const ServerError &error, base::Instant at);
    void onLost(DisconnectCause cause, const QString &why, base::Instant at);
    // PING, PONG and whatever else is nobody's: every open run shows it.
    void onControl(const WireEntry &entry);
    void tick(base::Instant now);
    [[nodiscard]] std::optional<base::Instant> nextTick() const;
    [[nodiscard]] bool isWaiting() const; ///< some run has not ended yet

    // Replies and wire lines wait here until the owner hands them over.
    [[nodiscard]] bool hasPending() const { return m_pending; }
    void flush();

private:
    struct Active
    {
        explicit Active(RequestSpec requestSpec);

        RequestSpec spec;
        GatherRules rules;
        quint64 sid = 0; // 0: none of its own
        QByteArray inbox;
        QByteArray token; // below the connection's wildcard inbox
        Connection::Written written;
        bool fenceOpen = false; // what the server has to refuse may still come
        quint64 lastFence = 0;  // settled once it is back, or at:
        base::Instant settleBy;
        bool reported = false; // its end has been posted
        std::vector<Reply> replies;
        WireRecord wire;
        quint64 wireMessages = 0;
        quint64 wireControls = 0;
    };
    using Runs = std::map<quint64, Active>; // by id, and so the oldest first

    void send(quint64 id, Active &run);
    [[nodiscard]] QByteArray subscribeMux();
    [[nodiscard]] QByteArray muxPattern() const { return m_muxPrefix + '*'; }
    void deliver(Runs::iterator run, Message &&message);
    void afterEvent(Runs::iterator run);
    void unsubscribe(Runs::iterator run);
    void settle(Runs::iterator run);
    void flush(quint64 id, Active &run);
    // A line this run itself put on the connection or got from it.
    void record(Active &run, base::Instant at, WireEntry::Direction direction, QByteArray line,
                qsizetype bodyBytes = -1);
    [[nodiscard]] Runs::iterator runOfMux(const Message &message);
    [[nodiscard]] bool isToBlame(const Active &run, const ServerError &error) const;

    Connection &m_connection;
    EventSink &m_sink;
    Nuid m_nuid;
    Runs m_runs;
    std::unordered_map<quint64, quint64> m_bySid; // sid → id
    quint64 m_muxSid = 0;
    QByteArray m_muxPrefix; // "<inbox prefix>.<nuid>."
    bool m_pending = false;
};

} // namespace nats
