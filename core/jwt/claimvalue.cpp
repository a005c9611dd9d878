// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimvalue.h"

#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaimValue)
};

using base::json::Value;

QString dateAndDistance(UnixTime at, UnixTime now)
{
    return Text::tr("%1, %2").arg(timeText(at), distance(at, now));
}

} // namespace

QString durationText(qint64 nanoseconds)
{
    struct Unit
    {
        double size;
        const char *name;
    };
    static constexpr Unit units[]
        = {{3600e9, "h"}, {60e9, "min"}, {1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {1, "ns"}};
    const double size = double(nanoseconds);
    const auto *const unit
        = std::find_if(std::begin(units), std::end(units) - 1,
                       [size](const Unit &u) { return std::abs(size) >= u.size; });
    return QLocale::c().toString(size / unit->size, 'g', 6) + QLatin1Char(' ')
        + QString::fromUtf8(unit->name);
}

QString claimValue(qint64 number, ClaimFormat format, UnixTime now)
{
    switch (format) {
    case ClaimFormat::Expires:
        return number <= 0 ? Text::tr("never") : dateAndDistance(number, now);
    case ClaimFormat::Begins:
        return number <= 0 ? Text::tr("at once") : dateAndDistance(number, now);
    case ClaimFormat::Issued:
        return dateAndDistance(number, now);
    case ClaimFormat::Revoked:
        return Text::tr("issued until %1").arg(dateAndDistance(number, now));
    case ClaimFormat::Limit:
        return limitText(number, false);
    case ClaimFormat::ByteLimit:
        return limitText(number, true);
    case ClaimFormat::Storage:
        return number == 0 ? Text::tr("none: switched off") : limitText(number, true);
    case ClaimFormat::SoftLimit:
        return limitText(number == 0 ? kUnlimited : number, false);
    case ClaimFormat::SoftBytes:
        return limitText(number == 0 ? kUnlimited : number, true);
    case ClaimFormat::Nanoseconds:
        return number == 0 ? Text::tr("none") : durationText(number);
    case ClaimFormat::ReplyTime:
        return number == 0 ? Text::tr("2 min, the server's default") : durationText(number);
    case ClaimFormat::Replies:
        return number == 0 ? Text::tr("1, the server's default") : limitText(number, false);
    case ClaimFormat::Percent:
    case ClaimFormat::Weight:
        return number == 0 ? Text::tr("100%") : Text::tr("%1%").arg(number);
    case ClaimFormat::Sampling:
        return number == 0 ? Text::tr("by headers of the request") : Text::tr("%1%").arg(number);
    case ClaimFormat::Plain:
    case ClaimFormat::Key:
    case ClaimFormat::Secret:
        break;
    }
    return QString::number(number);
}

QString claimValue(Value value, ClaimFormat format, UnixTime now)
{
    if (format == ClaimFormat::Secret)
        return Text::tr("(hidden)");
    switch (value.type()) {
    case Value::Type::Null:
        return Text::tr("null: as if it were not there");
    case Value::Type::False:
        return Text::tr("no");
    case Value::Type::True:
        return Text::tr("yes");
    case Value::Type::Number:
        if (const auto number = value.integer(); number && format != ClaimFormat::Plain)
            return claimValue(*number, format, now);
        break;
    case Value::Type::Text:
        if (format == ClaimFormat::Sampling
            && value.text().compare("headers", Qt::CaseInsensitive) == 0)
            return claimValue(0, format, now);
        break;
    case Value::Type::Array:
        return value.size() == 0 ? Text::tr("empty list")
                                 : Text::tr("%1 entries").arg(value.size());
    case Value::Type::Object:
        return value.size() == 0 ? Text::tr("empty") : Text::tr("%1 members").arg(value.size());
    }
    return QString::fromUtf8(value.text());
}

} // namespace jwt
