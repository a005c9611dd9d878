// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/saver.h"

#include "core/capture/feed.h"
#include "core/capture/recorderthread.h"

namespace capture {

namespace {

constexpr qsizetype kPiece = 1024 * 1024;        // handed to the thread at once
constexpr qsizetype kLarge = 128 * 1024;         // an entry that the thread turns into a line
constexpr qint64 kMaxAhead = 16LL * 1024 * 1024; // of what the disk has taken
constexpr quint64 kLook = 16;                    // entries between two looks at the clock

} // namespace

Saver::Saver(Feed &feed, bool redact, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_redact(redact)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &Saver::slice);
    connect(this, &Saver::stirred, this, &Saver::onStirred, Qt::QueuedConnection);
}

Saver::~Saver()
{
    if (m_thread)
        m_thread->abandon();
}

void Saver::save(const QString &path, FileHead head, std::vector<Number> numbers)
{
    Q_ASSERT(!m_thread);
    const Capture &capture = m_feed.capture();
    m_all = numbers.empty();
    m_numbers = std::move(numbers);
    m_at = m_all ? capture.log().first() : 0;
    m_end = m_all ? capture.log().end() : Number(m_numbers.size());
    m_total = m_end - m_at;
    head.redacted = head.redacted || m_redact;
    if (!head.startedAt && capture.log().size() > 0)
        head.startedAt = capture.anchor().wallAt(capture.log().at(capture.log().first()).at);
    m_thread = std::make_unique<RecorderThread>(
        RecorderThread::Target{path, RecorderFile::Place::Beside, capture.anchor(), m_redact},
        [this] { emit stirred(); });
    QByteArray line;
    writeHead(line, head);
    m_thread->addLines(std::move(line));
    m_turn.start();
}

bool Saver::append(QByteArray &lines, const Entry &entry)
{
    if (entry.kind != EntryKind::Message || entry.size() < kLarge) {
        m_redacted += quint64(writeEntry(lines, entry, m_feed.capture().anchor(), m_redact));
        return true;
    }
    if (!lines.isEmpty())
        m_thread->addLines(std::exchange(lines, {}));
    const std::vector<nats::Message> one{nats::Message::fromParts(
        entry.subject, entry.reply, entry.headerBlock, entry.payload, entry.at)};
    return m_thread->addMessages(std::make_shared<const std::vector<nats::Message>>(one),
                                 entry.size());
}

void Saver::slice()
{
    const base::Instant until = base::Clock::now() + kSlice;
    const Log &log = m_feed.capture().log();
    QByteArray lines;
    bool isFull = false;
    for (quint64 looked = 1; m_at != m_end && lines.size() < kPiece && !isFull; ++looked) {
        const Number number = m_all ? m_at : m_numbers[size_t(m_at)];
        const bool isKept = log.has(number);
        isFull = isKept && !append(lines, log.at(number));
        if (isFull)
            break;
        ++m_at;
        ++m_done;
        if (!isKept)
            ++m_missing;
        else if (log.at(number).kind == EntryKind::Message)
            ++m_written;
        if (looked % kLook == 0 && base::Clock::now() >= until)
            break;
    }
    if (!lines.isEmpty())
        m_thread->addLines(std::move(lines));
    m_over = m_at == m_end;
    if (m_over)
        m_thread->end();
    if (m_over || isFull || m_thread->state().waiting > kMaxAhead)
        m_turn.stop(); // until it has caught up
    emit progress(m_done, m_total);
}

// Whoever hears of the end may delete this.
void Saver::onStirred()
{
    const RecorderThread::State state = m_thread->state(); // under the lock: see base/mailbox.h
    if (m_ended)
        return;
    m_ended = state.ended;
    if (!state.ended) {
        if (!m_over && !m_turn.isActive() && state.waiting <= kMaxAhead)
            m_turn.start();
        return;
    }
    m_turn.stop();
    if (state.error)
        emit failed(*state.error);
    else
        emit finished(m_written, m_missing, m_redacted + state.redacted);
}

} // namespace capture
