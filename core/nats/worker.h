// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mailbox.h"
#include "core/nats/batcher.h"
#include "core/nats/connection.h"
#include "core/nats/events.h"
#include "core/nats/requests.h"
#include "core/nats/watches.h"

#include <QtCore/QTimer>

#include <latch>
#include <memory>

namespace nats {

// What runs on a session's I/O thread: takes commands, owns the connection and the runs, and hands
// values over in batches. Created on the UI thread, moved by the session; everything with a timer
// or a socket is made and destroyed on the I/O thread.
class Worker final : public QObject, private ConnectionEvents, private EventSink
{
    Q_OBJECT

public:
    // `stopped` is counted down once a StopCommand has been obeyed.
    Worker(ConnectOptions options, base::Mailbox<Command> &commands, base::Mailbox<Event> &events,
           std::latch &stopped);
    ~Worker() override;

    void takeCommands();

signals:
    void eventsReady();
    void finished(); ///< on the I/O thread, before `stopped` counts down

private:
    // Made with the first command, on the I/O thread.
    struct Inside
    {
        explicit Inside(Worker &worker);

        Connection connection;
        Requests requests;
        Watches watches;
        Batcher batcher;
        QTimer tickTimer;  // the next decision of some run
        QTimer drainTimer; // one more turn of the event loop before deciding
        QTimer flushTimer; // the next hand-over
    };

    void onStatus(const ConnectionStatus &status) override;
    bool onMessage(quint64 sid, Message &&message) override;
    void onFence(quint64 fence, base::Instant at, base::Span rtt) override;
    void onServerError(const ServerError &error, base::Instant at) override;
    void onLost(DisconnectCause cause, const QString &why, base::Instant at) override;
    void onRestored(base::Instant at) override;
    void onWire(const WireEntry &entry) override;
    void onReadDone() override;
    void post(Event event) override;
    void wake();

    void run(Command &&command);
    void release(quint64 id);
    void decide();
    void schedule();
    void flush();

    ConnectOptions m_options;
    base::Mailbox<Command> &m_commands;
    base::Mailbox<Event> &m_events;
    std::latch &m_stopped;
    std::unique_ptr<Inside> m_inside;
};

} // namespace nats
