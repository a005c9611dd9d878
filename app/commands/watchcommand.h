// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/watch.h"
#include "app/commands/watchsummary.h"
#include "core/capture/feed.h"
#include "core/nats/session.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace app {
class Demo;
} // namespace app

namespace commands {

// `fanin watch`: connects, watches, prints and records until a limit, the user or the connection
// ends it. Lines go to standard output, all else to standard error; neither is waited for.
class WatchCommand final : public QObject
{
    Q_OBJECT

public:
    // `connection` is that of the options' choice, looked up; a demo brings its own.
    WatchCommand(WatchOptions options, nats::ConnectOptions connection, QObject *parent = nullptr);
    ~WatchCommand() override;

    void start();
    void interrupt();
    void abandon(); ///< nobody reads the output any more

signals:
    void finished(commands::ExitCode code); ///< exactly once, never before start has returned

private:
    using End = WatchSummary::End;

    void startDemo();
    void connectToServer();
    void onStatus();
    void watch();
    void record();
    void onSubjects();
    void sayWatching();
    void onMessages(const nats::MessageBatch &messages, quint64 lost);
    void onChanges(const capture::Changes &changes);
    void recordBatch();
    void onStopped(capture::WatchEnd end, const QString &why);
    void end(End end);
    void conclude();
    void fail(ExitCode code, const QString &text);
    void finish(ExitCode code);
    void note(const QString &text);
    [[nodiscard]] WatchSummary summary();

    WatchOptions m_options;
    nats::ConnectOptions m_connection;
    LinePrinter m_out;
    LinePrinter m_error;
    std::unique_ptr<app::Demo> m_demo;
    std::unique_ptr<nats::Session> m_session;
    std::unique_ptr<capture::Feed> m_feed;
    std::unique_ptr<capture::Watcher> m_watcher;
    std::unique_ptr<WatchListing> m_listing;
    std::unique_ptr<capture::Recorder> m_recorder;
    // What has come and is not yet recorded: how much of it is wanted shows when it is listed.
    struct Batch
    {
        nats::MessageBatch messages;
        quint64 lost = 0;
        capture::Number first = capture::kNone; ///< its first message's, in the capture
    };
    std::optional<Batch> m_batch;
    std::set<QByteArray> m_refused; // subjects, as told
    bool m_saidWatching = false;
    bool m_connected = true; // as far as told
    base::Instant m_since;
    QTimer m_over;
    std::optional<End> m_end;
    base::Span m_time{0};
    bool m_finished = false;
    quint64 m_unprinted = 0; // lines
};

// Runs it to its end; returns the process's exit code.
int runWatch(int &argc, char **argv, const WatchOptions &options);

} // namespace commands
