// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demo.h"

#include "app/demooperator.h"
#include "app/responders.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimer>

namespace app {

using namespace Qt::StringLiterals;

Demo::Demo(QObject *parent)
    : QObject(parent)
    , m_server({u"-c"_s, demoConfigurationPath(m_directory.path())})
{
    connect(&m_server, &NatsServerProcess::ready, this, &Demo::openResponders);
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
    const DemoOperator demo = makeDemoOperator(QDateTime::currentSecsSinceEpoch());
    if (const auto written = writeDemoStore(demo, m_directory.path()); !written) {
        fail(written.error().text);
        return;
    }
    m_server.start();
}

nats::ConnectOptions Demo::connectionOf(const QString &account, const QString &user) const
{
    nats::ConnectOptions options;
    if (auto servers = nats::parseServerUrls(m_server.url()))
        options.servers = std::move(servers).value();
    options.auth = nats::CredsFile{demoCredsPath(m_directory.path(), account, user)};
    return options;
}

void Demo::openResponders()
{
    m_responders = std::make_unique<Responders>(connectionOf(u"DEMO"_s, u"responders"_s));
    connect(m_responders.get(), &Responders::ready, this, &Demo::ready);
    connect(m_responders.get(), &Responders::failed, this, &Demo::failed);
    m_responders->open();
}

// Never before start() has returned.
void Demo::fail(const QString &text)
{
    QTimer::singleShot(0, this, [this, text] { emit failed(text); });
}

} // namespace app
