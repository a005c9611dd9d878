// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/grouping.h"
#include "core/fanin/lanes.h"
#include "core/fanin/observation.h"
#include "core/fanin/verdict.h"
#include "core/nats/request.h"

#include <optional>
#include <vector>

namespace fanin {

enum class Mark {
    None = 0,
    ServiceError = 1, ///< carries Nats-Service-Error or Nats-Service-Error-Code
    Duplicate = 2,    ///< its responder (named by the rule) has answered before
};
Q_DECLARE_FLAGS(Marks, Mark)
Q_DECLARE_OPERATORS_FOR_FLAGS(Marks)

// How a run is read: who answered, what counts as equal, what counts as success. Can be changed
// after the fact.
struct Reading
{
    LaneRule lanes;
    QList<QByteArray> ignoredPaths; ///< JSON pointers
    SuccessRules success;
    std::vector<QByteArray> expected; ///< responders known from an earlier run of the subject

    bool operator==(const Reading &) const = default;
};

// One request with its replies, its wire record and its end. A plain object: the UI thread (or a
// command) feeds it from a nats::Gather and views read it. Replies are in the order of arrival, so
// their times never decrease.
class Run final
{
public:
    enum class State { Waiting, Finished, Settled };

    struct Figures
    {
        quint64 replies = 0;  ///< counted
        quint64 distinct = 0; ///< groups among them
        quint64 late = 0;
        quint64 stray = 0;
        quint64 serviceErrors = 0;                     ///< among the counted
        quint64 bytes = 0;                             ///< payload bytes of counted replies
        std::optional<base::Span> first, median, last; ///< of counted replies
        std::optional<base::Span> rtt;
    };

    Run(nats::RequestSpec spec, Reading reading, base::WallAnchor anchor);

    // Events, in the order of nats::Gather's signals.
    void start(QByteArray inbox, base::Instant sentAt);
    void measure(base::Span rtt);
    void append(const std::vector<nats::Reply> &replies);
    // The same without reading them: for who calls readSome in turns.
    void appendUnread(const std::vector<nats::Reply> &replies);
    void addWire(const nats::WireRecord &record);
    void finish(const nats::Outcome &outcome);
    void settle(const nats::Aftermath &aftermath);
    // Of a run that is watched, besides start and append: how it stands now. More replies may come
    // after any of them.
    void observe(const Observation &observation);

    // Reads all replies again under other rules. For a million replies this takes a good part of a
    // second: a view calls readSome in turns instead, until it returns true.
    void setReading(Reading reading);
    void restart(Reading reading);
    bool readSome(qsizetype count);
    // Whether all replies have been read under the present rules.
    [[nodiscard]] bool isRead() const { return m_rows.size() == m_replies.size(); }

    [[nodiscard]] const nats::RequestSpec &spec() const { return m_spec; }
    [[nodiscard]] const Reading &reading() const { return m_reading; }
    [[nodiscard]] const base::WallAnchor &anchor() const { return m_anchor; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QByteArray &inbox() const { return m_inbox; }
    [[nodiscard]] std::optional<base::Instant> sentAt() const { return m_sentAt; }
    [[nodiscard]] const std::optional<nats::Outcome> &outcome() const { return m_outcome; }
    // Empty for a run of our own.
    [[nodiscard]] const std::optional<Observation> &observation() const { return m_observation; }
    [[nodiscard]] const nats::WireRecord &wire() const { return m_wire; }

    [[nodiscard]] qsizetype size() const { return qsizetype(m_replies.size()); }
    [[nodiscard]] const nats::Reply &reply(qsizetype i) const { return m_replies[size_t(i)]; }
    [[nodiscard]] base::Span at(qsizetype i) const; ///< since T0; what came before it: zero
    // Valid for replies already read (all of them unless reading is under way).
    [[nodiscard]] qsizetype readCount() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] quint32 lane(qsizetype i) const { return m_rows[size_t(i)].lane; }
    [[nodiscard]] quint32 group(qsizetype i) const { return m_rows[size_t(i)].group; }
    [[nodiscard]] Marks marks(qsizetype i) const { return m_rows[size_t(i)].marks; }
    // In another group than the majority (and there is more than one group).
    [[nodiscard]] bool differs(qsizetype i) const;

    [[nodiscard]] const Lanes &lanes() const { return m_lanes; }
    [[nodiscard]] const Grouping &grouping() const { return m_grouping; }
    [[nodiscard]] Figures figures() const;
    [[nodiscard]] Verdict verdict() const;
    // Bytes kept: what the replies hold plus the index over them.
    [[nodiscard]] qint64 memory() const;

private:
    struct Row
    {
        quint32 lane = 0;
        quint32 group = 0;
        Marks marks;
    };
    void readOne(qsizetype i);
    void count(const nats::Reply &reply, qsizetype index);
    [[nodiscard]] qsizetype indexOfCounted(quint64 n) const;
    [[nodiscard]] std::optional<base::Span> median() const;

    nats::RequestSpec m_spec;
    Reading m_reading;
    base::WallAnchor m_anchor;
    State m_state = State::Waiting;
    QByteArray m_inbox;
    std::optional<base::Instant> m_sentAt;
    std::optional<base::Span> m_rtt;
    std::optional<nats::Outcome> m_outcome;
    std::optional<Observation> m_observation;
    nats::Aftermath m_aftermath;
    nats::WireRecord m_wire;
    qsizetype m_wireMessages = 0;
    std::vector<nats::Reply> m_replies;
    std::vector<Row> m_rows;
    std::vector<qsizetype> m_uncounted; // indices of replies among the counted that are not
    Lanes m_lanes;
    Grouping m_grouping;
    quint64 m_counted = 0;
    quint64 m_late = 0;
    quint64 m_serviceErrors = 0;
    quint64 m_bytes = 0;
    qint64 m_stored = 0;
};

} // namespace fanin
