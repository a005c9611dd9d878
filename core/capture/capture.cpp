// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/capture.h"

#include "core/capture/hash.h"

#include <algorithm>
#include <utility>

namespace capture {

Capture::Capture(base::WallAnchor anchor)
    : Capture(anchor, Limits())
{}

Capture::Capture(base::WallAnchor anchor, Limits limits)
    : m_anchor(anchor)
    , m_correlator(m_log, std::move(limits.pairing))
    , m_limit(std::max(limits.bytes, Log::kMinLimit))
    , m_now(anchor.steady)
{
    fitLog();
}

void Capture::append(const std::vector<nats::Message> &messages, quint64 lost, quint64 copies)
{
    m_counts.copies += copies;
    for (const nats::Message &message : messages) {
        append(message.at(), message.subject(), message.reply(), message.headerBlock(),
               message.payload());
    }
    if (lost > 0)
        appendLost(m_now, lost);
}

void Capture::append(base::Instant at, QByteArrayView subject, QByteArrayView reply,
                     QByteArrayView headerBlock, QByteArrayView payload)
{
    m_now = std::max(m_now, at);
    const auto size = quint64(headerBlock.size() + payload.size());
    Traits traits = traitsOf(subject, reply, headerBlock);
    const QByteArrayView inbox = m_correlator.inboxOf(subject);
    if (!inbox.isEmpty())
        traits |= Trait::Inbox;
    const Number number = m_log.append(at, traits, subject, reply, headerBlock, payload);
    if (number == kNone) {
        appendLost(at, 1);
        return;
    }
    ++m_counts.received;
    m_counts.receivedBytes += size;
    m_activity.add(at, 1, size);
    const quint64 hash = hashOf(subject);
    if (inbox.isEmpty())
        m_subjects.add(subject, hash, qsizetype(size), at);
    else
        m_subjects.add(inbox, hashOf(inbox), qsizetype(size), at);
    added(number, hash);
}

void Capture::appendLost(base::Instant at, quint64 count)
{
    m_counts.received += count;
    m_counts.lost += count;
    m_activity.add(at, count, 0);
    added(m_log.appendLost(at, count), 0);
}

void Capture::appendGap(base::Instant from, base::Instant to, GapCause cause)
{
    m_now = std::max(m_now, to);
    m_counts.gaps += cause == GapCause::Away ? 1 : 0;
    added(m_log.appendGap(from, to, cause), 0);
}

// The log has just taken an entry, and may have dropped others for it.
void Capture::added(Number number, quint64 subjectHash)
{
    forgetEvicted();
    m_correlator.onEntry(number, subjectHash);
    fitLog();
}

void Capture::forgetEvicted()
{
    if (m_oldest == m_log.first())
        return;
    m_oldest = m_log.first();
    m_correlator.onEvicted();
}

// What is known about the messages takes its share of the memory from them.
void Capture::fitLog()
{
    const qint64 share = m_limit - m_correlator.bytes() - m_subjects.memory();
    if (share != m_log.limit())
        m_log.setLimit(share);
    forgetEvicted();
    m_counts.kept = m_log.messages();
    m_counts.evicted = m_log.evicted();
}

void Capture::tick(base::Instant now)
{
    m_now = std::max(m_now, now);
    m_correlator.tick(now);
    m_subjects.tick(now);
}

void Capture::finish()
{
    m_correlator.finish();
}

void Capture::clear()
{
    m_counts.cleared += m_counts.kept;
    m_log.clear();
    m_correlator.clear();
    m_subjects.clear();
    m_activity.clear();
    m_oldest = m_log.first();
    m_now = m_anchor.steady;
    m_clearedSince = true;
    fitLog();
}

void Capture::setLimit(qint64 bytes)
{
    m_limit = std::max(bytes, Log::kMinLimit);
    fitLog();
}

void Capture::addInboxPrefix(const QByteArray &prefix)
{
    m_correlator.addInboxPrefix(prefix);
}

void Capture::setWatched(std::optional<std::vector<QByteArray>> patterns)
{
    m_correlator.setWatched(std::move(patterns));
}

qint64 Capture::bytes() const
{
    return m_log.bytes() + m_correlator.bytes() + m_subjects.memory();
}

qint64 Capture::limit() const
{
    return m_limit;
}

Changes Capture::takeChanges()
{
    Changes changes;
    changes.cleared = std::exchange(m_clearedSince, false);
    changes.first = m_log.first();
    changes.end = m_log.end();
    changes.firstConversation = m_correlator.first();
    changes.endConversation = m_correlator.end();
    changes.changed = m_correlator.takeChanged();
    return changes;
}

} // namespace capture
