// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/format.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringDecoder>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QChar kThinSpace(0x2009);

// Three significant digits, never in exponent form, never more digits than are known.
QString threeDigits(double value)
{
    const double size = std::abs(value);
    const int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return QString::number(value, 'f', decimals);
}

QString grouped(QString digits)
{
    for (qsizetype i = digits.size() - 3; i > 0 && digits.at(i - 1) != u'-'; i -= 3)
        digits.insert(i, u',');
    return digits;
}

// Control characters have pictures of their own in Unicode, so that nothing in a preview is
// invisible and no line breaks.
QChar visible(QChar c)
{
    if (c.unicode() < 0x20)
        return QChar(char16_t(0x2400 + c.unicode()));
    if (c.unicode() == 0x7f)
        return QChar(u'␡');
    if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
        || c.category() == QChar::Separator_Paragraph || c.category() == QChar::Other_Format)
        return QChar(u'·');
    return c;
}

QString decode(QByteArrayView bytes, bool cut)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    // A cut may have split the last character; up to three of its bytes are given up then.
    for (qsizetype less = 0; less <= (cut ? 3 : 0) && less <= bytes.size(); ++less) {
        const QString text = utf8(bytes.first(bytes.size() - less));
        if (!utf8.hasError())
            return text;
        utf8.resetState();
    }
    return QString::fromLatin1(bytes);
}

} // namespace

Figure spanFigure(base::Span span)
{
    const double ns = double(span.count());
    const double size = std::abs(ns);
    if (span.count() == 0)
        return {u"0"_s, u"ms"_s};
    if (size < 1e3)
        return {QString::number(span.count()), u"ns"_s};
    if (size < 999.5e3)
        return {threeDigits(ns / 1e3), u"µs"_s};
    if (size < 999.5e6)
        return {threeDigits(ns / 1e6), u"ms"_s};
    return {threeDigits(ns / 1e9), u"s"_s};
}

QString formatSpan(base::Span span)
{
    const Figure figure = spanFigure(span);
    return figure.number + kThinSpace + figure.unit;
}

QString formatMillis(base::Span span)
{
    // Rounded towards zero like every time in the JSON output.
    const qint64 us = base::microseconds(span);
    const qint64 whole = std::abs(us) / 1000;
    return (us < 0 ? u"-"_s : QString()) + grouped(QString::number(whole)) + u'.'
        + QString::number(std::abs(us) % 1000).rightJustified(3, u'0');
}

QString formatBytes(qint64 bytes)
{
    static constexpr std::array<QStringView, 5> units{u"B", u"KiB", u"MiB", u"GiB", u"TiB"};
    double value = double(bytes);
    size_t unit = 0;
    while (std::abs(value) >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    QString number = unit == 0 ? QString::number(bytes)
                               : QString::number(value, 'f', std::abs(value) < 9.95 ? 1 : 0);
    if (number.endsWith(u".0"))
        number.chop(2);
    return number + kThinSpace + units.at(unit);
}

QString formatCount(quint64 count)
{
    return grouped(QString::number(count));
}

std::optional<base::Span> parseSpan(const QString &text)
{
    static const QRegularExpression form(
        u"^\\s*(\\d{1,12}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*(ns|us|µs|μs|ms|s|m|h)?\\s*$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const double factor = unit == "ns"_L1                       ? 1
        : unit == "us"_L1 || unit == u"µs"_s || unit == u"μs"_s ? 1e3
        : unit == "s"_L1                                        ? 1e9
        : unit == "m"_L1                                        ? 60e9
        : unit == "h"_L1                                        ? 3600e9
                                                                : 1e6;
    const double ns = match.captured(1).toDouble() * factor;
    if (ns > 1e18) // over thirty years: nobody waits that long, and it stays far from overflow
        return std::nullopt;
    return base::Span(std::llround(ns));
}

QString previewText(QByteArrayView bytes, qsizetype maxChars)
{
    // No character takes more than four bytes, so more of them cannot be shown anyway.
    const bool cut = bytes.size() > maxChars * 4;
    QString text = decode(cut ? bytes.first(maxChars * 4) : bytes, cut);
    const bool longer = cut || text.size() > maxChars;
    if (longer) {
        text.truncate(maxChars);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    for (QChar &c : text)
        c = visible(c);
    return longer ? text + u'…' : text;
}

} // namespace ui
