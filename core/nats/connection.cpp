// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/connection.h"

#include "core/nats/encoder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLoggingCategory>
#include <QtCore/QScopedValueRollback>
#include <QtNetwork/QSslSocket>

namespace nats {

using base::Clock;
using base::Error;
using base::ErrorKind;
using base::Instant;

Q_LOGGING_CATEGORY(lcNats, "fanin.nats", QtWarningMsg)

namespace {

constexpr int kStatusIntervalMs = 250; // how often counters are published while they grow

std::chrono::milliseconds toTimer(base::Span span)
{
    return std::chrono::ceil<std::chrono::milliseconds>(span);
}

} // namespace

Connection::Connection(ConnectOptions options, ConnectionEvents &events, WallClock wallClock,
                       QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_events(events)
    , m_pool(m_options.servers)
    , m_wallClock(std::move(wallClock))
{
    for (QTimer *timer : {&m_attemptTimer, &m_addressTimer, &m_retryTimer, &m_statusTimer,
                          &m_probeTimer, &m_leaveTimer})
        timer->setSingleShot(true);
    m_probeTimer.setInterval(kProbeLimit);
    m_sleepTimer.setInterval(toTimer(SleepDetector::kInterval));
    m_statusTimer.setInterval(kStatusIntervalMs);
    m_pingTimer.setInterval(toTimer(m_options.pingInterval));
    connect(&m_attemptTimer, &QTimer::timeout, this, &Connection::onAttemptTimeout);
    connect(&m_addressTimer, &QTimer::timeout, this, &Connection::connectToNextAddress);
    connect(&m_retryTimer, &QTimer::timeout, this, &Connection::attempt);
    connect(&m_pingTimer, &QTimer::timeout, this, &Connection::onPingTick);
    connect(&m_probeTimer, &QTimer::timeout, this, &Connection::onProbeTimeout);
    connect(&m_leaveTimer, &QTimer::timeout, this, &Connection::leave);
    connect(&m_sleepTimer, &QTimer::timeout, this, &Connection::onSleepTick);
    connect(&m_statusTimer, &QTimer::timeout, this, &Connection::publishStatus);
}

Connection::~Connection()
{
    dropSocket();
}

bool Connection::isConnected() const
{
    return m_status.state == ConnectionState::Connected;
}

void Connection::open()
{
    if (m_status.state != ConnectionState::Idle && m_status.state != ConnectionState::Closed)
        return;
    if (m_pool.isEmpty()) {
        m_status.failure
            = failureOf(FailureKind::NoServer,
                        {ErrorKind::InvalidInput,
                         QCoreApplication::translate("nats::Connection",
                                                     "Expected the URL of a server, got none.")});
        setState(ConnectionState::Closed);
        return;
    }
    m_status.lastLoss.reset();
    m_sleepDetector = {};
    (void)m_sleepDetector.slept(Clock::now(), m_wallClock());
    m_sleepTimer.start();
    attempt();
}

void Connection::retryNow()
{
    m_pool.forgive();
    if (m_status.state == ConnectionState::Closed)
        open();
    else if (m_status.state == ConnectionState::Backoff
             || m_status.state == ConnectionState::NeedsAttention)
        attempt();
}

void Connection::allowPlainLogin()
{
    m_options.plainLogin = PlainLogin::Allow;
    retryNow();
}

void Connection::close()
{
    const bool wasOpen
        = m_status.state != ConnectionState::Idle && m_status.state != ConnectionState::Closed;
    m_retryTimer.stop();
    if (m_status.state == ConnectionState::Connecting)
        m_handshake->onStopped();
    dropSocket();
    m_status.failure.reset();
    setState(ConnectionState::Closed);
    if (wasOpen) // also for what waits for a reconnect
        m_events.onLost(DisconnectCause::UserClose, {}, Clock::now());
}

void Connection::dropSocket()
{
    m_attemptTimer.stop();
    m_addressTimer.stop();
    m_pingTimer.stop();
    m_probeTimer.stop();
    m_leaveTimer.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    // It may be the sender of the signal being handled.
    m_socket.release()->deleteLater();
}

void Connection::logIn(const std::optional<Failure> &shortcoming, Instant at)
{
    m_attemptTimer.stop();
    m_backoff.reset();
    m_leastWait = {};
    m_connectedAt = at;
    m_pool.succeeded(m_options.proxy ? QString() : m_status.peer);
    discover();
    m_status.attempt = 0;
    m_status.failure = shortcoming;
    m_status.serverMessage.clear();
    m_status.rtt = at - m_pings.back().sentAt;
    m_pings.clear();
    m_pingTimer.start();
    const QByteArray restore = m_subscriptions.restoreBytes();
    const bool again = std::exchange(m_everConnected, true);
    m_status.reconnects += m_status.lastLoss && !m_status.lastLoss->restoredAt ? 1 : 0;
    setState(ConnectionState::Connected);
    if (!restore.isEmpty()) {
        for (const QByteArray &line : restore.split('\n')) {
            if (!line.isEmpty())
                wire(WireEntry::Direction::Out, at, line.chopped(1));
        }
    }
    if (again || !restore.isEmpty()) {
        m_pings.push_back({0, Clock::now(), true});
        wire(WireEntry::Direction::Out, at, "PING");
        write(restore + encoder::ping());
    }
    heedLameDuck(); // it may have been told during the login
}

void Connection::write(const QByteArray &bytes)
{
    if (!m_socket)
        return;
    const QScopedValueRollback writing(m_writing, true);
    m_queued += quint64(bytes.size());
    m_socket->write(bytes);
    m_socket->flush();
    onFlushed();
}

void Connection::onFlushed()
{
    if (!m_socket || m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0)
        return;
    m_flushed = m_queued;
    m_unreadPongs = 0;
}

Connection::Written Connection::send(QByteArray bytes, bool fence)
{
    Written written;
    written.begin = m_queued;
    if (fence) {
        bytes += encoder::ping();
        written.fence = ++m_lastFence;
    }
    written.at = Clock::now();
    if (fence)
        m_pings.push_back({written.fence, written.at});
    write(bytes);
    written.end = m_queued;
    return written;
}

Sent Connection::sentState(const Written &written) const
{
    if (m_flushed >= written.end)
        return Sent::Yes;
    // The socket takes bytes in order; how far it got within one write is not told.
    return m_flushed >= written.begin ? Sent::Partly : Sent::No;
}

void Connection::wire(WireEntry::Direction direction, Instant at, QByteArray line)
{
    m_events.onWire({at, direction, std::move(line), -1});
}

void Connection::setState(ConnectionState state)
{
    m_status.state = state;
    if (state == ConnectionState::Closed)
        m_sleepTimer.stop();
    qCDebug(lcNats) << m_status.url << "state" << int(state);
    publishStatus();
}

void Connection::publishSoon()
{
    if (!m_statusTimer.isActive())
        m_statusTimer.start();
}

void Connection::publishStatus()
{
    m_statusTimer.stop();
    if (m_handshake)
        m_status.steps = m_handshake->steps();
    m_events.onStatus(m_status);
}

} // namespace nats
