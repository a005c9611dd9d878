// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/liverun.h"

#include "core/nats/gather.h"

#include <QtCore/QElapsedTimer>

#include <utility>

namespace ui {

namespace {

constexpr qsizetype kReadAtOnce = 256; ///< replies read between two looks at the clock
constexpr qint64 kSliceMs = 6;         ///< with those a turn stays below 8 ms

} // namespace

LiveRun::LiveRun(fanin::Run run, QObject *parent)
    : QObject(parent)
    , m_run(std::move(run))
    , m_announced(m_run.readCount())
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &LiveRun::readSome);
}

bool LiveRun::isRunning() const
{
    return m_run.state() == fanin::Run::State::Waiting;
}

base::Span LiveRun::elapsed(base::Instant now) const
{
    if (m_run.outcome())
        return m_run.outcome()->at;
    if (!m_run.sentAt())
        return base::Span(0);
    if (!isRunning()) // watched: it has no end of its own
        return m_run.size() > 0 ? m_run.at(m_run.size() - 1) : base::Span(0);
    return std::max(base::Span(0), std::chrono::duration_cast<base::Span>(now - *m_run.sentAt()));
}

void LiveRun::attach(nats::Gather *gather)
{
    m_gather = gather;
    gather->setParent(this);
    connect(gather, &nats::Gather::started, this,
            [this](const QByteArray &inbox, base::Instant sentAt) {
                m_run.start(inbox, sentAt);
                emit changed();
            });
    connect(gather, &nats::Gather::measured, this, [this](base::Span rtt) {
        m_run.measure(rtt);
        emit changed();
    });
    connect(gather, &nats::Gather::repliesAdded, this, &LiveRun::append);
    connect(gather, &nats::Gather::wireAdded, this, [this](const nats::WireRecord &record) {
        m_run.addWire(record);
        emit wireAppended();
    });
    connect(gather, &nats::Gather::finished, this, [this](const nats::Outcome &outcome) {
        m_run.finish(outcome);
        emit changed();
    });
    connect(gather, &nats::Gather::settled, this, [this](const nats::Aftermath &aftermath) {
        m_run.settle(aftermath);
        emit changed();
    });
}

void LiveRun::setPrevious(const fanin::Run &previous)
{
    m_previous.clear();
    size_t missing = 0;
    for (const fanin::Lanes::Lane &lane : previous.lanes().lanes())
        missing += lane.replies > 0 ? 1 : 0;
    for (qsizetype i = 0; i < previous.readCount() && missing > 0; ++i) {
        const QByteArray &name = previous.lanes().lanes()[previous.lane(i)].name;
        if (m_previous.contains(name))
            continue;
        m_previous.insert(name, previous.at(i));
        --missing;
    }
}

void LiveRun::stop()
{
    if (m_gather)
        m_gather->cancel();
}

void LiveRun::setReading(fanin::Reading reading)
{
    if (reading == m_run.reading() && !isRereading())
        return;
    m_run.restart(std::move(reading));
    m_rereading = true;
    // A run that fits one slice changes at once; a larger one never within the call.
    if (m_run.size() <= kReadAtOnce)
        readSome();
    else
        m_slices.start();
}

void LiveRun::startWatched(const QByteArray &inbox, base::Instant requestAt)
{
    m_run.start(inbox, requestAt);
    emit changed();
}

void LiveRun::observe(const fanin::Observation &observation)
{
    if (m_run.observation() == observation)
        return;
    m_run.observe(observation);
    emit changed();
}

void LiveRun::append(const std::vector<nats::Reply> &replies)
{
    // Not read here: a turn of the event loop may bring more than it has time to read.
    m_run.appendUnread(replies);
    if (!m_run.isRead() && !m_slices.isActive())
        m_slices.start();
    emit changed();
}

void LiveRun::readSome()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_run.readSome(kReadAtOnce) && clock.elapsed() < kSliceMs) {
    }
    // Whoever receives a signal may change the reading again.
    if (m_rereading && m_run.readCount() >= m_announced) {
        m_rereading = false;
        emit readingReplaced();
        emit changed();
    }
    if (!m_rereading)
        announce();
    if (m_run.isRead())
        m_slices.stop();
}

void LiveRun::announce()
{
    const qsizetype first = m_announced;
    m_announced = m_run.readCount();
    if (m_announced == first)
        return;
    emit repliesAppended(first, m_announced - first);
    emit changed();
}

} // namespace ui
