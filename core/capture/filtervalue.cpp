// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filtervalue.h"

#include <QtCore/QDateTime>

#include <limits>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kDay = 24 * 60 * kMinute;
constexpr qsizetype kMaxDigits = 18;
constexpr int kLastYear = 2'200; // nanoseconds since the epoch end in 2262
constexpr qint64 kLastReference = (kLastYear - 1'970) * 365 * kDay;

struct Unit
{
    QStringView name;
    qint64 size;
};

constexpr Unit kSpans[] = {
    {u"ns", 1},      {u"us", 1'000},  {u"\u00b5s", 1'000}, {u"\u03bcs", 1'000},  {u"ms", 1'000'000},
    {u"s", kSecond}, {u"m", kMinute}, {u"min", kMinute},   {u"h", 60 * kMinute}, {u"", 1'000'000},
};

constexpr qint64 kKibi = 1'024;
constexpr Unit kSizes[] = {
    {u"", 1},
    {u"b", 1},
    {u"k", kKibi},
    {u"kb", kKibi},
    {u"kib", kKibi},
    {u"m", kKibi *kKibi},
    {u"mb", kKibi *kKibi},
    {u"mib", kKibi *kKibi},
    {u"g", kKibi *kKibi *kKibi},
    {u"gb", kKibi *kKibi *kKibi},
    {u"gib", kKibi *kKibi *kKibi},
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView takeDigits(QStringView &text)
{
    qsizetype size = 0;
    while (size < text.size() && isDigit(text[size]))
        ++size;
    const QStringView digits = text.first(size);
    text = text.sliced(size);
    return digits;
}

// "1.5k": digits, perhaps a point and digits, a unit.
std::optional<qint64> readWithUnit(QStringView text, std::span<const Unit> units)
{
    QStringView rest = text;
    const qsizetype whole = takeDigits(rest).size();
    if (whole == 0 || whole > kMaxDigits)
        return std::nullopt;
    if (rest.startsWith(u'.')) {
        rest = rest.sliced(1);
        const qsizetype fraction = takeDigits(rest).size();
        if (fraction == 0 || fraction > kMaxDigits)
            return std::nullopt;
    }
    const QStringView number = text.first(text.size() - rest.size());
    for (const Unit &unit : units) {
        if (rest.compare(unit.name, Qt::CaseInsensitive) != 0)
            continue;
        if (!number.contains(u'.')) {
            qint64 product = 0;
            if (qMulOverflow(number.toLongLong(), unit.size, &product))
                return std::nullopt;
            return product;
        }
        const double product = number.toDouble() * double(unit.size);
        if (product >= double(std::numeric_limits<qint64>::max()))
            return std::nullopt;
        return qint64(product + 0.5);
    }
    return std::nullopt;
}

// Two digits below `limit`, taken off.
std::optional<qint64> takeTwo(QStringView &text, qint64 limit)
{
    const QStringView digits = takeDigits(text);
    if (digits.isEmpty() || digits.size() > 2 || digits.toLongLong() >= limit)
        return std::nullopt;
    return digits.toLongLong();
}

std::optional<char> readByte(QByteArrayView twoDigits)
{
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    // toUInt() would take a sign or a space, too.
    if (twoDigits.size() != 2 || !isHex(twoDigits[0]) || !isHex(twoDigits[1]))
        return std::nullopt;
    return char(twoDigits.toUInt(nullptr, 16));
}

struct TimeOfDay
{
    qint64 nanoseconds = 0;
    qint64 width = 0;
};

std::optional<TimeOfDay> readTimeOfDay(QStringView text)
{
    const auto hours = takeTwo(text, 24);
    if (!hours || !text.startsWith(u':'))
        return std::nullopt;
    text = text.sliced(1);
    const auto minutes = takeTwo(text, 60);
    if (!minutes)
        return std::nullopt;
    TimeOfDay time{(*hours * 60 + *minutes) * kMinute, kMinute};
    if (text.isEmpty())
        return time;
    if (!text.startsWith(u':'))
        return std::nullopt;
    text = text.sliced(1);
    const auto seconds = takeTwo(text, 60);
    if (!seconds)
        return std::nullopt;
    time = {time.nanoseconds + *seconds * kSecond, kSecond};
    if (text.isEmpty())
        return time;
    if (!text.startsWith(u'.') || text.size() < 2 || text.size() > 10)
        return std::nullopt;
    for (const QChar digit : text.sliced(1)) {
        if (!isDigit(digit))
            return std::nullopt;
        time.width /= 10;
        time.nanoseconds += (digit.unicode() - u'0') * time.width;
    }
    return time;
}

} // namespace

std::optional<qint64> readSpan(QStringView text)
{
    return readWithUnit(text, kSpans);
}

std::optional<qint64> readSize(QStringView text)
{
    return readWithUnit(text, kSizes);
}

std::optional<qint64> readWhole(QStringView text)
{
    QStringView rest = text;
    const QStringView digits = takeDigits(rest);
    if (digits.isEmpty() || digits.size() > kMaxDigits || !rest.isEmpty())
        return std::nullopt;
    return digits.toLongLong();
}

bool hasPartialWildcard(QByteArrayView subject)
{
    const auto isPart = [subject](qsizetype at) {
        return (at > 0 && subject[at - 1] != '.')
            || (at + 1 < subject.size() && subject[at + 1] != '.');
    };
    for (qsizetype i = 0; i < subject.size(); ++i) {
        if ((subject[i] == '*' || subject[i] == '>') && isPart(i))
            return true;
    }
    return false;
}

QByteArray unquoted(QStringView inside)
{
    const QByteArray text = inside.toUtf8();
    if (!text.contains('\\'))
        return text;
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == 'x') {
            if (const auto byte = readByte(text.mid(i + 2, 2))) {
                bytes.append(*byte);
                i += 3;
                continue;
            }
        }
        switch (next) {
        case '"':
        case '\\':
            bytes.append(next);
            break;
        case 'n':
            bytes.append('\n');
            break;
        case 'r':
            bytes.append('\r');
            break;
        case 't':
            bytes.append('\t');
            break;
        default:
            bytes.append(text[i]);
            continue;
        }
        ++i;
    }
    return bytes;
}

