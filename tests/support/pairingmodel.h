// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/correlator.h"

#include <map>

namespace capture {

// The observer's rules (spec/protocol.md §4.2) as plainly as they can be written, to compare the
// Correlator with: nothing is hashed, packed or given up. Without JetStream's pulls.
class PairingModel final
{
public:
    explicit PairingModel(PairingRules rules)
        : m_rules(std::move(rules))
    {}

    void tick(base::Instant now)
    {
        m_now = std::max(m_now, now);
        for (Kept &c : m_all) {
            const base::Span limit = parked(c) ? m_rules.parking : m_rules.window;
            if (!c.seen.open || m_now - c.last <= limit)
                continue;
            c.seen.open = false;
            if (c.seen.state == ConversationState::Waiting)
                c.seen.state = ConversationState::Unanswered;
        }
    }

    void evict(Number firstKept) { m_firstKept = firstKept; }

    void message(Number number, base::Instant at, const QByteArray &subject,
                 const QByteArray &reply, const QByteArray &payload, const QByteArray &headers)
    {
        tick(at);
        m_sizes[number] = payload.size();
        const auto open = m_byReply.find(subject);
        if (open != m_byReply.end() && gone(open->second))
            m_byReply.erase(open);
        const ConversationId parent = m_byReply.contains(subject) ? m_byReply[subject] : 0;
        if (parent)
            addReply(parent, number, at, headers);
        if (!reply.isEmpty())
            addRequest(parent, number, at, reply);
        else if (parent)
            m_owner[number] = parent;
        else
            addAlone(number, at, subject, headers);
    }

    [[nodiscard]] ConversationId end() const { return m_all.size() + 1; }
    [[nodiscard]] ConversationId conversationOf(Number number) const
    {
        const ConversationId id = m_owner.at(number);
        return gone(id) ? 0 : id;
    }
    [[nodiscard]] QByteArray print(ConversationId id) const
    {
        return print(m_all[id - 1].seen, m_all[id - 1].replies);
    }

    static QByteArray print(const Conversation &c, const std::vector<Number> &replies)
    {
        QByteArray text = QByteArray::number(c.id) + " state " + QByteArray::number(int(c.state));
        text += c.open ? "* " : " ";
        text += QByteArray::number(c.request) + '>';
        for (const Number reply : replies)
            text += QByteArray::number(reply) + ',';
        text += " of " + QByteArray::number(c.replies);
        if (c.first && c.last) {
            text += ' ' + QByteArray::number(base::microseconds(*c.first)) + ".."
                + QByteArray::number(base::microseconds(*c.last));
        }
        text += " traits " + QByteArray::number(c.traits.toInt(), 16) + " parent "
            + QByteArray::number(c.parent);
        return text;
    }

private:
    struct Kept
    {
        Conversation seen;
        Number base = kNone;
        base::Instant last;
        std::vector<Number> replies;
        std::vector<base::Instant> times;
    };

    [[nodiscard]] static bool parked(const Kept &c)
    {
        return c.seen.state == ConversationState::Orphan;
    }
    [[nodiscard]] bool gone(ConversationId id) const { return m_all[id - 1].base < m_firstKept; }

    Kept &create(Number number, base::Instant at)
    {
        m_owner[number] = end();
        Kept c;
        c.seen.id = end();
        c.seen.at = at;
        c.base = number;
        c.last = at;
        return m_all.emplace_back(c);
    }

    void addReply(ConversationId id, Number number, base::Instant at, const QByteArray &headers)
    {
        Kept &c = m_all[id - 1];
        if (!parked(c) && at - c.last > m_rules.window)
            c.seen.traits |= ConversationTrait::Late;
        if (!headers.isEmpty())
            c.seen.traits |= ConversationTrait::ServiceError;
        if (!c.replies.empty() && m_sizes[number] != m_sizes[c.replies.front()])
            c.seen.traits |= ConversationTrait::Differs;
        c.replies.push_back(number);
        c.times.push_back(at);
        ++c.seen.replies;
        c.last = at;
        c.seen.open = true;
        if (!parked(c))
            c.seen.state = ConversationState::Answered;
        setLatencies(c);
    }

    void setLatencies(Kept &c)
    {
        if (c.seen.request == kNone || c.replies.empty())
            return;
        c.seen.first = std::max(c.times.front() - c.seen.at, base::Span::zero());
        c.seen.last = std::max(c.times.back() - c.seen.at, base::Span::zero());
    }

    void addRequest(ConversationId parent, Number number, base::Instant at, const QByteArray &reply)
    {
        const auto known = m_byReply.find(reply);
        const ConversationId earlier = known == m_byReply.end() ? 0 : known->second;
        if (earlier && earlier != parent && parked(m_all[earlier - 1]) && !gone(earlier)
            && at - m_all[earlier - 1].last <= m_rules.parking) {
            Kept &c = m_all[earlier - 1];
            c.seen.state = ConversationState::Answered;
            c.seen.traits |= ConversationTrait::Reordered;
            c.seen.request = number;
            c.seen.at = at;
            c.seen.open = true;
            c.last = at;
            chain(c, parent);
            setLatencies(c);
            m_owner[number] = earlier;
            return;
        }
        Kept &c = create(number, at);
        c.seen.state = ConversationState::Waiting;
        c.seen.open = true;
        c.seen.request = number;
        if (earlier && !parked(m_all[earlier - 1]))
            c.seen.traits |= ConversationTrait::Reused;
        chain(c, parent);
        m_byReply[reply] = c.seen.id;
    }

    static void chain(Kept &c, ConversationId parent)
    {
        if (parent == 0 || parent >= c.seen.id)
            return;
        c.seen.parent = parent;
        c.seen.traits |= ConversationTrait::Chained;
    }

    void addAlone(Number number, base::Instant at, const QByteArray &subject,
                  const QByteArray &headers)
    {
        Kept &c = create(number, at);
        if (!subject.startsWith("_INBOX.")) {
            c.seen.request = number;
            return;
        }
        c.seen.state = ConversationState::Orphan;
        m_byReply[subject] = c.seen.id;
        addReply(c.seen.id, number, at, headers);
    }

    PairingRules m_rules;
    std::vector<Kept> m_all;
    std::map<QByteArray, ConversationId> m_byReply; // the newest of each reply subject
    std::map<Number, ConversationId> m_owner;
    std::map<Number, qsizetype> m_sizes; // payloads are alike but for their size
    base::Instant m_now;
    Number m_firstKept = 1;
};

} // namespace capture
