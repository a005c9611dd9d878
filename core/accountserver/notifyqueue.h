// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <QtCore/QHash>

#include <deque>
#include <optional>

namespace accountserver {

// What nats-servers are still to be told: of each key the last token, in the order in which the
// keys came. What is under way is remembered until it has arrived.
class NotifyQueue final
{
public:
    explicit NotifyQueue(qsizetype limit)
        : m_limit(limit)
    {}

    struct Item
    {
        QByteArray key;
        StoredPtr token;
        quint64 number = 0; ///< which of the key's tokens this is
    };

    // Takes the place of one of that key that waits. Beyond the limit the oldest is dropped.
    void add(const QByteArray &key, const StoredPtr &token);
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }
    [[nodiscard]] quint64 dropped() const { return m_dropped; }
    // The next, from now on under way; nothing if none waits.
    [[nodiscard]] std::optional<Item> take();
    // It has arrived, or never will.
    void done(const Item &item);
    // It was lost on its way: waits again, before all others, unless there is a newer one.
    void again(const Item &item);
    // Also what the other has under way, for it may be lost.
    void takeOver(const NotifyQueue &other);

private:
    void bound();

    qsizetype m_limit;
    std::deque<QByteArray> m_order; // of the keys that wait
    QHash<QByteArray, Item> m_waiting;
    QHash<QByteArray, Item> m_newest; // of what waits or is under way
    quint64 m_lastNumber = 0;
    quint64 m_dropped = 0;
};

} // namespace accountserver
