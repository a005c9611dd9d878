// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/natsserverprocess.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QTemporaryDir>

#include <memory>

// Ends the test function with a reason where there is no nats-server. In CI there must be one.
#define REQUIRE_NATS_SERVER() \
    do { \
        if (app::NatsServerProcess::find().isEmpty()) { \
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "nats-server is not installed"); \
            QSKIP("nats-server is not installed"); \
        } \
    } while (false)

// A real nats-server for a test, on a free loopback port, with the given configuration.
class NatsServer final
{
public:
    explicit NatsServer(QByteArray configuration = {}, QString program = {});

    // Waits until it listens; on the port it had before, if it was started before.
    [[nodiscard]] bool start();
    // Waits until it has gone, without a goodbye to its clients.
    [[nodiscard]] bool kill();

    [[nodiscard]] QString url() const { return m_url; }
    [[nodiscard]] nats::ConnectOptions options() const;
    [[nodiscard]] QByteArray log() const;
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    // For files the configuration names; relative names in it count from here.
    [[nodiscard]] QString directory() const { return m_directory.path(); }
    [[nodiscard]] QString file(const QString &name) const { return m_directory.filePath(name); }
    // Writes a file there and returns its path.
    QString write(const QString &name, const QByteArray &content) const;

private:
    QByteArray m_configuration;
    QString m_program;
    QTemporaryDir m_directory;
    QString m_url;
    std::unique_ptr<app::NatsServerProcess> m_process;
};
