// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/ruletext.h"

#include "ui/common/format.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

bool isOff(const QString &text)
{
    static const QStringList words{u"off"_s, u"none"_s, u"∞"_s, u"unlimited"_s};
    return words.contains(text.trimmed().toLower());
}

} // namespace

QString exactSpan(base::Span span)
{
    struct Unit
    {
        qint64 ns;
        QStringView name;
        int decimals;
    };
    static constexpr Unit units[]{{1'000'000'000, u"s", 9},
                                  {1'000'000, u"ms", 6},
                                  {1'000, u"µs", 3},
                                  {1, u"ns", 0}};
    const qint64 ns = span.count();
    for (const Unit &unit : units) {
        if (ns < unit.ns && unit.ns > 1)
            continue;
        // Digits by integer arithmetic: a double would show 1.1 s as 1.100000001 s.
        QString text = QString::number(ns / unit.ns);
        QString rest = QString::number(ns % unit.ns).rightJustified(unit.decimals, u'0');
        while (rest.endsWith(u'0'))
            rest.chop(1);
        if (unit.decimals > 0 && !rest.isEmpty())
            text += u'.' + rest;
        return text + u' ' + unit.name;
    }
    return QString();
}

std::optional<base::Span> parseOptionalSpan(const QString &text)
{
    if (isOff(text))
        return base::Span(0);
    return parseSpan(text);
}

std::optional<quint64> parseCount(const QString &text)
{
    if (isOff(text))
        return 0;
    static const QRegularExpression form(u"^\\s*(\\d{1,3}(,\\d{3})*|\\d+)\\s*$"_s);
    if (!form.match(text).hasMatch())
        return std::nullopt;
    bool ok = false;
    const quint64 count = QString(text).remove(u',').trimmed().toULongLong(&ok);
    return ok ? std::optional(count) : std::nullopt;
}

std::optional<qint64> parseSize(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,12})\\s*([kmgt]?)(?:i?b)?\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    // A thin space stands before the unit of a size that was copied from elsewhere in the window.
    const auto match = form.match(QString(text).replace(QChar(0x2009), u' '));
    if (!match.hasMatch())
        return std::nullopt;
    qint64 size = match.captured(1).toLongLong();
    const QString unit = match.captured(2).toLower();
    for (qsizetype i = unit.isEmpty() ? 0 : u"kmgt"_s.indexOf(unit) + 1; i > 0; --i) {
        if (size > std::numeric_limits<qint64>::max() / 1024)
            return std::nullopt;
        size *= 1024;
    }
    return size;
}

} // namespace ui
