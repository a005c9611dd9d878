// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/payloadcodec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringConverter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kHexBytesPerLine = 32;
constexpr qsizetype kBase64Line = 76;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::PayloadCodec", text);
}

base::Error error(const QString &text, qsizetype offset)
{
    return {base::ErrorKind::InvalidInput, text, offset};
}

// What QTextDocument turns into something else: line breaks of other systems, and the characters
// it uses for its own structure.
bool editorKeeps(QChar c)
{
    return c != u'\r' && c != u'\0' && c.unicode() != 0x2028 && c.unicode() != 0x2029
        && c.unicode() != 0xfdd0 && c.unicode() != 0xfdd1 && c.unicode() != 0xfffc;
}

base::Result<QString> toText(QByteArrayView bytes)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder utf8(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    QString text = utf8(bytes);
    if (utf8.hasError() || text.toUtf8() != bytes)
        return error(tr("These bytes are not UTF-8 text."), -1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!editorKeeps(text.at(i)))
            return error(tr("The text holds a character that would be changed by editing it as "
                            "text (U+%1).")
                             .arg(text.at(i).unicode(), 4, 16, QChar(u'0')),
                         text.first(i).toUtf8().size());
    }
    return text;
}

QString broken(const QByteArray &text, qsizetype width)
{
    QString lines;
    lines.reserve(text.size() + text.size() / width + 1);
    for (qsizetype i = 0; i < text.size(); i += width) {
        if (i > 0)
            lines += u'\n';
        lines += QLatin1StringView(text.constData() + i, qMin(width, text.size() - i));
    }
    return lines;
}

int hexValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    return u >= u'A' && u <= u'F' ? u - u'A' + 10 : -1;
}

base::Result<QByteArray> fromHex(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size() / 2);
    int high = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isSpace())
            continue;
        const int value = hexValue(text.at(i));
        if (value < 0)
            return error(tr("'%1' is not a hexadecimal digit").arg(text.at(i)), i);
        if (high < 0) {
            high = value;
        } else {
            bytes += char(high * 16 + value);
            high = -1;
        }
    }
    if (high >= 0)
        return error(tr("the last byte has only one digit"), text.size());
    return bytes;
}

bool isBase64(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'A' && u <= u'Z') || (u >= u'a' && u <= u'z') || (u >= u'0' && u <= u'9')
        || u == u'+' || u == u'/';
}

base::Result<QByteArray> fromBase64(const QString &text)
{
    QByteArray digits;
    digits.reserve(text.size());
    qsizetype padding = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isSpace())
            continue;
        if (c == u'=')
            ++padding;
        else if (!isBase64(c))
            return error(tr("'%1' is not a base64 digit").arg(c), i);
        else if (padding > 0)
            return error(tr("nothing may follow the padding '='"), i);
        else
            digits += c.toLatin1();
    }
    const qsizetype rest = digits.size() % 4;
    if (rest == 1)
        return error(tr("the last group has only one digit"), text.size());
    if (padding > 0 && (rest == 0 || padding != 4 - rest))
        return error(tr("the padding '=' does not fit the number of digits"), text.size());
    return QByteArray::fromBase64(digits);
}

} // namespace

base::Result<QString> toEditable(QByteArrayView bytes, PayloadFormat format)
{
    switch (format) {
    case PayloadFormat::Json:
    case PayloadFormat::Text:
        return toText(bytes);
    case PayloadFormat::Hex:
        return broken(bytes.toByteArray().toHex(' '), kHexBytesPerLine * 3);
    case PayloadFormat::Base64:
        return broken(bytes.toByteArray().toBase64(), kBase64Line);
    }
    return QString();
}

base::Result<QByteArray> fromEditable(const QString &text, PayloadFormat format)
{
    switch (format) {
    case PayloadFormat::Json:
    case PayloadFormat::Text:
        return text.toUtf8();
    case PayloadFormat::Hex:
        return fromHex(text);
    case PayloadFormat::Base64:
        return fromBase64(text);
    }
    return QByteArray();
}

} // namespace ui
