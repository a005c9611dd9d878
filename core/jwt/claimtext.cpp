// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaimText)
};

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kYear = 365 * kDay;
constexpr UnixTime kYear0 = -62'135'596'800; // 0001-01-01
constexpr UnixTime kYear9999 = 253'402'300'799;
constexpr qsizetype kKeyStart = 6;
constexpr qsizetype kKeyEnd = 4;

QString span(qint64 seconds)
{
    if (seconds < kMinute)
        return Text::tr("%1 s").arg(seconds);
    if (seconds < kHour)
        return Text::tr("%1 min").arg(seconds / kMinute);
    if (seconds < 2 * kDay)
        return Text::tr("%1 h").arg(seconds / kHour);
    if (seconds < 2 * kYear)
        return Text::tr("%1 days").arg(seconds / kDay);
    return Text::tr("%1 years").arg(seconds / kYear);
}

QString sizeText(qint64 bytes)
{
    static constexpr const char *units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    if (bytes < 1024)
        return Text::tr("%1 bytes").arg(bytes);
    double size = double(bytes) / 1024;
    size_t unit = 0;
    for (; size >= 1024 && unit + 1 < std::size(units); ++unit)
        size /= 1024;
    // Whole where it is whole: "64 KiB", "1.5 GiB".
    QString number = QLocale::c().toString(size, 'f', 1);
    if (number.endsWith(QStringLiteral(".0")))
        number.chop(2);
    return number + QLatin1Char(' ') + QLatin1StringView(units[unit]);
}

} // namespace

QString distance(UnixTime at, UnixTime now)
{
    qint64 ahead = 0;
    if (qSubOverflow(at, now, &ahead))
        ahead = at > now ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
    if (ahead == 0)
        return Text::tr("now");
    if (ahead > 0)
        return Text::tr("in %1").arg(span(ahead));
    return Text::tr("%1 ago").arg(span(
        ahead == std::numeric_limits<qint64>::min() ? std::numeric_limits<qint64>::max() : -ahead));
}

QString timeText(UnixTime at)
{
    if (at < kYear0 || at > kYear9999)
        return Text::tr("second %1 after 1970").arg(at);
    return QDateTime::fromSecsSinceEpoch(at, Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

QString shortKey(QByteArrayView key)
{
    const QString text = QString::fromUtf8(key);
    if (text.size() <= kKeyStart + kKeyEnd + 1)
        return text;
    return text.first(kKeyStart) + QChar(0x2026) + text.last(kKeyEnd);
}

QString limitText(qint64 value, bool bytes)
{
    if (value < 0)
        return Text::tr("unlimited");
    if (value == 0)
        return Text::tr("none");
    if (bytes)
        return sizeText(value);
    return QLocale(QLocale::English).toString(value);
}

} // namespace jwt
