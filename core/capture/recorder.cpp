// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/recorder.h"

#include "core/capture/recorderthread.h"

#include <QtCore/QPointer>

namespace capture {

namespace {

Entry lostEntry(base::Instant at, quint64 count)
{
    Entry entry;
    entry.kind = EntryKind::Lost;
    entry.at = at;
    entry.count = count;
    return entry;
}

} // namespace

static_assert(Recorder::kFlush == RecorderThread::kFlush);
static_assert(Recorder::kMaxWaiting == RecorderThread::kMaxWaiting);

Recorder::Recorder(base::WallAnchor anchor, bool redact, QObject *parent)
    : QObject(parent)
    , m_anchor(anchor)
    , m_redact(redact)
{
    connect(this, &Recorder::stirred, this, &Recorder::onStirred, Qt::QueuedConnection);
}

Recorder::~Recorder()
{
    stop();
}

void Recorder::start(const QString &path, FileHead head, bool replace)
{
    Q_ASSERT(!m_thread);
    m_path = path;
    head.redacted = m_redact;
    if (!head.startedAt)
        head.startedAt = m_anchor.wallAt(base::Clock::now());
    const auto place = replace ? RecorderFile::Place::Replace : RecorderFile::Place::New;
    m_thread = std::make_unique<RecorderThread>(
        RecorderThread::Target{path, place, m_anchor, m_redact}, [this] { emit stirred(); });
    QByteArray line;
    writeHead(line, head);
    m_thread->addLines(std::move(line));
}

void Recorder::add(const nats::MessageBatch &messages, quint64 lost)
{
    if (!m_thread || m_ended)
        return;
    const bool hasMessages = messages && !messages->empty();
    const base::Instant at = hasMessages ? messages->back().at() : base::Clock::now();
    if (hasMessages) {
        qint64 bytes = qint64(messages->size() * sizeof(nats::Message));
        for (const nats::Message &message : *messages)
            bytes += message.storedSize();
        const std::optional<Entry> before
            = m_owed > 0 ? std::optional(lostEntry(m_owedAt, m_owed)) : std::nullopt;
        if (m_thread->addMessages(messages, bytes, before)) {
            m_owed = 0;
        } else {
            if (m_owed == 0)
                m_owedAt = messages->front().at();
            m_owed += messages->size();
            m_figures.lost += messages->size();
        }
    }
    // While the disk hangs nothing must pile up.
    if (m_owed > 0)
        m_owed += lost;
    else if (lost > 0)
        m_thread->addEntry(lostEntry(at, lost));
}

void Recorder::addGap(base::Instant from, base::Instant to)
{
    if (!m_thread)
        return;
    Entry entry;
    entry.kind = EntryKind::Gap;
    entry.at = from;
    entry.until = to;
    m_thread->addEntry(entry);
}

void Recorder::stop()
{
    if (!m_thread)
        return;
    if (m_owed > 0)
        m_thread->addEntry(lostEntry(m_owedAt, std::exchange(m_owed, 0)));
    m_thread->end();
}

// Whoever hears of the end may delete this.
void Recorder::onStirred()
{
    const RecorderThread::State state = m_thread->state(); // under the lock: see base/mailbox.h
    if (m_ended)
        return;
    m_figures.messages = state.messages;
    m_figures.redacted = state.redacted;
    m_figures.bytes = state.bytes;
    m_ended = state.ended;
    const QPointer<Recorder> alive(this);
    emit figuresChanged();
    if (!alive || !state.ended)
        return;
    if (state.error)
        emit failed(*state.error);
    else
        emit finished();
}

} // namespace capture
