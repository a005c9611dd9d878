// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/programrun.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStandardPaths>

namespace profiles {

ProgramRun::ProgramRun(const QString &program, const QStringList &arguments,
                       const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_name(program)
    , m_process(new QProcess(this))
{
    // Found with the environment that it is run with.
    const QStringList folders
        = environment.value(QStringLiteral("PATH")).split(QLatin1Char(':'), Qt::SkipEmptyParts);
    m_process->setProgram(QStandardPaths::findExecutable(program, folders));
    m_process->setArguments(arguments);
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        fail(base::ErrorKind::Io, tr("%1 did not end in time and was stopped").arg(m_name));
    });
    connect(m_process, &QProcess::readyReadStandardOutput, this, &ProgramRun::onOutput);
    connect(m_process, &QProcess::finished, this, &ProgramRun::onFinished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(base::ErrorKind::Io,
                 tr("%1 could not be started: %2").arg(m_name, m_process->errorString()));
    });
}

ProgramRun::~ProgramRun()
{
    base::wipe(m_output);
    if (m_process->state() == QProcess::NotRunning)
        return;
    m_process->disconnect(this);
    m_process->setParent(QCoreApplication::instance()); // goes with it at the latest
    connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    connect(m_process, &QProcess::errorOccurred, m_process, &QObject::deleteLater);
    m_process->kill();
}

void ProgramRun::start(std::chrono::milliseconds timeout)
{
    if (m_process->program().isEmpty()) {
        const QString text = tr("the program %1 is not installed, or not in PATH").arg(m_name);
        QTimer::singleShot(0, this, [this, text] { fail(base::ErrorKind::Io, text); });
        return;
    }
    m_timeout.start(timeout);
    // Started from the loop, for a start may fail at once.
    QTimer::singleShot(0, this, [this] {
        if (!m_ended)
            m_process->start(QIODevice::ReadOnly);
    });
}

void ProgramRun::onOutput()
{
    QByteArray piece = m_process->readAllStandardOutput();
    if (m_output.size() + piece.size() > kMaxOutput)
        fail(base::ErrorKind::Limit,
             tr("%1 printed more than %2 bytes").arg(m_name).arg(kMaxOutput));
    else if (!m_ended)
        m_output += piece;
    base::wipe(piece);
}

void ProgramRun::onFinished(int code, QProcess::ExitStatus status)
{
    onOutput();
    if (status != QProcess::NormalExit)
        fail(base::ErrorKind::Io, tr("%1 crashed").arg(m_name));
    else if (code != 0)
        fail(base::ErrorKind::Auth,
             tr("%1 ended with code %2; run it in a terminal to see why").arg(m_name).arg(code));
    else
        end(base::Secret(std::exchange(m_output, {})));
}

void ProgramRun::fail(base::ErrorKind kind, const QString &text)
{
    end(base::Error{kind, text, -1});
}

void ProgramRun::end(const base::Result<base::Secret> &output)
{
    if (std::exchange(m_ended, true))
        return;
    m_timeout.stop();
    base::wipe(m_output);
    if (m_process->state() != QProcess::NotRunning)
        m_process->kill();
    emit finished(output);
}

} // namespace profiles
