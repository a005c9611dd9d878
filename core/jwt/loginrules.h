// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"

#include <QtCore/QString>

#include <array>

// What a server checks of a connection itself, each as nats-server does it (auth.go).
namespace jwt {

// Nothing: it cannot be known from here.
using Verdict = std::optional<bool>;

// Whether one of the CIDRs contains the client's address.
[[nodiscard]] Verdict sourceAllowed(const QList<QByteArray> &src, const QByteArray &clientIp);

// Whether one of the ranges contains the time of day. Without a location the server's own zone
// counts. A range over midnight ends, for the server, at midnight: after it the range lies ahead.
[[nodiscard]] Verdict timeAllowed(const std::vector<TimeRange> &times, const QByteArray &location,
                                  UnixTime now);

struct ConnectionTypes
{
    QList<QByteArray> known;   ///< in upper case
    QList<QByteArray> unknown; ///< as they are written
};
[[nodiscard]] ConnectionTypes connectionTypes(const QList<QByteArray> &written);

// "2.9.10" and "2.10.0-beta.1" as numbers; nothing if it is none.
using Version = std::array<int, 3>;
[[nodiscard]] std::optional<Version> versionOf(const QString &text);

} // namespace jwt
