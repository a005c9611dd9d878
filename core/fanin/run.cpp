// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/run.h"

#include <algorithm>

namespace fanin {

namespace {

bool isAnswer(nats::ReplyKind kind)
{
    return kind == nats::ReplyKind::Counted || kind == nats::ReplyKind::Late;
}

bool isMessage(const nats::WireEntry &entry)
{
    return entry.direction == nats::WireEntry::Direction::In
        && (entry.line.startsWith("MSG") || entry.line.startsWith("HMSG"));
}

} // namespace

Run::Run(nats::RequestSpec spec, Reading reading, base::WallAnchor anchor)
    : m_spec(std::move(spec))
    , m_anchor(anchor)
{
    restart(std::move(reading));
}

void Run::start(QByteArray inbox, base::Instant sentAt)
{
    m_inbox = std::move(inbox);
    m_sentAt = sentAt;
}

void Run::measure(base::Span rtt)
{
    m_rtt = rtt;
}

void Run::append(const std::vector<nats::Reply> &replies)
{
    const bool wasRead = isRead();
    appendUnread(replies);
    if (wasRead)
        readSome(qsizetype(replies.size()));
}

void Run::appendUnread(const std::vector<nats::Reply> &replies)
{
    for (const nats::Reply &reply : replies) {
        count(reply, size());
        m_replies.push_back(reply);
    }
}

void Run::count(const nats::Reply &reply, qsizetype index)
{
    m_stored += reply.message.storedSize();
    switch (reply.kind) {
    case nats::ReplyKind::Counted:
        ++m_counted;
        m_bytes += quint64(reply.message.payloadSize());
        if (nats::isServiceError(reply.message.headerBlock()))
            ++m_serviceErrors;
        break;
    case nats::ReplyKind::Late:
        ++m_late;
        break;
    case nats::ReplyKind::Sentinel:
    case nats::ReplyKind::Status:
    case nats::ReplyKind::Notice:
        m_uncounted.push_back(index);
        break;
    }
}

void Run::addWire(const nats::WireRecord &record)
{
    m_wire.unlisted += record.unlisted;
    for (const nats::WireEntry &entry : record.entries) {
        if (!isMessage(entry)) {
            m_wire.entries.push_back(entry);
        } else if (m_wireMessages < nats::WireRecord::kMaxMessages) {
            ++m_wireMessages;
            m_wire.entries.push_back(entry);
        } else {
            ++m_wire.unlisted;
        }
    }
}

void Run::finish(const nats::Outcome &outcome)
{
    m_outcome = outcome;
    if (outcome.rtt)
        m_rtt = outcome.rtt;
    m_state = State::Finished;
}

void Run::settle(const nats::Aftermath &aftermath)
{
    m_aftermath = aftermath;
    m_state = State::Settled;
}

void Run::observe(const Observation &observation)
{
    m_observation = observation;
    const bool waits = observation.standing == Observation::Standing::Waiting;
    m_state = waits ? State::Waiting : State::Settled;
}

void Run::setReading(Reading reading)
{
    restart(std::move(reading));
    readSome(size());
}

void Run::restart(Reading reading)
{
    m_reading = std::move(reading);
    m_lanes = Lanes(m_reading.lanes);
    m_lanes.expect(m_reading.expected);
    m_grouping = Grouping(m_reading.ignoredPaths);
    m_rows.clear();
}

bool Run::readSome(qsizetype count)
{
    const qsizetype end = std::min(readCount() + count, size());
    for (qsizetype i = readCount(); i < end; ++i)
        readOne(i);
    return isRead();
}

void Run::readOne(qsizetype i)
{
    const nats::Reply &reply = m_replies[size_t(i)];
    Row row{m_lanes.add(reply), m_grouping.add(quint64(i), reply), {}};
    row.marks.setFlag(Mark::ServiceError, nats::isServiceError(reply.message.headerBlock()));
    const Lanes::Lane &lane = m_lanes.lanes()[row.lane];
    row.marks.setFlag(Mark::Duplicate, isAnswer(reply.kind) && lane.named && lane.replies > 1);
    m_rows.push_back(row);
}

base::Span Run::at(qsizetype i) const
{
    // A reply may be seen before the request that it answers (spec/protocol.md §4.2).
    return m_sentAt ? std::max(base::Span(0), m_replies[size_t(i)].message.at() - *m_sentAt)
                    : base::Span(0);
}

bool Run::differs(qsizetype i) const
{
    const quint32 own = group(i);
    return own != Grouping::kNoGroup && m_grouping.majority() && own != *m_grouping.majority();
}

// The replies that are not counted are few: they only shift the index.
qsizetype Run::indexOfCounted(quint64 n) const
{
    const auto begin = m_uncounted.begin();
    qsizetype before = 0; // of the uncounted ones
    qsizetype left = qsizetype(m_uncounted.size());
    while (left > 0) {
        const qsizetype half = left / 2;
        const qsizetype middle = before + half;
        if (begin[middle] - middle <= qsizetype(n)) {
            before = middle + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return qsizetype(n) + before;
}

std::optional<base::Span> Run::median() const
{
    if (m_counted == 0)
        return std::nullopt;
    const base::Span lower = at(indexOfCounted((m_counted - 1) / 2));
    const base::Span upper = at(indexOfCounted(m_counted / 2));
    return lower + (upper - lower) / 2;
}

Run::Figures Run::figures() const
{
    Figures figures;
    figures.replies = m_counted;
    figures.distinct = m_grouping.distinct();
    figures.late = std::max(m_late, m_aftermath.late);
    figures.stray = m_aftermath.stray;
    figures.serviceErrors = m_serviceErrors;
    figures.bytes = m_bytes;
    figures.rtt = m_rtt;
    if (m_counted > 0) {
        figures.first = at(indexOfCounted(0));
        figures.median = median();
        figures.last = at(indexOfCounted(m_counted - 1));
    }
    return figures;
}

Verdict Run::verdict() const
{
    return judge(*this, m_reading.success);
}

qint64 Run::memory() const
{
    return m_stored + m_grouping.memory() + qint64(m_replies.capacity() * sizeof(nats::Reply))
        + qint64(m_rows.capacity() * sizeof(Row))
        + qint64(m_uncounted.capacity() * sizeof(qsizetype))
        + qint64(m_lanes.lanes().capacity() * sizeof(Lanes::Lane));
}

} // namespace fanin
