// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/encoder.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace nats::encoder {

using namespace Qt::StringLiterals;

QByteArray sub(QByteArrayView subject, QByteArrayView queue, quint64 sid)
{
    QByteArray line = "SUB " + subject.toByteArray() + ' ';
    if (!queue.isEmpty())
        line += queue.toByteArray() + ' ';
    return line + QByteArray::number(sid) + "\r\n";
}

QByteArray unsub(quint64 sid, std::optional<quint64> max)
{
    QByteArray line = "UNSUB " + QByteArray::number(sid);
    if (max)
        line += ' ' + QByteArray::number(*max);
    return line + "\r\n";
}

QByteArray publishLine(QByteArrayView subject, QByteArrayView reply, qsizetype headerSize,
                       qsizetype payloadSize)
{
    QByteArray line(headerSize > 0 ? "HPUB " : "PUB ");
    line += subject.toByteArray() + ' ';
    if (!reply.isEmpty())
        line += reply.toByteArray() + ' ';
    if (headerSize > 0)
        line += QByteArray::number(headerSize) + ' ';
    return line + QByteArray::number(headerSize + payloadSize);
}

QByteArray publish(QByteArrayView subject, QByteArrayView reply, const QByteArray &headerBlock,
                   QByteArrayView payload)
{
    QByteArray bytes = publishLine(subject, reply, headerBlock.size(), payload.size());
    bytes.reserve(bytes.size() + headerBlock.size() + payload.size() + 4);
    bytes.append("\r\n").append(headerBlock).append(payload).append("\r\n");
    return bytes;
}

QByteArray ping()
{
    return "PING\r\n"_ba;
}

QByteArray pong()
{
    return "PONG\r\n"_ba;
}

QByteArray connect(const ConnectOptions &options, const ServerInfo &server, bool tls,
                   const Identity &identity)
{
    const auto text = [](const base::Secret &secret) {
        return QString::fromUtf8(secret.reveal());
    };
    QJsonObject fields{
        {u"verbose"_s, false},
        {u"pedantic"_s, false},
        {u"tls_required"_s, tls},
        {u"name"_s,
         QString::fromUtf8(options.clientName.isEmpty() ? "Fanin"_ba : options.clientName)},
        {u"lang"_s, u"cpp-qt"_s},
        {u"version"_s, QStringLiteral(FANIN_VERSION)},
        {u"protocol"_s, 1},
        {u"echo"_s, options.echo},
        {u"headers"_s, server.headers},
        // NATS: no_responders without headers is refused and closes the connection.
        {u"no_responders"_s, server.headers},
    };
    if (!identity.user.isEmpty())
        fields.insert(u"user"_s, identity.user);
    if (!identity.password.isEmpty())
        fields.insert(u"pass"_s, text(identity.password));
    if (!identity.token.isEmpty())
        fields.insert(u"auth_token"_s, text(identity.token));
    if (!identity.nkey.isEmpty())
        fields.insert(u"nkey"_s, QString::fromLatin1(identity.nkey));
    if (!identity.jwt.isEmpty())
        fields.insert(u"jwt"_s, QString::fromLatin1(identity.jwt));
    if (!identity.signature.isEmpty())
        fields.insert(u"sig"_s, QString::fromLatin1(identity.signature));
    return "CONNECT " + QJsonDocument(fields).toJson(QJsonDocument::Compact) + "\r\n";
}

QByteArray redactedConnect(QByteArrayView line)
{
    constexpr qsizetype opSize = 8; // "CONNECT "
    QJsonObject fields
        = QJsonDocument::fromJson(line.sliced(std::min(line.size(), opSize)).toByteArray())
              .object();
    for (const auto secret :
         {"user"_L1, "pass"_L1, "auth_token"_L1, "nkey"_L1, "jwt"_L1, "sig"_L1}) {
        if (fields.contains(secret))
            fields.insert(secret, u"…"_s);
    }
    return "CONNECT " + QJsonDocument(fields).toJson(QJsonDocument::Compact);
}

} // namespace nats::encoder
