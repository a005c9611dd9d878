// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mailbox.h"
#include "core/nats/events.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QThread>

#include <latch>
#include <memory>

namespace nats {

class CloseInquiry;
class Gather;
class Subscription;
class Worker;

// A connection to NATS as the UI thread sees it. Owns the I/O thread on which the socket, parser
// and gather rules live; the only class that crosses threads. All its signals, and those of its
// handles, come on the thread the session lives on. Deleting it closes the connection and joins
// the I/O thread.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(ConnectOptions options, QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] const ConnectOptions &options() const;
    [[nodiscard]] const ConnectionStatus &status() const;
    [[nodiscard]] const base::WallAnchor &anchor() const;

    void open();
    void close();
    void retryNow();
    // The answer to PlainLogin::Ask: logs in without TLS, this time and when reconnecting.
    void allowPlainLogin();

    // Starts a run. The handle is a child of `parent`; deleting it cancels the run.
    [[nodiscard]] Gather *request(RequestSpec spec, QObject *parent);
    // Subscribes until the handle is deleted; restored with the same sids after a reconnect.
    [[nodiscard]] Subscription *subscribe(QByteArray pattern, QByteArray queue, QObject *parent);
    // The same with patterns to be added.
    [[nodiscard]] Subscription *subscribe(QObject *parent);
    // Fire and forget: dropped while not connected. For an answer use a request with Verb::Publish.
    void publish(QByteArray subject, QByteArray reply, std::vector<HeaderLine> headers,
                 QByteArray payload);

signals:
    void statusChanged();
    // Wakes the I/O thread; nobody else's business. Without arguments on purpose, see mailbox.h.
    void commandsReady();

private:
    friend class Gather;
    friend class Subscription;

    void send(Command command);
    void wake();
    void takeEvents();
    void deliver(Event &event);
    void onCloseExplained();
    void cancel(quint64 id);
    void release(quint64 id);

    ConnectOptions m_options;
    base::WallAnchor m_anchor;
    ConnectionStatus m_status;
    base::Mailbox<Command> m_commands;
    base::Mailbox<Event> m_events;
    // The thread's event loop runs; nothing of the worker is left. Both are waited for, shortly:
    // Qt's own way to say so is invisible to ThreadSanitizer.
    std::latch m_running{1};
    std::latch m_stopped{1};
    std::unique_ptr<Worker> m_worker;
    QThread m_thread;
    QHash<quint64, Gather *> m_gathers;
    QHash<quint64, Subscription *> m_subscriptions;
    quint64 m_lastId = 0;
    std::unique_ptr<CloseInquiry> m_inquiry; // null: nothing may be published
};

} // namespace nats
