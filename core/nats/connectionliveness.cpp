// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The part of Connection that finds out whether the other side is still there (spec/protocol.md
// §2.5).
#include "core/nats/connection.h"

#include "core/nats/encoder.h"

#include <QtCore/QCoreApplication>

namespace nats {

using base::Clock;
using base::ErrorKind;
using base::Instant;

void Connection::onPingTick()
{
    const auto unanswered = std::count_if(m_pings.cbegin(), m_pings.cend(),
                                          [](const Ping &ping) { return ping.fence == 0; });
    if (unanswered >= kMaxUnansweredPings) {
        failStale(QCoreApplication::translate("nats::Connection",
                                              "%1 did not answer %2 PINGs: the connection is dead.")
                      .arg(m_status.url)
                      .arg(unanswered));
        return;
    }
    sendPing({0, Clock::now(), false, false});
}

void Connection::onPong(Instant at)
{
    if (m_pings.empty())
        return; // unasked
    const Ping ping = m_pings.front();
    m_pings.pop_front();
    const base::Span rtt = at - ping.sentAt;
    m_status.rtt = rtt;
    if (ping.probe)
        m_probeTimer.stop();
    if (ping.fence != 0)
        m_events.onFence(ping.fence, at, rtt);
    else if (ping.restore)
        onRestoredByServer(at);
    publishStatus();
}

// NATS: the server handles SUBs in order, so with this PONG it has them all.
void Connection::onRestoredByServer(Instant at)
{
    if (m_status.lastLoss && !m_status.lastLoss->restoredAt)
        m_status.lastLoss->restoredAt = at;
    m_events.onRestored(at);
}

// After a sleep nothing is known of the other side, and waiting for the usual PINGs takes too long.
void Connection::onSleepTick()
{
    if (!m_sleepDetector.slept(Clock::now(), m_wallClock()))
        return;
    if (isConnected()) {
        sendPing({0, Clock::now(), false, true});
        m_probeTimer.start();
    } else if (m_status.state == ConnectionState::Backoff) {
        attempt(); // the network may be another one by now
    }
}

void Connection::onProbeTimeout()
{
    failStale(QCoreApplication::translate("nats::Connection",
                                          "%1 did not answer within %2 s after this machine slept: "
                                          "the connection is dead.")
                  .arg(m_status.url)
                  .arg(kProbeLimit.count()));
}

void Connection::failStale(const QString &text)
{
    fail(failureOf(FailureKind::Stale, {ErrorKind::Network, text}), DisconnectCause::Stale);
}

void Connection::sendPing(const Ping &ping)
{
    m_pings.push_back(ping);
    wire(WireEntry::Direction::Out, ping.sentAt, "PING");
    write(encoder::ping());
}

} // namespace nats
