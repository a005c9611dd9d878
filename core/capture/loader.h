// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/capturefile.h"

#include <QtCore/QObject>

#include <memory>

namespace capture {

class Feed;

// Reads a capture file into a feed: on a thread of its own, handed over in slices that keep the UI
// thread fluid. Emits finished or failed exactly once, never before open() has returned; deleting
// it cancels. A file cut off in the middle of a line (a crash while recording) is read up to there.
class Loader final : public QObject
{
    Q_OBJECT

public:
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

private:
    struct Reading;
    Feed &m_feed;
    QString m_path;
    std::unique_ptr<Reading> m_reading;
};

} // namespace capture
