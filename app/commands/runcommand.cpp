// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/runcommand.h"

#include "app/clientname.h"
#include "app/commands/output.h"
#include "app/commands/text.h"
#include "app/commands/texttimeline.h"
#include "app/demo.h"
#include "core/fanin/runjson.h"
#include "core/nats/gather.h"

#include <QtCore/QTimer>

namespace commands {

RunCommand::RunCommand(RunOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

RunCommand::~RunCommand() = default;

void RunCommand::start()
{
    if (!m_options.demo) {
        connectTo(m_options.connection);
        return;
    }
    m_demo = std::make_unique<app::Demo>();
    connect(m_demo.get(), &app::Demo::ready, this, [this] {
        nats::ConnectOptions options = m_demo->connection();
        // A command fails where a window would try again.
        options.reconnect = false;
        connectTo(std::move(options));
    });
    connect(m_demo.get(), &app::Demo::failed, this, [this](const QString &text) {
        if (!m_connected)
            fail(ExitCode::NoConnection, text);
    });
    m_demo->start();
}

void RunCommand::interrupt()
{
    if (m_gather)
        m_gather->cancel();
    else
        fail(ExitCode::NotMet, tr("Interrupted before the request was sent"));
}

void RunCommand::abandon()
{
    end(ExitCode::NotMet);
}

void RunCommand::connectTo(nats::ConnectOptions options)
{
    if (options.clientName.isEmpty())
        options.clientName = app::clientName();
    m_inboxPrefix = options.inboxPrefix;
    m_session = std::make_unique<nats::Session>(std::move(options));
    connect(m_session.get(), &nats::Session::statusChanged, this, &RunCommand::onStatus);
    m_session->open();
}

void RunCommand::onStatus()
{
    if (m_connected || m_ended)
        return;
    const nats::ConnectionStatus &status = m_session->status();
    switch (status.state) {
    case nats::ConnectionState::Connected:
        send();
        break;
    case nats::ConnectionState::NeedsAttention:
    case nats::ConnectionState::Closed:
        fail(ExitCode::NoConnection,
             status.failure ? status.failure->error.text : tr("The connection was closed"));
        break;
    case nats::ConnectionState::Idle:
    case nats::ConnectionState::Connecting:
    case nats::ConnectionState::Backoff:
        break;
    }
}

void RunCommand::send()
{
    m_connected = m_session->status();
    m_run.emplace(m_options.spec, m_options.reading, m_session->anchor());
    if (!m_options.json)
        print(headLine(m_options.spec, *m_connected));

    m_gather = m_session->request(m_options.spec, this);
    connect(m_gather, &nats::Gather::started, this,
            [this](const QByteArray &inbox, base::Instant sentAt) { m_run->start(inbox, sentAt); });
    connect(m_gather, &nats::Gather::measured, this,
            [this](base::Span rtt) { m_run->measure(rtt); });
    connect(m_gather, &nats::Gather::repliesAdded, this, &RunCommand::onReplies);
    connect(m_gather, &nats::Gather::wireAdded, this, &RunCommand::onWire);
    connect(m_gather, &nats::Gather::finished, this, &RunCommand::onFinished);
    connect(m_gather, &nats::Gather::settled, this, &RunCommand::onSettled);
}

void RunCommand::onReplies(const std::vector<nats::Reply> &replies)
{
    const qsizetype first = m_run->size();
    m_run->append(replies);
    if (m_options.json)
        return;
    QString text;
    for (qsizetype i = first; i < m_run->size(); ++i)
        text += replyLine(*m_run, i);
    print(text);
}

void RunCommand::onWire(const nats::WireRecord &record)
{
    m_run->addWire(record);
    if (!m_options.trace)
        return;
    QString text;
    for (const nats::WireEntry &entry : record.entries)
        text += wireLine(entry, m_run->sentAt().value_or(entry.at));
    if (record.unlisted > 0)
        text += tr("%1 more lines are not listed\n").arg(record.unlisted);
    printError(text);
}

void RunCommand::onFinished(const nats::Outcome &outcome)
{
    m_run->finish(outcome);
    if (!m_options.json)
        print(endLines(*m_run));
}

void RunCommand::onSettled(const nats::Aftermath &aftermath)
{
    m_run->settle(aftermath);
    const nats::Outcome &outcome = *m_run->outcome();
    const ExitCode code = exitCode(outcome, m_run->verdict());
    if (m_options.json)
        printJson();
    else
        print(afterLines(*m_run));
    if (m_options.timeline && m_run->size() > 0)
        print(QLatin1Char('\n') + textTimeline(*m_run, terminalColumns()));
    // What happened has been said above; what to do about it goes where a script looks.
    if (code != ExitCode::Success && code != ExitCode::NotMet)
        fail(code, adviceLine(outcome, m_options.spec, m_inboxPrefix));
    else
        end(code);
}

void RunCommand::end(ExitCode code)
{
    if (m_ended)
        return;
    m_ended = true;
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

void RunCommand::fail(ExitCode code, const QString &text)
{
    if (!m_ended)
        printError(QStringLiteral("fanin: ") + visibleText(text) + QLatin1Char('\n'));
    end(code);
}

void RunCommand::print(const QString &text)
{
    if (!m_ended && !printOutput(text))
        abandon();
}

void RunCommand::printJson()
{
    const nats::ServerInfo &server = m_connected->server;
    const bool read = fanin::writeJson(
        *m_run, {m_connected->url, server.serverName, server.version, server.clientId},
        &writeOutput);
    if (!read || !writeOutput("\n"))
        abandon();
}

} // namespace commands
