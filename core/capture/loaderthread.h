// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capturefile.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

class QFile;

namespace capture {

// A thread that reads a capture file into lines, a little ahead of who takes them. Deleting it
// cancels. `wake` is called on the thread when there is something to take again.
class LoaderThread final
{
public:
    static constexpr qint64 kMaxAhead = 8LL * 1024 * 1024; ///< bytes of the file, and one line
    static constexpr quint64 kMaxBadStart = 100; ///< bad lines after which it is no capture
    // Between the first line's time and any other's: differences fit into nanoseconds.
    static constexpr std::chrono::hours kMaxSpread{24 * 365 * 50};

    struct Ending
    {
        quint64 badLines = 0;
        QString firstBad;
        bool cutOff = false;
        std::optional<base::Error> error;
    };
    struct Batch
    {
        std::vector<FileLine> lines;
        qint64 read = 0; ///< bytes of the file so far
        qint64 total = 0;
        std::optional<Ending> ending; ///< of the last
    };

    LoaderThread(QString path, std::function<void()> wake);
    ~LoaderThread();
    Q_DISABLE_COPY_MOVE(LoaderThread)

    [[nodiscard]] bool hasBatch();
    [[nodiscard]] std::optional<Batch> take();

private:
    void run();
    [[nodiscard]] std::optional<base::Error> read(QFile &file);
    [[nodiscard]] bool takeLines(); // false: enough
    [[nodiscard]] bool onLine(QByteArrayView line);
    void onBad(const QString &why);
    void onLast(QByteArrayView line);
    [[nodiscard]] bool isNear(const FileLine &line);
    [[nodiscard]] bool handOver(std::optional<Ending> ending = {}); // false: cancelled

    const QString m_path;
    const std::function<void()> m_wake;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Batch> m_batches;
    qint64 m_taken = 0; // bytes of the file
    bool m_cancelled = false;
    // Of the thread alone.
    QByteArray m_buffer;
    qsizetype m_begin = 0;   // of the line in the buffer
    qsizetype m_looked = 0;  // up to where no line ends
    bool m_skipping = false; // the rest of a line that is too long
    quint64 m_line = 0;      // its number
    quint64 m_good = 0;
    std::optional<std::chrono::system_clock::time_point> m_first;
    Batch m_batch;
    qint64 m_handedOver = 0;
    Ending m_ending;
    std::thread m_thread; // the last: it uses the rest
};

} // namespace capture
