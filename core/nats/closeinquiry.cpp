// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/closeinquiry.h"

#include "core/nats/connz.h"
#include "core/nats/session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CloseInquiry)
};

// NATS: the texts of server/client.go, ClosedState.
QString meaningOf(const QString &reason)
{
    if (reason == "Slow Consumer (Pending Bytes)"_L1)
        return Text::tr("this connection did not read fast enough, too much had piled up for it.");
    if (reason == "Slow Consumer (Write Deadline)"_L1)
        return Text::tr("this connection did not read fast enough, nothing could be written to it "
                        "for too long.");
    if (reason == "Stale Connection"_L1)
        return Text::tr("the server's PINGs were not answered in time.");
    if (reason == "Client Closed"_L1)
        return Text::tr("the server saw this side close; a proxy or firewall in between may have.");
    if (reason == "Read Error"_L1 || reason == "Write Error"_L1)
        return Text::tr("the network in between broke.");
    if (reason == "Protocol Violation"_L1 || reason == "Parse Error"_L1)
        return Text::tr("the server could not read what was sent.");
    if (reason == "Authentication Expired"_L1)
        return Text::tr("the credentials have expired.");
    if (reason == "Credentials Revoked"_L1)
        return Text::tr("the credentials were revoked.");
    if (reason == "Missing Account"_L1)
        return Text::tr("the account does not exist any more.");
    if (reason == "Server Shutdown"_L1)
        return Text::tr("the server was shut down.");
    if (reason == "Kicked"_L1)
        return Text::tr("an operator disconnected this client.");
    if (reason == "Maximum Account Connections Exceeded"_L1)
        return Text::tr("the account has too many connections.");
    if (reason == "Maximum Connections Exceeded"_L1)
        return Text::tr("the server has too many connections.");
    return {};
}

} // namespace

RequestSpec closeinquiry::question(quint64 clientId)
{
    constexpr int kClosed = 1;
    return connz::question({{u"cid"_s, qint64(clientId)}, {u"state"_s, kClosed}});
}

std::optional<QString> closeinquiry::reasonFrom(QByteArrayView reply, const QString &serverId,
                                                quint64 clientId)
{
    const QJsonObject answer = connz::answer(reply);
    if (serverId.isEmpty()
        || answer.value("server"_L1).toObject().value("id"_L1).toString() != serverId)
        return {};
    const QJsonArray connections = connz::connections(answer);
    for (const QJsonValue value : connections) {
        const QJsonObject connection = value.toObject();
        const QString reason = connection.value("reason"_L1).toString();
        if (connection.value("cid"_L1).toInteger(-1) == qint64(clientId) && !reason.isEmpty())
            return reason.left(kMaxReason);
    }
    return {};
}

// NATS: "Slow Consumer (Pending Bytes)" and "Slow Consumer (Write Deadline)".
bool closeinquiry::saysTooSlow(const QString &reason)
{
    return reason.startsWith("Slow Consumer"_L1);
}

QString closeinquiry::explained(const QString &reason)
{
    const QString meaning = meaningOf(reason);
    return meaning.isEmpty() ? Text::tr("“%1”").arg(reason)
                             : Text::tr("“%1”: %2").arg(reason, meaning);
}

void CloseInquiry::onStatus(ConnectionStatus &status)
{
    if (!status.lastLoss)
        return;
    Loss &loss = *status.lastLoss;
    if (m_asked && m_asked->at == loss.at) {
        loss.explanation = m_asked->explanation;
        loss.slowConsumer = m_asked->slowConsumer;
    } else if (loss.unexplained && loss.restoredAt && status.state == ConnectionState::Connected) {
        ask(loss);
    }
}

void CloseInquiry::ask(const Loss &loss)
{
    m_asked = loss;
    RequestSpec spec = closeinquiry::question(loss.clientId);
    spec.customReply = connz::inbox(m_session.options());
    Gather *const gather = m_session.request(std::move(spec), this);
    connect(gather, &Gather::repliesAdded, this, &CloseInquiry::onReplies);
    connect(gather, &Gather::finished, gather, &QObject::deleteLater);
}

void CloseInquiry::onReplies(const std::vector<Reply> &replies)
{
    for (const Reply &reply : replies) {
        const auto reason = closeinquiry::reasonFrom(reply.message.payload(), m_asked->serverId,
                                                     m_asked->clientId);
        if (!reason || !m_asked->explanation.isEmpty())
            continue;
        m_asked->explanation = closeinquiry::explained(*reason);
        m_asked->slowConsumer = closeinquiry::saysTooSlow(*reason);
        emit answered();
        return;
    }
}

} // namespace nats
