// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demooperator.h"
#include "app/natsserverprocess.h"
#include "core/accountserver/accountserver.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>

#include <memory>

namespace nats {
class Session;
} // namespace nats

namespace app {

class Colleagues;
class Responders;

// A server with an operator of its own, the account server that serves that operator's accounts to
// it, and its responders: started for a demo and gone with it, files included. Emits ready or
// failed once after start; failed again if the server dies.
class Demo final : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override;

    // How to connect to it as a visitor, and as its system account's user; once ready.
    [[nodiscard]] nats::ConnectOptions connection() const;
    [[nodiscard]] nats::ConnectOptions systemConnection() const;
    // Where its tokens are, as jwt::openSource takes it.
    [[nodiscard]] QString tokenSource() const;

    // What its nats-server asks for accounts; null before start.
    [[nodiscard]] accountserver::AccountServer *accountServer() const { return m_accounts.get(); }

    void start();
    // Once it is ready: something to watch goes on in the visitor's account from now on.
    void startTalking();
    [[nodiscard]] bool isOrdersThere() const { return m_ordersIsThere; }
    // Posts the account ORDERS, renewed, to the account server, as an administrator's tool would.
    void renewOrders();

signals:
    void ready();
    void failed(const QString &text);
    void renewalFailed(const QString &text);
    void ordersIsThere(); ///< somebody of ORDERS has logged in: the server applies its changes

private:
    [[nodiscard]] nats::ConnectOptions connectionOf(const QString &account,
                                                    const QString &user) const;
    void onAccountServer();
    void onServerReady();
    void fail(const QString &text);

    QTemporaryDir m_directory;
    DemoOperator m_operator;
    std::unique_ptr<accountserver::AccountServer> m_accounts; // outlives the server that asks it
    NatsServerProcess m_server;
    QNetworkAccessManager m_http;
    std::unique_ptr<Responders> m_responders;
    std::unique_ptr<Colleagues> m_colleagues;
    bool m_ordersIsThere = false;
    std::unique_ptr<nats::Session> m_orders; // somebody of ORDERS: the server knows that account
};

} // namespace app
