// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/capturefile.h"
#include "core/nats/message.h"

#include <QtCore/QObject>

#include <memory>

namespace capture {

// Writes a capture to a file while it is being made, on a thread of its own: what has come is with
// the kernel after kFlush and on the disk soon after, so that a crash loses at most the last
// second. A disk that is too slow costs messages, which are counted (and written as "lost" lines).
class Recorder final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kFlush{250};
    static constexpr qint64 kMaxWaiting = 64LL * 1024 * 1024; ///< bytes not yet written

    struct Figures
    {
        quint64 messages = 0;
        quint64 lost = 0;
        qint64 bytes = 0;
    };

    Recorder(base::WallAnchor anchor, bool redact, QObject *parent = nullptr);
    ~Recorder() override; ///< writes what waits

    // Refuses a file that exists unless `replace`.
    void start(const QString &path, FileHead head, bool replace);
    void add(const nats::MessageBatch &messages, quint64 lost);
    void addGap(base::Instant from, base::Instant to);
    void stop(); ///< finished() follows when everything is on the disk

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Figures figures() const; ///< as of the last figuresChanged()

signals:
    void figuresChanged();
    void finished();
    void failed(const base::Error &error); ///< it has stopped

private:
    struct Writing;
    base::WallAnchor m_anchor;
    bool m_redact;
    QString m_path;
    std::unique_ptr<Writing> m_writing;
};

// Saves entries [first, end) of a feed's capture to a file, in slices on the UI thread's event loop
// into a temporary file that takes the place of `path` when it is whole. Saver is made for one
// save.
class Feed;
class Saver final : public QObject
{
    Q_OBJECT

public:
    Saver(Feed &feed, bool redact, QObject *parent = nullptr); ///< the feed outlives it
    ~Saver() override;

    // `numbers`: which entries; empty: all that are kept now.
    void save(const QString &path, FileHead head, std::vector<Number> numbers = {});

signals:
    void progress(quint64 entries, quint64 total);
    // How many were written; `missing` of them were evicted before their turn.
    void finished(quint64 written, quint64 missing);
    void failed(const base::Error &error);

private:
    struct Work;
    Feed &m_feed;
    bool m_redact;
    std::unique_ptr<Work> m_work;
};

} // namespace capture
