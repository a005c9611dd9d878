// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/nats/serverinfo.h"

#include <QtCore/QString>

#include <optional>

namespace nats {

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
    quint64 unaskedOks = 0;   ///< +OK although verbose is off
    quint64 lenientLines = 0; ///< lines that ended in a bare LF
    QString serverMessage; ///< latest -ERR that did not close the connection, in words
};

} // namespace nats
