// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/grouping.h"

#include "core/base/json.h"

#include <QtCore/QHash>

namespace fanin {

namespace {

bool canBeGrouped(const nats::Reply &reply)
{
    if (reply.kind != nats::ReplyKind::Counted && reply.kind != nats::ReplyKind::Late)
        return false;
    const QByteArrayView block = reply.message.headerBlock();
    return block.isEmpty() || (!nats::statusOf(block) && !nats::isServiceError(block));
}

} // namespace

Grouping::Grouping(QList<QByteArray> ignoredPaths)
    : m_ignored(std::move(ignoredPaths))
{}

quint32 Grouping::add(quint64 index, const nats::Reply &reply)
{
    if (!canBeGrouped(reply))
        return kNoGroup;
    const quint32 number = groupOf(keyOf(reply.message), index);
    Group &group = m_groups[number];
    ++group.count;
    if (reply.kind != nats::ReplyKind::Counted)
        return number;
    if (++group.counted == 1)
        ++m_distinct;
    const bool leads = !m_majority || group.counted > m_groups[*m_majority].counted;
    const bool earlier
        = !leads && number < *m_majority && group.counted == m_groups[*m_majority].counted;
    if (leads || earlier)
        m_majority = number;
    return number;
}

Grouping::Key Grouping::keyOf(const nats::Message &message) const
{
    Key key{message, std::nullopt};
    if (m_ignored.isEmpty() || message.payloadSize() > kMaxNormalised)
        return key;
    if (base::Result<QByteArray> text = base::json::without(message.payload(), m_ignored))
        key.normalised = std::move(*text);
    return key;
}

quint32 Grouping::groupOf(Key key, quint64 index)
{
    const QByteArrayView bytes = key.bytes();
    // The seed is this process's own: payloads made to collide would cost a peer's gather hours.
    const size_t hash = qHashBits(bytes.data(), size_t(bytes.size()), QHashSeed::globalSeed());
    for (auto it = m_byHash.constFind(hash); it != m_byHash.constEnd() && it.key() == hash; ++it) {
        if (m_keys[*it].bytes() == bytes)
            return *it;
    }
    const auto number = quint32(m_groups.size());
    m_keyBytes += key.normalised ? key.normalised->capacity() : 0;
    m_groups.push_back({0, 0, index});
    m_keys.push_back(std::move(key));
    m_byHash.insert(hash, number);
    return number;
}

qint64 Grouping::memory() const
{
    // QMultiHash: a span entry, and a chain node of the value and a pointer, for each group.
    constexpr qint64 kHashEntry = 2 * (sizeof(size_t) + sizeof(void *));
    return m_keyBytes + qint64(m_groups.capacity() * sizeof(Group))
        + qint64(m_keys.capacity() * sizeof(Key)) + kHashEntry * m_byHash.size();
}

QString Grouping::name(quint32 group)
{
    QString letters;
    for (quint64 rest = quint64(group) + 1; rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(u'A' + ushort((rest - 1) % 26)));
    return letters;
}

} // namespace fanin
