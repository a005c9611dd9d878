// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

// An HTTP account server: hosts and vends the JWTs of one operator for nats-servers with an URL
// resolver (spec/jwt.md §3). What one instance is to do.
namespace accountserver {

enum class StoreKind { Directory, Nsc, Memory };

struct Options
{
    static constexpr quint16 kDefaultPort = 9090;
    static constexpr qint64 kDefaultMaxPack = 10'000;
    static constexpr std::chrono::milliseconds kMinTimeout{1};
    static constexpr std::chrono::milliseconds kMaxTimeout = std::chrono::hours(1);

    StoreKind store = StoreKind::Directory;
    QString path;          ///< of the directory, or of an operator's folder in an nsc store
    bool sharded = false;  ///< of a directory
    bool readOnly = false; ///< an nsc store always is, a replica to its clients too
    bool packs = true;     ///< GET /jwt/v1/pack is answered

    QString host = QStringLiteral("127.0.0.1");
    quint16 port = kDefaultPort; ///< 0: any that is free
    QString tlsCertificate;      ///< PEM chain; with tlsKey; both empty: plain HTTP
    QString tlsKey;
    std::chrono::milliseconds readTimeout{5000};   ///< for a whole request, from its first byte
    std::chrono::milliseconds writeTimeout{5000};  ///< nothing of the answer can be written
    std::chrono::milliseconds idleTimeout{30'000}; ///< between two requests of a connection

    QString operatorFile;      ///< empty: none, so nothing is let in; an nsc store has its own
    QString systemAccountFile; ///< served where the store lacks it; empty: none

    QString primary;   ///< its URL; not empty: this is a replica
    QString primaryCa; ///< PEM, of an https primary; empty: the system's
    // Tokens to take from the primary at the start; 0: none, negative: all of them.
    qint64 maxPack = kDefaultMaxPack;
    std::chrono::milliseconds replicationTimeout{5000}; ///< for one token of the primary

    std::optional<nats::ConnectOptions> nats; ///< as a user of the system account; none: no news

    bool operator==(const Options &) const = default;
};

// What cannot be meant so: a replica of an nsc store, a key without a certificate, …
[[nodiscard]] std::optional<base::Error> problemOf(const Options &options);

} // namespace accountserver
