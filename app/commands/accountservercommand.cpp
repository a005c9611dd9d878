// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/accountservercommand.h"

#include "app/clientname.h"
#include "app/commands/accountserverstart.h"
#include "app/commands/interrupt.h"
#include "app/commands/output.h"
#include "app/commands/preloadfile.h"
#include "app/commands/requestline.h"
#include "app/commands/resolve.h"
#include "core/base/counted.h"
#include "core/base/jsonwriter.h"

#include <QtCore/QCoreApplication>

#include <unistd.h>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using accountserver::AccountServer;

// For readers that are slow at the end.
constexpr std::chrono::milliseconds kLastWords{500};

int cannotStart(const base::Error &error)
{
    printError(u"fanin: "_s + visibleText(error.text) + u'\n');
    return int(ExitCode::NotMet);
}

} // namespace

AccountServerCommand::AccountServerCommand(accountserver::Options options, Listing listing,
                                           QObject *parent)
    : QObject(parent)
    , m_json(listing.json)
    , m_quiet(listing.quiet)
    , m_notes(std::move(listing.notes))
    , m_out(STDOUT_FILENO)
    , m_error(STDERR_FILENO)
    , m_server(std::move(options))
{
    // It goes on serving when nobody reads its log any more.
    connect(&m_out, &LinePrinter::closed, this,
            [this] { note(tr("standard output is closed: requests are not listed any more")); });
    connect(&m_out, &LinePrinter::caughtUp, this, &AccountServerCommand::unprinted);
    connect(&m_server, &AccountServer::stateChanged, this, &AccountServerCommand::onState);
    connect(&m_server, &AccountServer::requestsLogged, this, &AccountServerCommand::printRequests);
    connect(&m_server, &AccountServer::notifierChanged, this, &AccountServerCommand::printNotifier);
    connect(&m_server, &AccountServer::replicaChanged, this, &AccountServerCommand::printReplica);
}

void AccountServerCommand::start()
{
    m_server.start();
}

void AccountServerCommand::interrupt()
{
    m_interrupted = true;
    m_server.stop();
}

void AccountServerCommand::onState()
{
    switch (m_server.state()) {
    case AccountServer::State::Starting:
        break;
    case AccountServer::State::Serving:
        printServing();
        for (const QString &text : std::exchange(m_notes, {}))
            note(tr("note: %1").arg(text));
        break;
    case AccountServer::State::Failed:
        note(m_server.error().text);
        finish(ExitCode::NotMet);
        break;
    case AccountServer::State::Stopped:
        if (m_interrupted)
            finish(ExitCode::Success);
        break;
    }
}

void AccountServerCommand::printServing()
{
    const accountserver::Store *store = m_server.store();
    if (!store) // stopped already
        return;
    const QString authority = m_server.authority().name();
    if (m_json) {
        base::json::Writer w;
        w.beginObject();
        w.key("event");
        w.text(QByteArrayView("serving"));
        w.key("address");
        w.text(m_server.address());
        w.key("resolver");
        w.text(m_server.resolverLine());
        w.key("store");
        w.text(store->name());
        w.key("operator");
        w.text(authority);
        w.key("writable");
        w.flag(m_server.isWritable());
        w.endObject();
        return m_out.print(w.bytes() + '\n');
    }
    const QString how = m_server.replica() ? tr("replica of %1").arg(m_server.replica()->primary)
        : m_server.isWritable()            ? tr("read and write")
                                           : tr("read-only");
    const QString whose = !authority.isEmpty() ? authority
        : m_server.replica()                   ? tr("every operator's")
                                               : tr("no operator");
    // The words of the original: scripts may look for them.
    m_out.print((tr("serving %1 (%2, %3) at %4\n")
                     .arg(visibleText(store->name()), visibleText(whose), visibleText(how),
                          m_server.address())
                 + tr("configure the nats-server with:\n  %1\n").arg(m_server.resolverLine()))
                    .toUtf8());
}

void AccountServerCommand::printRequests(const std::vector<accountserver::LogEntry> &entries)
{
    if (m_quiet)
        return;
    for (const accountserver::LogEntry &entry : entries)
        m_out.print((m_json ? requestJson(entry) : visibleText(requestLine(entry)).toUtf8())
                    + '\n');
    if (const quint64 dropped = m_server.logDropped(); dropped > m_logDropped) {
        event("log",
              base::counted(qint64(dropped - m_logDropped), tr("1 request is not listed"),
                            tr("%1 requests are not listed")));
        m_logDropped = dropped;
    }
}

