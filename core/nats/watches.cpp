// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/watches.h"

#include "core/nats/connz.h"
#include "core/nats/encoder.h"

#include <algorithm>

namespace nats {

Watches::Watches(Connection &connection, EventSink &sink)
    : m_connection(connection)
    , m_sink(sink)
    , m_ownInbox(connz::inboxPrefix(connection.options()))
{}

void Watches::add(quint64 id, const QByteArray &pattern, const QByteArray &queue)
{
    auto watch = std::find_if(m_watches.begin(), m_watches.end(),
                              [id](const Watch &candidate) { return candidate.id == id; });
    if (watch == m_watches.end()) {
        watch = m_watches.emplace(m_watches.end());
        watch->id = id;
        watch->since = base::Clock::now();
    }
    if (watch->stream.has(pattern, queue))
        return;
    const quint64 sid = m_connection.subscriptions().add(pattern, queue);
    m_bySid.emplace(sid, &*watch);
    // While not connected the login's restoring sends it. With the fence a refusal that does not
    // name the subject is known to mean this one.
    quint64 fence = 0;
    if (m_connection.isConnected())
        fence = m_connection.send(encoder::sub(pattern, queue, sid), true).fence;
    watch->stream.add(sid, pattern, queue, fence);
}

void Watches::remove(quint64 id, const QByteArray &pattern, const QByteArray &queue)
{
    for (Watch &watch : m_watches) {
        if (watch.id != id)
            continue;
        watch.stream.remove(pattern, queue);
        watch.changed = true;
    }
}

void Watches::settle()
{
    for (Watch &watch : m_watches) {
        if (std::exchange(watch.changed, false))
            obey(watch,
                 m_connection.isConnected() ? watch.stream.settle()
                                            : Stream::Due{{}, {}, watch.stream.onLost()});
    }
}

void Watches::obey(Watch &watch, const Stream::Due &due)
{
    QByteArray bytes;
    for (const quint64 sid : due.unsubscribe)
        bytes += encoder::unsub(sid);
    for (const quint64 sid : due.forget) {
        m_connection.subscriptions().remove(sid);
        m_bySid.erase(sid);
    }
    if (due.fence)
        watch.stream.onFenceSent(m_connection.send(std::move(bytes), true).fence);
    else if (!bytes.isEmpty())
        (void)m_connection.send(std::move(bytes), false);
    if (due.accepted)
        m_sink.post(AcceptedEvent{watch.id, *due.accepted});
}

void Watches::release(quint64 id)
{
    const auto watch = std::find_if(m_watches.begin(), m_watches.end(),
                                    [id](const Watch &candidate) { return candidate.id == id; });
    if (watch == m_watches.end())
        return;
    QByteArray bytes;
    for (const auto &[sid, pattern] : watch->stream.patterns()) {
        bytes += encoder::unsub(sid);
        m_connection.subscriptions().remove(sid);
        m_bySid.erase(sid);
    }
    if (m_connection.isConnected() && !bytes.isEmpty())
        (void)m_connection.send(std::move(bytes), false);
    m_watches.erase(watch);
}

bool Watches::onMessage(quint64 sid, Message &&message)
{
    const auto found = m_bySid.find(sid);
    if (found == m_bySid.end())
        return false;
    Watch &watch = *found->second;
    if (isOwn(message))
        return true;
    switch (watch.stream.onMessage(sid, message)) {
    case Stream::Verdict::Taken:
        watch.take(std::move(message));
        break;
    case Stream::Verdict::Copy:
        ++watch.copies;
        break;
    case Stream::Verdict::Unwanted:
        return true;
    }
    m_pending = true;
    return true;
}

bool Watches::isOwn(const Message &message) const
{
    return message.subject().startsWith(m_ownInbox)
        || (message.subject() == connz::kSubject && message.reply().startsWith(m_ownInbox));
}

void Watches::Watch::take(Message &&message)
{
    const qint64 size = message.storedSize();
    // Once one is dropped so are all until the next hand-over: what is lost lies in one place, and
    // small ones do not hold on to the memory that they shared with large ones.
    if (dropped > 0 || waiting() >= kMaxWaiting || waitingBytes + size > kMaxWaitingBytes) {
        ++dropped;
        return;
    }
    waitingBytes += size;
    if (filling.empty())
        filling.reserve(kBatch);
    filling.push_back(std::move(message));
    if (filling.size() == kBatch)
        closeBatch();
}

void Watches::Watch::closeBatch()
{
    if (!filling.empty())
        full.push_back(std::make_shared<const std::vector<Message>>(std::exchange(filling, {})));
}

bool Watches::onServerError(const ServerError &error)
{
    using Kind = ServerError::Kind;
    std::optional<QByteArray> subject;
    if (error.kind == Kind::SubscriptionDenied)
        subject = error.subject;
    else if (error.kind != Kind::SubscriptionLimit && error.kind != Kind::InvalidSubject)
        return false;
    for (Watch &watch : m_watches) {
        if (const auto refused = watch.stream.onRefused(subject)) {
            m_sink.post(RefusedEvent{watch.id, *refused, error.sentence});
            return true;
        }
    }
    return false;
}

void Watches::onFence(quint64 fence)
{
    for (Watch &watch : m_watches)
        obey(watch, watch.stream.onFence(fence));
}

// A connection that is lost again before it was restored makes one gap of both.
void Watches::onLost(base::Instant at)
{
    if (!m_lostAt)
        m_lostAt = at;
    for (Watch &watch : m_watches)
        obey(watch, {{}, {}, watch.stream.onLost()});
}

void Watches::onRestored(base::Instant at)
{
    if (m_lostAt) {
        flush();
        for (const Watch &watch : m_watches)
            m_sink.post(GapEvent{watch.id, std::max(*m_lostAt, watch.since), at});
        m_lostAt.reset();
    }
    for (Watch &watch : m_watches) {
        for (QByteArray &pattern : watch.stream.onRestored())
            m_sink.post(AcceptedEvent{watch.id, std::move(pattern)});
    }
}

void Watches::flush()
{
    m_pending = false;
    for (Watch &watch : m_watches) {
        watch.closeBatch();
        if (watch.full.empty() && (watch.dropped > 0 || watch.copies > 0))
            watch.full.push_back(std::make_shared<const std::vector<Message>>());
        for (MessageBatch &batch : watch.full) {
            const bool last = &batch == &watch.full.back(); // the dropped ones came after it
            m_sink.post(MessagesEvent{watch.id, std::move(batch),
                                      last ? std::exchange(watch.dropped, 0) : 0,
                                      last ? std::exchange(watch.copies, 0) : 0});
        }
        watch.full.clear();
        watch.waitingBytes = 0;
    }
    ++m_inFlight;
    m_sink.post(HandOverEvent());
}

} // namespace nats
