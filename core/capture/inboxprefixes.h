// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <vector>

namespace capture {

// Under which subjects replies come: those known, and guesses from the reply subjects seen.
class InboxPrefixes final
{
public:
    static constexpr qsizetype kMaxKnown = 64; ///< more are not taken
    static constexpr qsizetype kMaxLearned = 64;
    static constexpr qsizetype kMaxPrefix = 256; ///< bytes; a longer one is not learned

    explicit InboxPrefixes(std::vector<QByteArray> known);

    void add(const QByteArray &prefix); ///< known from now on
    void learn(QByteArrayView reply);   ///< of a request
    void forget();                      ///< what was learned

    // The known prefix that covers a subject; empty: none.
    [[nodiscard]] QByteArrayView of(QByteArrayView subject) const;
    [[nodiscard]] const std::vector<QByteArray> &known() const { return m_known; }
    [[nodiscard]] std::vector<QByteArray> learned() const; ///< the most frequent first
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    struct Learned
    {
        QByteArray prefix;
        quint64 count = 0;
    };

    void countBytes();

    std::vector<QByteArray> m_known;
    std::vector<Learned> m_learned;
    qint64 m_bytes = 0; // of m_learned
};

} // namespace capture
