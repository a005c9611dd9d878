// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace ui {

// Reads a file in pieces between the events of the UI thread. Ends with exactly one of finished
// and failed, never before start() has returned; deleting it cancels.
class FileLoader final : public QObject
{
    Q_OBJECT

public:
    // No server takes more: NATS limits max_payload to 64 MiB.
    static constexpr qint64 kMaxSize = 64LL * 1024 * 1024;

    explicit FileLoader(const QString &path, QObject *parent = nullptr);

    void start();

signals:
    void progressed(qint64 bytes, qint64 total);
    void finished(const QByteArray &bytes);
    void failed(const QString &reason);

private:
    void readOn();
    void fail(const QString &reason);

    QFile m_file;
    QByteArray m_bytes;
    QTimer m_timer;
};

} // namespace ui
