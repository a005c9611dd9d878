// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

namespace app {

// A nats-server of our own on a free loopback port. It cannot outlive the program, however that
// ends. Emits ready or failed once after start; failed again if it ends without being asked to.
class NatsServerProcess final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kStartTimeout{10};

    // `arguments` are added to the port's (for example {"-c", file}); an empty `program` is looked
    // for.
    explicit NatsServerProcess(QStringList arguments = {}, QString program = {},
                               QObject *parent = nullptr);
    ~NatsServerProcess() override;

    // The nats-server on this machine; empty if there is none. Also looks where a plain user's PATH
    // does not lead.
    [[nodiscard]] static QString find();
    // "Install it with …".
    [[nodiscard]] static QString notFoundText();

    [[nodiscard]] QString url() const { return m_url; } ///< "nats://127.0.0.1:38529"; once ready
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    // What it has written to its log so far.
    [[nodiscard]] QByteArray log() const { return m_log; }

    void start();
    void stop();
    void kill(); ///< without a goodbye

signals:
    void ready();
    void failed(const QString &text);
    void stopped();

private:
    void readLog();
    void onFinished();
    void lookForPort();
    void fail(const QString &text);

    QStringList m_arguments;
    QString m_program;
    QTemporaryDir m_directory;
    QProcess m_process;
    QTimer m_poll;
    QDeadlineTimer m_deadline;
    QString m_url;
    QByteArray m_log;
    bool m_stopping = false;
};

} // namespace app
