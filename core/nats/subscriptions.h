// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <map>
#include <optional>

namespace nats {

// The live subscriptions of one connection by sid. Sids are never used twice, so a late message
// cannot be taken for one of a newer subscription. Plain object of the I/O thread.
class Subscriptions final
{
public:
    // The subscription is live at once; sending the SUB is the caller's business.
    [[nodiscard]] quint64 add(QByteArray subject, QByteArray queue,
                              std::optional<quint64> maxMessages = {});
    void remove(quint64 sid) { m_live.erase(sid); }
    // Counts a message; false if the sid is not live.
    bool onMessage(quint64 sid);

    // SUBs for everything live, with the same sids, and what is left of each limit: what a new
    // connection needs (spec/protocol.md §2.4).
    [[nodiscard]] QByteArray restoreBytes() const;
    [[nodiscard]] bool isEmpty() const { return m_live.empty(); }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_live.size()); }

private:
    struct Live
    {
        QByteArray subject;
        QByteArray queue;
        std::optional<quint64> maxMessages;
        quint64 delivered = 0;
    };

    std::map<quint64, Live> m_live;
    quint64 m_lastSid = 0;
};

} // namespace nats
