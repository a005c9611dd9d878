// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontext.h"

#include "core/nats/session.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ConnectionText", text);
}

// Whole seconds, rounded up: a countdown never says "0 s" while it still waits.
qint64 secondsUntil(base::Instant at, base::Instant now)
{
    return qMax<qint64>(1, std::chrono::ceil<std::chrono::seconds>(at - now).count());
}

QString reasonOf(const nats::ConnectionStatus &status)
{
    return status.failure ? status.failure->error.text : tr("The server gave no reason.");
}

} // namespace

QString connectionName(const nats::ConnectOptions &options)
{
    if (!options.name.isEmpty())
        return options.name;
    return options.servers.empty() ? tr("connection") : options.servers.front().host;
}

QString connectionDetail(const nats::ConnectionStatus &status, base::Instant now)
{
    switch (status.state) {
    case ConnectionState::Idle:
        return tr("not connected");
    case ConnectionState::Connecting:
        return tr("connecting…");
    case ConnectionState::Backoff:
        return tr("retrying in %1 s").arg(secondsUntil(status.retryAt, now));
    case ConnectionState::NeedsAttention:
        return tr("needs attention");
    case ConnectionState::Closed:
        return status.failure ? tr("closed") : tr("closed by you");
    case ConnectionState::Connected:
        break;
    }
    QStringList parts;
    for (const QString &part :
         {status.server.serverName, status.server.version, status.server.account}) {
        if (!part.isEmpty())
            parts += part;
    }
    // Servers before 2.2 have no name, and those made up of an id are no help to anybody.
    if (status.server.serverName == status.server.serverId && !parts.isEmpty())
        parts.first() = status.peer.isEmpty() ? status.url : status.peer;
    return parts.isEmpty() ? status.url : parts.join(u" · "_s);
}

QString connectionRtt(const nats::ConnectionStatus &status)
{
    if (status.state != ConnectionState::Connected || !status.rtt)
        return {};
    return formatSpan(*status.rtt);
}

ConnectionTrouble connectionTrouble(const nats::ConnectionStatus &status, base::Instant now)
{
    switch (status.state) {
    case ConnectionState::Connected:
        return {};
    case ConnectionState::Idle:
        return {tr("Not connected"), tr("The connection has not been opened yet."), true};
    case ConnectionState::Connecting:
        return {tr("Connecting to %1").arg(status.url),
                status.failure ? status.failure->error.text : QString(), true};
    case ConnectionState::Backoff:
        return {tr("No connection to %1, trying again in %2 s")
                    .arg(status.url)
                    .arg(secondsUntil(status.retryAt, now)),
                reasonOf(status), true};
    case ConnectionState::NeedsAttention:
        return {tr("%1 refuses the connection").arg(status.url),
                reasonOf(status) + u' '
                    + tr("It was tried twice and will not be tried again by "
                         "itself."),
                false};
    case ConnectionState::Closed:
        if (!status.failure)
            return {tr("Closed by you"), tr("Tabs and runs stay readable."), false};
        return {tr("The connection is closed"), status.failure->error.text, false};
    }
    return {};
}

} // namespace ui
