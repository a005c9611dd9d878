// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/userrules.h"

#include "core/base/ipaddress.h"
#include "core/jwt/gourl.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(UserRules)
};

// Names of the IANA database without a slash. QTimeZone takes other texts too, as rules.
constexpr const char *kPlainZones[] = {
    "CET",     "CST6CDT",  "Cuba",      "EET",      "EST",     "EST5EDT", "Egypt",     "Eire",
    "Factory", "GB",       "GB-Eire",   "GMT",      "GMT+0",   "GMT-0",   "GMT0",      "Greenwich",
    "HST",     "Hongkong", "Iceland",   "Iran",     "Israel",  "Jamaica", "Japan",     "Kwajalein",
    "Libya",   "Local",    "MET",       "MST",      "MST7MDT", "NZ",      "NZ-CHAT",   "Navajo",
    "PRC",     "PST8PDT",  "Poland",    "Portugal", "ROC",     "ROK",     "Singapore", "Turkey",
    "UCT",     "UTC",      "Universal", "W-SU",     "WET",     "Zulu",
};
constexpr qsizetype kMaxZone = 64; // characters; the longest name has half as many

bool isZone(const QByteArray &name)
{
    if (std::find(std::begin(kPlainZones), std::end(kPlainZones), name) != std::end(kPlainZones))
        return true;
    const bool plausible = name.size() <= kMaxZone && name.contains('/') && !name.startsWith('/')
        && std::all_of(name.begin(), name.end(), [](char c) {
                               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                                   || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-'
                                   || c == '+';
                           });
    return plausible && QTimeZone(name).isValid();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// "HH:MM:SS" as Go's time.Parse takes it: the hour may have one digit, and a fraction may follow.
bool isClock(QByteArrayView text)
{
    const qsizetype hourSize = text.indexOf(':');
    if ((hourSize != 1 && hourSize != 2) || text.size() < hourSize + 6)
        return false;
    const auto number = [text](qsizetype at, qsizetype size, int limit) {
        int value = 0;
        for (qsizetype i = at; i < at + size; ++i) {
            if (!isDigit(text[i]))
                return false;
            value = value * 10 + (text[i] - '0');
        }
        return value < limit;
    };
    if (!number(0, hourSize, 24) || !number(hourSize + 1, 2, 60) || text[hourSize + 3] != ':'
        || !number(hourSize + 4, 2, 60))
        return false;
    const QByteArrayView rest = text.sliced(hourSize + 6);
    return rest.isEmpty()
        || (rest.size() > 1 && (rest[0] == '.' || rest[0] == ',')
            && std::all_of(rest.begin() + 1, rest.end(), isDigit));
}

void checkTime(Issues &issues, const QByteArray &path, const TimeRange &range)
{
    if (range.start.isEmpty())
        issues.error(path + ".start", Text::tr("time ranges start must contain a start"));
    else if (!isClock(range.start))
        issues.error(path + ".start",
                     Text::tr("start in time range is invalid %1").arg(goQuoted(range.start)));
    if (range.end.isEmpty())
        issues.error(path + ".end", Text::tr("time ranges end must contain an end"));
    else if (!isClock(range.end))
        issues.error(path + ".end",
                     Text::tr("end in time range is invalid %1").arg(goQuoted(range.end)));
}

} // namespace

void checkRights(Issues &issues, const QByteArray &path, const UserRights &rights)
{
    checkPermissions(issues, path, rights.permissions);
    for (qsizetype i = 0; i < rights.src.size() && !issues.full(); ++i) {
        if (!base::parseNetwork(rights.src[i])) {
            issues.error(
                path + ".src[" + QByteArray::number(i) + ']',
                Text::tr("invalid cidr %1 in user src limits").arg(goQuoted(rights.src[i])));
        }
    }
    for (size_t i = 0; i < rights.times.size() && !issues.full(); ++i)
        checkTime(issues, path + ".times[" + QByteArray::number(qulonglong(i)) + ']',
                  rights.times[i]);
    const QByteArray &zone = rights.timesLocation;
    if (!zone.isEmpty() && !isZone(zone)) {
        issues.error(path + ".times_location",
                     Text::tr("could not parse iana time zone by name: unknown time zone %1")
                         .arg(QString::fromUtf8(zone)));
    }
}

} // namespace jwt
