// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/gatherrules.h"

namespace nats {

namespace {

// After these nothing more is listened for: there is no subscription, nobody heard the request, or
// a person has had enough.
bool endsListening(EndReason reason)
{
    switch (reason) {
    case EndReason::Status:
    case EndReason::Sentinel:
    case EndReason::CountReached:
    case EndReason::Overflow:
    case EndReason::Deadline:
    case EndReason::TimedOut:
    case EndReason::Stalled:
        return false;
    default:
        return true;
    }
}

} // namespace

GatherRules::GatherRules(const RequestSpec &spec)
    : m_verb(spec.verb)
    , m_rules(spec.rules)
    , m_keepWaiting(spec.keepWaiting)
    , m_max(spec.verb == Verb::Request ? 1 : spec.rules.maxReplies)
{}

void GatherRules::start(base::Instant t0)
{
    m_t0 = t0;
    m_deadline = t0 + m_rules.total;
}

// ADR-47: the quiet time runs from the first reply on; below 1 ms or not below the total it is off.
std::optional<base::Instant> GatherRules::quietDeadline() const
{
    const bool off = m_rules.quiet < std::chrono::milliseconds(1) || m_rules.quiet >= m_rules.total;
    if (off || !m_lastReply)
        return {};
    return *m_lastReply + m_rules.quiet;
}

std::optional<base::Instant> GatherRules::nextTick() const
{
    if (m_closed)
        return {};
    if (m_outcome)
        return m_lateUntil;
    const std::optional<base::Instant> quiet = quietDeadline();
    return quiet ? std::min(*quiet, m_deadline) : m_deadline;
}

// A reply exactly at the deadline is on time, so it does not end the wait (exclusive); a timer at
// that instant does (inclusive).
void GatherRules::endIfDue(base::Instant at, bool inclusive)
{
    const auto passed = [&](base::Instant due) {
        return inclusive ? at >= due : at > due;
    };
    const std::optional<base::Instant> quiet = quietDeadline();
    const bool byQuiet = quiet && *quiet < m_deadline; // on a tie the total time wins
    const base::Instant due = byQuiet ? *quiet : m_deadline;
    if (!passed(due))
        return;
    const EndReason reason = byQuiet ? EndReason::Stalled
        : m_replies > 0              ? EndReason::Deadline
                                     : EndReason::TimedOut;
    Outcome &outcome = end(at, reason);
    if (at - due > kSlipTolerance)
        outcome.clockSlip = at - due;
}

std::optional<ReplyKind> GatherRules::onReply(const Message &message)
{
    if (!m_outcome)
        endIfDue(message.at(), false);
    if (m_outcome) {
        ++m_aftermath.late;
        if (!fits(message))
            return {};
        store(message);
        return ReplyKind::Late;
    }

    const std::optional<int> status = statusOf(message.headerBlock());
    if (status == 100) {
        if (!fits(message))
            return {};
        store(message);
        return ReplyKind::Notice;
    }
    if (status) {
        store(message);
        Outcome &outcome
            = end(message.at(),
                  *status == 503 && m_replies == 0 ? EndReason::NoResponders : EndReason::Status);
        outcome.statusCode = *status;
        outcome.statusText = QString::fromUtf8(Headers::parse(message.headerBlock()).description());
        return ReplyKind::Status;
    }
    if (isSentinel(message)) {
        store(message);
        end(message.at(), EndReason::Sentinel);
        return ReplyKind::Sentinel;
    }
    if (!fits(message)) {
        end(message.at(), EndReason::Overflow);
        ++m_aftermath.late;
        return {};
    }
    store(message);
    ++m_replies;
    m_bytes += quint64(message.payloadSize());
    m_lastReply = message.at();
    if (m_replies == m_max)
        end(message.at(), EndReason::CountReached);
    return ReplyKind::Counted;
}

bool GatherRules::isSentinel(const Message &message) const
{
    if (std::holds_alternative<EmptyPayloadSentinel>(m_rules.sentinel))
        return message.payloadSize() == 0 && !isServiceError(message.headerBlock());
    if (const auto *byHeader = std::get_if<HeaderSentinel>(&m_rules.sentinel)) {
        const auto value = findHeader(message.headerBlock(), byHeader->name);
        return value && (!byHeader->value || *value == *byHeader->value);
    }
    if (const auto *byPayload = std::get_if<PayloadSentinel>(&m_rules.sentinel))
        return message.payload() == byPayload->payload;
    return false;
}

bool GatherRules::fits(const Message &message) const
{
    return m_stored < m_rules.replyCap && m_storedBytes + message.storedSize() <= m_rules.byteCap;
}

void GatherRules::store(const Message &message)
{
    ++m_stored;
    m_storedBytes += message.storedSize();
}

void GatherRules::onFence(base::Instant at, base::Span rtt)
{
    m_rtt = rtt;
    if (!m_outcome) {
        m_accepted = true;
        if (m_verb == Verb::Publish)
            end(at, EndReason::Accepted);
    }
}

void GatherRules::onRefused(base::Instant at, EndReason reason, const QString &detail)
{
    if (!m_outcome)
        end(at, reason).detail = detail;
}

void GatherRules::onDisconnected(base::Instant at, DisconnectCause cause, Sent sent,
                                 const QString &why)
{
    if (m_outcome) {
        m_closed = true;
        return;
    }
    // What has not left completely is never sent again: there is nothing to wait for.
    if (m_keepWaiting && sent == Sent::Yes && m_verb != Verb::Publish
        && cause != DisconnectCause::UserClose) {
        m_gap = true;
        return;
    }
    Outcome &outcome = end(at, EndReason::Disconnected);
    outcome.cause = cause;
    outcome.sent = sent;
    outcome.detail = why;
}

void GatherRules::onCancel(base::Instant at)
{
    if (m_outcome)
        m_closed = true;
    else
        end(at, EndReason::Cancelled);
}

void GatherRules::onTick(base::Instant now)
{
    if (!m_outcome)
        endIfDue(now, true);
    if (m_lateUntil && now >= *m_lateUntil)
        m_closed = true;
}

Outcome &GatherRules::end(base::Instant at, EndReason reason)
{
    const bool sent = m_t0 != base::Instant();
    Outcome outcome;
    outcome.reason = reason;
    outcome.at = sent ? at - m_t0 : base::Span(0);
    outcome.replies = m_replies;
    outcome.bytes = m_bytes;
    outcome.sent = sent ? Sent::Yes : Sent::No;
    outcome.accepted = m_accepted;
    outcome.rtt = m_rtt;
    outcome.gap = m_gap;
    m_outcome = std::move(outcome);
    if (endsListening(reason) || m_rules.lateWindow <= base::Span(0))
        m_closed = true;
    else
        m_lateUntil = at + m_rules.lateWindow;
    return *m_outcome;
}

} // namespace nats
