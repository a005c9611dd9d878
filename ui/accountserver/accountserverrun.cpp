// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// An account server's tab: start, stop, and what comes of the server meanwhile.
#include "ui/accountserver/accountservertab.h"

#include "core/accountserver/preload.h"
#include "core/jwt/tokenfile.h"
#include "ui/accountserver/preloadwriter.h"
#include "ui/accountserver/serveractivity.h"
#include "ui/accountserver/serverbar.h"
#include "ui/accountserver/serversettings.h"
#include "ui/common/askfile.h"
#include "ui/common/problembanner.h"

#include <QtCore/QUrl>

#include <utility>

using namespace Qt::StringLiterals;
using accountserver::Options;

namespace ui {

namespace {

// As it listens: "127.0.0.1:9090".
QString placeOf(const accountserver::AccountServer &server)
{
    return QUrl(server.address()).authority();
}

// While it serves.
accountserver::PreloadSource preloadOf(const accountserver::AccountServer &server,
                                       jwt::UnixTime now)
{
    accountserver::PreloadSource source{*server.store(), {}, {}, {}, now};
    if (const jwt::TokenPtr &token = server.authority().token())
        source.operatorText = token->text();
    const QString file = server.options().systemAccountFile;
    const base::Result<QByteArray> text
        = file.isEmpty() ? base::Result<QByteArray>(QByteArray()) : jwt::readTokenFile(file);
    if (text && !text->isEmpty()) {
        source.systemText = *text;
        source.systemAccount = jwt::Token::decode(*text)->claims().sub;
    }
    return source;
}

} // namespace

void AccountServerTab::start()
{
    if (isRunning() || m_waiting)
        return;
    const ServerForm typed = form();
    if (m_given && typed == m_givenForm)
        return m_server && !m_own ? run() : begin(*m_given);
    ReadServerForm read = readForm(typed);
    if (read.problems.empty()) {
        if (const auto problem = accountserver::problemOf(read.options))
            return complain(tr("The account server cannot start so"), problem->text);
    }
    showProblems(read.problems);
    if (!read.problems.empty())
        return;
    if (!m_given) // a server of others, or what a command line said: nobody's usual form
        emit formUsed(typed);
    if (typed.news != NewsBy::Connection)
        return begin(std::move(read.options));
    m_waiting = std::move(read.options);
    m_bar->setPhase(ServerBar::Phase::Starting);
    m_settings->setLocked(true);
    emit connectionNeeded(typed.connection);
}

void AccountServerTab::useConnection(const nats::ConnectOptions &options)
{
    if (!m_waiting)
        return;
    Options whole = *std::exchange(m_waiting, {});
    whole.nats = options;
    begin(std::move(whole));
}

void AccountServerTab::refuseConnection(const QString &reason)
{
    if (!std::exchange(m_waiting, {}))
        return;
    m_bar->setPhase(ServerBar::Phase::Stopped);
    m_settings->setLocked(false);
    if (!reason.isEmpty())
        complain(tr("The connection for notifications cannot be used"), reason);
}

// As long as nothing differs it is the same object: that one still knows what nobody was told.
void AccountServerTab::begin(Options options)
{
    if (m_own && m_own->options() == options)
        return run();
    if (m_server)
        m_server->disconnect(this);
    m_own = std::make_unique<Server>(std::move(options));
    watch(*m_own);
    run();
}

// Says nothing before it has returned.
void AccountServerTab::run()
{
    forgetRun();
    m_bar->setPhase(ServerBar::Phase::Starting);
    m_settings->setLocked(true);
    m_server->start();
    refresh();
}

void AccountServerTab::show(Server &server)
{
    if (m_server)
        m_server->disconnect(this);
    m_own.reset();
    forgetRun();
    setOptions(server.options());
    watch(server);
    onStateChanged();
    const auto &recent = server.recentRequests();
    if (!recent.empty())
        onRequests({recent.begin(), recent.end()});
}

void AccountServerTab::watch(Server &server)
{
    m_server = &server;
    connect(&server, &Server::stateChanged, this, &AccountServerTab::onStateChanged);
    connect(&server, &Server::requestsLogged, this, &AccountServerTab::onRequests);
    connect(&server, &Server::tokenChanged, &m_listing, &StoreListing::change);
    connect(&server, &Server::notifierChanged, this, &AccountServerTab::refreshSoon);
    connect(&server, &Server::replicaChanged, this, &AccountServerTab::refreshSoon);
    connect(&server, &QObject::destroyed, this, &AccountServerTab::onStateChanged);
}

void AccountServerTab::forgetRun()
{
    m_problem->dismiss();
    m_bar->setStatus({}, SeverityMark::Pending);
    m_listing.clear(); // and with it m_tokens
    m_log.clear();
    m_summary = {};
    m_hasServed = false;
}

void AccountServerTab::stop()
{
    if (m_waiting)
        return refuseConnection({});
    if (!isRunning() || m_stopping)
        return;
    leaveStore();
    m_stopping = true;
    m_bar->setPhase(ServerBar::Phase::Stopping);
    m_server->stop();
}

void AccountServerTab::onStateChanged()
{
    const State now = state();
    const bool running = isRunning();
    m_stopping = false;
    m_settings->setLocked(running);
    m_bar->setPhase(now == State::Serving        ? ServerBar::Phase::Serving
                        : now == State::Starting ? ServerBar::Phase::Starting
                                                 : ServerBar::Phase::Stopped);
    if (now == State::Serving) {
        onServing();
    } else {
        if (m_second.isActive())
            m_until = std::chrono::system_clock::now();
        m_second.stop();
        leaveStore();
    }
    if (now == State::Failed)
        complain(tr("The account server could not start"), m_server->error().text);
    refresh();
    emit titleChanged();
}

// Nothing reads it from now on.
void AccountServerTab::leaveStore()
{
    m_listing.leave();
    delete m_writer;
    m_activity->setAddress({}, {});
}

void AccountServerTab::onServing()
{
    m_hasServed = true;
    m_since = m_server->servingSince();
    m_second.start();
    m_problem->dismiss();
    m_bar->setPlace(placeOf(*m_server));
    m_activity->setAddress(m_server->address(), m_server->resolverLine());
    showSettings(false);
    if (accountserver::Store *store = m_server->store())
        m_listing.open(store, m_server->authority());
}

void AccountServerTab::onRequests(const std::vector<accountserver::LogEntry> &entries)
{
    m_log.add(entries);
    m_tokens.count(entries);
    m_summary.add(entries);
    refreshSoon();
}

void AccountServerTab::askForExport()
{
    askSaveFile(this, tr("Write as resolver_preload"), u"resolver-preload.conf"_s,
                [this](const QString &path) { exportTo(path); });
}

void AccountServerTab::exportTo(const QString &path)
{
    if (!m_server || m_stopping || !m_server->store())
        return complain(tr("Nothing was written"), tr("The account server was stopped."));
    delete m_writer;
    m_writer = new PreloadWriter(
        path, accountserver::preloadConfiguration(preloadOf(*m_server, m_listing.now())), this);
    connect(m_writer, &PreloadWriter::finished, this, [this, path](const QString &problem) {
        m_writer->deleteLater();
        if (problem.isEmpty())
            m_problem->show(SeverityMark::Ok, tr("The tokens are written"), {path});
        else
            complain(tr("%1 could not be written").arg(path), problem);
    });
}

} // namespace ui
