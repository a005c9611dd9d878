// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/handover.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

namespace nats {

// The patterns of one subscription by sid, and which of them a message counts for, so that what two
// of them bring is taken once: the oldest that matches it. Replacing patterns by others loses
// nothing and brings nothing twice. With a queue group the server picks one subscription over all
// patterns of the group, so there are no copies among these. Plain object of the I/O thread.
class Stream final
{
public:
    enum class Verdict {
        Taken,
        Copy,
        Unwanted, ///< by a pattern that has been removed
    };
    enum class State { Asked, Accepted, Refused };

    static constexpr size_t kMaxDeliveries = 4'096; ///< whose copies are known

    struct Pattern
    {
        QByteArray subject;
        QByteArray queue;
        quint64 fence = 0; ///< behind its SUB; 0: none is out
        State state = State::Asked;
        bool wanted = true;
        bool leaving = false;        ///< part of the handover
        std::vector<quint64> rivals; ///< those that overlap it
    };
    using Patterns = std::map<quint64, Pattern>; // by sid, and so the oldest first

    // What follows from a fence or a removal.
    struct Due
    {
        std::optional<QByteArray> accepted; ///< is now known to be subscribed
        std::vector<quint64> unsubscribe;
        std::vector<quint64> forget; ///< of them or of earlier ones: nothing comes any more
        bool fence = false;          ///< a PING is to follow, see onFenceSent()
    };

    [[nodiscard]] const Patterns &patterns() const { return m_patterns; }
    [[nodiscard]] bool has(const QByteArray &subject, const QByteArray &queue) const;

    // `fence` 0: it is sent with the next login.
    void add(quint64 sid, const QByteArray &subject, const QByteArray &queue, quint64 fence);
    void remove(const QByteArray &subject, const QByteArray &queue);
    // After all changes that are made together.
    [[nodiscard]] Due settle();
    [[nodiscard]] Due onFence(quint64 fence);
    void onFenceSent(quint64 fence) { m_fence = fence; }

    // Which subject the server has refused. An error that names none means the oldest that is asked
    // for.
    [[nodiscard]] std::optional<QByteArray> onRefused(const std::optional<QByteArray> &subject);
    // The removed ones are forgotten: their sids. The others are asked for anew.
    [[nodiscard]] std::vector<quint64> onLost();
    // Those that are now known to be subscribed.
    [[nodiscard]] std::vector<QByteArray> onRestored();

    [[nodiscard]] Verdict onMessage(quint64 sid, const Message &message)
    {
        return m_plain ? Verdict::Taken : verdict(sid, message);
    }

private:
    [[nodiscard]] Verdict verdict(quint64 sid, const Message &message);
    [[nodiscard]] Verdict deliveryVerdict(const Pattern &pattern, const Message &message);
    [[nodiscard]] std::set<quint64> connected() const;
    [[nodiscard]] bool isReplaced(const Pattern &pattern) const;
    void proceed(Due &due);
    void erase(quint64 sid);
    void refresh();

    Patterns m_patterns;
    std::optional<Handover> m_handover;
    quint64 m_fence = 0; // of its step
    bool m_plain = true; // nothing overlaps, nothing has been removed
    // NATS: what a stream delivers comes by the subject it is delivered to, but bears the one it
    // was published to. Its copies are known by the subject of its ack, which no two deliveries
    // share.
    std::deque<size_t> m_deliveries; // hashes of the last ones
    std::unordered_set<size_t> m_delivered;
};

} // namespace nats
