// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionfacts.h"

#include "core/base/counted.h"
#include "core/nats/steptext.h"
#include "ui/common/format.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/servermodel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

constexpr qint64 kDay = 24 * 60 * 60;
constexpr qint64 kSoon = 14 * kDay; // a certificate that expires so soon is pointed out

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ConnectionFacts", text);
}

class Writer
{
public:
    void heading(const QString &text)
    {
        m_blocks.push_back({RichBlock::Kind::Heading, {}, {{text, TextTone::Strong, {}}}, {}, {}});
    }
    void paragraph(const QString &text)
    {
        m_blocks.push_back({RichBlock::Kind::Paragraph, {}, {{text, TextTone::Quiet, {}}}, {}, {}});
    }
    // Left out while there is no value.
    void fact(const QString &label, const QString &value, TextTone tone = TextTone::Plain)
    {
        if (!value.isEmpty())
            m_blocks.push_back({RichBlock::Kind::Fact, label, {{value, tone, {}}}, {}, {}});
    }
    void item(SeverityMark mark, RichLine line, const QString &sub)
    {
        RichLine second;
        if (!sub.isEmpty())
            second.push_back({sub, TextTone::Quiet, {}});
        m_blocks.push_back({RichBlock::Kind::Item, {}, std::move(line), std::move(second), mark});
    }
    RichBlocks take() { return std::move(m_blocks); }

private:
    RichBlocks m_blocks;
};

QString atSecond(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s)
        + u" UTC"_s;
}

qint64 wallSeconds(base::Instant at, const base::WallAnchor &anchor)
{
    return std::chrono::duration_cast<std::chrono::seconds>(anchor.wallAt(at).time_since_epoch())
        .count();
}

QString stateText(const nats::ConnectionStatus &status, const Moment &moment)
{
    if (status.state != ConnectionState::Connected)
        return connectionDetail(status, moment.now);
    return status.server.lameDuck ? tr("connected; the server is shutting down (lame duck mode)")
                                  : tr("connected");
}

TextTone stateTone(const nats::ConnectionStatus &status)
{
    switch (status.state) {
    case ConnectionState::Connected:
        return status.server.lameDuck ? TextTone::Warning : TextTone::Ok;
    case ConnectionState::Backoff:
        return TextTone::Warning;
    case ConnectionState::NeedsAttention:
        return TextTone::Error;
    default:
        return TextTone::Plain;
    }
}

SeverityMark markOf(nats::ConnectStep::State state)
{
    switch (state) {
    case nats::ConnectStep::State::Passed:
        return SeverityMark::Ok;
    case nats::ConnectStep::State::Failed:
        return SeverityMark::Error;
    case nats::ConnectStep::State::Running:
        return SeverityMark::Soon;
    case nats::ConnectStep::State::Waiting:
    case nats::ConnectStep::State::Skipped:
        break;
    }
    return SeverityMark::Pending;
}

} // namespace

RichBlocks connectionFacts(const nats::ConnectOptions &options,
                           const nats::ConnectionStatus &status, const Moment &moment)
{
    const nats::ServerInfo &server = status.server;
    const bool up = status.state == ConnectionState::Connected;
    Writer to;
    to.heading(tr("Connection"));
    to.fact(tr("State"), stateText(status, moment), stateTone(status));
    if (status.failure) {
        to.fact(tr("Reason"), status.failure->error.text);
        to.fact(tr("What to try"), status.failure->advice);
    }
    to.fact(tr("Address"), status.url, TextTone::Mono);
    to.fact(tr("Peer"), status.peer, TextTone::Mono);
    if (options.readOnly)
        to.fact(tr("Publishing"), tr("nothing: read-only"));
    if (!server.serverId.isEmpty()) {
        to.heading(up ? tr("Server") : tr("Last server"));
        to.fact(tr("Name"), server.serverName);
        to.fact(tr("Version"), server.version);
        to.fact(tr("Id"), server.serverId == server.serverName ? QString() : server.serverId,
                TextTone::Mono);
        to.fact(tr("Cluster"), server.cluster);
        if (up)
            to.fact(tr("Account"), server.account);
        if (up && server.clientId > 0)
            to.fact(tr("Client id"), QString::number(server.clientId), TextTone::Mono);
        to.fact(tr("Largest payload"),
                server.maxPayload < 0 ? tr("unlimited") : formatBytes(server.maxPayload));
        to.fact(tr("JetStream"), up && server.jetStream ? tr("available") : QString());
    }
    to.heading(tr("Traffic"));
    if (up && status.rtt)
        to.fact(tr("Round trip"), formatSpan(*status.rtt));
    to.fact(tr("Received"),
            tr("%1 in %2")
                .arg(status.messagesIn == 1 ? tr("1 message")
                                            : tr("%1 messages").arg(formatCount(status.messagesIn)),
                     formatBytes(qint64(status.bytesIn))));
    to.fact(tr("Reconnects"), formatCount(status.reconnects));
    to.fact(tr("Server's words"), status.serverMessage);
    return to.take();
}

