// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/loader.h"

#include "core/capture/feed.h"
#include "core/capture/loaderthread.h"

#include <QtCore/QPointer>

namespace capture {

namespace {

constexpr size_t kLook = 16; // lines between two looks at the clock
// How often the pairing is told of the time, which is the file's.
constexpr base::Span kTick = std::chrono::milliseconds(250);

} // namespace

// The batch whose lines are being added.
struct Loader::Reading
{
    LoaderThread::Batch batch;
    size_t next = 0;
};

Loader::Loader(Feed &feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &Loader::slice);
    connect(this, &Loader::stirred, this, &Loader::onStirred, Qt::QueuedConnection);
}

Loader::~Loader() = default;

void Loader::open(const QString &path)
{
    Q_ASSERT(!m_thread);
    m_path = path;
    m_thread = std::make_unique<LoaderThread>(path, [this] { emit stirred(); });
}

void Loader::onStirred()
{
    if (m_thread->hasBatch() && !m_over) // looks under the lock: see base/mailbox.h
        m_turn.start();
}

bool Loader::takeBatch()
{
    if (m_reading && m_reading->next < m_reading->batch.lines.size())
        return true;
    auto batch = m_thread->take();
    if (!batch)
        return false;
    m_reading = std::make_unique<Reading>(Reading{*std::move(batch), 0});
    return true;
}

void Loader::slice()
{
    const base::Instant until = base::Clock::now() + kSlice;
    bool isOver = false;
    bool isLate = false;
    while (!isOver && !isLate) {
        if (!takeBatch()) {
            m_turn.stop(); // until there is more
            break;
        }
        std::vector<FileLine> &lines = m_reading->batch.lines;
        size_t &next = m_reading->next;
        while (next < lines.size() && !isLate) {
            add(lines[next]);
            lines[next++] = FileGap(); // its memory is the feed's now
            isLate = next % kLook == 0 && base::Clock::now() >= until;
        }
        isOver = next == lines.size() && m_reading->batch.ending.has_value();
        isLate = isLate || base::Clock::now() >= until;
    }
    if (!m_reading)
        return;
    if (isOver)
        return end();
    const qint64 read = m_reading->batch.read;
    const qint64 total = m_reading->batch.total;
    const QPointer<Loader> alive(this);
    m_feed.publish();
    if (alive)
        emit progress(read, total);
}

// Whoever hears of it may delete this.
void Loader::end()
{
    m_over = true;
    m_turn.stop();
    const LoaderThread::Ending ending = *m_reading->batch.ending;
    const qint64 total = m_reading->batch.read;
    m_report.badLines = ending.badLines;
    m_report.firstBad = ending.firstBad;
    m_report.cutOff = ending.cutOff;
    const QPointer<Loader> alive(this);
    if (!ending.error)
        m_feed.edit().finish();
    m_feed.publish();
    if (alive)
        emit progress(total, total);
    if (!alive)
        return;
    if (ending.error)
        emit failed(*ending.error);
    else
        emit finished(m_report);
}

void Loader::add(const FileLine &line)
{
    Capture &capture = m_feed.edit();
    if (const auto *message = std::get_if<FileMessage>(&line)) {
        const base::Instant at = instantOf(message->at);
        capture.append(at, message->subject, message->reply, message->headerBlock,
                       message->payload);
        ++m_report.messages;
        if (at - m_ticked >= kTick) {
            capture.tick(at);
            m_ticked = at;
        }
    } else if (const auto *gap = std::get_if<FileGap>(&line)) {
        const base::Instant from = instantOf(gap->from);
        capture.appendGap(from, instantOf(gap->to), gap->cause);
    } else if (const auto *lost = std::get_if<FileLost>(&line)) {
        capture.appendLost(instantOf(lost->at), lost->count);
    } else if (const auto &head = std::get<FileHead>(line); !m_hasHead) {
        m_hasHead = true;
        m_report.head = head;
        for (const QByteArray &prefix : head.inboxPrefixes)
            capture.addInboxPrefix(prefix);
        if (head.startedAt)
            (void)instantOf(*head.startedAt);
    }
}

// The first time of the file becomes this moment: all that counts is the distance between two.
base::Instant Loader::instantOf(std::chrono::system_clock::time_point at)
{
    if (!m_hasAnchor) {
        m_hasAnchor = true;
        m_feed.edit().setAnchor({base::Clock::now(), at});
        m_ticked = base::Clock::now();
    }
    const base::WallAnchor &anchor = m_feed.capture().anchor();
    return anchor.steady + std::chrono::duration_cast<base::Span>(at - anchor.wall);
}

} // namespace capture
