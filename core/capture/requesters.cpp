// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/requesters.h"

#include "core/capture/hash.h"

#include <algorithm>

namespace capture {

quint16 Requesters::numberOf(QByteArrayView reply, QByteArrayView inbox)
{
    qsizetype size = std::max<qsizetype>(reply.lastIndexOf('.'), 0);
    // _R_.<who>.<request>[.<tracing>.T] of a service import.
    if (inbox == QByteArrayView("_R_"))
        size = std::max<qsizetype>(reply.indexOf('.', inbox.size() + 1), 0);
    // Directly under the inbox prefix: one inbox a request, which names nobody.
    if (size == 0 || size == inbox.size())
        return 0;
    const QByteArrayView prefix = reply.first(size);
    const quint64 hash = hashOf(prefix);
    if (const auto known = m_byHash.find(hash); known != m_byHash.end())
        return known->second;
    if (count() >= kMax || m_prefixBytes + size > kMaxBytes)
        return 0;
    m_prefixes.push_back(prefix.toByteArray());
    m_prefixBytes += size;
    const auto number = quint16(m_prefixes.size());
    m_byHash.emplace(hash, number);
    return number;
}

void Requesters::clear()
{
    *this = Requesters();
}

QByteArray Requesters::prefix(quint32 number) const
{
    return number > 0 && number <= m_prefixes.size() ? m_prefixes[number - 1] : QByteArray();
}

} // namespace capture
