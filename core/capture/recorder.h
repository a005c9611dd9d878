// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/capturefile.h"
#include "core/nats/message.h"

#include <QtCore/QObject>

#include <memory>

namespace capture {

class RecorderThread;

// Writes a capture to a file while it is being made, on a thread of its own: what has come is with
// the kernel after kFlush and on the disk soon after, so that a crash loses at most the last
// second. A disk that is too slow costs messages, which are counted (and written as "lost" lines).
// Made for one recording.
class Recorder final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kFlush{250};
    static constexpr qint64 kMaxWaiting = 64LL * 1024 * 1024; ///< bytes not yet written

    struct Figures
    {
        quint64 messages = 0; ///< written
        quint64 lost = 0;     ///< added, but the disk was too slow
        quint64 redacted = 0; ///< values of headers
        qint64 bytes = 0;     ///< of the file
    };

    Recorder(base::WallAnchor anchor, bool redact, QObject *parent = nullptr);
    ~Recorder() override; ///< stops: waits until what has come is written

    // Refuses a file that exists unless `replace`. Of `head`, what it leaves open is filled in.
    void start(const QString &path, FileHead head, bool replace);
    void add(const nats::MessageBatch &messages, quint64 lost);
    void addGap(base::Instant from, base::Instant to);
    void stop(); ///< finished() follows when everything is on the disk

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Figures figures() const { return m_figures; } ///< as of the last figuresChanged()

signals:
    void figuresChanged();
    void finished();
    void failed(const base::Error &error); ///< it has stopped
    void stirred();                        ///< nobody else's business; see base/mailbox.h

private:
    void onStirred();

    base::WallAnchor m_anchor;
    bool m_redact;
    QString m_path;
    Figures m_figures;
    // Of those not yet told of in the file: they belong before what is written next.
    quint64 m_owed = 0;
    base::Instant m_owedAt;
    std::unique_ptr<RecorderThread> m_thread;
    bool m_ended = false;
};

} // namespace capture
