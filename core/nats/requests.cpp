// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/requests.h"

#include "core/nats/encoder.h"
#include "core/nats/requestcheck.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace nats {

using base::Clock;
using base::Instant;
using Direction = WireEntry::Direction;

namespace {

constexpr qsizetype kMuxTokenSize = 8;

bool wantsReplies(const RequestSpec &spec)
{
    return spec.verb != Verb::Publish;
}

} // namespace

Requests::Active::Active(RequestSpec requestSpec)
    : spec(std::move(requestSpec))
    , rules(spec)
{}

Requests::Requests(Connection &connection, EventSink &sink)
    : m_connection(connection)
    , m_sink(sink)
{}

void Requests::start(quint64 id, RequestSpec spec)
{
    spec.keepWaiting = spec.keepWaiting && m_connection.options().reconnect;
    const auto run = m_runs.try_emplace(id, std::move(spec)).first;
    Active &active = run->second;
    const ConnectOptions &options = m_connection.options();
    const QByteArray &prefix = options.inboxPrefix;
    const bool mux = active.spec.inboxStyle == InboxStyle::Mux;
    if (!active.spec.customReply.isEmpty()) {
        active.inbox = active.spec.customReply;
    } else if (wantsReplies(active.spec) && !mux) {
        active.inbox = prefix + '.' + m_nuid.next();
    } else if (wantsReplies(active.spec)) {
        if (m_muxPrefix.isEmpty())
            m_muxPrefix = prefix + '.' + m_nuid.next() + '.';
        active.token = m_nuid.next().last(kMuxTokenSize);
        active.inbox = m_muxPrefix + active.token;
    }

    const ServerInfo *const server = m_connection.isConnected() ? &m_connection.server() : nullptr;
    if (const auto refusal = checkRequest(active.spec, options, server, active.inbox.size()))
        active.rules.onRefused(Clock::now(), refusal->reason, refusal->detail);
    else
        send(id, active);
    if (active.rules.finished()) {
        afterEvent(run);
        return;
    }
    m_sink.post(StartedEvent{id, active.inbox, active.written.at});
    m_pending = true;
}

// Spec §3.2: SUB, PUB and PING leave in one write, so that whatever the server refuses of them
// comes before that PONG.
void Requests::send(quint64 id, Active &run)
{
    std::vector<WireEntry> lines;
    const auto note = [&lines](QByteArray line, qsizetype bodyBytes = -1) {
        lines.push_back({{}, Direction::Out, std::move(line), bodyBytes});
    };
    QByteArray bytes;
    if (!run.token.isEmpty()) {
        bytes = subscribeMux();
        if (!bytes.isEmpty())
            note(bytes.chopped(2));
    } else if (wantsReplies(run.spec)) {
        const quint64 most = run.spec.verb == Verb::Request ? 1 : run.spec.rules.maxReplies;
        const std::optional<quint64> upFront
            = run.spec.unsubscribeUpFront && most > 0 ? std::optional(most) : std::nullopt;
        run.sid = m_connection.subscriptions().add(run.inbox, {}, upFront);
        m_bySid.emplace(run.sid, id);
        bytes = encoder::sub(run.inbox, {}, run.sid);
        note(bytes.chopped(2));
        if (upFront) {
            bytes += encoder::unsub(run.sid, *upFront);
            note(encoder::unsub(run.sid, *upFront).chopped(2));
        }
    }
    const QByteArray headers
        = run.spec.headers.empty() ? QByteArray() : encodeHeaders(run.spec.headers);
    note(encoder::publishLine(run.spec.subject, run.inbox, headers.size(), run.spec.payload.size()),
         headers.size() + run.spec.payload.size());
    note("PING");
    bytes += encoder::publish(run.spec.subject, run.inbox, headers, run.spec.payload);
    run.written = m_connection.send(std::move(bytes), true);
    run.fenceOpen = true;
    run.rules.start(run.written.at);
    for (WireEntry &line : lines)
        record(run, run.written.at, line.direction, std::move(line.line), line.bodyBytes);
}

