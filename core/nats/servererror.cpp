// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/servererror.h"

#include <QtCore/QCoreApplication>

namespace nats {

namespace {

using Kind = ServerError::Kind;

struct Row
{
    const char *prefix; // lower case
    Kind kind;
    bool closes;
    const char *sentence;
};

constexpr Row kRows[] = {
    {"authorization violation", Kind::AuthViolation, true,
     QT_TRANSLATE_NOOP(
         "nats::ServerError",
         "The server refused the credentials (its answer is the same for every cause).")},
    {"authentication timeout", Kind::AuthTimeout, true,
     QT_TRANSLATE_NOOP(
         "nats::ServerError",
         "The server did not get the login in time: slow TLS or authentication callout.")},
    {"authorization timeout", Kind::AuthTimeout, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server did not get the login in time.")},
    {"user authentication expired", Kind::AuthExpired, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The user's credentials have expired: choose new ones.")},
    {"account authentication expired", Kind::AuthExpired, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The account's token has expired: its operator must renew it.")},
    {"user authentication revoked", Kind::AuthExpired, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The user's credentials were revoked: choose new ones.")},
    {"maximum connections exceeded", Kind::ConnectionLimit, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server is full: it accepts no more connections.")},
    {"maximum account active connections exceeded", Kind::AccountConnectionLimit, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The account has reached its limit of connections.")},
    {"connection throttling is active", Kind::Throttled, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The server limits new connections: trying again later.")},
    {"maximum subscriptions exceeded", Kind::SubscriptionLimit, false,
     QT_TRANSLATE_NOOP(
         "nats::ServerError",
         "The limit of subscriptions is reached: this subscription did not take effect.")},
    {"maximum payload violation", Kind::MaxPayload, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The message was larger than the server's max_payload.")},
    {"maximum control line exceeded", Kind::ControlLine, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "Subject and reply (or the credentials' token) are longer than the server's "
                       "limit for a line.")},
    {"unknown protocol operation", Kind::ProtocolBug, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The server did not understand us: is this a port for NATS clients?")},
    {"invalid client protocol", Kind::ProtocolBug, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server refused our protocol version.")},
    {"no responders requires headers support", Kind::ProtocolBug, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server refused our options.")},
    {"parser error", Kind::ProtocolBug, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server did not understand us.")},
    {"secure connection - tls required", Kind::TlsRequired, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The server requires TLS, or its handshake took too long.")},
    {"stale connection", Kind::Stale, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The server heard nothing from us for too long (did this machine sleep?).")},
    {"slow consumer", Kind::SlowConsumer, true,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server closed because we read too slowly.")},
    {"failed account registration", Kind::AccountRegistration, false,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server could not set up the account.")},
    {"invalid subject", Kind::InvalidSubject, false,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "The server refused a subscription: malformed subject.")},
    {"invalid publish subject", Kind::InvalidPublishSubject, false,
     QT_TRANSLATE_NOOP("nats::ServerError", "The server refused to publish: malformed subject.")},
    // The longer text first: both are prefixes of it.
    {"permissions violation for publish with reply of", Kind::ReplyDenied, false,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "Not permitted: the reply subject \"%1\" is reserved.")},
    {"permissions violation for publish", Kind::PublishDenied, false,
     QT_TRANSLATE_NOOP("nats::ServerError", "Not permitted to publish to \"%1\".")},
    {"permissions violation for subscription", Kind::SubscriptionDenied, false,
     QT_TRANSLATE_NOOP("nats::ServerError", "Not permitted to subscribe to \"%1\".")},
    {"attempted to connect to route port", Kind::WrongPort, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "This is the port for cluster routes; clients use another "
                       "(4222 by default).")},
    {"attempted to connect to leaf node port", Kind::WrongPort, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "This is the port for leaf nodes; clients use another "
                       "(4222 by default).")},
    {"attempted to connect to gateway port", Kind::WrongPort, true,
     QT_TRANSLATE_NOOP("nats::ServerError",
                       "This is the port for gateways; clients use another "
                       "(4222 by default).")},
};

QByteArrayView unquoted(QByteArrayView text)
{
    text = text.trimmed();
    if (text.startsWith("-ERR"))
        text = text.sliced(4).trimmed();
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'')
        text = text.sliced(1, text.size() - 2);
    return text;
}

// Between the first double quote and the next one that ends a subject: subjects may hold quotes
// but no spaces, so a closing quote is followed by a space, a comma or the end.
QByteArray quotedSubject(QByteArrayView text)
{
    const qsizetype open = text.indexOf('"');
    if (open < 0)
        return {};
    for (qsizetype close = open + 1; close < text.size(); ++close) {
        const bool ends
            = close + 1 == text.size() || text[close + 1] == ' ' || text[close + 1] == ',';
        if (text[close] == '"' && ends)
            return text.sliced(open + 1, close - open - 1).toByteArray();
    }
    return {};
}

} // namespace

ServerError classify(QByteArrayView raw)
{
    constexpr qsizetype kMostShown = 512;
    const QByteArrayView text = unquoted(raw);
    ServerError result;
    result.text = QString::fromUtf8(text.first(std::min(text.size(), kMostShown)));
    const QByteArray lower = text.first(std::min(text.size(), kMostShown)).toByteArray().toLower();
    for (const Row &row : kRows) {
        if (!lower.startsWith(row.prefix))
            continue;
        result.kind = row.kind;
        result.closes = row.closes;
        result.subject = quotedSubject(text);
        result.sentence = QCoreApplication::translate("nats::ServerError", row.sentence);
        if (result.sentence.contains(u"%1"))
            result.sentence = result.sentence.arg(QString::fromUtf8(result.subject));
        if (lower.contains("too many tokens"))
            result.sentence += QCoreApplication::translate(
                "nats::ServerError", " It has more tokens than the server allows.");
        return result;
    }
    result.sentence = result.text.isEmpty()
        ? QCoreApplication::translate("nats::ServerError",
                                      "The server reported an error without words.")
        : QCoreApplication::translate("nats::ServerError", "The server says: %1").arg(result.text);
    return result;
}

} // namespace nats
