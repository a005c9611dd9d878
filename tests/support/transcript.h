// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>
#include <utility>
#include <vector>

// What the original account server was asked and answered: tests/fixtures/jwt/transcripts.
namespace transcript {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

struct Exchange
{
    QByteArray name; ///< "GET account If-None-Match"
    QByteArray method = "GET";
    QByteArray target;
    Headers sent;
    QByteArray body; ///< that was sent

    int status = 0;  ///< 0: the connection was closed without an answer
    Headers headers; ///< but `Date`
    // The recorder took away white space at its end, cut it where it was long, and wrote
    // "<contents of FILE>" for what is in a fixture: that is undone as far as it goes.
    QByteArray answer;
    bool cut = false; ///< the answer goes on
};

// The exchanges of a file that notes what curl was told, in their order.
[[nodiscard]] std::vector<Exchange> read(const QByteArray &content);
// The answer that stands behind a line "## NAME", indented; nothing: there is none.
[[nodiscard]] std::optional<Exchange> readIndented(const QByteArray &content,
                                                   const QByteArray &name);

} // namespace transcript
