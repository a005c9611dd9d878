// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/nats/diagnosis.h"
#include "core/nats/request.h"
#include "core/nats/serverinfo.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace nats {

enum class ConnectionState {
    Idle,
    Connecting, ///< resolving to the first PONG: `steps` says how far
    Connected,
    Backoff,        ///< waiting for the next attempt, see retryAt
    NeedsAttention, ///< refused twice for the same reason, or a question: waits for a person
    Closed,         ///< by us, or because reconnect is off and the attempt failed
};

// What an attempt does, one after the other. TLS comes before INFO when it is TLS-first.
struct ConnectStep
{
    enum class Kind { Name, Tcp, Info, Tls, Login, Pong, Inbox };
    enum class State {
        Waiting,
        Running,
        Passed,
        Skipped, ///< not needed: a literal address, no TLS
        Failed,  ///< `status.failure` says why
    };

    Kind kind = Kind::Name;
    State state = State::Waiting;
    base::Span took{0};
    QString detail; ///< what came of it: addresses, "TLS 1.3 · TLS_AES_256_GCM_SHA384", server and
                    ///< version

    bool operator==(const ConnectStep &) const = default;
};

// A server the connection knows of.
struct KnownServer
{
    QString url;             ///< without credentials
    bool discovered = false; ///< from INFO, not given
    bool current = false;
    int failures = 0;  ///< in a row
    QString lastError; ///< empty after a success
    QString advice;

    bool operator==(const KnownServer &) const = default;
};

// What TLS agreed on, and with whom.
struct TlsFacts
{
    QString protocol; ///< "TLS 1.3"
    QString cipher;
    QString subject; ///< common name of the server's certificate
    QString issuer;
    qint64 expires = 0; ///< seconds since the epoch

    bool operator==(const TlsFacts &) const = default;
};

// How the previous connection ended.
struct Loss
{
    base::Instant at;
    DisconnectCause cause = DisconnectCause::Eof;
    QString why;              ///< in words
    bool unexplained = false; ///< the server closed it without a reason
    QString serverId;
    quint64 clientId = 0;
    std::optional<base::Instant> restoredAt;
    QString explanation; ///< the server's own, from CONNZ, once it was asked (spec §4.4)
    bool slowConsumer = false; ///< by the server's word: this side read too slowly

    bool operator==(const Loss &) const = default;
};

// A snapshot of a connection; each change comes as a new one.
struct ConnectionStatus
{
    ConnectionState state = ConnectionState::Idle;
    ServerInfo server; ///< valid from the first INFO on
    QString url;       ///< the server tried or used, without credentials
    QString peer;      ///< "ip:port" actually connected to
    bool tls = false;
    std::optional<TlsFacts> tlsFacts;
    std::optional<Failure> failure; ///< why it is not connected, or not fully usable
    std::vector<ConnectStep> steps; ///< of the latest attempt
    std::vector<KnownServer> servers;
    qsizetype serversDropped = 0; ///< discovered beyond the limit
    std::optional<Loss> lastLoss;
    quint64 reconnects = 0;
    std::optional<base::Span> rtt;
    base::Instant retryAt; ///< for Backoff
    int attempt = 0;       ///< failed attempts since the last success
    quint64 messagesIn = 0;
    quint64 bytesIn = 0;      ///< all bytes read
    quint64 stray = 0;        ///< messages for no known subscription
    quint64 unaskedOks = 0;   ///< +OK although verbose is off
    quint64 lenientLines = 0; ///< lines that ended in a bare LF
    QString serverMessage;    ///< latest -ERR that did not close the connection, in words
};

} // namespace nats
