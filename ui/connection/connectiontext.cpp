// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontext.h"

#include "core/nats/connectoptions.h"
#include "core/nats/steptext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <initializer_list>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ConnectionText", text);
}

QStringList present(std::initializer_list<QString> parts)
{
    QStringList kept;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            kept += part;
    }
    return kept;
}

QString labelled(const QString &label, const QString &value)
{
    return value.isEmpty() ? QString() : label.arg(value);
}

} // namespace

QString asSentence(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || u".!?…"_s.contains(trimmed.back()))
        return trimmed;
    return trimmed + u'.';
}

qint64 secondsUntil(base::Instant at, base::Instant now)
{
    return qMax<qint64>(1, std::chrono::ceil<std::chrono::seconds>(at - now).count());
}

QString connectionName(const nats::ConnectOptions &options)
{
    if (!options.name.isEmpty())
        return options.name;
    return options.servers.empty() ? tr("connection") : options.servers.front().host;
}

QString serverName(const nats::ConnectionStatus &status)
{
    // Servers before 2.2 have no name, and those made up of an id are no help to anybody.
    const QString &name = status.server.serverName;
    if (!name.isEmpty() && name != status.server.serverId)
        return name;
    return status.peer.isEmpty() ? status.url : status.peer;
}

QString stepUnderWay(const nats::ConnectionStatus &status)
{
    const nats::ConnectStep *step = nats::openStep(status.steps);
    return step && step->state == nats::ConnectStep::State::Running ? nats::stepActivity(step->kind)
                                                                    : QString();
}

QString connectionDetail(const nats::ConnectionStatus &status, base::Instant now)
{
    switch (status.state) {
    case ConnectionState::Idle:
        return tr("not connected");
    case ConnectionState::Connecting: {
        const QString step = stepUnderWay(status);
        return step.isEmpty() ? tr("connecting…") : tr("connecting: %1").arg(step);
    }
    case ConnectionState::Backoff:
        return tr("retrying in %1 s").arg(secondsUntil(status.retryAt, now));
    case ConnectionState::NeedsAttention:
        return tr("needs attention");
    case ConnectionState::Closed:
        return status.failure ? tr("closed") : tr("closed by you");
    case ConnectionState::Connected:
        break;
    }
    return present({status.server.lameDuck ? tr("shutting down") : QString(), serverName(status),
                    status.server.version, status.server.account})
        .join(u" · "_s);
}

QString connectionRtt(const nats::ConnectionStatus &status)
{
    if (status.state != ConnectionState::Connected || !status.rtt)
        return {};
    return formatSpan(*status.rtt);
}

QString connectionPlace(const nats::ConnectionStatus &status, base::Instant now)
{
    if (status.state != ConnectionState::Connected)
        return present({status.url, connectionDetail(status, now)}).join(u" · "_s);
    return present({status.url, labelled(tr("cluster %1"), status.server.cluster),
                    labelled(tr("account %1"), status.server.account),
                    status.server.lameDuck ? tr("shutting down") : QString()})
        .join(u" · "_s);
}

QString connectionTip(const QString &name, const nats::ConnectOptions &options,
                      const nats::ConnectionStatus &status)
{
    QStringList lines = present({name, status.tls ? tr("%1 (TLS)").arg(status.url) : status.url});
    if (status.state == ConnectionState::Connected) {
        lines += present({labelled(tr("Cluster: %1"), status.server.cluster),
                          labelled(tr("Account: %1"), status.server.account),
                          labelled(tr("Peer: %1"), status.peer)});
        if (status.server.lameDuck)
            lines += tr("The server is shutting down (lame duck mode)");
    } else if (status.failure) {
        lines += present({status.failure->error.text, status.failure->advice});
    }
    if (options.readOnly)
        lines += tr("Read-only: nothing can be published");
    return lines.join(u'\n');
}

} // namespace ui
