// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/connz.h"

#include "core/nats/nuid.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

constexpr base::Span kTotal = std::chrono::seconds(2);
constexpr base::Span kQuiet = std::chrono::milliseconds(500); // NATS: one reply for each server

} // namespace

QByteArray connz::inboxPrefix(const ConnectOptions &options)
{
    static const QByteArray own = Nuid().next();
    return options.inboxPrefix + ".FANIN-CONNZ-" + own + '-';
}

QByteArray connz::inbox(const ConnectOptions &options)
{
    return inboxPrefix(options) + Nuid().next();
}

RequestSpec connz::question(const QJsonObject &which)
{
    RequestSpec spec;
    spec.verb = Verb::Gather;
    spec.subject = kSubject;
    spec.payload = QJsonDocument(which).toJson(QJsonDocument::Compact);
    spec.rules.total = kTotal;
    spec.rules.quiet = kQuiet;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

QJsonObject connz::answer(QByteArrayView reply)
{
    return reply.size() > kMaxReply ? QJsonObject()
                                    : QJsonDocument::fromJson(reply.toByteArray()).object();
}

QJsonArray connz::connections(const QJsonObject &answer)
{
    return answer.value("data"_L1).toObject().value("connections"_L1).toArray();
}

} // namespace nats
