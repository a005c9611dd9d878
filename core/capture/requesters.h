// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <unordered_map>
#include <vector>

namespace capture {

// Who asks, as far as reply subjects tell: clients put a token of their own before that of each
// request. Numbered from 1 in the order in which they were seen; what does not fit is 0, unknown.
class Requesters final
{
public:
    static constexpr qsizetype kMax = 65'535;
    static constexpr qint64 kMaxBytes = 1024 * 1024; ///< of prefixes

    // `inbox` is the known prefix the reply subject lies under, or empty.
    quint16 numberOf(QByteArrayView reply, QByteArrayView inbox);
    void clear();

    [[nodiscard]] qsizetype count() const { return qsizetype(m_prefixes.size()); }
    [[nodiscard]] QByteArray prefix(quint32 number) const; ///< empty for an unknown one
    [[nodiscard]] qint64 bytes() const { return m_prefixBytes + count() * kEach; }

private:
    static constexpr qint64 kEach = 96; // what a node of the map, a bucket and an array take

    std::vector<QByteArray> m_prefixes;
    std::unordered_map<quint64, quint16> m_byHash;
    qint64 m_prefixBytes = 0;
};

} // namespace capture
