// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filetime.h"

#include <array>

namespace capture {

namespace {

using namespace std::chrono;

// Differences between two of them fit into nanoseconds.
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;
constexpr qsizetype kWholeSize = 19; // of "2026-11-21T20:01:33"
constexpr int kDecimals = 9;

void writeNumber(char *to, qint64 value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = char('0' + value % 10);
        value /= 10;
    }
}

// Of so many digits and nothing else; -1 for anything else.
int numberAt(QByteArrayView text, qsizetype at, qsizetype digits)
{
    if (text.size() < at + digits)
        return -1;
    int value = 0;
    for (const char byte : text.sliced(at, digits)) {
        if (byte < '0' || byte > '9')
            return -1;
        value = value * 10 + (byte - '0');
    }
    return value;
}

// "Z", "+01:00".
std::optional<minutes> offsetOf(QByteArrayView text)
{
    if (text == "Z" || text == "z")
        return minutes(0);
    const int hour = numberAt(text, 1, 2);
    const int minute = numberAt(text, 4, 2);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hour < 0
        || hour > 23 || minute < 0 || minute > 59)
        return std::nullopt;
    const minutes offset = hours(hour) + minutes(minute);
    return text[0] == '-' ? -offset : offset;
}

} // namespace

void appendTime(QByteArray &out, WallTime at)
{
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const auto inDay = duration_cast<nanoseconds>(at - day);
    const hh_mm_ss time(inDay);
    std::array<char, 30> text{};
    constexpr std::string_view form("0000-00-00T00:00:00.000000000Z");
    form.copy(text.data(), text.size());
    writeNumber(text.data(), int(date.year()), 4);
    writeNumber(text.data() + 5, unsigned(date.month()), 2);
    writeNumber(text.data() + 8, unsigned(date.day()), 2);
    writeNumber(text.data() + 11, time.hours().count(), 2);
    writeNumber(text.data() + 14, time.minutes().count(), 2);
    writeNumber(text.data() + 17, time.seconds().count(), 2);
    writeNumber(text.data() + 20, time.subseconds().count(), kDecimals);
    out.append(text.data(), qsizetype(text.size()));
}

std::optional<WallTime> parseTime(QByteArrayView text)
{
    const int yearOf = numberAt(text, 0, 4);
    const int monthOf = numberAt(text, 5, 2);
    const int dayOf = numberAt(text, 8, 2);
    const int hour = numberAt(text, 11, 2);
    const int minute = numberAt(text, 14, 2);
    const int second = numberAt(text, 17, 2);
    if (text.size() <= kWholeSize || text[4] != '-' || text[7] != '-'
        || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':'
        || text[16] != ':')
        return std::nullopt;
    if (yearOf < kFirstYear || yearOf > kLastYear || monthOf < 1 || dayOf < 1 || hour < 0
        || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) // a leap second
        return std::nullopt;
    const year_month_day date{year(yearOf), month(unsigned(monthOf)), day(unsigned(dayOf))};
    if (!date.ok())
        return std::nullopt;

    qint64 nanos = 0;
    qsizetype rest = kWholeSize;
    if (text[rest] == '.') {
        const qsizetype begin = ++rest;
        while (rest < text.size() && text[rest] >= '0' && text[rest] <= '9')
            ++rest;
        if (rest == begin)
            return std::nullopt;
        for (qsizetype i = 0; i < kDecimals; ++i)
            nanos = nanos * 10 + (begin + i < rest ? text[begin + i] - '0' : 0);
    }
    const std::optional<minutes> offset = offsetOf(text.sliced(rest));
    if (!offset)
        return std::nullopt;
    return WallTime(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second)
        + duration_cast<WallTime::duration>(nanoseconds(nanos)) - *offset;
}

} // namespace capture
