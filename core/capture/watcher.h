// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"
#include "core/nats/status.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>
#include <vector>

namespace nats {
class Session;
class Subscription;
} // namespace nats

namespace capture {

class Feed;

// One subject that is watched, and what became of it.
struct WatchedSubject
{
    enum class Purpose { Chosen, Pairing };
    enum class State { Asked, Watched, Covered, Refused };

    QByteArray pattern;
    Purpose purpose = Purpose::Chosen;
    State state = State::Asked;
    QByteArray coveredBy; ///< of Covered: nothing of its own goes over the wire
    QString refusal;      ///< the server's words

    bool operator==(const WatchedSubject &) const = default;
};

struct WatchLimits
{
    std::optional<base::Span> time;
    std::optional<quint64> perSecond; ///< messages, over a whole second
    std::optional<quint64> bytesPerSecond;
    std::optional<quint64> messages; ///< in all
};

enum class WatchEnd { User, Time, Rate, Count, SessionGone };

// Watches subjects over a session and fills a feed: subscribes without overlaps, tells which
// subjects were refused, marks gaps, stops by itself at its limits. Reading never stops while it
// watches; what the views show is theirs to pause.
class Watcher final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxSubjects = 1'000;

    Watcher(nats::Session &session, Feed &feed, QObject *parent = nullptr);
    ~Watcher() override;

    // Also while watching: subscribes and unsubscribes what has changed, nothing is seen twice or
    // missed meanwhile. Patterns must pass nats::subject::checkPattern.
    void setSubjects(std::vector<WatchedSubject> subjects, QByteArray queue = {});
    void start(WatchLimits limits = {});
    void stop();

    [[nodiscard]] bool isWatching() const;
    [[nodiscard]] const std::vector<WatchedSubject> &subjects() const { return m_subjects; }
    [[nodiscard]] const QByteArray &queue() const { return m_queue; }
    [[nodiscard]] std::optional<base::Instant> stopsAt() const;
    // Half the observer's own round trip: how far a latency may be off (spec §4.2).
    [[nodiscard]] std::optional<base::Span> uncertainty() const;

signals:
    void subjectsChanged(); ///< their states
    // As they come, before the feed changes: for a recorder.
    void messagesAdded(const nats::MessageBatch &messages, quint64 lost);
    void gapAdded(std::chrono::steady_clock::time_point from,
                  std::chrono::steady_clock::time_point to);
    void started();
    void stopped(capture::WatchEnd end, const QString &why); ///< why: a sentence

private:
    nats::Session &m_session;
    Feed &m_feed;
    std::vector<WatchedSubject> m_subjects;
    QByteArray m_queue;
    WatchLimits m_limits;
    nats::Subscription *m_subscription = nullptr;
};

// What watching these subjects does to the watched system, as sentences for a person; empty if it
// is harmless (spec/protocol.md §4.3).
[[nodiscard]] QStringList watchWarnings(const std::vector<WatchedSubject> &subjects,
                                        const QByteArray &queue);

} // namespace capture
