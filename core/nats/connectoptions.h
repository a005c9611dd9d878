// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/base/time.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <variant>
#include <vector>

namespace nats {

// One server of a connection, from a URL (spec §2.3): nats://, tls://, or bare host[:port];
// user, password or token in it are percent-decoded.
struct ServerUrl
{
    static constexpr quint16 kDefaultPort = 4222;

    QString host; ///< without brackets for IPv6
    quint16 port = kDefaultPort;
    bool tls = false;
    QString user;          ///< with a password: user; without: a token
    base::Secret password;
    bool hasPassword = false;

    bool operator==(const ServerUrl &) const = default;

    // "nats://host:port" without credentials: what may be shown.
    [[nodiscard]] QString display() const;
};

base::Result<ServerUrl> parseServerUrl(const QString &text);
// A comma-separated list; at least one.
base::Result<std::vector<ServerUrl>> parseServerUrls(const QString &text);

struct NoAuth
{
    bool operator==(const NoAuth &) const = default;
};
struct UserPassword
{
    QString user;
    base::Secret password;
    bool operator==(const UserPassword &) const = default;
};
struct Token
{
    base::Secret token;
    bool operator==(const Token &) const = default;
};
// A file that holds an nkey seed, bare or decorated; read anew at each connect.
struct NkeyFile
{
    QString path;
    bool operator==(const NkeyFile &) const = default;
};
// A .creds file: user JWT and seed; read anew at each connect.
struct CredsFile
{
    QString path;
    bool operator==(const CredsFile &) const = default;
};
using Auth = std::variant<NoAuth, UserPassword, Token, NkeyFile, CredsFile>;

struct ConnectOptions
{
    static constexpr base::Span kDefaultConnectTimeout = std::chrono::seconds(5);
    static constexpr base::Span kDefaultPingInterval = std::chrono::seconds(10);

    QString name; ///< how the user calls the connection
    std::vector<ServerUrl> servers;
    Auth auth;
    QString caFile; ///< PEM; empty: the system's
    QByteArray inboxPrefix = "_INBOX";
    QByteArray clientName; ///< of CONNECT; empty: "Fanin"
    bool echo = true;
    bool reconnect = true; ///< also the first connect is retried; off: the first failure is final
    base::Span connectTimeout = kDefaultConnectTimeout; ///< one attempt, all phases
    base::Span pingInterval = kDefaultPingInterval;

    bool operator==(const ConnectOptions &) const = default;
};

} // namespace nats
