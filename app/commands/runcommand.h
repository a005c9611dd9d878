// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/exitcode.h"
#include "app/commands/runoptions.h"
#include "core/nats/session.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace app {
class Demo;
} // namespace app

namespace nats {
class Gather;
} // namespace nats

namespace commands {

// `fanin request` and `fanin gather`: connects, sends, prints what comes, and says with one exit
// code how it ended. Prints to standard output; errors and the trace go to standard error.
class RunCommand final : public QObject
{
    Q_OBJECT

public:
    explicit RunCommand(RunOptions options, QObject *parent = nullptr);
    ~RunCommand() override;

    void start();
    // Ends the run as if the user had pressed Stop; what has come is still printed.
    void interrupt();
    // Ends at once: nobody reads the output any more.
    void abandon();

signals:
    void finished(commands::ExitCode code); ///< exactly once, never before start has returned

private:
    void connectTo(nats::ConnectOptions options);
    void onStatus();
    void send();
    void onReplies(const std::vector<nats::Reply> &replies);
    void onWire(const nats::WireRecord &record);
    void onFinished(const nats::Outcome &outcome);
    void onSettled(const nats::Aftermath &aftermath);
    void end(ExitCode code);
    void fail(ExitCode code, const QString &text);
    void print(const QString &text);
    void printJson();

    RunOptions m_options;
    std::unique_ptr<app::Demo> m_demo;
    std::unique_ptr<nats::Session> m_session;
    nats::Gather *m_gather = nullptr;
    std::optional<nats::ConnectionStatus> m_connected; ///< when the request was sent
    std::optional<fanin::Run> m_run;
    QByteArray m_inboxPrefix;
    bool m_ended = false;
};

} // namespace commands
