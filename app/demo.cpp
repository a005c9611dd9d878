// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demo.h"

#include "app/responders.h"

namespace app {

Demo::Demo(QObject *parent)
    : QObject(parent)
{
    connect(&m_server, &NatsServerProcess::ready, this, &Demo::openResponders);
    connect(&m_server, &NatsServerProcess::failed, this, &Demo::failed);
}

Demo::~Demo() = default;

nats::ConnectOptions Demo::connection() const
{
    nats::ConnectOptions options;
    options.name = tr("demo");
    if (auto servers = nats::parseServerUrls(m_server.url()))
        options.servers = std::move(servers).value();
    return options;
}

void Demo::start()
{
    m_server.start();
}

void Demo::openResponders()
{
    m_responders = std::make_unique<Responders>(connection());
    connect(m_responders.get(), &Responders::ready, this, &Demo::ready);
    connect(m_responders.get(), &Responders::failed, this, &Demo::failed);
    m_responders->open();
}

} // namespace app