// The wildcard inbox is subscribed with the first request that wants it, and then stays.
QByteArray Requests::subscribeMux()
{
    if (m_muxSid != 0)
        return {};
    m_muxSid = m_connection.subscriptions().add(muxPattern(), {});
    return encoder::sub(muxPattern(), {}, m_muxSid);
}

void Requests::cancel(quint64 id)
{
    const auto run = m_runs.find(id);
    if (run == m_runs.end())
        return;
    run->second.rules.onCancel(Clock::now());
    afterEvent(run);
}

void Requests::release(quint64 id)
{
    const auto run = m_runs.find(id);
    if (run == m_runs.end())
        return;
    if (run->second.sid != 0) {
        if (m_connection.isConnected() && run->second.lastFence == 0)
            (void)m_connection.send(encoder::unsub(run->second.sid), false);
        m_connection.subscriptions().remove(run->second.sid);
        m_bySid.erase(run->second.sid);
    }
    m_runs.erase(run);
}

bool Requests::onMessage(quint64 sid, Message &&message)
{
    if (sid == m_muxSid && m_muxSid != 0) {
        const auto run = runOfMux(message);
        if (run == m_runs.end())
            return false;
        deliver(run, std::move(message));
        return true;
    }
    const auto found = m_bySid.find(sid);
    if (found == m_bySid.end())
        return false;
    deliver(m_runs.find(found->second), std::move(message));
    return true;
}

Requests::Runs::iterator Requests::runOfMux(const Message &message)
{
    const QByteArrayView subject = message.subject();
    if (subject.startsWith(m_muxPrefix)) {
        const QByteArrayView token = subject.sliced(m_muxPrefix.size());
        return std::find_if(m_runs.begin(), m_runs.end(),
                            [token](const auto &entry) { return entry.second.token == token; });
    }
    // NATS: a JetStream reply comes with another subject. It can be told apart only while there is
    // no second request it could belong to.
    const auto isMux = [](const auto &entry) {
        return !entry.second.token.isEmpty();
    };
    const auto first = std::find_if(m_runs.begin(), m_runs.end(), isMux);
    if (first == m_runs.end()
        || std::find_if(std::next(first), m_runs.end(), isMux) != m_runs.end())
        return m_runs.end();
    return first;
}

void Requests::deliver(Runs::iterator run, Message &&message)
{
    Active &active = run->second;
    if (active.lastFence != 0) {
        active.rules.onStray();
        return;
    }
    if (active.wireMessages++ < quint64(WireRecord::kMaxMessages)) {
        record(active, message.at(), Direction::In, message.controlLine().toByteArray(),
               message.headerBlock().size() + message.payloadSize());
    } else {
        ++active.wire.unlisted;
        m_pending = true;
    }
    const bool wasFinished = active.rules.finished();
    if (const auto kind = active.rules.onReply(message)) {
        active.replies.push_back({std::move(message), *kind});
        m_pending = true;
    }
    if (!wasFinished && active.rules.finished())
        afterEvent(run);
}

void Requests::onFence(quint64 fence, Instant at, base::Span rtt)
{
    const auto run = std::find_if(m_runs.begin(), m_runs.end(), [fence](const auto &entry) {
        return entry.second.written.fence == fence || entry.second.lastFence == fence;
    });
    if (run == m_runs.end())
        return;
    Active &active = run->second;
    const bool last = active.lastFence == fence;
    if (active.written.fence == fence) {
        active.fenceOpen = false;
        active.rules.onFence(at, rtt);
        flush(run->first, active);
        m_sink.post(MeasuredEvent{run->first, rtt});
        if (!last)
            afterEvent(run);
    }
    if (last)
        settle(run);
}

bool Requests::isToBlame(const Active &run, const ServerError &error) const
{
    using Kind = ServerError::Kind;
    if (!run.fenceOpen || run.rules.finished())
        return false;
    switch (error.kind) {
    case Kind::PublishDenied:
        return error.subject == run.spec.subject;
    case Kind::ReplyDenied:
        return error.subject == run.inbox;
    case Kind::SubscriptionDenied:
        return error.subject == run.inbox
            || (!run.token.isEmpty() && error.subject == muxPattern());
    case Kind::SubscriptionLimit:
        return wantsReplies(run.spec);
    case Kind::MaxPayload:
    case Kind::ControlLine:
    case Kind::InvalidPublishSubject:
        return true;
    default:
        return false;
    }
}

