// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/subscriptions.h"

#include "core/nats/encoder.h"

namespace nats {

quint64 Subscriptions::add(QByteArray subject, QByteArray queue, std::optional<quint64> maxMessages)
{
    const quint64 sid = ++m_lastSid;
    m_live.emplace(sid, Live{std::move(subject), std::move(queue), maxMessages});
    return sid;
}

bool Subscriptions::onMessage(quint64 sid)
{
    const auto found = m_live.find(sid);
    if (found == m_live.end())
        return false;
    ++found->second.delivered;
    return true;
}

QByteArray Subscriptions::restoreBytes() const
{
    QByteArray bytes;
    for (const auto &[sid, live] : m_live) {
        if (live.maxMessages && live.delivered >= *live.maxMessages)
            continue;
        bytes += encoder::sub(live.subject, live.queue, sid);
        if (live.maxMessages)
            bytes += encoder::unsub(sid, *live.maxMessages - live.delivered);
    }
    return bytes;
}

} // namespace nats
