// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demo.h"

#include "app/colleagues.h"
#include "app/demooperator.h"
#include "app/responders.h"
#include "core/nats/session.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>

#include <algorithm>

namespace app {

using namespace Qt::StringLiterals;

namespace {

// To be kept when the account server is stopped and started again: the nats-server knows no other.
// 0 if there is none.
quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

} // namespace

Demo::Demo(QObject *parent)
    : QObject(parent)
    , m_server({u"-c"_s, demoConfigurationPath(m_directory.path())})
{
    connect(&m_server, &NatsServerProcess::ready, this, &Demo::onServerReady);
    connect(&m_server, &NatsServerProcess::failed, this, &Demo::failed);
}

Demo::~Demo() = default;

nats::ConnectOptions Demo::connection() const
{
    nats::ConnectOptions options = connectionOf(u"DEMO"_s, u"visitor"_s);
    options.name = tr("demo");
    return options;
}

nats::ConnectOptions Demo::systemConnection() const
{
    nats::ConnectOptions options = connectionOf(u"SYS"_s, u"sys"_s);
    options.name = tr("demo system");
    return options;
}

QString Demo::tokenSource() const
{
    return u"nsc:"_s + demoStorePath(m_directory.path());
}

void Demo::start()
{
    if (!m_directory.isValid()) {
        fail(tr("No temporary folder: %1").arg(m_directory.errorString()));
        return;
    }
    m_operator = makeDemoOperator(QDateTime::currentSecsSinceEpoch());
    if (const auto written = writeDemoStore(m_operator, m_directory.path()); !written) {
        fail(written.error().text);
        return;
    }
    accountserver::Options options;
    options.path = demoAccountsPath(m_directory.path());
    options.port = freePort();
    options.operatorFile = demoOperatorPath(m_directory.path());
    m_accounts = std::make_unique<accountserver::AccountServer>(std::move(options));
    connect(m_accounts.get(), &accountserver::AccountServer::stateChanged, this,
            &Demo::onAccountServer);
    m_accounts->start();
}

// The nats-server asks for the system account before it starts.
void Demo::onAccountServer()
{
    using State = accountserver::AccountServer::State;
    if (m_accounts->state() == State::Failed)
        return fail(m_accounts->error().text);
    // It may be stopped and started again while the demo runs.
    if (m_accounts->state() != State::Serving || m_server.processId() != 0)
        return;
    const QByteArray resolver = m_accounts->resolverLine().toUtf8();
    const auto written = writeDemoConfiguration(m_operator, m_directory.path(), resolver);
    if (!written)
        return fail(written.error().text);
    m_server.start();
}

void Demo::onServerReady()
{
    nats::ConnectOptions system = systemConnection();
    system.clientName = "Fanin account server";
    m_accounts->notifyThrough(std::move(system));
    m_responders = std::make_unique<Responders>(connectionOf(u"DEMO"_s, u"responders"_s));
    connect(m_responders.get(), &Responders::ready, this, &Demo::ready);
    connect(m_responders.get(), &Responders::failed, this, &Demo::failed);
    m_responders->open();
    nats::ConnectOptions orders = connectionOf(u"ORDERS"_s, u"svc-orders"_s);
    orders.clientName = "svc-orders";
    m_orders = std::make_unique<nats::Session>(std::move(orders));
    connect(m_orders.get(), &nats::Session::statusChanged, this, [this] {
        if (m_orders->status().state != nats::ConnectionState::Connected || m_ordersIsThere)
            return;
        m_ordersIsThere = true;
        emit ordersIsThere();
    });
    m_orders->open();
}

void Demo::startTalking()
{
    m_colleagues
        = std::make_unique<Colleagues>(connectionOf(u"DEMO"_s, u"responders"_s), demoTalks());
    m_colleagues->open();
}

void Demo::renewOrders()
{
    const auto orders
        = std::ranges::find(m_operator.accounts, QByteArray("ORDERS"), &DemoAccount::name);
    if (!m_accounts || orders == m_operator.accounts.end())
        return;
    orders->token = renewed(m_operator, orders->token, QDateTime::currentSecsSinceEpoch());
    QNetworkRequest request(
        QUrl(m_accounts->address() + u"/jwt/v1/accounts/"_s + QString::fromLatin1(orders->key)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Fanin demo"_s);
    QNetworkReply *reply = m_http.post(request, orders->token);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError)
            emit renewalFailed(reply->errorString());
    });
}

nats::ConnectOptions Demo::connectionOf(const QString &account, const QString &user) const
{
    nats::ConnectOptions options;
    if (auto servers = nats::parseServerUrls(m_server.url()))
        options.servers = std::move(servers).value();
    options.auth = nats::CredsFile{demoCredsPath(m_directory.path(), account, user)};
    return options;
}

// Never before start() has returned.
void Demo::fail(const QString &text)
{
    QTimer::singleShot(0, this, [this, text] { emit failed(text); });
}

} // namespace app
