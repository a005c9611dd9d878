// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/check.h"
#include "app/commands/exitcode.h"
#include "core/nats/session.h"

#include <QtCore/QObject>

#include <optional>
#include <vector>

namespace commands {

// Runs a check and prints what came of it: lines as the steps pass, or one JSON object at the end.
class CheckCommand final : public QObject
{
    Q_OBJECT

public:
    CheckCommand(nats::ConnectOptions options, bool json, QObject *parent = nullptr);

    void start();
    void interrupt();
    // What is to be printed from now on is read by nobody.
    void abandon();

signals:
    void finished(commands::ExitCode code); ///< exactly once, never before start has returned

private:
    // One server's turn.
    struct Attempt
    {
        QString url;
        QString peer;
        std::vector<nats::ConnectStep> steps;
        std::optional<nats::Failure> failure;
    };

    void onStatus();
    void take(const nats::ConnectionStatus &status);
    void printSteps();
    void conclude(ExitCode code);
    void end(ExitCode code);
    void print(const QString &text);
    [[nodiscard]] QByteArray json() const;

    bool m_json;
    nats::Session m_session;
    std::vector<Attempt> m_attempts;
    size_t m_printed = 0;  // steps of the latest attempt
    bool m_trying = false; // the latest attempt is not over
    bool m_ended = false;
};

// Runs it to its end; returns the process's exit code.
int runCheck(int &argc, char **argv, const CheckOptions &options);

} // namespace commands
