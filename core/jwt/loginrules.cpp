// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/loginrules.h"

#include "core/base/ipaddress.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace jwt {

Verdict sourceAllowed(const QList<QByteArray> &src, const QByteArray &clientIp)
{
    if (src.isEmpty())
        return true;
    if (clientIp.isEmpty())
        return std::nullopt;
    const auto address = base::parseIp(clientIp);
    if (!address)
        return false;
    for (const QByteArray &cidr : src) {
        const auto network = base::parseNetwork(cidr);
        if (!network)
            return false;
        if (network->contains(*address))
            return true;
    }
    return false;
}

Verdict timeAllowed(const std::vector<TimeRange> &times, const QByteArray &location, UnixTime now)
{
    if (times.empty())
        return true;
    if (location.isEmpty() || location == "Local")
        return std::nullopt;
    const QTimeZone zone(location);
    if (!zone.isValid())
        return false;
    const QTime clock = QDateTime::fromSecsSinceEpoch(now, zone).time();
    return std::any_of(times.begin(), times.end(), [clock](const TimeRange &range) {
        const QTime start = QTime::fromString(QString::fromLatin1(range.start), Qt::ISODate);
        const QTime end = QTime::fromString(QString::fromLatin1(range.end), Qt::ISODate);
        return start.isValid() && end.isValid() && start < clock && (end < start || clock < end);
    });
}

ConnectionTypes connectionTypes(const QList<QByteArray> &written)
{
    static const QList<QByteArray> all{"STANDARD", "WEBSOCKET", "LEAFNODE",  "LEAFNODE_WS",
                                       "MQTT",     "MQTT_WS",   "IN_PROCESS"};
    ConnectionTypes types;
    for (const QByteArray &type : written) {
        if (all.contains(type.toUpper()))
            types.known += type.toUpper();
        else
            types.unknown += type;
    }
    return types;
}

std::optional<Version> versionOf(const QString &text)
{
    static const QRegularExpression numbers(
        QStringLiteral(R"(^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?![\d.]))"));
    const auto match = numbers.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return Version{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

} // namespace jwt
