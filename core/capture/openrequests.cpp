// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/openrequests.h"

namespace capture {

quint32 OpenRequests::find(quint64 key) const
{
    if (m_buckets.empty())
        return kNone;
    quint32 index = m_buckets[key & (m_buckets.size() - 1)];
    while (index != kNone && m_nodes[index].key != key)
        index = m_nodes[index].chain;
    return index;
}

quint32 OpenRequests::add(quint64 key, ConversationId conversation, base::Instant at)
{
    return insert(key, conversation, at, false);
}

quint32 OpenRequests::park(quint64 key, ConversationId conversation, base::Instant at)
{
    return insert(key, conversation, at, true);
}

quint32 OpenRequests::insert(quint64 key, ConversationId conversation, base::Instant at,
                             bool parked)
{
    if (size() >= m_buckets.size())
        grow();
    quint32 index = m_free;
    if (index == kNone) {
        index = quint32(m_nodes.size());
        m_nodes.emplace_back();
    } else {
        m_free = m_nodes[index].chain;
    }
    Open &open = m_nodes[index];
    open = {};
    open.key = key;
    open.conversation = conversation;
    open.last = at;
    open.parked = parked;
    open.chain = bucket(key);
    bucket(key) = index;
    append(index);
    return index;
}

void OpenRequests::adopt(quint32 index, base::Instant at)
{
    take(index);
    m_nodes[index].parked = false;
    m_nodes[index].quiet = false;
    m_nodes[index].last = at;
    append(index);
}

void OpenRequests::touch(quint32 index, base::Instant at)
{
    take(index);
    m_nodes[index].last = at;
    m_nodes[index].quiet = false;
    append(index);
}

void OpenRequests::setQuiet(quint32 index)
{
    take(index);
    m_nodes[index].quiet = true;
    append(index);
}

void OpenRequests::detach(quint32 index)
{
    Open &open = m_nodes[index];
    if (open.detached)
        return;
    quint32 *link = &bucket(open.key);
    while (*link != index)
        link = &m_nodes[*link].chain;
    *link = open.chain;
    open.chain = kNone;
    open.detached = true;
}

void OpenRequests::remove(quint32 index)
{
    detach(index);
    take(index);
    m_nodes[index].conversation = 0;
    m_nodes[index].chain = m_free;
    m_free = index;
}

void OpenRequests::clear()
{
    *this = OpenRequests();
}

OpenRequests::List &OpenRequests::listOf(const Open &open)
{
    if (open.quiet)
        return m_quiet;
    return open.parked ? m_parked : m_listening;
}

void OpenRequests::append(quint32 index)
{
    Open &open = m_nodes[index];
    List &list = listOf(open);
    open.older = list.newest;
    open.newer = kNone;
    (list.newest == kNone ? list.oldest : m_nodes[list.newest].newer) = index;
    list.newest = index;
    ++list.count;
}

void OpenRequests::take(quint32 index)
{
    const Open &open = m_nodes[index];
    List &list = listOf(open);
    (open.older == kNone ? list.oldest : m_nodes[open.older].newer) = open.newer;
    (open.newer == kNone ? list.newest : m_nodes[open.newer].older) = open.older;
    --list.count;
}

void OpenRequests::grow()
{
    const size_t size = m_buckets.empty() ? 256 : 2 * m_buckets.size();
    m_buckets.assign(size, kNone);
    for (const List &list : {m_listening, m_parked, m_quiet}) {
        for (quint32 index = list.oldest; index != kNone; index = m_nodes[index].newer) {
            if (m_nodes[index].detached)
                continue;
            m_nodes[index].chain = bucket(m_nodes[index].key);
            bucket(m_nodes[index].key) = index;
        }
    }
}

} // namespace capture
