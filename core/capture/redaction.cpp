// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/redaction.h"

#include <algorithm>
#include <array>

namespace capture {

namespace {

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool isSpace(char byte)
{
    return isBlank(byte) || byte == '\r' || byte == '\n';
}

bool isUpper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

bool isLower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

char lowered(char byte)
{
    return isUpper(byte) ? char(byte | 0x20) : byte;
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

bool startsWithWord(QByteArrayView text, QByteArrayView word)
{
    return text.size() > word.size() && isSpace(text[word.size()])
        && text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

// "Bearer …", "Basic …" and JWTs give themselves away whatever the header is called.
bool isSecretValue(QByteArrayView value)
{
    value = trimmed(value);
    return startsWithWord(value, "Bearer") || startsWithWord(value, "Basic")
        || (value.startsWith("eyJ") && value.count('.') == 2 && !value.contains(' '));
}

// Letters and digits alone, in lower case, and where its last word begins there: a word begins
// after anything else and at a capital after a small letter.
struct Name
{
    QByteArray letters;
    qsizetype lastWord = 0;

    explicit Name(QByteArrayView name)
    {
        char before = 0;
        for (const char byte : trimmed(name)) {
            const bool isLetter = isUpper(byte) || isLower(byte);
            if (isLetter || (byte >= '0' && byte <= '9')) {
                const bool joins = before != 0 && !(isUpper(byte) && isLower(before));
                if (!joins)
                    lastWord = letters.size();
                letters.append(lowered(byte));
                before = byte;
            } else {
                before = 0;
            }
        }
    }
    [[nodiscard]] QByteArrayView last() const { return QByteArrayView(letters).sliced(lastWord); }
};

constexpr std::array<QByteArrayView, 14> kAnywhere{
    "authorization", "cookie", "credential", "passwd",    "password",  "passphrase", "secret",
    "token",         "apikey", "accesskey",  "secretkey", "sessionid", "signingkey", "privatekey"};
constexpr std::array<QByteArrayView, 11> kLast{"auth", "bearer", "creds", "jwt",  "key",    "keys",
                                               "nkey", "pass",   "pwd",   "seed", "session"};

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n') + 1;
    const QByteArrayView line = end > 0 ? rest.first(end) : rest;
    rest = rest.sliced(line.size());
    return line;
}

// Without CRLF or LF.
QByteArrayView contentOf(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// A header's line with all that continues it, redacted if need be.
void appendField(QByteArray &out, QByteArrayView field)
{
    QByteArrayView continued = field;
    const QByteArrayView line = takeLine(continued);
    const QByteArrayView content = contentOf(line);
    const qsizetype colon = content.indexOf(':');
    const QByteArrayView value = colon < 0 ? QByteArrayView() : field.sliced(colon + 1);
    if (trimmed(value).isEmpty()
        || !(isSecretHeader(content.first(colon)) || isSecretValue(value))) {
        out.append(field);
        return;
    }
    qsizetype begin = colon + 1;
    while (begin < content.size() && isBlank(content[begin]))
        ++begin;
    out.append(content.first(begin)).append(kRedacted).append(line.sliced(content.size()));
}

} // namespace

bool isSecretHeader(QByteArrayView name)
{
    const Name read(name);
    return std::ranges::any_of(kAnywhere,
                               [&](QByteArrayView part) { return read.letters.contains(part); })
        || std::ranges::find(kLast, read.last()) != kLast.end();
}

QByteArray redacted(QByteArrayView headerBlock)
{
    QByteArray out;
    out.reserve(headerBlock.size());
    QByteArrayView rest = headerBlock;
    if (rest.startsWith("NATS/"))
        out.append(takeLine(rest));
    while (!rest.isEmpty()) {
        const QByteArrayView from = rest;
        qsizetype size = takeLine(rest).size();
        while (!contentOf(from.first(size)).isEmpty() && !rest.isEmpty() && isBlank(rest.front()))
            size += takeLine(rest).size();
        appendField(out, from.first(size));
    }
    return out;
}

} // namespace capture
