// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/natscluster.h"

#include "core/nats/session.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <signal.h>

NatsCluster::NatsCluster(int size)
{
    std::vector<std::unique_ptr<QTcpServer>> reserved;
    QByteArrayList routes;
    for (int i = 0; i < size; ++i) {
        reserved.push_back(std::make_unique<QTcpServer>());
        reserved.back()->listen(QHostAddress::LocalHost);
        routes += "127.0.0.1:" + QByteArray::number(reserved.back()->serverPort());
    }
    for (int i = 0; i < size; ++i) {
        QByteArray configuration = "server_name: n" + QByteArray::number(i)
            + "\ncluster {name: c, listen: \"" + routes[i] + "\", routes: [";
        for (const QByteArray &route : routes)
            configuration += "\"nats://" + route + "\", ";
        m_nodes.push_back(std::make_unique<NatsServer>(configuration + "]}\n"));
    }
}

bool NatsCluster::start()
{
    for (int i = 0; i < size(); ++i) {
        if (!m_nodes[size_t(i)]->start())
            return false;
    }
    for (int i = 0; i < size(); ++i) {
        if (!knowsAll(i))
            return false;
    }
    return true;
}

bool NatsCluster::start(int node)
{
    return m_nodes[size_t(node)]->start() && knowsAll(node);
}

bool NatsCluster::knowsAll(int node) const
{
    nats::Session session(options(node));
    session.open();
    return QTest::qWaitFor(
        [this, &session] { return session.status().server.connectUrls.size() == size(); }, 15'000);
}

bool NatsCluster::kill(int node)
{
    return m_nodes[size_t(node)]->kill();
}

void NatsCluster::lameDuck(int node)
{
    ::kill(pid_t(m_nodes[size_t(node)]->processId()), SIGUSR2); // NATS: --signal ldm
}

nats::ConnectOptions NatsCluster::options(int node) const
{
    nats::ConnectOptions options = m_nodes[size_t(node)]->options();
    options.reconnect = true;
    return options;
}
