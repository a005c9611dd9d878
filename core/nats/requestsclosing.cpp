// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Requests that closes runs.
#include "core/nats/requests.h"

#include "core/nats/encoder.h"

namespace nats {

using base::Clock;
using Direction = WireEntry::Direction;

// Posts the end once, and gives the subscription up when nothing more is listened for.
void Requests::afterEvent(Runs::iterator run)
{
    Active &active = run->second;
    if (active.rules.finished() && !active.reported) {
        active.reported = true;
        flush(run->first, active);
        m_sink.post(FinishedEvent{run->first, *active.rules.outcome()});
    }
    if (active.rules.closed() && active.lastFence == 0)
        unsubscribe(run);
}

void Requests::unsubscribe(Runs::iterator run)
{
    Active &active = run->second;
    const bool goneAtServer = active.spec.unsubscribeUpFront
        && active.rules.outcome()->reason == EndReason::CountReached;
    const bool subscribed = active.sid != 0 && !goneAtServer;
    if (!m_connection.isConnected() || (!subscribed && !active.fenceOpen)) {
        settle(run);
        return;
    }
    active.settleBy = Clock::now() + kMaxSettle;
    if (!subscribed) {
        active.lastFence = active.written.fence; // its round trip is still wanted
        return;
    }
    const QByteArray bytes = encoder::unsub(active.sid);
    const Connection::Written written = m_connection.send(bytes, true);
    active.lastFence = written.fence;
    record(active, written.at, Direction::Out, bytes.chopped(2));
    record(active, written.at, Direction::Out, "PING");
}

void Requests::settle(Runs::iterator run)
{
    const auto [id, aftermath] = std::pair(run->first, run->second.rules.aftermath());
    flush(id, run->second);
    if (run->second.sid != 0) {
        m_connection.subscriptions().remove(run->second.sid);
        m_bySid.erase(run->second.sid);
    }
    m_runs.erase(run);
    m_sink.post(SettledEvent{id, aftermath});
}

} // namespace nats
