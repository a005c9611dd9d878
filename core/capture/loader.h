// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/capturefile.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace capture {

class Feed;
class LoaderThread;

// Reads a capture file into a feed that is empty: on a thread of its own, handed over in slices
// that keep the UI thread fluid. Emits finished or failed exactly once, never before open() has
// returned; deleting it cancels. A file cut off in the middle of a line (a crash while recording)
// is read up to there. Made for one file.
class Loader final : public QObject
{
    Q_OBJECT

public:
    static constexpr base::Span kSlice = std::chrono::milliseconds(8);

    struct Report
    {
        FileHead head;
        quint64 messages = 0;
        quint64 badLines = 0;
        QString firstBad; ///< which line, and what is wrong with it
        bool cutOff = false;
    };

    explicit Loader(Feed &feed, QObject *parent = nullptr); ///< the feed outlives it
    ~Loader() override;

    void open(const QString &path);
    [[nodiscard]] const QString &path() const { return m_path; }

signals:
    void progress(qint64 bytes, qint64 total);
    void finished(const capture::Loader::Report &report);
    void failed(const base::Error &error);
    void stirred(); ///< nobody else's business; see base/mailbox.h

private:
    struct Reading;

    void onStirred();
    void slice();
    [[nodiscard]] bool takeBatch();
    void add(const FileLine &line);
    [[nodiscard]] base::Instant instantOf(std::chrono::system_clock::time_point at);
    void end();

    Feed &m_feed;
    QString m_path;
    std::unique_ptr<Reading> m_reading;
    QTimer m_turn;
    Report m_report;
    bool m_hasHead = false;
    bool m_hasAnchor = false;
    bool m_over = false;
    base::Instant m_ticked;
    std::unique_ptr<LoaderThread> m_thread;
};

} // namespace capture
