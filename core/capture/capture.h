// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/activity.h"
#include "core/capture/correlator.h"
#include "core/capture/log.h"
#include "core/capture/subjecttree.h"
#include "core/nats/message.h"

namespace capture {

// Exact: received == kept + evicted + cleared + lost.
struct Counts
{
    quint64 received = 0; ///< messages the server sent for the watched subjects, copies not counted
    quint64 receivedBytes = 0; ///< their headers and payloads, without the lost ones
    quint64 kept = 0;
    quint64 evicted = 0;      ///< kept once, gone for newer ones
    quint64 cleared = 0;      ///< kept once, cleared by the user
    quint64 lost = 0;         ///< received, but more came than was taken
    quint64 copies = 0;       ///< of messages that overlapping subscriptions brought twice
    quint64 gaps = 0;         ///< times the connection was away
    quint64 slowConsumer = 0; ///< times the server cut us off for reading too slowly
};

// What views have to follow since they last asked: rows only come at the end and go at the
// beginning.
struct Changes
{
    bool cleared = false;
    Number first = 1; ///< entries before it are gone
    Number end = 1;   ///< entries from the last known end to here are new
    ConversationId firstConversation = 1;
    ConversationId endConversation = 1;
    std::vector<ConversationId> changed; ///< ascending, each once, none of the new ones
};

// Everything that is known of the traffic seen: the log, its conversations, subjects and activity.
// A plain object that is fed from a subscription or from a file; views and commands read it.
class Capture final
{
public:
    struct Limits
    {
        qint64 bytes = Log::kDefaultLimit; ///< of log and conversations together
        PairingRules pairing;
    };

    explicit Capture(base::WallAnchor anchor);
    Capture(base::WallAnchor anchor, Limits limits);

    // `lost` of them followed the messages, or the last ones seen if there are none.
    void append(const std::vector<nats::Message> &messages, quint64 lost = 0, quint64 copies = 0);
    // The same for messages that are not on a chunk, as from a file.
    void append(base::Instant at, QByteArrayView subject, QByteArrayView reply,
                QByteArrayView headerBlock, QByteArrayView payload);
    void appendLost(base::Instant at, quint64 count);
    void appendGap(base::Instant from, base::Instant to, GapCause cause = GapCause::Away);
    void countSlowConsumer() { ++m_counts.slowConsumer; }
    void tick(base::Instant now);
    void finish(); ///< nothing more will come
    void clear();
    void setLimit(qint64 bytes);
    void addInboxPrefix(const QByteArray &prefix);
    void setWatched(std::optional<std::vector<QByteArray>> patterns); ///< see Correlator

    [[nodiscard]] const base::WallAnchor &anchor() const { return m_anchor; }
    // Of an empty capture, before a file's messages are appended.
    void setAnchor(base::WallAnchor anchor)
    {
        m_anchor = anchor;
        m_now = anchor.steady;
    }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] const Log &log() const { return m_log; }
    [[nodiscard]] const Correlator &conversations() const { return m_correlator; }
    [[nodiscard]] const SubjectTree &subjects() const { return m_subjects; }
    [[nodiscard]] const Activity &activity() const { return m_activity; }
    [[nodiscard]] qint64 bytes() const; ///< in use, of limit()
    [[nodiscard]] qint64 limit() const;

    [[nodiscard]] Changes takeChanges(); ///< one taker only: whoever owns it

private:
    void added(Number number, quint64 subjectHash);
    void fitLog();
    void forgetEvicted();

    base::WallAnchor m_anchor;
    Counts m_counts;
    Log m_log;
    Correlator m_correlator;
    SubjectTree m_subjects;
    Activity m_activity;
    qint64 m_limit;
    Number m_oldest = 1; // as the correlator knows it
    base::Instant m_now; // the latest time heard of
    bool m_clearedSince = false;
};

// What the message is, seen by itself (correlator.h knows the inbox prefixes).
[[nodiscard]] Traits traitsOf(QByteArrayView subject, QByteArrayView reply,
                              QByteArrayView headerBlock);

} // namespace capture
