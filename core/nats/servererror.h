// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

// What a -ERR means (spec/protocol.md §1.6): who it concerns, whether the server closes after it,
// and what to tell a person.
namespace nats {

struct ServerError
{
    enum class Kind {
        AuthViolation,
        AuthTimeout,
        AuthExpired,     ///< user or account expired, or revoked
        ConnectionLimit, ///< of the server
        AccountConnectionLimit,
        Throttled,
        SubscriptionLimit,
        MaxPayload,
        ControlLine,
        ProtocolBug,
        TlsRequired,
        Stale,
        AccountRegistration,
        InvalidSubject,
        InvalidPublishSubject,
        PublishDenied,
        ReplyDenied,
        SubscriptionDenied,
        WrongPort,
        SlowConsumer,
        Unknown,
    };

    Kind kind = Kind::Unknown;
    bool closes = false; ///< the server closes the connection; we never do because of a -ERR
    QByteArray subject;  ///< the quoted one of a permissions violation
    QString text;        ///< the server's words
    QString sentence;    ///< for a person

    bool operator==(const ServerError &) const = default;
};

// `text` is what stood behind -ERR, with or without quotes; any bytes are fine.
[[nodiscard]] ServerError classify(QByteArrayView text);

} // namespace nats
