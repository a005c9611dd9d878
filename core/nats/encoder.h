// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/headers.h"
#include "core/nats/serverinfo.h"

#include <QtCore/QByteArray>

#include <optional>

// What we send, as bytes (spec/protocol.md §1.1, §1.5). Arguments are trusted: subjects and
// headers have been checked.
namespace nats::encoder {

// The server's default limit for a line of ours; the arguments count, the operation's name does
// not, but being that exact would help nobody.
constexpr qsizetype kMaxControlLine = 4096;

[[nodiscard]] QByteArray sub(QByteArrayView subject, QByteArrayView queue, quint64 sid);
// Without `max`: at once. With it: after that many messages since the SUB.
[[nodiscard]] QByteArray unsub(quint64 sid, std::optional<quint64> max = {});
// The control line alone, without CRLF: what the wire view shows.
[[nodiscard]] QByteArray publishLine(QByteArrayView subject, QByteArrayView reply,
                                     qsizetype headerSize, qsizetype payloadSize);
// PUB, or HPUB if there are headers.
[[nodiscard]] QByteArray publish(QByteArrayView subject, QByteArrayView reply,
                                 const QByteArray &headerBlock, QByteArrayView payload);
[[nodiscard]] QByteArray ping();
[[nodiscard]] QByteArray pong();

// What a CONNECT says about who we are; empty fields are left out.
struct Identity
{
    QString user;
    base::Secret password;
    base::Secret token;
    QByteArray nkey;
    QByteArray jwt;
    QByteArray signature; ///< base64url without padding
};

[[nodiscard]] QByteArray connect(const ConnectOptions &options, const ServerInfo &server, bool tls,
                                 const Identity &identity);
// The same line without its end, with every credential replaced by "…".
[[nodiscard]] QByteArray redactedConnect(QByteArrayView line);

} // namespace nats::encoder
