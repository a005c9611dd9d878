// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QStringList>

namespace jwt {

// Reads a replication pack, lines of "key|token", as it comes (spec/jwt.md §3.2). A bad line is a
// problem where account servers would stop; the rest is read nevertheless.
class PackReader final
{
public:
    // A key, a token and what is between and behind them.
    static constexpr qsizetype kMaxLine = Token::kMaxSize + 1024;
    static constexpr qint64 kMaxProblems = 20; ///< more bad lines are counted

    struct Entry
    {
        QByteArray key;
        QByteArray token;
        bool operator==(const Entry &) const = default;
    };

    // Whether a file that begins so is a pack.
    [[nodiscard]] static bool looksLike(QByteArrayView content);

    void feed(QByteArrayView bytes);
    void end(); ///< nothing more comes: the last line may lack its end
    // The next whole line's; nothing if there is none yet.
    [[nodiscard]] std::optional<Entry> next();
    // Those since the last time; at the end how many more there were.
    [[nodiscard]] QStringList takeProblems();

private:
    [[nodiscard]] std::optional<Entry> entryOf(QByteArrayView line);
    [[nodiscard]] bool countBad();
    void addTooLong(qint64 line);

    QByteArray m_buffer;
    qsizetype m_at = 0;      // of the line that is next
    qsizetype m_scanned = 0; // no line end before
    qint64 m_line = 0;
    bool m_ended = false;
    bool m_skipping = false; // inside a line that is too long
    QStringList m_problems;
    qint64 m_bad = 0; // lines
};

} // namespace jwt
