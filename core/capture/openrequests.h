// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/capture/conversation.h"

#include <vector>

namespace capture {

// The requests that replies may still come to, found by a hash of their reply subject, in the order
// of their last words: those listened for, beside them replies parked until their request comes,
// and those whose time is over, so that a late reply finds its request. Indices stay valid until
// their entry is removed.
class OpenRequests final
{
public:
    static constexpr quint32 kNone = ~quint32(0);

    struct Open
    {
        quint64 key = 0;
        ConversationId conversation = 0;
        base::Instant last; // its last word
        quint32 older = kNone;
        quint32 newer = kNone;
        quint32 chain = kNone; // others of the same bucket, or free
        bool quiet = false;    // nobody listens any more
        bool parked = false;   // replies without a request
        bool pull = false;
        bool detached = false; // its reply subject belongs to a newer request
    };

    [[nodiscard]] quint32 find(quint64 key) const;
    [[nodiscard]] Open &operator[](quint32 index) { return m_nodes[index]; }
    [[nodiscard]] quint32 size() const
    {
        return m_listening.count + m_parked.count + m_quiet.count;
    }
    [[nodiscard]] quint32 listening() const { return m_listening.count; } ///< requests
    [[nodiscard]] quint32 parked() const { return m_parked.count; }       ///< replies
    [[nodiscard]] quint32 oldestListening() const { return m_listening.oldest; }
    [[nodiscard]] quint32 oldestParked() const { return m_parked.oldest; }
    [[nodiscard]] quint32 oldestQuiet() const { return m_quiet.oldest; }

    quint32 add(quint64 key, ConversationId conversation, base::Instant at);
    quint32 park(quint64 key, ConversationId conversation, base::Instant at);
    void adopt(quint32 index, base::Instant at); ///< the request of parked replies has come
    void touch(quint32 index, base::Instant at); ///< listened for again, from its last word on
    void setQuiet(quint32 index);                ///< its time is over
    void detach(quint32 index);                  ///< found by its key no more
    void remove(quint32 index);
    void clear();
    [[nodiscard]] qint64 bytes() const
    {
        return qint64(m_nodes.capacity() * sizeof(Open) + m_buckets.capacity() * sizeof(quint32));
    }

private:
    struct List
    {
        quint32 oldest = kNone;
        quint32 newest = kNone;
        quint32 count = 0;
    };

    quint32 insert(quint64 key, ConversationId conversation, base::Instant at, bool parked);
    List &listOf(const Open &open);
    void append(quint32 index);
    void take(quint32 index);
    void grow();
    quint32 &bucket(quint64 key) { return m_buckets[key & (m_buckets.size() - 1)]; }

    std::vector<Open> m_nodes;
    std::vector<quint32> m_buckets;
    quint32 m_free = kNone;
    List m_listening;
    List m_parked;
    List m_quiet;
};

} // namespace capture
