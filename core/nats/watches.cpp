// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/watches.h"

#include "core/nats/encoder.h"

#include <algorithm>

namespace nats {

Watches::Watches(Connection &connection, EventSink &sink)
    : m_connection(connection)
    , m_sink(sink)
{}

void Watches::start(quint64 id, const QByteArray &pattern, const QByteArray &queue)
{
    const quint64 sid = m_connection.subscriptions().add(pattern, queue);
    Watch watch;
    watch.id = id;
    watch.pattern = pattern;
    watch.since = base::Clock::now();
    m_bySid.emplace(sid, std::move(watch));
    // While not connected the login's restoring sends it.
    if (m_connection.isConnected())
        (void)m_connection.send(encoder::sub(pattern, queue, sid), false);
}

void Watches::release(quint64 id)
{
    const auto found = std::find_if(m_bySid.begin(), m_bySid.end(),
                                    [id](const auto &entry) { return entry.second.id == id; });
    if (found == m_bySid.end())
        return;
    if (m_connection.isConnected())
        (void)m_connection.send(encoder::unsub(found->first), false);
    m_connection.subscriptions().remove(found->first);
    m_bySid.erase(found);
}

bool Watches::onMessage(quint64 sid, Message &&message)
{
    const auto found = m_bySid.find(sid);
    if (found == m_bySid.end())
        return false;
    Watch &watch = found->second;
    m_pending = true;
    const qint64 size = message.storedSize();
    if (watch.waiting() >= kMaxWaiting || watch.waitingBytes + size > kMaxWaitingBytes) {
        ++watch.dropped;
        return true;
    }
    watch.waitingBytes += size;
    if (watch.filling.empty())
        watch.filling.reserve(kBatch);
    watch.filling.push_back(std::move(message));
    if (watch.filling.size() == kBatch)
        watch.closeBatch();
    return true;
}

void Watches::Watch::closeBatch()
{
    if (!filling.empty())
        full.push_back(std::make_shared<const std::vector<Message>>(std::exchange(filling, {})));
}

bool Watches::onServerError(const ServerError &error)
{
    if (error.kind != ServerError::Kind::SubscriptionDenied)
        return false;
    const auto found = std::find_if(m_bySid.begin(), m_bySid.end(), [&error](const auto &entry) {
        return entry.second.pattern == error.subject;
    });
    if (found == m_bySid.end())
        return false;
    m_sink.post(RefusedEvent{found->second.id, error.sentence});
    return true;
}

// A connection that is lost again before it was restored makes one gap of both.
void Watches::onLost(base::Instant at)
{
    if (!m_lostAt)
        m_lostAt = at;
}

void Watches::onRestored(base::Instant at)
{
    if (!m_lostAt)
        return;
    flush();
    for (const auto &[sid, watch] : m_bySid)
        m_sink.post(GapEvent{watch.id, std::max(*m_lostAt, watch.since), at});
    m_lostAt.reset();
}

void Watches::flush()
{
    m_pending = false;
    for (auto &[sid, watch] : m_bySid) {
        watch.closeBatch();
        if (watch.full.empty() && watch.dropped > 0)
            watch.full.push_back(std::make_shared<const std::vector<Message>>());
        for (MessageBatch &batch : watch.full) {
            m_sink.post(MessagesEvent{watch.id, std::move(batch), std::exchange(watch.dropped, 0)});
        }
        watch.full.clear();
        watch.waitingBytes = 0;
    }
    ++m_inFlight;
    m_sink.post(HandOverEvent());
}

} // namespace nats
