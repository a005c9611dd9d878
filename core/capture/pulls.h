// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/conversation.h"

#include <QtCore/QByteArrayView>

#include <map>
#include <optional>
#include <unordered_map>

namespace capture {

// JetStream pulls that still wait for messages. A delivery does not name its pull: it names stream
// and consumer, and the server serves the pulls of one consumer in their order.
class Pulls final
{
public:
    void add(QByteArrayView subject, QByteArrayView payload, ConversationId id, quint32 open);
    void remove(ConversationId id);
    void clear();

    struct Pull
    {
        quint32 open = 0; ///< among the open requests
        quint64 remaining = 1;
    };
    // The oldest that waits for a delivery with that reply subject; takes one from its batch.
    std::optional<quint32> take(QByteArrayView ackSubject);
    [[nodiscard]] qint64 bytes() const { return qint64(m_waiting.size()) * kEach; }

private:
    // A node of a tree, a node of a table and its bucket.
    static constexpr qint64 kEach = 80 + 32 + 8;
    using Key = std::pair<quint64, ConversationId>;

    std::map<Key, Pull> m_waiting;
    std::unordered_map<ConversationId, quint64> m_consumers; // by hash
};

// How many messages a pull asks for; 1 if it does not say.
[[nodiscard]] quint64 batchOf(QByteArrayView payload);

} // namespace capture
