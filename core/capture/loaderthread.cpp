// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/loaderthread.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <exception>

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(capture::Loader)
};

constexpr qint64 kPiece = 1024 * 1024; // of the file, read at once
constexpr qint64 kBatch = 128 * 1024;  // of the file, handed over at once
constexpr size_t kBatchLines = 1'000;
constexpr QByteArrayView kMark("\xef\xbb\xbf"); // which some editors put first

base::Error problem(const QString &path, const QString &why)
{
    return {base::ErrorKind::Io, Text::tr("%1 could not be read: %2").arg(path, why), -1};
}

std::optional<std::chrono::system_clock::time_point> timeOf(const FileLine &line)
{
    if (const auto *message = std::get_if<FileMessage>(&line))
        return message->at;
    if (const auto *gap = std::get_if<FileGap>(&line))
        return gap->from;
    if (const auto *lost = std::get_if<FileLost>(&line))
        return lost->at;
    return std::get<FileHead>(line).startedAt;
}

} // namespace

LoaderThread::LoaderThread(QString path, std::function<void()> wake)
    : m_path(std::move(path))
    , m_wake(std::move(wake))
    , m_thread([this] { run(); })
{}

LoaderThread::~LoaderThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = true;
        m_changed.notify_one();
    }
    m_thread.join();
}

bool LoaderThread::hasBatch()
{
    const std::lock_guard lock(m_mutex);
    return !m_batches.empty();
}

std::optional<LoaderThread::Batch> LoaderThread::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_batches.empty())
        return std::nullopt;
    Batch batch = std::move(m_batches.front());
    m_batches.pop_front();
    m_taken = batch.read;
    m_changed.notify_one();
    return batch;
}

void LoaderThread::run()
{
    // What fails without saying so is memory.
    try {
        // A pipe would block.
        if (const QFileInfo info(m_path); info.exists() && !info.isFile()) {
            m_ending.error
                = base::Error{base::ErrorKind::Io, Text::tr("%1 is not a file").arg(m_path), -1};
        } else if (QFile file(m_path); file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            m_batch.total = file.size();
            m_ending.error = read(file);
        } else {
            m_ending.error = problem(m_path, file.errorString());
        }
    } catch (const std::exception &exception) {
        m_ending.error = problem(m_path, QString::fromUtf8(exception.what()));
    }
    (void)handOver(m_ending);
}

std::optional<base::Error> LoaderThread::read(QFile &file)
{
    for (;;) {
        // What is left of a line moves to the front.
        m_buffer.remove(0, m_begin);
        m_looked -= m_begin;
        m_begin = 0;
        const qsizetype before = m_buffer.size();
        m_buffer.resize(before + kPiece);
        const qint64 got = file.read(m_buffer.data() + before, kPiece);
        m_buffer.truncate(before + qMax(got, qint64(0)));
        if (got < 0)
            return problem(m_path, file.errorString());
        if (m_batch.read == 0 && m_buffer.startsWith(kMark))
            m_begin = kMark.size();
        m_batch.read += got;
        if (!takeLines())
            break;
        if (got == 0) {
            onLast(QByteArrayView(m_buffer).sliced(m_begin));
            break;
        }
    }
    if (m_good == 0 && m_ending.badLines > 0)
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("%1 is no capture: %2").arg(m_path, m_ending.firstBad), -1};
    return m_ending.error;
}

// All that end in the buffer.
bool LoaderThread::takeLines()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', qMax(m_begin, m_looked));
        const bool ends = end >= 0;
        m_looked = ends ? end + 1 : m_buffer.size();
        if (!std::exchange(m_skipping, m_skipping && !ends)) {
            const qsizetype size = (ends ? end : m_buffer.size()) - m_begin;
            if (!ends && size <= kMaxLine)
                return true;
            ++m_line;
            if (size > kMaxLine) {
                onBad(Text::tr("at most %1 bytes are expected").arg(kMaxLine));
                m_skipping = !ends;
            } else if (!onLine(QByteArrayView(m_buffer).sliced(m_begin, size))) {
                return false;
            }
        }
        m_begin = m_looked;
        if (!ends)
            return true;
        if (m_good == 0 && m_ending.badLines >= kMaxBadStart)
            return false;
    }
}

bool LoaderThread::onLine(QByteArrayView line)
{
    if (line.trimmed().isEmpty())
        return true;
    auto read = readLine(line);
    if (!read) {
        onBad(read.error().text);
        return true;
    }
    if (!isNear(*read)) {
        onBad(Text::tr("a time within 50 years of the first was expected"));
        return true;
    }
    if (const auto *head = std::get_if<FileHead>(&*read); head && head->version > kFileVersion) {
        m_ending.error
            = base::Error{base::ErrorKind::Unsupported,
                          Text::tr("%1 was made by a newer Fanin (version %2 of the format)")
                              .arg(m_path)
                              .arg(head->version),
                          -1};
        return false;
    }
    ++m_good;
    m_batch.lines.push_back(std::move(read).value());
    const qint64 at = m_batch.read - (m_buffer.size() - m_looked);
    return (at - m_handedOver < kBatch && m_batch.lines.size() < kBatchLines) || handOver();
}

// What has no end was being written when the writer died, or is whole all the same.
void LoaderThread::onLast(QByteArrayView line)
{
    while (line.endsWith('\0')) // of a power cut
        line.chop(1);
    if (m_skipping || line.trimmed().isEmpty())
        return;
    ++m_line;
    auto read = readLine(line);
    if (read && isNear(*read)) {
        ++m_good;
        m_batch.lines.push_back(std::move(read).value());
    } else if (line.trimmed().startsWith('{')) {
        m_ending.cutOff = true;
    } else {
        onBad(read ? QString() : read.error().text);
    }
}

void LoaderThread::onBad(const QString &why)
{
    if (m_ending.badLines++ == 0)
        m_ending.firstBad = Text::tr("line %1: %2").arg(m_line).arg(why);
}

bool LoaderThread::isNear(const FileLine &line)
{
    const auto at = timeOf(line);
    if (!at)
        return true;
    if (!m_first)
        m_first = at;
    const auto *gap = std::get_if<FileGap>(&line);
    return *at - *m_first <= kMaxSpread && *m_first - *at <= kMaxSpread
        && (!gap || gap->to - *m_first <= kMaxSpread);
}

// Waits while too much is there that nobody has taken.
bool LoaderThread::handOver(std::optional<Ending> ending)
{
    Batch batch = std::exchange(m_batch, {});
    m_batch.total = batch.total;
    m_batch.read = batch.read;
    batch.read -= ending ? 0 : m_buffer.size() - m_looked;
    m_handedOver = batch.read;
    batch.ending = std::move(ending);

    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this, &batch] {
        return m_cancelled || m_batches.empty() || batch.read - m_taken <= kMaxAhead;
    });
    if (m_cancelled)
        return false;
    m_batches.push_back(std::move(batch));
    if (m_batches.size() == 1)
        m_wake();
    return true;
}

} // namespace capture
