// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMultiHash>

#include <optional>
#include <vector>

namespace fanin {

// Puts replies with the same payload into one group. With ignored paths, payloads that are JSON
// are compared minified and without those members. Only counted and late replies belong to a
// group, and of these no service errors and status messages. Equality is decided by bytes, the
// hash only finds candidates.
class Grouping final
{
public:
    static constexpr quint32 kNoGroup = 0xffffffff;
    // Longer payloads are compared as they are: ignoring paths in them would cost too much.
    static constexpr qsizetype kMaxNormalised = 1024 * 1024;

    struct Group
    {
        quint64 count = 0;      ///< with late ones
        quint64 counted = 0;    ///< without
        quint64 firstReply = 0; ///< index of the reply that stands for the group
    };

    explicit Grouping(QList<QByteArray> ignoredPaths = {});

    // The group of the reply with that index.
    quint32 add(quint64 index, const nats::Reply &reply);

    [[nodiscard]] const std::vector<Group> &groups() const { return m_groups; }
    // How many of them hold counted replies.
    [[nodiscard]] quint64 distinct() const { return m_distinct; }
    // The group with most counted replies; of equal ones the one seen first. Nothing while no
    // counted reply is in a group.
    [[nodiscard]] std::optional<quint32> majority() const { return m_majority; }
    [[nodiscard]] const QList<QByteArray> &ignoredPaths() const { return m_ignored; }
    // "A", "B", … "Z", "AA", …
    [[nodiscard]] static QString name(quint32 group);

    // Bytes kept, without what the messages of the replies hold.
    [[nodiscard]] qint64 memory() const;

private:
    // What a group's replies are compared with: the bytes of one of them, or its normal form.
    struct Key
    {
        nats::Message message;
        std::optional<QByteArray> normalised;

        [[nodiscard]] QByteArrayView bytes() const
        {
            return normalised ? QByteArrayView(*normalised) : message.payload();
        }
    };
    [[nodiscard]] Key keyOf(const nats::Message &message) const;
    quint32 groupOf(Key key, quint64 index);

    QList<QByteArray> m_ignored;
    std::vector<Group> m_groups;
    std::vector<Key> m_keys; // by group
    QMultiHash<size_t, quint32> m_byHash;
    std::optional<quint32> m_majority;
    quint64 m_distinct = 0;
    qint64 m_keyBytes = 0;
};

} // namespace fanin
