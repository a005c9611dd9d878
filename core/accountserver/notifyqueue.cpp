// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/notifyqueue.h"

namespace accountserver {

void NotifyQueue::add(const QByteArray &key, const StoredPtr &token)
{
    const Item item{key, token, ++m_lastNumber};
    if (!m_waiting.contains(key))
        m_order.push_back(key);
    m_waiting.insert(key, item);
    m_newest.insert(key, item);
    bound();
}

std::optional<NotifyQueue::Item> NotifyQueue::take()
{
    if (m_order.empty())
        return {};
    const QByteArray key = m_order.front();
    m_order.pop_front();
    return m_waiting.take(key);
}

void NotifyQueue::done(const Item &item)
{
    const auto newest = m_newest.constFind(item.key);
    if (newest != m_newest.cend() && newest->number == item.number)
        m_newest.erase(newest);
}

void NotifyQueue::again(const Item &item)
{
    const auto newest = m_newest.constFind(item.key);
    if (newest == m_newest.cend() || newest->number != item.number)
        return;
    m_order.push_front(item.key);
    m_waiting.insert(item.key, item);
    bound();
}

void NotifyQueue::takeOver(const NotifyQueue &other)
{
    QHash<QByteArray, Item> left = other.m_newest;
    for (const QByteArray &key : other.m_order) {
        const Item item = left.take(key);
        add(item.key, item.token);
    }
    for (const Item &item : std::as_const(left))
        add(item.key, item.token);
}

void NotifyQueue::bound()
{
    while (m_waiting.size() > m_limit) {
        done(m_waiting.take(m_order.front()));
        m_order.pop_front();
        ++m_dropped;
    }
}

} // namespace accountserver
