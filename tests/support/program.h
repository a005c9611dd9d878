// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtTest/QTest>

// What a run of the fanin program left behind.
struct ProgramResult
{
    int code = -1; ///< -1: it did not start, crashed, or did not end in time
    QByteArray out;
    QByteArray error;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    // For a failed comparison.
    [[nodiscard]] QByteArray text() const
    {
        return "code " + QByteArray::number(code) + "\n" + out + "\n" + error;
    }
};

// Runs build/<preset>/bin/fanin while the test's own event loop (and so its peers) runs.
inline ProgramResult runFanin(const QStringList &arguments, const QByteArray &input = {},
                              const QProcessEnvironment &environment
                              = QProcessEnvironment::systemEnvironment(),
                              int milliseconds = 30'000)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QString::fromLatin1(FANIN_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    ProgramResult result;
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; },
                         milliseconds)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit
               && process.error() == QProcess::UnknownError) {
        result.code = process.exitCode();
    }
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    return result;
}
