// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <chrono>

namespace accountserver {

struct Ask;

// One request as the server saw it. Holds no body, no query values but those the routes know.
struct LogEntry
{
    std::chrono::system_clock::time_point at;
    QByteArray client;    ///< address without port
    QByteArray userAgent; ///< at most kMaxUserAgent bytes
    QByteArray method;    ///< "GET"; empty: what came was no request
    QByteArray target;    ///< path and query, at most kMaxTarget bytes, control bytes escaped
    int status = 0;       ///< 0: cut off without an answer
    bool etagHit = false; ///< 304
    qint64 bytes = 0;     ///< of the answer's body
    std::chrono::nanoseconds took{}; ///< from the request's first byte to the answer's last
    QByteArray key;                  ///< the token's; may be empty
    QString note; ///< "stored", "too slow: cut off", "untrusted issuer in request"

    static constexpr qsizetype kMaxUserAgent = 80;
    static constexpr qsizetype kMaxTarget = 300;
};

// At most so many bytes of it, printable ones: others are escaped, what looks like a seed is not
// shown.
[[nodiscard]] QByteArray loggable(QByteArrayView text, qsizetype max);
[[nodiscard]] QByteArray loggableTarget(const Ask &ask);

} // namespace accountserver
