// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <optional>

namespace nats {

// Decides one run (spec/protocol.md §3.4): what each reply counts as, and when and why the run
// ends. A plain object: times are arguments, nothing is sent or awaited here.
class GatherRules final
{
public:
    // Decisions later than this are recorded as a clock slip.
    static constexpr base::Span kSlipTolerance = std::chrono::milliseconds(20);

    explicit GatherRules(const RequestSpec &spec);

    // T0, just before the write.
    void start(base::Instant t0);

    // What the message counts as; nothing if it is only to be counted (our own limits are reached).
    [[nodiscard]] std::optional<ReplyKind> onReply(const Message &message);
    // The fence's PONG: whatever the server had to refuse has been refused by now.
    void onFence(base::Instant at, base::Span rtt);
    // The server refused the request, or it could not be sent.
    void onRefused(base::Instant at, EndReason reason, const QString &detail);
    // Ends the run, unless the request is out, it keeps waiting over a reconnect, and the close is
    // not our own.
    void onDisconnected(base::Instant at, DisconnectCause cause, Sent sent,
                        const QString &why = {});
    void onCancel(base::Instant at);
    // A timer fired, and whatever the socket held has been fed.
    void onTick(base::Instant now);
    // A reply that came after the subscription was given up.
    void onStray() { ++m_aftermath.stray; }

    // When to call onTick next: the end of the wait, or of the late window.
    [[nodiscard]] std::optional<base::Instant> nextTick() const;
    [[nodiscard]] bool finished() const { return m_outcome.has_value(); }
    // Finished and past its late window: the subscription may go.
    [[nodiscard]] bool closed() const { return m_closed; }
    [[nodiscard]] const std::optional<Outcome> &outcome() const { return m_outcome; }
    [[nodiscard]] const Aftermath &aftermath() const { return m_aftermath; }

private:
    [[nodiscard]] std::optional<base::Instant> quietDeadline() const;
    void endIfDue(base::Instant at, bool inclusive);
    [[nodiscard]] bool isSentinel(const Message &message) const;
    [[nodiscard]] bool fits(const Message &message) const;
    void store(const Message &message);
    Outcome &end(base::Instant at, EndReason reason);

    Verb m_verb;
    StopRules m_rules;
    bool m_keepWaiting;
    quint64 m_max;
    base::Instant m_t0;
    base::Instant m_deadline;
    std::optional<base::Instant> m_lastReply;
    quint64 m_replies = 0;
    quint64 m_bytes = 0;
    quint64 m_stored = 0;
    qint64 m_storedBytes = 0;
    bool m_accepted = false;
    bool m_gap = false;
    std::optional<base::Span> m_rtt;
    std::optional<Outcome> m_outcome;
    std::optional<base::Instant> m_lateUntil;
    bool m_closed = false;
    Aftermath m_aftermath;
};

} // namespace nats
