// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/missingkeys.h"
#include "core/accountserver/replica.h"

#include <QtCore/QHash>

namespace accountserver {

// What a replica knows of its copies and of its primary, and so what is answered without asking.
// Pure: the time is an argument.
class CopyBook final
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Result = base::Result<Upstream::Copy>;

    // The answer, if the primary is not to be asked: a fresh copy, or any while it is left alone.
    [[nodiscard]] std::optional<Result> atHand(const QByteArray &key, const StoredPtr &own,
                                               TimePoint now);
    // The own copy, however old it is.
    [[nodiscard]] Result stale(const QByteArray &key, const StoredPtr &own, TimePoint now) const;

    void answered(); ///< the primary, whatever it said
    // It did not. Whoever answered others since `answersBefore` is not away.
    void failed(const base::Error &error, quint64 answersBefore, TimePoint now);
    [[nodiscard]] quint64 answers() const { return m_answers; }

    void confirm(const QByteArray &key, TimePoint now); ///< the copy is the primary's
    void seen(const QByteArray &key, TimePoint now);    ///< the same, but it is asked for anyway
    void miss(const QByteArray &key, bool hasOwn, TimePoint now); ///< the primary has none
    void postpone(const QByteArray &key, TimePoint now);          ///< asking was of no use
    void expire(TimePoint now);
    [[nodiscard]] quint64 expired() const { return m_expired; } ///< how often, so far

    ReplicaStatus status;

private:
    // Of a token of the store.
    struct Known
    {
        std::optional<TimePoint> until; ///< fetched or told of: fresh until then
        std::optional<TimePoint> confirmed;
        TimePoint notBefore; ///< is it asked for
        bool gone = false;   ///< the primary has none any more
    };

    QHash<QByteArray, Known> m_known; // no more than the store has
    MissingKeys m_missing;
    std::optional<TimePoint> m_leaveAlone; // the primary, until then
    quint64 m_answers = 0;
    quint64 m_expired = 0;
};

} // namespace accountserver
