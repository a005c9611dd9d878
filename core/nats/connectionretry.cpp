// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Connection that decides which server comes next, and when (spec/protocol.md §2.4).
#include "core/nats/connection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>

namespace nats {

using base::Clock;
using base::Instant;

namespace {

base::Span next(Backoff &backoff)
{
    return backoff.next(QRandomGenerator::global()->generateDouble());
}

} // namespace

// An established connection is gone: the others are asked first, after a moment.
void Connection::lose(const Failure &failure, DisconnectCause cause)
{
    const Instant at = Clock::now();
    m_status.lastLoss = Loss{at,
                             cause,
                             failure.error.text,
                             cause == DisconnectCause::Eof && !m_closingError && closedByPeer(),
                             m_status.server.serverId,
                             m_status.server.clientId,
                             {},
                             {},
                             m_closingError
                                 && m_closingError->kind == ServerError::Kind::SlowConsumer};
    m_pool.lost(failure);
    showServers();
    const bool settled = at - m_connectedAt >= kSettled;
    if (settled)
        m_lossBackoff.reset();
    // A server that lets us in and drops us at once is not asked more often than one that is away.
    const base::Span wait = std::max(next(m_backoff), next(m_lossBackoff));
    if (m_options.reconnect)
        waitAndRetry(settled && cause == DisconnectCause::LameDuck ? base::Span(0) : wait);
    else
        setState(ConnectionState::Closed);
    m_events.onLost(cause, failure.error.text, at);
}

// An attempt came to nothing: the next server at once, after a whole pass later and later.
void Connection::scheduleRetry(const Failure &failure)
{
    ++m_status.attempt;
    const auto &refusal = m_handshake->refusal();
    if (refusal && refusal->kind == ServerError::Kind::Throttled)
        m_leastWait = Backoff::kThrottled;
    // NATS: a server that is full still says who else is there.
    if (refusal && refusal->kind == ServerError::Kind::ConnectionLimit)
        discover();
    m_pool.failed(failure);
    const bool wholePass = m_pool.advance();
    showServers();
    if (!wholePass) {
        waitAndRetry({});
    } else if (const ServerPool::Server *const server = m_pool.barred()) {
        stopForAPerson(*server);
    } else if (!m_options.reconnect) {
        setState(ConnectionState::Closed);
    } else {
        waitAndRetry(std::max(next(m_backoff), std::exchange(m_leastWait, {})));
    }
}

// The same refusal twice in a row will not get better by trying.
void Connection::stopForAPerson(const ServerPool::Server &server)
{
    // The steps and the peer are those of the server tried last.
    if (m_status.url != server.url.display()) {
        m_handshake.reset();
        m_status.steps.clear();
        m_status.peer.clear();
    }
    m_status.url = server.url.display();
    m_status.failure = server.lastFailure;
    setState(ConnectionState::NeedsAttention);
}

void Connection::waitAndRetry(base::Span wait)
{
    m_status.retryAt = Clock::now() + wait;
    m_retryTimer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    setState(ConnectionState::Backoff);
}

void Connection::discover()
{
    if (!m_options.ignoreDiscovered)
        (void)m_pool.discover(m_handshake->server().connectUrls);
    showServers();
}

bool Connection::isLeaving() const
{
    return isConnected() && m_status.server.lameDuck && m_options.reconnect && m_pool.hasOther();
}

void Connection::heedLameDuck()
{
    if (!isLeaving())
        m_leaveTimer.stop();
    else if (!m_leaveTimer.isActive())
        m_leaveTimer.start(kLeaveLimit);
}

void Connection::leaveSoon()
{
    // Whoever calls does so again and again, and must not put it off by that.
    if (m_leaveTimer.isActive() && m_leaveTimer.interval() > 0)
        m_leaveTimer.start(0);
}

void Connection::leave()
{
    if (!isLeaving())
        return;
    const QString text = QCoreApplication::translate(
                             "nats::Connection",
                             "%1 is about to stop (lame duck mode): another server takes over.")
                             .arg(m_status.url);
    fail(failureOf(FailureKind::Lost, {base::ErrorKind::Network, text}), DisconnectCause::LameDuck);
}

void Connection::showServers()
{
    m_status.servers = m_pool.snapshot();
    m_status.serversDropped = m_pool.dropped();
    if (!m_options.ignoreDiscovered)
        m_status.serversDropped += m_status.server.connectUrlsDropped;
}

} // namespace nats
