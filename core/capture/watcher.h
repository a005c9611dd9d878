// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watchlimits.h"
#include "core/capture/watchlist.h"
#include "core/capture/watchwarnings.h"
#include "core/nats/status.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace nats {
class Session;
class Subscription;
} // namespace nats

namespace capture {

class Feed;

// Watches subjects over a session and fills a feed: subscribes without overlaps, tells which
// subjects were refused, marks gaps, stops by itself at its limits. Reading never stops while it
// watches; what the views show is theirs to pause.
class Watcher final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxSubjects = qsizetype(WatchList::kMaxSubjects);
    static constexpr size_t kMaxRoundTrips = 10'000;       ///< measured, that are remembered
    static constexpr std::chrono::milliseconds kTick{250}; ///< for windows that close, and rates

    // The session may go first: then the watch ends.
    Watcher(nats::Session &session, Feed &feed, QObject *parent = nullptr);
    ~Watcher() override;

    // Also while watching: subscribes and unsubscribes what has changed, nothing is seen twice or
    // missed meanwhile. What is not a pattern, or one too many, is refused here. Subjects for
    // pairing are not part of the queue group.
    void setSubjects(std::vector<WatchedSubject> subjects, QByteArray queue = {});
    // The session need not be connected (yet). While watching: starts anew with these limits.
    void start(WatchLimits limits = {});
    void stop();

    [[nodiscard]] bool isWatching() const { return m_subscription != nullptr; }
    [[nodiscard]] const std::vector<WatchedSubject> &subjects() const { return m_list.subjects(); }
    [[nodiscard]] const QByteArray &queue() const { return m_list.queue(); }
    [[nodiscard]] std::optional<base::Instant> stopsAt() const; ///< while watching
    // Half the observer's own round trip: how far a latency may be off (spec §4.2), now or at the
    // time of what was seen. Of kMaxRoundTrips.
    [[nodiscard]] std::optional<base::Span> uncertainty() const;
    [[nodiscard]] std::optional<base::Span> uncertainty(base::Instant at) const;

signals:
    void subjectsChanged(); ///< they or their states
    // As they come, before the feed changes: for a recorder.
    void messagesAdded(const nats::MessageBatch &messages, quint64 lost);
    void gapAdded(std::chrono::steady_clock::time_point from,
                  std::chrono::steady_clock::time_point to);
    void started();
    void stopped(capture::WatchEnd end, const QString &why); ///< why: a sentence; empty for User

private:
    void subscribe();
    void update();
    void updateSoon();
    void tell();
    void tellCapture();
    void onMessages(const nats::MessageBatch &messages, quint64 lost, quint64 copies);
    void onInterrupted(base::Instant from, base::Instant to);
    void onStatus();
    void onTick();
    void end(WatchEnd end);

    QPointer<nats::Session> m_session;
    Feed &m_feed;
    WatchList m_list;
    WatchMeter m_meter;
    nats::Subscription *m_subscription = nullptr;
    QTimer m_tick;
    std::vector<WatchedSubject> m_told;
    bool m_updating = false; // is going to be
    bool m_opened = false;   // the session was not closed since the start
    struct RoundTrip
    {
        base::Instant at;
        base::Span rtt;
    };
    std::deque<RoundTrip> m_roundTrips;
    base::Instant m_startedAt;
    std::optional<base::Instant> m_slowAt; // of the loss that was counted last
};

} // namespace capture
