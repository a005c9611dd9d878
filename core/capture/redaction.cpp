// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/redaction.h"

#include <algorithm>
#include <array>

namespace capture {

namespace {

// Values that are marked as redacted; those of more are left empty, so that the block stays about
// as large as it was.
constexpr qsizetype kMaxMarked = 10'000;

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

// NATS: a seed of an nkey, 58 letters of Base32.
bool isSeed(QByteArrayView value)
{
    constexpr qsizetype kSeed = 58;
    return value.size() == kSeed && value.front() == 'S'
        && std::ranges::all_of(
               value, [](char byte) { return isUpper(byte) || (byte >= '2' && byte <= '7'); });
}

bool isToken(QByteArrayView word)
{
    const auto dots = word.startsWith("eyJ") ? word.count('.') : 0;
    return dots == 2 || dots == 4 || isSeed(word); // JWS, JWE
}

// Takes what is before the next of `ends` off `rest`.
QByteArrayView takePart(QByteArrayView &rest, QByteArrayView ends)
{
    const auto end = std::ranges::find_if(rest, [ends](char byte) { return ends.contains(byte); });
    const QByteArrayView part = rest.first(end - rest.begin());
    rest = rest.sliced(std::min(part.size() + 1, rest.size()));
    return part;
}

bool hasSecret(QByteArrayView value)
{
    while (!value.isEmpty()) {
        QByteArrayView part = trimmed(takePart(value, ",;:=\"'\n"));
        if (startsWithWord(part, "Bearer") || startsWithWord(part, "Basic"))
            return true;
        while (!part.isEmpty()) {
            if (isToken(takePart(part, " \t")))
                return true;
        }
    }
    return false;
}

// "Bearer …", "Basic …", JWTs and seeds give themselves away whatever the header is called, and
// wherever they stand in it.
bool isSecretValue(QByteArrayView value)
{
    if (hasSecret(value))
        return true;
    if (!trimmed(value).contains('\n'))
        return false;
    QByteArray joined = value.toByteArray(); // a token, or its scheme, may be folded
    joined.removeIf([](char byte) { return byte == '\r' || byte == '\n'; });
    if (hasSecret(joined))
        return true;
    joined.removeIf(isBlank);
    return hasSecret(joined);
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

constexpr std::array<QByteArrayView, 15> kAnywhere{
    "authentication", "authorization", "cookie",    "credential", "passwd",
    "password",       "passphrase",    "secret",    "token",      "apikey",
    "accesskey",      "secretkey",     "sessionid", "signingkey", "privatekey"};
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

// Where a name ends; a line that is no header at all may look like "Authorization=…" or "Bearer …".
qsizetype endOfName(QByteArrayView content)
{
    const qsizetype colon = content.indexOf(':');
    const qsizetype equals = content.indexOf('=');
    if (equals >= 0 && equals < colon && isSecretHeader(content.first(equals)))
        return equals; // what follows is the secret, with its colons
    if (colon >= 0)
        return colon;
    const auto end
        = std::ranges::find_if(content, [](char byte) { return byte == '=' || isBlank(byte); });
    return end - content.begin();
}

// A header's line with all that continues it, redacted if need be.
void appendField(Redaction &out, QByteArrayView field)
{
    QByteArrayView continued = field;
    const QByteArrayView line = takeLine(continued);
    const QByteArrayView content = contentOf(line);
    const qsizetype end = endOfName(content);
    const bool hasName = end < content.size();
    const QByteArrayView value = hasName ? field.sliced(end + 1) : field;
    if (trimmed(value).isEmpty()
        || !((hasName && isSecretHeader(content.first(end))) || isSecretValue(value))) {
        out.block.append(field);
        return;
    }
    qsizetype begin = hasName ? end + 1 : 0;
    while (begin < content.size() && isBlank(content[begin]))
        ++begin;
    out.block.append(content.first(begin));
    if (out.values++ < kMaxMarked)
        out.block.append(kRedacted);
    out.block.append(line.sliced(content.size()));
}

} // namespace

bool isSecretHeader(QByteArrayView name)
{
    const Name read(name);
    return std::ranges::any_of(kAnywhere,
                               [&](QByteArrayView part) { return read.letters.contains(part); })
        || std::ranges::find(kLast, read.last()) != kLast.end();
}

Redaction redacted(QByteArrayView headerBlock)
{
    Redaction out;
    out.block.reserve(headerBlock.size());
    QByteArrayView rest = headerBlock;
    if (rest.startsWith("NATS/"))
        out.block.append(takeLine(rest));
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
