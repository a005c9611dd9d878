// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/gather.h"
#include "core/nats/session.h"

#include <QtCore/QByteArrayList>

// Everything a nats::Gather said, in order.
class RunLog final : public QObject
{
    Q_OBJECT

public:
    explicit RunLog(nats::Gather *gather)
    {
        connect(gather, &nats::Gather::started, this,
                [this](const QByteArray &at, base::Instant t0) {
                    inbox = at;
                    sentAt = t0;
                    events.append("started");
                });
        connect(gather, &nats::Gather::measured, this, [this](base::Span span) {
            rtt = span;
            events.append("measured");
        });
        connect(gather, &nats::Gather::repliesAdded, this,
                [this](const std::vector<nats::Reply> &added) {
                    replies.insert(replies.end(), added.begin(), added.end());
                    events.append("replies");
                });
        connect(gather, &nats::Gather::wireAdded, this, [this](const nats::WireRecord &record) {
            for (const nats::WireEntry &entry : record.entries) {
                const bool out = entry.direction == nats::WireEntry::Direction::Out;
                wire.append((out ? "> " : "< ") + entry.line);
            }
            unlisted += record.unlisted;
        });
        connect(gather, &nats::Gather::finished, this, [this](const nats::Outcome &end) {
            outcome = end;
            events.append("finished");
        });
        connect(gather, &nats::Gather::settled, this, [this](const nats::Aftermath &after) {
            aftermath = after;
            events.append("settled");
        });
    }

    [[nodiscard]] qsizetype count(nats::ReplyKind kind) const
    {
        return std::count_if(replies.cbegin(), replies.cend(),
                             [kind](const nats::Reply &reply) { return reply.kind == kind; });
    }

    QByteArray inbox;
    base::Instant sentAt;
    std::optional<base::Span> rtt;
    std::vector<nats::Reply> replies;
    QByteArrayList wire; // "> PUB …", "< MSG …"
    quint64 unlisted = 0;
    std::optional<nats::Outcome> outcome;
    std::optional<nats::Aftermath> aftermath;
    QByteArrayList events;
};
