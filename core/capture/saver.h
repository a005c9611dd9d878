// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/capturefile.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <vector>

namespace capture {

class Feed;
class RecorderThread;

// Saves entries of a feed's capture to a file, in slices that keep the UI thread fluid; a thread
// writes them. The file takes the place of what is there when it is whole. Emits finished or failed
// exactly once, never before save() has returned; deleting it cancels. Made for one save.
class Saver final : public QObject
{
    Q_OBJECT

public:
    static constexpr base::Span kSlice = std::chrono::milliseconds(5);

    Saver(Feed &feed, bool redact, QObject *parent = nullptr); ///< the feed outlives it
    ~Saver() override;

    // `numbers`: which entries; empty: all that are kept now. Of `head`, what it leaves open is
    // filled in.
    void save(const QString &path, FileHead head, std::vector<Number> numbers = {});

signals:
    void progress(quint64 entries, quint64 total);
    // How many messages were written, `missing` not: evicted before their turn; and how many values
    // of headers are redacted.
    void finished(quint64 written, quint64 missing, quint64 redacted);
    void failed(const base::Error &error);
    void stirred(); ///< nobody else's business; see base/mailbox.h

private:
    void slice();
    void onStirred();
    [[nodiscard]] bool append(QByteArray &lines, const Entry &entry); ///< false: not yet

    Feed &m_feed;
    bool m_redact;
    std::vector<Number> m_numbers;
    bool m_all = false;
    Number m_at = kNone; // the next entry, or an index of m_numbers
    Number m_end = kNone;
    bool m_over = false;  // everything is handed over
    bool m_ended = false; // and written, or not
    quint64 m_total = 0;
    quint64 m_done = 0; // entries
    quint64 m_written = 0;
    quint64 m_missing = 0;
    quint64 m_redacted = 0; // without those of which the thread makes lines
    QTimer m_turn;
    std::unique_ptr<RecorderThread> m_thread;
};

} // namespace capture
