// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/watcher.h"

#include "core/capture/feed.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"

#include <utility>

namespace capture {

using base::Clock;
using nats::ConnectionState;

Watcher::Watcher(nats::Session &session, Feed &feed, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_feed(feed)
    , m_meter({}, {})
{
    m_feed.edit().addInboxPrefix(session.options().inboxPrefix);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &Watcher::onTick);
    connect(&session, &nats::Session::statusChanged, this, &Watcher::onStatus);
    connect(&session, &QObject::destroyed, this, [this] { end(WatchEnd::SessionGone); });
}

Watcher::~Watcher()
{
    delete m_subscription; // unsubscribes; its signals speak to this
}

void Watcher::setSubjects(std::vector<WatchedSubject> subjects, QByteArray queue)
{
    m_list.set(std::move(subjects), queue);
    if (isWatching())
        update();
    else
        tell();
}

void Watcher::start(WatchLimits limits)
{
    if (!m_session)
        return;
    m_startedAt = Clock::now();
    m_meter = WatchMeter(limits, m_startedAt);
    m_opened = false;
    if (!isWatching()) {
        m_list.set(m_list.subjects(), m_list.queue()); // refused ones may try again
        subscribe();
        m_tick.start();
    }
    onStatus();
    if (isWatching())
        emit started();
}

void Watcher::subscribe()
{
    m_subscription = m_session->subscribe(this);
    connect(m_subscription, &nats::Subscription::messagesAdded, this, &Watcher::onMessages);
    connect(m_subscription, &nats::Subscription::interrupted, this, &Watcher::onInterrupted);
    connect(m_subscription, &nats::Subscription::accepted, this, [this](const QByteArray &pattern) {
        m_list.onAccepted(pattern);
        updateSoon();
    });
    connect(m_subscription, &nats::Subscription::refused, this,
            [this](const QByteArray &pattern, const QString &reason) {
                m_list.onRefused(pattern, reason);
                updateSoon();
            });
    update();
}

void Watcher::stop()
{
    end(WatchEnd::User);
}

std::optional<base::Instant> Watcher::stopsAt() const
{
    return isWatching() ? m_meter.stopsAt() : std::nullopt;
}

std::optional<base::Span> Watcher::uncertainty() const
{
    if (!m_session || !m_session->status().rtt)
        return {};
    return *m_session->status().rtt / 2;
}

std::optional<base::Span> Watcher::uncertainty(base::Instant at) const
{
    if (m_roundTrips.empty())
        return uncertainty();
    const auto after = std::ranges::upper_bound(m_roundTrips, at, {}, &RoundTrip::at);
    return (after == m_roundTrips.begin() ? after : std::prev(after))->rtt / 2;
}

void Watcher::update()
{
    const WatchList::Step step = m_list.step();
    for (const auto &[pattern, queue] : step.add)
        m_subscription->add(pattern, queue);
    for (const auto &[pattern, queue] : step.remove)
        m_subscription->remove(pattern, queue);
    tell();
}

void Watcher::tell()
{
    if (m_told == m_list.subjects())
        return;
    m_told = m_list.subjects();
    tellCapture();
    emit subjectsChanged();
}

// What is watched for replies is where inboxes are, and what is refused is not seen.
void Watcher::tellCapture()
{
    std::vector<QByteArray> patterns;
    for (const WatchedSubject &subject : m_told) {
        if (subject.purpose == WatchedSubject::Purpose::Pairing && subject.pattern.endsWith(".>"))
            m_feed.edit().addInboxPrefix(subject.pattern.chopped(2));
        if (subject.state != WatchedSubject::State::Refused)
            patterns.push_back(subject.pattern);
    }
    m_feed.edit().setWatched(std::move(patterns));
}

// Answers to many subjects come together.
void Watcher::updateSoon()
{
    if (std::exchange(m_updating, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_updating = false;
            if (isWatching())
                update();
        },
        Qt::QueuedConnection);
}

void Watcher::onMessages(const nats::MessageBatch &messages, quint64 lost, quint64 copies)
{
    const base::Instant now = Clock::now();
    const WatchMeter::Verdict verdict = m_meter.onMessages(*messages, lost, now);
    nats::MessageBatch taken = messages;
    if (verdict.taken < messages->size()) {
        taken = std::make_shared<const std::vector<nats::Message>>(
            messages->begin(), messages->begin() + qptrdiff(verdict.taken));
    }
    if (!taken->empty() || lost > 0)
        emit messagesAdded(taken, lost);
    m_feed.edit().append(*taken, 0, copies);
    if (lost > 0)
        m_feed.edit().appendLost(taken->empty() ? now : taken->back().at(), lost);
    const QPointer<Watcher> self(this); // whoever follows the feed may be done with this
    m_feed.publish();
    if (self && verdict.end)
        end(*verdict.end);
}

void Watcher::onInterrupted(base::Instant from, base::Instant to)
{
    m_list.onLost();
    emit gapAdded(from, to);
    m_feed.edit().appendGap(from, to);
    updateSoon();
    m_feed.publish();
}

void Watcher::onStatus()
{
    if (!isWatching())
        return;
    const nats::ConnectionStatus &status = m_session->status();
    if (status.rtt && (m_roundTrips.empty() || m_roundTrips.back().rtt != *status.rtt)) {
        if (m_roundTrips.size() == kMaxRoundTrips)
            m_roundTrips.pop_front();
        m_roundTrips.push_back({Clock::now(), *status.rtt});
    }
    if (status.state != ConnectionState::Connected && status.state != ConnectionState::Closed) {
        m_list.onLost();
        updateSoon();
    }
    const auto &loss = status.lastLoss;
    if (loss && loss->slowConsumer && loss->at >= m_startedAt && m_slowAt != loss->at) {
        m_slowAt = loss->at;
        m_feed.edit().countSlowConsumer();
        m_feed.publish();
    }
    const bool closed = status.state == ConnectionState::Closed;
    if (closed && m_opened)
        end(WatchEnd::SessionGone);
    m_opened = m_opened || !closed;
}

void Watcher::onTick()
{
    const base::Instant now = Clock::now();
    const QPointer<Watcher> self(this);
    m_feed.edit().tick(now);
    m_feed.publish();
    const auto stopsAt = self ? this->stopsAt() : std::nullopt;
    if (stopsAt && now >= *stopsAt)
        end(WatchEnd::Time);
}

void Watcher::end(WatchEnd end)
{
    if (!isWatching())
        return;
    delete std::exchange(m_subscription, nullptr);
    m_tick.stop();
    m_list.onEnded();
    m_feed.edit().finish();
    const QPointer<Watcher> self(this);
    m_feed.publish();
    if (self)
        tell();
    if (self)
        emit stopped(end, m_meter.sentence(end));
}

} // namespace capture
