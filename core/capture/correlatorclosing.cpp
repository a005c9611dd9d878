// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The Correlator: when nobody listens for more, and what may be said then.
#include "core/capture/correlator.h"

#include "core/capture/elapsed.h"
#include "core/capture/log.h"
#include "core/nats/subject.h"

#include <algorithm>

namespace capture {

void Correlator::makeRoom()
{
    while (m_open.size() > 0 && qsizetype(m_open.size()) >= m_rules.maxOpen) {
        quint32 oldest = m_open.oldestQuiet();
        // Many replies without a request are not to push out requests, nor many requests the
        // replies that come a moment before their own.
        constexpr quint32 kShare = 8;
        if (oldest == OpenRequests::kNone && kShare * m_open.parked() > m_open.size())
            oldest = m_open.oldestParked();
        if (oldest == OpenRequests::kNone) {
            oldest = m_open.oldestListening();
            ++m_forgotten;
        }
        stopListening(oldest, Why::GivenUp);
        m_open.remove(oldest);
    }
}

void Correlator::tick(base::Instant now)
{
    m_now = std::max(m_now, now);
    const auto isOver = [this](quint32 open, base::Span limit) {
        return open != OpenRequests::kNone && elapsed(m_open[open].last, m_now) > limit;
    };
    while (isOver(m_open.oldestListening(), m_rules.window))
        close(m_open.oldestListening(), Why::WindowOver);
    while (isOver(m_open.oldestParked(), m_rules.parking))
        close(m_open.oldestParked(), Why::WindowOver);
}

void Correlator::close(quint32 open, Why why)
{
    stopListening(open, why);
    if (m_open[open].detached)
        m_open.remove(open);
}

void Correlator::stopListening(quint32 open, Why why)
{
    if (m_open[open].quiet)
        return;
    const ConversationId id = m_open[open].conversation;
    if (m_open[open].pull)
        m_pulls.remove(id);
    m_open.setQuiet(open);
    if (!m_table.has(id))
        return;
    Record &record = *m_table.record(id);
    record.state &= quint8(~Record::kOpen);
    if (record.standing() == ConversationState::Waiting)
        record.setStanding(why == Why::WindowOver && wasWatched(id, m_open[open].last)
                               ? ConversationState::Unanswered
                               : ConversationState::Unwatched);
    setChanged(id, record);
}

// Whether a reply to this request would have been seen since it was.
bool Correlator::wasWatched(ConversationId id, base::Instant since) const
{
    if (since <= m_blindAt)
        return false;
    if (!m_watched)
        return true;
    const QByteArrayView reply = m_log.at(m_table.base(id)).reply;
    return std::ranges::any_of(*m_watched, [reply](const QByteArray &pattern) {
        return nats::subject::matches(pattern, reply);
    });
}

void Correlator::finish()
{
    while (m_open.oldestListening() != OpenRequests::kNone)
        close(m_open.oldestListening(), Why::GivenUp);
    while (m_open.oldestParked() != OpenRequests::kNone)
        close(m_open.oldestParked(), Why::GivenUp);
}

} // namespace capture
