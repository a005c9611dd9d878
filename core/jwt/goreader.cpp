// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/goreader.h"

#include "core/jwt/claimpath.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GoReader)
};

using base::json::Value;

constexpr qsizetype kShownText = 40;     // bytes of a value in a problem's text
constexpr qsizetype kMaxOddities = 100;  // more of them teach nothing
constexpr qint64 kMaxDoubleDigits = 309; // of the largest double

QString describe(Value value)
{
    const QString shown
        = QString::fromUtf8(value.text().first(std::min(value.text().size(), kShownText)))
        + (value.text().size() > kShownText ? QStringLiteral("…") : QString());
    switch (value.type()) {
    case Value::Type::Null:
        return QStringLiteral("null");
    case Value::Type::False:
        return QStringLiteral("false");
    case Value::Type::True:
        return QStringLiteral("true");
    case Value::Type::Number:
        return Text::tr("the number %1").arg(shown);
    case Value::Type::Text:
        return Text::tr("the text “%1”").arg(shown);
    case Value::Type::Array:
        return Text::tr("a list");
    case Value::Type::Object:
        break;
    }
    return Text::tr("an object");
}

QString expectation(QByteArrayView what)
{
    if (what == GoReader::kText)
        return Text::tr("a text");
    if (what == GoReader::kObject)
        return Text::tr("an object");
    return Text::tr("a list");
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

// Go folds as Unicode does: two characters outside ASCII have a letter as their other case.
bool equalFolded(QByteArrayView came, QByteArrayView name)
{
    static constexpr QByteArrayView longS("\xc5\xbf");
    static constexpr QByteArrayView kelvin("\xe2\x84\xaa");
    qsizetype at = 0;
    for (const char c : name) {
        const QByteArrayView rest = came.sliced(at);
        if (rest.isEmpty())
            return false;
        if (lower(rest.front()) == lower(c))
            at += 1;
        else if (lower(c) == 's' && rest.startsWith(longS))
            at += longS.size();
        else if (lower(c) == 'k' && rest.startsWith(kelvin))
            at += kelvin.size();
        else
            return false;
    }
    return at == came.size();
}

// The value, or nothing if it is past the range of a double. What is too small is 0.
std::optional<double> toDouble(QByteArrayView number)
{
    double value = 0;
    const auto [end, error] = std::from_chars(number.begin(), number.end(), value);
    if (error == std::errc())
        return value;
    // Out of range, one way or the other: where is the first digit that counts?
    const auto exponentAt
        = std::find_if(number.begin(), number.end(), [](char c) { return lower(c) == 'e'; });
    const QByteArrayView mantissa(number.begin(), exponentAt);
    const auto first = std::find_if(mantissa.begin(), mantissa.end(),
                                    [](char c) { return c >= '1' && c <= '9'; });
    if (first == mantissa.end())
        return 0;
    qsizetype point = mantissa.indexOf('.');
    point = point < 0 ? mantissa.size() : point;
    qint64 exponent = 0;
    if (exponentAt != number.end()) {
        const char *digits = exponentAt + 1;
        digits += *digits == '+' ? 1 : 0;
        const auto parsed = std::from_chars(digits, number.end(), exponent);
        if (parsed.ec != std::errc())
            exponent = *digits == '-' ? -(1LL << 40) : 1LL << 40;
    }
    if (point - (first - mantissa.begin()) + exponent >= kMaxDoubleDigits)
        return std::nullopt;
    return 0;
}

} // namespace

void GoReader::read(Value value, QByteArray &text)
{
    if (value.isText())
        text = value.text().toByteArray();
    else if (!value.isNull())
        expected(kText, value);
}

void GoReader::read(Value value, bool &flag)
{
    if (value.type() == Value::Type::True || value.type() == Value::Type::False)
        flag = value.type() == Value::Type::True;
    else if (!value.isNull())
        fail(Text::tr("true or false is expected, %1 came").arg(describe(value)));
}

void GoReader::read(Value value, qint64 &number)
{
    if (value.isNull())
        return;
    if (const auto whole = wholeNumber(value))
        number = *whole;
    else
        fail(Text::tr("a whole number of at most 64 bits is expected, %1 came")
                 .arg(describe(value)));
}

// What went through a map of Go's is a double by then.
std::optional<qint64> GoReader::wholeNumber(Value value) const
{
    if (!m_throughMap || value.type() != Value::Type::Number)
        return value.integer();
    constexpr double limit = 9223372036854775808.0; // 2^63
    const std::optional<double> real = toDouble(value.text());
    if (!real || std::trunc(*real) != *real || *real < -limit || *real >= limit)
        return std::nullopt;
    return qint64(*real);
}

void GoReader::readUnsigned(Value value, quint64 max, quint64 &number)
{
    if (value.isNull())
        return;
    const QByteArrayView digits = value.text();
    quint64 parsed = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), parsed);
    if (value.type() == Value::Type::Number && error == std::errc() && end == digits.end()
        && parsed <= max) {
        number = parsed;
        return;
    }
    fail(
        Text::tr("a whole number from 0 to %1 is expected, %2 came").arg(max).arg(describe(value)));
}

void GoReader::read(Value value, QList<QByteArray> &list)
{
    readList(value, list);
}

void GoReader::expected(const char *what, Value came)
{
    fail(Text::tr("%1 is expected, %2 came").arg(expectation(what), describe(came)));
}

void GoReader::fail(const QString &text)
{
    if (m_problem)
        return;
    const QByteArray where = path();
    m_problem
        = Finding{Severity::Error,
                  code::kNotDecodable,
                  where,
                  where.isEmpty() ? Text::tr("The claims: %1.").arg(text)
                                  : QStringLiteral("%1: %2.").arg(QString::fromUtf8(where), text),
                  {}};
}

bool GoReader::fitsDoubles(Value value)
{
    if (value.type() == Value::Type::Number)
        return toDouble(value.text()).has_value();
    std::vector<std::pair<Value::Iterator, Value::Iterator>> open{{value.begin(), value.end()}};
    while (!open.empty()) {
        auto &[next, end] = open.back();
        if (next == end) {
            open.pop_back();
            continue;
        }
        const Value child = *next;
        ++next;
        if (child.type() == Value::Type::Number && !toDouble(child.text()))
            return false;
        if (child.begin() != child.end())
            open.emplace_back(child.begin(), child.end());
    }
    return true;
}

std::vector<Value> GoReader::membersOfMap(Value object)
{
    std::vector<Value> members(object.begin(), object.end());
    std::stable_sort(members.begin(), members.end(),
                     [](Value a, Value b) { return a.name() < b.name(); });
    std::vector<Value> last;
    for (const Value member : members) {
        if (!last.empty() && last.back().name() == member.name())
            last.back() = member;
        else
            last.push_back(member);
    }
    return last;
}

bool GoReader::matchesFolded(QByteArrayView came, QByteArrayView name)
{
    if (!equalFolded(came, name))
        return false;
    if (qsizetype(m_oddities.size()) < kMaxOddities) {
        m_oddities.push_back(
            {Severity::Warning,
             "member_case",
             path(),
             Text::tr("“%1” counts as “%2”: NATS programs read names without regard to case.")
                 .arg(QString::fromUtf8(came), QString::fromUtf8(name)),
             {}});
    }
    return true;
}

QByteArray GoReader::path() const
{
    QByteArray path = m_path;
    for (const Place &place : m_steps) {
        if (place.index >= 0)
            appendElement(path, place.index);
        else
            appendMember(path, place.name);
    }
    return path;
}

} // namespace jwt
