// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/natsserver.h"

#include <QtCore/QUrl>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;

NatsServer::NatsServer(QByteArray configuration, QString program)
    : m_configuration(std::move(configuration))
    , m_program(std::move(program))
{}

bool NatsServer::start()
{
    m_configuration.replace("@DIR@", m_directory.path().toUtf8());
    QStringList arguments{u"-c"_s, write(u"server.conf"_s, m_configuration)};
    if (!m_url.isEmpty())
        arguments += {u"-p"_s, QString::number(QUrl(m_url).port())};
    m_process = std::make_unique<app::NatsServerProcess>(arguments, m_program);
    QSignalSpy ready(m_process.get(), &app::NatsServerProcess::ready);
    QSignalSpy failed(m_process.get(), &app::NatsServerProcess::failed);
    m_process->start();
    while (ready.isEmpty() && failed.isEmpty()) {
        if (!ready.wait(100) && !failed.isEmpty())
            break;
    }
    if (ready.isEmpty()) {
        qWarning("%s\n%s", qPrintable(failed.first().first().toString()),
                 m_process->log().constData());
        return false;
    }
    m_url = m_process->url();
    return true;
}

bool NatsServer::kill()
{
    QSignalSpy stopped(m_process.get(), &app::NatsServerProcess::stopped);
    m_process->kill();
    return !stopped.isEmpty() || stopped.wait();
}

nats::ConnectOptions NatsServer::options() const
{
    nats::ConnectOptions options;
    if (auto servers = nats::parseServerUrls(m_url))
        options.servers = std::move(servers).value();
    options.reconnect = false;
    return options;
}

QByteArray NatsServer::log() const
{
    return m_process ? m_process->log() : QByteArray();
}

QString NatsServer::write(const QString &name, const QByteArray &content) const
{
    const QString path = file(name);
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}