bool Requests::onServerError(const ServerError &error, Instant at)
{
    using Kind = ServerError::Kind;
    const bool muxDenied = error.kind == Kind::SubscriptionDenied && error.subject == muxPattern();
    bool blamed = false;
    for (auto run = m_runs.begin(); run != m_runs.end();) {
        const auto current = run++;
        if (!isToBlame(current->second, error))
            continue;
        const EndReason reason = error.kind == Kind::PublishDenied ? EndReason::PublishDenied
            : error.kind == Kind::ReplyDenied                      ? EndReason::ReplySubjectRejected
            : error.kind == Kind::SubscriptionDenied               ? EndReason::InboxDenied
            : error.kind == Kind::SubscriptionLimit                ? EndReason::SubscriptionLimit
            : error.kind == Kind::MaxPayload                       ? EndReason::MaxPayloadExceeded
            : error.kind == Kind::ControlLine                      ? EndReason::ControlLineTooLong
                                                                   : EndReason::InvalidRequest;
        const QString detail = muxDenied ? QString::fromUtf8(error.subject) : error.text;
        current->second.rules.onRefused(at, reason, detail);
        blamed = true;
        afterEvent(current);
        if (!muxDenied)
            break; // the oldest one; the wildcard inbox is everybody's
    }
    if (muxDenied && m_muxSid != 0) {
        m_connection.subscriptions().remove(m_muxSid);
        m_muxSid = 0; // the next request asks again
    }
    return blamed;
}

void Requests::onLost(DisconnectCause cause, const QString &why, Instant at)
{
    for (auto run = m_runs.begin(); run != m_runs.end();) {
        const auto current = run++;
        Active &active = current->second;
        if (active.lastFence != 0) {
            settle(current);
            continue;
        }
        active.fenceOpen = false;
        active.rules.onDisconnected(at, cause, m_connection.sentState(active.written), why);
        afterEvent(current);
    }
}

void Requests::onControl(const WireEntry &entry)
{
    for (auto &[id, run] : m_runs) {
        if (run.wireControls++ < WireRecord::kMaxControlLines)
            run.wire.entries.push_back(entry);
        else
            ++run.wire.unlisted;
        m_pending = true;
    }
}

void Requests::tick(Instant now)
{
    for (auto run = m_runs.begin(); run != m_runs.end();) {
        const auto current = run++;
        if (current->second.lastFence == 0) {
            current->second.rules.onTick(now);
            afterEvent(current);
        } else if (now >= current->second.settleBy) {
            settle(current);
        }
    }
}

std::optional<Instant> Requests::nextTick() const
{
    std::optional<Instant> next;
    for (const auto &[id, run] : m_runs) {
        const std::optional<Instant> due
            = run.lastFence == 0 ? run.rules.nextTick() : std::optional(run.settleBy);
        if (due && (!next || *due < *next))
            next = due;
    }
    return next;
}

bool Requests::isWaiting() const
{
    return std::any_of(m_runs.cbegin(), m_runs.cend(),
                       [](const auto &entry) { return !entry.second.rules.finished(); });
}

void Requests::flush()
{
    for (auto &[id, run] : m_runs)
        flush(id, run);
    m_pending = false;
}

void Requests::flush(quint64 id, Active &run)
{
    if (!run.wire.entries.empty() || run.wire.unlisted > 0)
        m_sink.post(WireEvent{id, std::exchange(run.wire, {})});
    if (!run.replies.empty())
        m_sink.post(RepliesEvent{id, std::exchange(run.replies, {})});
}

void Requests::record(Active &run, Instant at, Direction direction, QByteArray line,
                      qsizetype bodyBytes)
{
    m_pending = true;
    run.wire.entries.push_back({at, direction, std::move(line), bodyBytes});
}

} // namespace nats
