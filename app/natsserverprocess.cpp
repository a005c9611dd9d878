// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/natsserverprocess.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStandardPaths>

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace app {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kPollInterval = 5ms;
constexpr auto kLastGrace = 2000ms;
constexpr qsizetype kMaxLog = 64 * 1024;

} // namespace

NatsServerProcess::NatsServerProcess(QStringList arguments, QString program, QObject *parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_program(std::move(program))
{
    m_poll.setInterval(kPollInterval);
    connect(&m_poll, &QTimer::timeout, this, &NatsServerProcess::lookForPort);
    connect(&m_process, &QProcess::finished, this, &NatsServerProcess::onFinished);
    connect(&m_process, &QProcess::readyRead, this, [this] { readLog(); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("%1 could not be started: %2").arg(m_program, m_process.errorString()));
    });
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // The signal follows the thread that starts the process: start() must run on the main thread.
    const pid_t parentId = getpid();
    m_process.setChildProcessModifier([parentId] {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parentId)
            _exit(1);
        // Ctrl+C in a terminal goes to the whole group; it is ours to answer, not the server's.
        setpgid(0, 0);
    });
}

NatsServerProcess::~NatsServerProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    // Nobody is left to hear of its end, and it holds nothing that needs a goodbye. QProcess itself
    // would wait here too, with a warning; a killed process is gone at once.
    m_process.kill();
    m_process.waitForFinished();
}

QString NatsServerProcess::find()
{
    const QString name = u"nats-server"_s;
    const QString onPath = QStandardPaths::findExecutable(name);
    if (!onPath.isEmpty())
        return onPath;
    // Debian installs it to /usr/sbin, which only root's PATH names.
    return QStandardPaths::findExecutable(name,
                                          {u"/usr/sbin"_s, u"/usr/local/sbin"_s,
                                           u"/usr/local/bin"_s, u"/usr/bin"_s,
                                           QDir::homePath() + u"/go/bin"_s});
}

QString NatsServerProcess::notFoundText()
{
    return tr("There is no nats-server on this machine; install it with "
              "'sudo apt-get install nats-server'");
}

void NatsServerProcess::start()
{
    m_stopping = false;
    m_url.clear();
    if (m_program.isEmpty())
        m_program = find();
    if (m_program.isEmpty()) {
        QTimer::singleShot(0, this, [this] { emit failed(notFoundText()); });
        return;
    }
    if (!m_directory.isValid()) {
        const QString text = tr("No temporary folder: %1").arg(m_directory.errorString());
        QTimer::singleShot(0, this, [this, text] { emit failed(text); });
        return;
    }
    m_process.setWorkingDirectory(m_directory.path());
    m_process.start(m_program,
                    QStringList{u"-a"_s, u"127.0.0.1"_s, u"-p"_s, u"-1"_s, u"--ports_file_dir"_s,
                                m_directory.path()}
                        + m_arguments);
    m_deadline.setRemainingTime(kStartTimeout);
    m_poll.start();
}

void NatsServerProcess::stop()
{
    m_stopping = true;
    m_process.terminate();
    QTimer::singleShot(kLastGrace, &m_process, [this] { m_process.kill(); });
}

void NatsServerProcess::kill()
{
    m_stopping = true;
    m_process.kill();
}

void NatsServerProcess::readLog()
{
    m_log += m_process.readAll();
    m_log = m_log.right(kMaxLog);
}

void NatsServerProcess::onFinished()
{
    readLog();
    if (m_stopping) {
        m_poll.stop();
        emit stopped();
        return;
    }
    const QString last = QString::fromUtf8(m_log.trimmed()).section(u'\n', -1);
    fail(tr("The nats-server ended by itself: %1").arg(last));
}

// The server writes {"nats":["nats://127.0.0.1:38529"]} to a file named after itself; until it is
// complete it is not JSON.
void NatsServerProcess::lookForPort()
{
    const QDir directory(m_directory.path());
    for (const QString &name : directory.entryList({u"*.ports"_s}, QDir::Files)) {
        QFile file(directory.filePath(name));
        if (!name.contains(u"_%1."_s.arg(m_process.processId())) || !file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
        m_url = ports.value("nats"_L1).toArray().at(0).toString();
        if (m_url.isEmpty())
            continue;
        m_poll.stop();
        emit ready();
        return;
    }
    if (m_deadline.hasExpired())
        fail(tr("The nats-server did not say its port within %1 s").arg(kStartTimeout.count()));
}

void NatsServerProcess::fail(const QString &text)
{
    m_poll.stop();
    emit failed(text);
}

} // namespace app