QString quoted(QByteArrayView bytes)
{
    const bool utf8 = bytes.isValidUtf8();
    QByteArray text("\"");
    text.reserve(bytes.size() + 2);
    for (const char byte : bytes) {
        const auto code = uchar(byte);
        if (byte == '"' || byte == '\\')
            text.append('\\').append(byte);
        else if (byte == '\n')
            text.append("\\n");
        else if (byte == '\r')
            text.append("\\r");
        else if (byte == '\t')
            text.append("\\t");
        else if (code < 32 || code == 127 || (code >= 128 && !utf8))
            text.append("\\x").append(QByteArray::number(code, 16).rightJustified(2, '0'));
        else
            text.append(byte);
    }
    return QString::fromUtf8(text.append('"'));
}

std::optional<FilterTime> FilterTime::read(QStringView text)
{
    FilterTime time;
    if (text.endsWith(u'Z')) {
        time.m_utc = true;
        text.chop(1);
    }
    if (text.size() >= 10 && text[4] == u'-') {
        const QDate date = QDate::fromString(text.first(10).toString(), Qt::ISODate);
        if (!date.isValid() || date.year() < 1970 || date.year() > kLastYear)
            return std::nullopt;
        time.m_date = date;
        time.m_width = kDay;
        text = text.sliced(10);
        if (text.isEmpty())
            return time;
        if (text.front() != u'T' && text.front() != u' ')
            return std::nullopt;
        text = text.sliced(1);
    }
    const auto ofDay = readTimeOfDay(text);
    if (!ofDay)
        return std::nullopt;
    time.m_sinceMidnight = ofDay->nanoseconds;
    time.m_width = ofDay->width;
    return time;
}

qint64 FilterTime::on(QDate date) const
{
    const QTime ofDay = QTime::fromMSecsSinceStartOfDay(int(m_sinceMidnight / 1'000'000));
    const QDateTime at(date, ofDay, m_utc ? Qt::UTC : Qt::LocalTime);
    return at.toMSecsSinceEpoch() * 1'000'000 + m_sinceMidnight % 1'000'000;
}

qint64 FilterTime::nearestTo(qint64 begin, qint64 end) const
{
    begin = qBound(qint64(0), begin, kLastReference);
    if (m_last && m_last->first == begin)
        return m_last->second;
    qint64 found = 0;
    if (m_date) {
        found = on(*m_date);
    } else {
        // Among times within the nearest to the beginning.
        const auto distance = [begin, last = qBound(begin, end, kLastReference)](qint64 at) {
            return std::pair(at < begin ? begin - at : qMax(qint64(0), at - last),
                             qAbs(at - begin));
        };
        const QDate day
            = QDateTime::fromMSecsSinceEpoch(begin / 1'000'000, m_utc ? Qt::UTC : Qt::LocalTime)
                  .date();
        found = on(day);
        for (const int other : {-1, 1}) {
            const qint64 candidate = on(day.addDays(other));
            if (distance(candidate) < distance(found))
                found = candidate;
        }
    }
    m_last = {begin, found};
    return found;
}

} // namespace capture
