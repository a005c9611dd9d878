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
    QString user; ///< with a password: user; without: a token
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
// The seed itself, or the content of such a file.
struct NkeySeed
{
    base::Secret seed;
    bool operator==(const NkeySeed &) const = default;
};
// A .creds file: user JWT and seed; read anew at each connect.
struct CredsFile
{
    QString path;
    bool operator==(const CredsFile &) const = default;
};
// The content of such a file.
struct CredsText
{
    base::Secret content;
    bool operator==(const CredsText &) const = default;
};
// A user JWT with its seed; a bearer JWT needs none.
struct UserJwt
{
    base::Secret jwt;
    base::Secret seed;
    bool operator==(const UserJwt &) const = default;
};
using Auth
    = std::variant<NoAuth, UserPassword, Token, NkeyFile, NkeySeed, CredsFile, CredsText, UserJwt>;

// All files are read anew at each connect.
struct TlsOptions
{
    QString caFile;   ///< PEM; empty: the system's
    QString certFile; ///< PEM chain, or PKCS#12 (by its content); empty: no client certificate
    QString keyFile;  ///< PEM; empty: in certFile
    base::Secret keyPassphrase; ///< of an encrypted key or PKCS#12
    bool first = false;         ///< handshake before INFO (server >= 2.10.4, `handshake_first`)
    bool require = false;       ///< never log in without TLS, whatever the server offers

    bool operator==(const TlsOptions &) const = default;
};

struct SocksProxy
{
    static constexpr quint16 kDefaultPort = 1080;

    QString host;
    quint16 port = kDefaultPort;
    QString user;
    base::Secret password;

    bool operator==(const SocksProxy &) const = default;

    // "socks5://host:port" without credentials: what may be shown.
    [[nodiscard]] QString display() const;
};
// socks5://[user:password@]host[:port], as natscli takes it; percent-decoded.
base::Result<SocksProxy> parseSocksProxy(const QString &text);

// Whether a login may go to another machine in the clear (spec §2.2).
enum class PlainLogin {
    Allow,
    Ask, ///< the connection waits in NeedsAttention until Session::allowPlainLogin()
};

struct ConnectOptions
{
    static constexpr base::Span kDefaultConnectTimeout = std::chrono::seconds(5);
    static constexpr base::Span kDefaultPingInterval = std::chrono::seconds(10);

    QString name; ///< how the user calls the connection
    std::vector<ServerUrl> servers;
    Auth auth;
    base::Secret extraToken; ///< auth_token besides `auth`, as natscli sends it
    TlsOptions tls;
    std::optional<SocksProxy> proxy;
    QByteArray inboxPrefix = "_INBOX";
    QByteArray clientName; ///< of CONNECT; empty: "Fanin"
    bool echo = true;
    bool ignoreDiscovered = false; ///< stay with the servers given
    bool readOnly = false;         ///< nothing is published, whoever asks
    bool probeInbox = false;       ///< after the login: may the inbox be subscribed to? (a step)
    bool reconnect = true; ///< also the first connect is retried; off: the first failure is final
    PlainLogin plainLogin = PlainLogin::Allow;
    base::Span connectTimeout = kDefaultConnectTimeout; ///< one attempt, all phases
    base::Span pingInterval = kDefaultPingInterval;

    bool operator==(const ConnectOptions &) const = default;
};

} // namespace nats
