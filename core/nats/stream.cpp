// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/stream.h"

#include "core/nats/subject.h"
#include "core/nats/subjectset.h"

#include <algorithm>
#include <compare>
#include <limits>

namespace nats {

namespace {

// Of a subscription on a message that it matches; the least one counts.
struct Claim
{
    bool queued = true;
    quint64 sid = std::numeric_limits<quint64>::max();

    [[nodiscard]] bool isNone() const { return *this == Claim(); }
    auto operator<=>(const Claim &) const = default;
};

} // namespace

bool Stream::has(const QByteArray &subject, const QByteArray &queue) const
{
    return std::any_of(m_patterns.begin(), m_patterns.end(), [&](const auto &entry) {
        const Pattern &pattern = entry.second;
        return pattern.wanted && pattern.subject == subject && pattern.queue == queue;
    });
}

void Stream::add(quint64 sid, const QByteArray &subject, const QByteArray &queue, quint64 fence)
{
    Pattern added;
    added.subject = subject;
    added.queue = queue;
    added.fence = fence;
    for (auto &[other, pattern] : m_patterns) {
        const bool oneGroup = !queue.isEmpty() && pattern.queue == queue;
        if (oneGroup || !subject::overlap(pattern.subject, subject))
            continue;
        pattern.rivals.push_back(sid);
        added.rivals.push_back(other);
    }
    m_patterns.emplace(sid, std::move(added));
    refresh();
}

void Stream::remove(const QByteArray &subject, const QByteArray &queue)
{
    for (auto &[sid, pattern] : m_patterns) {
        if (pattern.subject == subject && pattern.queue == queue)
            pattern.wanted = false;
    }
    refresh();
}

// Those that overlap what is wanted or in the handover, be it by way of others. Their copies have
// to be told apart until they have all come, also of what nobody wants just now: the next change
// may want it again before they have.
std::set<quint64> Stream::connected() const
{
    std::set<quint64> reached;
    std::vector<quint64> next;
    const auto reach = [&](quint64 sid) {
        if (reached.insert(sid).second && m_patterns.at(sid).state != State::Refused)
            next.push_back(sid);
    };
    for (const auto &[sid, pattern] : m_patterns) {
        if (pattern.wanted || pattern.leaving)
            reach(sid);
    }
    while (!next.empty()) {
        const Pattern &pattern = m_patterns.at(next.back());
        next.pop_back();
        std::for_each(pattern.rivals.begin(), pattern.rivals.end(), reach);
    }
    return reached;
}

Stream::Due Stream::settle()
{
    Due due;
    const bool idle = !m_handover;
    const std::set<quint64> kept = connected();
    for (auto &[sid, pattern] : m_patterns) {
        if (pattern.wanted || pattern.leaving)
            continue;
        if (!kept.contains(sid)) {
            due.unsubscribe.push_back(sid);
        } else if (idle) { // otherwise it has its turn later
            pattern.leaving = true;
            due.fence = true;
        }
    }
    if (due.fence)
        m_handover.emplace();
    due.forget = due.unsubscribe;
    for (const quint64 sid : due.forget)
        erase(sid);
    refresh();
    return due;
}

Stream::Due Stream::onFence(quint64 fence)
{
    Due due;
    if (m_handover && fence == m_fence) {
        proceed(due);
        return due;
    }
    const auto found
        = std::find_if(m_patterns.begin(), m_patterns.end(),
                       [fence](const auto &entry) { return entry.second.fence == fence; });
    if (found == m_patterns.end())
        return due;
    Pattern &pattern = found->second;
    pattern.fence = 0;
    if (pattern.state == State::Asked && pattern.wanted) {
        pattern.state = State::Accepted;
        due.accepted = pattern.subject;
    }
    return due;
}

void Stream::proceed(Due &due)
{
    m_handover->onFence();
    std::vector<quint64> leaving;
    for (const auto &[sid, pattern] : m_patterns) {
        if (pattern.leaving)
            leaving.push_back(sid);
    }
    switch (m_handover->step()) {
    case Handover::Step::Ending:
        due.unsubscribe = leaving;
        break;
    case Handover::Step::Closing:
        // Erased at the end only: until then it is they whose copies are looked for.
        due.forget = leaving;
        break;
    case Handover::Step::Over:
        m_handover.reset();
        for (const quint64 sid : leaving)
            erase(sid);
        due = settle(); // those that have been removed meanwhile
        return;
    default:
        break;
    }
    due.fence = true;
}

std::optional<QByteArray> Stream::onRefused(const std::optional<QByteArray> &subject)
{
    for (auto &[sid, pattern] : m_patterns) {
        const bool meant = subject ? pattern.subject == *subject
                                   : pattern.fence != 0 && pattern.state == State::Asked;
        if (!meant || pattern.state == State::Refused)
            continue;
        pattern.state = State::Refused;
        return pattern.subject;
    }
    return {};
}

std::vector<quint64> Stream::onLost()
{
    std::vector<quint64> removed;
    for (auto &[sid, pattern] : m_patterns) {
        pattern.fence = 0;
        pattern.state = State::Asked;
        if (!pattern.wanted)
            removed.push_back(sid);
    }
    for (const quint64 sid : removed)
        erase(sid);
    m_handover.reset();
    m_fence = 0;
    refresh();
    return removed;
}

std::vector<QByteArray> Stream::onRestored()
{
    std::vector<QByteArray> accepted;
    for (auto &[sid, pattern] : m_patterns) {
        if (pattern.state != State::Asked || pattern.fence != 0)
            continue;
        pattern.state = State::Accepted;
        accepted.push_back(pattern.subject);
    }
    return accepted;
}

// Whatever overlaps the subscription that brought the message may have brought it, too. Plain
// subscriptions come before those of a queue group, which get a message only now and then.
Stream::Verdict Stream::verdict(quint64 sid, const Message &message)
{
    const auto found = m_patterns.find(sid);
    if (found == m_patterns.end())
        return Verdict::Unwanted;
    const Pattern &pattern = found->second;
    if (pattern.rivals.empty())
        return pattern.wanted ? Verdict::Taken : Verdict::Unwanted;
    if (message.reply().startsWith("$JS.ACK."))
        return deliveryVerdict(pattern, message);
    Claim owner;
    Claim leaving;
    bool wanted = false;
    const auto consider = [&](quint64 otherSid, const Pattern &other) {
        if (other.state == State::Refused
            || (otherSid != sid && !subject::matches(other.subject, message.subject())))
            return;
        wanted = wanted || other.wanted;
        Claim &claim = other.leaving ? leaving : owner;
        claim = std::min(claim, Claim{!other.queue.isEmpty(), otherSid});
    };
    consider(sid, pattern);
    for (const quint64 rival : pattern.rivals)
        consider(rival, m_patterns.at(rival));

    if (!wanted)
        return Verdict::Unwanted;
    if (!leaving.isNone() && !owner.isNone() && !leaving.queued && leaving < owner) {
        const quint64 counts = pattern.leaving ? leaving.sid : owner.sid;
        const auto from = pattern.leaving ? Handover::From::Old : Handover::From::New;
        return counts == sid && m_handover->takes(from, message) ? Verdict::Taken : Verdict::Copy;
    }
    // What is leaving counts no more where there is another.
    const bool sharedOut = owner.queued && !pattern.queue.isEmpty() && !pattern.leaving;
    return owner.sid == sid || sharedOut ? Verdict::Taken : Verdict::Copy;
}

Stream::Verdict Stream::deliveryVerdict(const Pattern &pattern, const Message &message)
{
    if (!pattern.wanted && !isReplaced(pattern))
        return Verdict::Unwanted;
    const size_t key = qHash(message.reply());
    if (m_delivered.contains(key))
        return Verdict::Copy;
    if (m_deliveries.size() == kMaxDeliveries) {
        m_delivered.erase(m_deliveries.front());
        m_deliveries.pop_front();
    }
    m_deliveries.push_back(key);
    m_delivered.insert(key);
    return Verdict::Taken;
}

bool Stream::isReplaced(const Pattern &pattern) const
{
    return std::any_of(pattern.rivals.begin(), pattern.rivals.end(), [this](quint64 rival) {
        const Pattern &other = m_patterns.at(rival);
        return other.wanted && other.state != State::Refused;
    });
}

void Stream::erase(quint64 sid)
{
    const auto found = m_patterns.find(sid);
    for (const quint64 rival : found->second.rivals)
        std::erase(m_patterns.at(rival).rivals, sid);
    m_patterns.erase(found);
}

void Stream::refresh()
{
    m_plain = std::all_of(m_patterns.begin(), m_patterns.end(), [](const auto &entry) {
        return entry.second.wanted && entry.second.rivals.empty();
    });
}

} // namespace nats
