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
// are compared minified and without those members. Service errors and status messages belong to
// no group. Equality is decided by bytes, the hash only finds candidates.
class Grouping final
{
public:
    static constexpr quint32 kNoGroup = 0xffffffff;
    // Longer payloads are compared as they are: ignoring paths in them would cost too much.
    static constexpr qsizetype kMaxNormalised = 1024 * 1024;

    struct Group
    {
        quint64 count = 0;
        quint64 firstReply = 0; ///< index of the reply that stands for the group
    };

    explicit Grouping(QList<QByteArray> ignoredPaths = {});

    // The group of the reply with that index.
    quint32 add(quint64 index, const nats::Reply &reply);

    [[nodiscard]] const std::vector<Group> &groups() const { return m_groups; }
    // The largest group; of equal ones the one seen first. Nothing while there is none.
    [[nodiscard]] std::optional<quint32> majority() const;
    [[nodiscard]] const QList<QByteArray> &ignoredPaths() const { return m_ignored; }
    // "A", "B", … "Z", "AA", …
    [[nodiscard]] static QString name(quint32 group);

private:
    QList<QByteArray> m_ignored;
    std::vector<Group> m_groups;
    std::vector<QByteArray> m_keys; ///< normalised payload, or a copy-free view's owner; by group
    std::vector<nats::Message> m_representatives;
    QMultiHash<size_t, quint32> m_byHash;
    std::optional<quint32> m_majority;
};

} // namespace fanin
