// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/natscommand.h"

#include "core/capture/redaction.h"
#include "core/nats/headers.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

// Whether a terminal takes the byte, or the character of UTF-8 that it begins, for a command.
bool isControl(QByteArrayView text, qsizetype at)
{
    const auto byte = uchar(text[at]);
    const bool c1 = byte == 0xc2 && at + 1 < text.size() && uchar(text[at + 1]) < 0xa0;
    return byte < 0x20 || byte == 0x7f || c1;
}

bool isPastable(QByteArrayView text)
{
    if (!text.isValidUtf8())
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && isControl(text, i))
            return false;
    }
    return true;
}

bool needsNoQuotes(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || (c != '\0' && strchr("_-./:,+@%", c));
    });
}

// As one word of a shell. What cannot be pasted comes from printf, which takes no NUL on and
// would lose line ends at the end: subjects and headers have none there.
QByteArray quotedForShell(QByteArrayView text)
{
    if (needsNoQuotes(text))
        return text.toByteArray();
    if (isPastable(text))
        return "'" + text.toByteArray().replace('\'', "'\\''") + "'";
    QByteArray format;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = uchar(text[i]);
        if (byte == '%' || byte == '\\')
            format.append(2, text[i]);
        else if (byte != '\0' && (byte == '\'' || byte >= 0x80 || isControl(text, i)))
            format += '\\' + QByteArray::number(byte, 8).rightJustified(3, '0');
        else if (byte != '\0')
            format += text[i];
    }
    return "\"$(printf '" + format + "')\"";
}

QByteArray headerArgument(const nats::HeaderField &field)
{
    // The CLI takes a header's value for a template, always.
    const QByteArray value = QByteArray(field.value).replace("{{", "{{\"{{\"}}");
    const QByteArray argument = quotedForShell(QByteArray(field.name + ':' + value));
    // It would take the first of these for an option and the second for a file's name.
    const bool misread = field.name.startsWith('-') || field.name.startsWith('@');
    return (misread ? " --header=" : " -H ") + argument;
}

} // namespace

QString natsCommand(const Entry &message, bool secrets)
{
    const bool asks = !message.reply.isEmpty() && !message.traits.testFlag(Trait::Delivery);
    QByteArray command = asks ? "nats req" : "nats pub";
    const QByteArray block
        = secrets ? message.headerBlock.toByteArray() : redacted(message.headerBlock).block;
    const nats::Headers headers = nats::Headers::parse(block);
    for (const nats::HeaderField &field : headers.fields()) {
        if (!field.name.isEmpty())
            command += headerArgument(field);
    }

    const QByteArrayView payload = message.payload;
    const bool text = isPastable(payload);
    const bool piped = !text || payload.size() > kMaxArgument;
    if (message.subject.contains("{{") || payload.contains("{{"))
        command += " --no-templates";
    if (piped)
        command += " --force-stdin";
    const auto isMisread = [](QByteArrayView argument) {
        return argument.startsWith('-') || argument.startsWith('@');
    };
    if (isMisread(message.subject) || (!piped && isMisread(payload)))
        command += " --";
    command += ' ' + quotedForShell(message.subject);
    if (!piped)
        command += ' ' + quotedForShell(payload);
    else if (text)
        command = "printf %s " + quotedForShell(payload) + " | " + command;
    else
        command = "printf %s " + payload.toByteArray().toBase64() + " | base64 -d | " + command;
    return QString::fromUtf8(command);
}

} // namespace capture
