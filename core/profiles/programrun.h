// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <chrono>

namespace profiles {

// A program that prints a secret: run without a shell and without input. What it prints is bounded,
// wiped, and goes nowhere but to finished(). Deleting it kills the program, without waiting for its
// end.
class ProgramRun final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxOutput = 1024 * 1024;
    static constexpr std::chrono::seconds kTimeout{60}; ///< a person may have to unlock something

    ProgramRun(const QString &program, const QStringList &arguments,
               const QProcessEnvironment &environment, QObject *parent = nullptr);
    ~ProgramRun() override;

    void start(std::chrono::milliseconds timeout = kTimeout);

signals:
    void finished(const base::Result<base::Secret> &output); ///< once, never before start returned

private:
    void onOutput();
    void onFinished(int code, QProcess::ExitStatus status);
    void end(const base::Result<base::Secret> &output);
    void fail(base::ErrorKind kind, const QString &text);

    QString m_name;
    QProcess *m_process;
    QTimer m_timeout;
    QByteArray m_output;
    bool m_ended = false;
};

} // namespace profiles
