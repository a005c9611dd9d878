// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/backoff.h"
#include "core/nats/handshake.h"
#include "core/nats/request.h"
#include "core/nats/serverpool.h"
#include "core/nats/sleepdetector.h"
#include "core/nats/status.h"
#include "core/nats/subscriptions.h"

#include <QtCore/QTimer>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QHostAddress>

#include <deque>
#include <functional>
#include <memory>

class QHostInfo;
class QSslSocket;
class QTcpSocket;

namespace nats {

// What a connection tells its owner, on the I/O thread.
class ConnectionEvents
{
public:
    virtual ~ConnectionEvents() = default;
    virtual void onStatus(const ConnectionStatus &status) = 0;
    // False if nobody waits for it.
    virtual bool onMessage(quint64 sid, Message &&message) = 0;
    virtual void onFence(quint64 fence, base::Instant at, base::Span rtt) = 0;
    virtual void onServerError(const ServerError &error, base::Instant at) = 0;
    virtual void onLost(DisconnectCause cause, const QString &why, base::Instant at) = 0;
    virtual void onRestored(base::Instant at) = 0; ///< logged in again, subscriptions sent
    virtual void onWire(const WireEntry &entry)
        = 0;                       ///< everything but messages and what send() sent
    virtual void onReadDone() = 0; ///< all messages of one read have been handed over
};

// The only owner of a NATS socket: feeds parser and handshake, answers and sends PINGs, restores
// subscriptions and reconnects with backoff (spec/protocol.md §2). Lives on the I/O thread.
class Connection final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kReadBuffer = 4 * 1024 * 1024;
    static constexpr int kMaxUnansweredPings = 2;
    static constexpr int kMaxUnreadPongs = 1'000;         ///< in a row that a server does not read
    static constexpr qsizetype kMaxAddresses = 16;        ///< of one name, that are tried
    static constexpr std::chrono::seconds kProbeLimit{2}; ///< for an answer after a sleep
    static constexpr std::chrono::seconds kLeaveLimit{5}; ///< for what runs on a lame duck
    static constexpr std::chrono::seconds kSettled{5};    ///< whoever lasts longer does not flap

    using WallClock = std::function<std::chrono::system_clock::time_point()>;

    struct Written
    {
        base::Instant at;  ///< read just before the write
        quint64 begin = 0; ///< position in the stream of bytes sent
        quint64 end = 0;
        quint64 fence = 0; ///< of the PING that went out with it; 0: none
    };

    Connection(ConnectOptions options, ConnectionEvents &events,
               WallClock wallClock = &std::chrono::system_clock::now, QObject *parent = nullptr);
    ~Connection() override;

    void open();
    void close();
    void retryNow();
    void allowPlainLogin(); ///< and try again
    // The server is about to stop and there is another to go to, in kLeaveLimit at the latest.
    [[nodiscard]] bool isLeaving() const;
    void leaveSoon(); ///< nothing runs that would suffer

    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] const ServerInfo &server() const { return m_status.server; }
    [[nodiscard]] const ConnectOptions &options() const { return m_options; }
    [[nodiscard]] Subscriptions &subscriptions() { return m_subscriptions; }

    // One write and one flush. With `fence`, a PING follows whose PONG comes as onFence.
    Written send(QByteArray bytes, bool fence);
    // How much of what a send() wrote has left this process.
    [[nodiscard]] Sent sentState(const Written &written) const;

private:
    struct Ping
    {
        quint64 fence = 0; // 0: keepalive
        base::Instant sentAt;
        bool restore = false;
        bool probe = false; // m_probeTimer waits for it
    };

    struct SocketError
    {
        QAbstractSocket::SocketError code;
        QString text;
        QByteArray heard; // what came instead of TLS
    };

    void attempt();
    void watchSocket();
    void lookUp();
    void connectSocket();
    void connectToNextAddress();
    void startTls();
    void onLookedUp(const QHostInfo &info);
    void onTcpConnected();
    void onEncrypted();
    void keepError();
    void onReadyRead();
    void onSocketError();
    void onAttemptTimeout();
    void onPingTick();
    bool handle(Frame &&frame, base::Instant at);
    void handleMessage(Message &&message);
    void answerPing(base::Instant at);
    void step(const Handshake::Step &step, base::Instant at);
    void logIn(const std::optional<Failure> &shortcoming, base::Instant at);
    void onPong(base::Instant at);
    void onRestoredByServer(base::Instant at);
    void onSleepTick();
    void onProbeTimeout();
    void sendPing(const Ping &ping);
    void write(const QByteArray &bytes);
    void fail(const Failure &failure, DisconnectCause cause);
    void failStale(const QString &text);
    void lose(const Failure &failure, DisconnectCause cause);
    void scheduleRetry(const Failure &failure);
    void stopForAPerson(const ServerPool::Server &server);
    void waitAndRetry(base::Span wait);
    void discover();
    void heedLameDuck();
    void leave();
    void showServers();
    void dropSocket();
    void setState(ConnectionState state);
    void publishStatus();
    void onFlushed();
    void publishSoon(); ///< so that no peer decides how often
    void wire(WireEntry::Direction direction, base::Instant at, QByteArray line);
    void wireIn(const Frame &frame, base::Instant at);
    [[nodiscard]] QTcpSocket *underTls() const;
    [[nodiscard]] Failure connectFailure() const;
    [[nodiscard]] DisconnectCause closeCause() const;
    [[nodiscard]] bool closedByPeer() const; ///< and not by what lies between
    [[nodiscard]] const ServerUrl &url() const { return m_url; }

    ConnectOptions m_options;
    ConnectionEvents &m_events;
    ConnectionStatus m_status;
    Subscriptions m_subscriptions;
    ServerPool m_pool;
    ServerUrl m_url;       // of the latest attempt
    Backoff m_backoff;     // between passes
    Backoff m_lossBackoff; // between connections that do not last
    base::Instant m_connectedAt;
    base::Span m_leastWait{0}; // what a server of this pass asked for
    QTimer m_attemptTimer;
    base::Instant m_attemptEnds;
    QTimer m_addressTimer;           // when the next address has its turn
    QList<QHostAddress> m_addresses; // not yet tried
    QTimer m_retryTimer;
    QTimer m_pingTimer;
    QTimer m_probeTimer;
    QTimer m_leaveTimer;
    QTimer m_sleepTimer;
    SleepDetector m_sleepDetector;
    WallClock m_wallClock;
    QTimer m_statusTimer;
    std::unique_ptr<QSslSocket> m_socket;
    Parser m_parser;
    std::optional<Handshake> m_handshake;
    std::optional<ServerError> m_closingError; // the -ERR that announced the close
    std::optional<SocketError> m_socketError;  // the first of this socket
    std::deque<Ping> m_pings;
    quint64 m_queued = 0;  // bytes given to the socket
    quint64 m_flushed = 0; // of them, bytes the socket has passed on
    quint64 m_lastFence = 0;
    int m_unreadPongs = 0;
    bool m_everConnected = false;
    bool m_writing = false;
};

} // namespace nats