void AccountServerCommand::printNotifier()
{
    const accountserver::NotifierStatus status = m_server.notifier();
    if (status.text != std::exchange(m_notifierText, status.text) && !status.text.isEmpty())
        event("nats", tr("NATS: %1").arg(status.text));
    const accountserver::NotifierStatus before = std::exchange(m_notifier, status);
    const bool told = status.lastAsked >= 0
        && (before.lastAsked < 0 || before.sent != status.sent || before.lastAt != status.lastAt);
    if (told)
        event("notified",
              tr("%1: applied by %2 of %3, not loaded by %4")
                  .arg(QString::fromLatin1(status.lastKey))
                  .arg(status.lastApplied)
                  .arg(base::counted(status.lastAsked, tr("1 server"), tr("%1 servers")))
                  .arg(status.lastSkipped));
    if (!status.lastProblem.isEmpty() && status.lastProblem != before.lastProblem)
        event("nats", tr("NATS: %1").arg(status.lastProblem));
    if (status.dropped > before.dropped)
        event("nats",
              base::counted(qint64(status.dropped - before.dropped),
                            tr("1 notification is dropped: too many wait"),
                            tr("%1 notifications are dropped: too many wait")));
}

void AccountServerCommand::printReplica()
{
    const std::optional<accountserver::ReplicaStatus> status = m_server.replica();
    if (!status)
        return;
    const QString text = !status->reachable
        ? tr("%1 cannot be asked: %2").arg(status->primary, status->problem)
        : !status->problem.isEmpty() ? tr("%1: %2").arg(status->primary, status->problem)
        : status->packTokens >= 0
        ? tr("%1: its pack brought %2")
              .arg(status->primary,
                   base::counted(status->packTokens, tr("1 token"), tr("%1 tokens")))
        : QString();
    if (text != std::exchange(m_replicaText, text) && !text.isEmpty())
        event("primary", text);
}

void AccountServerCommand::event(const char *name, const QString &text)
{
    if (!m_json)
        return note(text);
    base::json::Writer w;
    w.beginObject();
    w.key("event");
    w.text(QByteArrayView(name));
    w.key("text");
    w.text(text);
    w.endObject();
    m_out.print(w.bytes() + '\n');
}

void AccountServerCommand::note(const QString &text)
{
    m_error.print(QString(u"fanin: "_s + visibleText(text) + u'\n').toUtf8());
}

void AccountServerCommand::unprinted(quint64 lines)
{
    event("log",
          base::counted(qint64(lines), tr("1 line was not printed: nobody read so fast"),
                        tr("%1 lines were not printed: nobody read so fast")));
}

void AccountServerCommand::finish(ExitCode code)
{
    const QDeadlineTimer deadline(kLastWords);
    m_out.flush(deadline);
    if (const quint64 lost = m_out.dropped() + quint64(m_out.waiting()); lost > 0)
        note(base::counted(qint64(lost), tr("1 line was not printed"),
                           tr("%1 lines were not printed")));
    m_error.flush(deadline);
    emit finished(code);
}

int runAccountServer(int &argc, char **argv, const AccountServerOptions &options)
{
    QCoreApplication loop(argc, argv);
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    auto looked = startOf(options, environment);
    if (!looked)
        return cannotStart(looked.error());
    AccountServerStart start = std::move(looked).value();
    if (options.preload) {
        const auto written = writePreload(start.options, *options.preload);
        return written ? int(ExitCode::Success) : cannotStart(written.error());
    }
    if (start.nats) {
        auto resolved = resolve(*start.nats, environment);
        if (!resolved)
            return cannotStart(resolved.error());
        nats::ConnectOptions connection = std::move(resolved).value();
        connection.clientName = app::clientName();
        if (start.natsConnectTimeout)
            connection.connectTimeout = *start.natsConnectTimeout;
        start.options.nats = std::move(connection);
    }
    AccountServerCommand command(start.options, {options.json, options.quiet, start.notes});
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &command,
                     &AccountServerCommand::interrupt);
    QObject::connect(&command, &AccountServerCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QMetaObject::invokeMethod(&command, &AccountServerCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
