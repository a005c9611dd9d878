// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/payloadtext.h"

#include "core/base/json.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::PayloadText", text);
}

void addNotice(QString &notice, const QString &more)
{
    notice += notice.isEmpty() ? more : u' ' + more;
}

QString cutNotice(qsizetype size)
{
    return tr("Showing the first %1 of %2.").arg(formatBytes(kShownBytes), formatBytes(size));
}

} // namespace

PayloadText plainText(QByteArrayView payload)
{
    PayloadText result;
    const bool cut = payload.size() > kShownBytes;
    const QByteArrayView shown = cut ? payload.first(kShownBytes) : payload;
    // Stateful: a character that the cut splits is left out instead of shown as an error.
    QStringDecoder utf8(QStringDecoder::Utf8);
    result.text = utf8(shown);
    bool invalid = utf8.hasError();
    if (!cut) {
        // A payload that ends in the middle of a character is not UTF-8 either.
        QStringDecoder strict(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString whole = strict(shown);
        invalid = strict.hasError();
        if (invalid)
            result.text = whole;
    }
    if (invalid)
        addNotice(result.notice, tr("Not UTF-8: bytes that are not text are shown as \ufffd."));
    if (cut)
        addNotice(result.notice, cutNotice(payload.size()));
    // QPlainTextEdit would end at none of these, but draws NUL as nothing at all.
    result.text.replace(QChar(u'\0'), QChar(u'␀'));
    return result;
}

PayloadText prettyText(QByteArrayView payload)
{
    const auto pretty = base::json::pretty(payload, kShownBytes);
    if (!pretty)
        return plainText(payload);
    PayloadText result = plainText(pretty->text);
    result.json = true;
    if (pretty->truncated)
        result.notice = tr("Showing about the first %1 of %2.")
                            .arg(formatBytes(kShownBytes), formatBytes(payload.size()));
    return result;
}

qint64 hexLineCount(QByteArrayView payload)
{
    return (payload.size() + kHexBytesPerLine - 1) / kHexBytesPerLine;
}

QString hexLine(QByteArrayView payload, qint64 line)
{
    static constexpr char16_t digits[] = u"0123456789abcdef";
    const qsizetype begin = qsizetype(line) * kHexBytesPerLine;
    const qsizetype count = qMin(kHexBytesPerLine, payload.size() - begin);
    QString text = QString::number(begin, 16).rightJustified(8, u'0') + QStringLiteral("  ");
    QString characters;
    for (qsizetype i = 0; i < kHexBytesPerLine; ++i) {
        if (i == kHexBytesPerLine / 2)
            text += u' ';
        if (i >= count) {
            text += QStringLiteral("   ");
            continue;
        }
        const auto byte = uchar(payload.at(begin + i));
        text += QChar(digits[byte >> 4]);
        text += QChar(digits[byte & 15]);
        text += u' ';
        characters += byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'·');
    }
    return text + u' ' + characters;
}

} // namespace ui