RichBlocks lossFacts(const nats::ConnectionStatus &status, const Moment &moment)
{
    Writer to;
    if (!status.lastLoss)
        return to.take();
    const nats::Loss &loss = *status.lastLoss;
    to.heading(tr("Last loss"));
    to.fact(tr("When"), atSecond(wallSeconds(loss.at, moment.anchor)));
    to.fact(tr("Why"), loss.why);
    const QString silent = loss.unexplained ? tr("nothing: it gave no reason") : QString();
    to.fact(tr("The server says"), loss.explanation.isEmpty() ? silent : loss.explanation);
    if (loss.clientId > 0)
        to.fact(tr("Client id then"), QString::number(loss.clientId), TextTone::Mono);
    to.fact(tr("Restored"),
            loss.restoredAt ? tr("after %1").arg(formatSpan(*loss.restoredAt - loss.at))
                            : tr("not yet"));
    return to.take();
}

RichBlocks tlsFacts(const nats::ConnectionStatus &status, const Moment &moment)
{
    Writer to;
    to.heading(tr("TLS"));
    if (!status.tlsFacts) {
        to.paragraph(status.state == ConnectionState::Connected
                         ? tr("Not used: everything goes over the network in the clear.")
                         : tr("Not agreed on yet."));
        return to.take();
    }
    const nats::TlsFacts &tls = *status.tlsFacts;
    to.fact(tr("Protocol"), tls.protocol);
    to.fact(tr("Cipher"), tls.cipher, TextTone::Mono);
    to.fact(tr("Certificate of"), tls.subject);
    to.fact(tr("Issued by"), tls.issuer);
    if (tls.expires > 0) {
        const qint64 left = tls.expires - wallSeconds(moment.now, moment.anchor);
        const QString days = base::counted(qAbs(left) / kDay, tr("1 day"), tr("%1 days"));
        to.fact(tr("Expires"),
                atSecond(tls.expires)
                    + (left < 0 ? tr(" (%1 ago)").arg(days) : tr(" (in %1)").arg(days)),
                left < 0           ? TextTone::Error
                    : left < kSoon ? TextTone::Warning
                                   : TextTone::Plain);
    }
    return to.take();
}

RichBlocks stepFacts(const nats::ConnectionStatus &status)
{
    using State = nats::ConnectStep::State;
    Writer to;
    to.heading(tr("Latest attempt"));
    if (status.steps.empty())
        to.paragraph(tr("None yet."));
    for (const nats::ConnectStep &step : status.steps) {
        const bool quiet = step.state == State::Waiting || step.state == State::Skipped;
        RichLine line{{nats::stepName(step.kind), quiet ? TextTone::Quiet : TextTone::Plain, {}}};
        const QString time = step.state == State::Skipped ? tr("not needed")
            : step.state == State::Waiting                ? QString()
            : step.state == State::Running                ? nats::stepActivity(step.kind)
                                                          : formatSpan(step.took);
        if (!time.isEmpty())
            line.push_back({u" · "_s + time, TextTone::Quiet, {}});
        const bool failed = step.state == State::Failed && status.failure;
        to.item(markOf(step.state), std::move(line),
                failed ? status.failure->error.text : step.detail);
    }
    return to.take();
}

QString serversAsText(const nats::ConnectionStatus &status)
{
    QString text = tr("# Known servers") + u'\n';
    for (const nats::KnownServer &server : status.servers) {
        text += server.url + u", "_s + serverOrigin(server);
        if (server.current)
            text += u", "_s + tr("current");
        if (server.failures > 0)
            text += u", "_s + base::counted(server.failures, tr("1 failure"), tr("%1 failures"));
        for (const QString &more : {server.lastError, server.advice}) {
            if (!more.isEmpty())
                text += u": "_s + more;
        }
        text += u'\n';
    }
    if (status.serversDropped > 0)
        text += base::counted(status.serversDropped, tr("1 more is not listed"),
                              tr("%1 more are not listed"))
            + u'\n';
    return text;
}

} // namespace ui
