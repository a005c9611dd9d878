// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/request.h"
#include "core/nats/serverinfo.h"

#include <QtCore/QObject>

#include <optional>

namespace nats {

class Gather;
class Subscription;

enum class ConnectionState {
    Idle,
    Connecting, ///< resolving to the first PONG
    Connected,
    Backoff,        ///< waiting for the next attempt, see retryAt
    NeedsAttention, ///< refused twice for the same reason: waits for a person
    Closed,         ///< by us, or because reconnect is off and the attempt failed
};

// A snapshot of a connection; each change comes as a new one.
struct ConnectionStatus
{
    ConnectionState state = ConnectionState::Idle;
    ServerInfo server; ///< valid from the first INFO on
    QString url;       ///< the server tried or used, without credentials
    QString peer;      ///< "ip:port" actually connected to
    bool tls = false;
    std::optional<base::Error> error; ///< why it is not connected, in words
    std::optional<base::Span> rtt;
    base::Instant retryAt; ///< for Backoff
    int attempt = 0;       ///< failed attempts since the last success
    quint64 messagesIn = 0;
    quint64 bytesIn = 0;   ///< all bytes read
    quint64 stray = 0;     ///< messages for no known subscription
    QString serverMessage; ///< latest -ERR that did not close the connection, in words
};

// A connection to NATS as the UI thread sees it. Owns the I/O thread on which the socket, parser
// and gather rules live; the only class that crosses threads. All its signals, and those of its
// handles, come on the thread the session lives on. Deleting it closes the connection and joins
// the I/O thread.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(ConnectOptions options, QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] const ConnectOptions &options() const;
    [[nodiscard]] const ConnectionStatus &status() const;
    [[nodiscard]] const base::WallAnchor &anchor() const;

    void open();
    void close();
    void retryNow();

    // Starts a run. The handle is a child of `parent`; deleting it cancels the run.
    [[nodiscard]] Gather *request(RequestSpec spec, QObject *parent);
    // Subscribes until the handle is deleted; restored with the same sid after a reconnect.
    [[nodiscard]] Subscription *subscribe(QByteArray pattern, QByteArray queue, QObject *parent);
    // Fire and forget: dropped while not connected. For an answer use a request with Verb::Publish.
    void publish(QByteArray subject, QByteArray reply, std::vector<HeaderLine> headers,
                 QByteArray payload);
    // Emits wireTraced for everything the connection sends and receives from now on.
    void setTrace(bool on);

signals:
    void statusChanged();
    void wireTraced(const nats::WireEntry &entry);
};

} // namespace nats
