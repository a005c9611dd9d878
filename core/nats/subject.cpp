// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nats::subject {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Subject)
};

constexpr qsizetype kManyTokens = 16;

enum class Form { Literal, Pattern };

base::Error bad(const QString &text, qsizetype offset)
{
    return {base::ErrorKind::InvalidInput, Text::tr("%1 (byte %2)").arg(text).arg(offset), offset};
}

// What the server splits arguments at; nothing else is forbidden in a token.
QString forbiddenName(char byte)
{
    switch (byte) {
    case ' ':
        return Text::tr("a space");
    case '\t':
        return Text::tr("a tab");
    case '\r':
        return Text::tr("a carriage return");
    case '\n':
        return Text::tr("a line feed");
    case '\f':
        return Text::tr("a form feed");
    default:
        return {};
    }
}

std::optional<base::Error> checkToken(QByteArrayView token, qsizetype begin, bool last, Form form,
                                      const QString &what)
{
    if (token.isEmpty()) {
        return bad(Text::tr("%1: a name is expected before, between and after dots").arg(what),
                   begin);
    }
    for (qsizetype i = 0; i < token.size(); ++i) {
        const QString name = forbiddenName(token[i]);
        if (!name.isEmpty())
            return bad(Text::tr("%1: %2 is not allowed").arg(what, name), begin + i);
    }
    if (form == Form::Literal && (token == "*" || token == ">")) {
        return bad(Text::tr("%1: the wildcard “%2” is not allowed here")
                       .arg(what, QLatin1StringView(token)),
                   begin);
    }
    if (token == ">" && !last)
        return bad(Text::tr("%1: the wildcard “>” must be the last part").arg(what), begin);
    return std::nullopt;
}

std::optional<base::Error> check(QByteArrayView subject, Form form, const QString &what)
{
    if (subject.isEmpty())
        return base::Error{base::ErrorKind::InvalidInput, Text::tr("%1: it is empty").arg(what), 0};
    qsizetype begin = 0;
    while (true) {
        const qsizetype dot = subject.indexOf('.', begin);
        const bool last = dot < 0;
        const qsizetype end = last ? subject.size() : dot;
        if (auto error = checkToken(subject.sliced(begin, end - begin), begin, last, form, what))
            return error;
        if (last)
            return std::nullopt;
        begin = dot + 1;
    }
}

struct Reserved
{
    QByteArrayView prefix;
    const char *use;
};

constexpr Reserved kReserved[] = {
    {"$JS.API.", QT_TRANSLATE_NOOP("Subject", "the JetStream API")},
    {"$JS.", QT_TRANSLATE_NOOP("Subject", "JetStream")},
    {"$SYS.", QT_TRANSLATE_NOOP("Subject", "the servers themselves")},
    {"_SYS.", QT_TRANSLATE_NOOP("Subject", "the servers themselves")},
    {"$KV.", QT_TRANSLATE_NOOP("Subject", "key-value buckets")},
    {"$O.", QT_TRANSLATE_NOOP("Subject", "object stores")},
    {"$SRV.", QT_TRANSLATE_NOOP("Subject", "finding services")},
    {"$MQTT.", QT_TRANSLATE_NOOP("Subject", "MQTT clients")},
    {"$NRG.", QT_TRANSLATE_NOOP("Subject", "the servers' consensus")},
    {"$LDS", QT_TRANSLATE_NOOP("Subject", "leaf node connections")},
    {"_INBOX.", QT_TRANSLATE_NOOP("Subject", "replies to a request")},
    {"_R_.", QT_TRANSLATE_NOOP("Subject", "replies across accounts")},
    {"_GR_.", QT_TRANSLATE_NOOP("Subject", "replies across clusters")},
    {"$GR.", QT_TRANSLATE_NOOP("Subject", "replies across clusters")},
};

QString reservedAdvice(QByteArrayView subject)
{
    for (const Reserved &reserved : kReserved) {
        if (subject.startsWith(reserved.prefix)) {
            return Text::tr("“%1” is reserved for %2.")
                .arg(QLatin1StringView(reserved.prefix), Text::tr(reserved.use));
        }
    }
    return {};
}

// The API names what it does in the token after the kind: $JS.API.STREAM.DELETE.orders.
bool destroysData(QByteArrayView subject)
{
    return subject.startsWith("$JS.API.")
        && (subject.contains(".DELETE.") || subject.contains(".PURGE.")
            || subject.endsWith(".DELETE") || subject.endsWith(".PURGE"));
}

QByteArrayView tokenAt(QByteArrayView subject, qsizetype begin)
{
    const qsizetype dot = subject.indexOf('.', begin);
    return subject.sliced(begin, (dot < 0 ? subject.size() : dot) - begin);
}

bool hasEmptyToken(QByteArrayView subject)
{
    return subject.isEmpty() || subject.startsWith('.') || subject.endsWith('.')
        || subject.contains("..");
}

} // namespace

std::optional<base::Error> checkLiteral(QByteArrayView subject)
{
    return check(subject, Form::Literal, Text::tr("Subject"));
}

std::optional<base::Error> checkPattern(QByteArrayView subject)
{
    return check(subject, Form::Pattern, Text::tr("Subject"));
}

std::optional<base::Error> checkInboxPrefix(QByteArrayView prefix)
{
    return check(prefix, Form::Literal, Text::tr("Inbox prefix"));
}

QString advice(QByteArrayView subject)
{
    QStringList words;
    if (destroysData(subject))
        words << Text::tr("This destroys stored data.");
    if (const QString reserved = reservedAdvice(subject); !reserved.isEmpty())
        words << reserved;
    const auto isOdd = [](char byte) {
        return byte < 33 || byte == 127;
    };
    if (std::any_of(subject.begin(), subject.end(), [](char byte) { return (byte & 0x80) != 0; })) {
        words << (subject.isValidUtf8()
                      ? Text::tr("Letters outside ASCII work, but not every client types them.")
                      : Text::tr("It is not valid UTF-8: some clients cannot receive it."));
    } else if (std::any_of(subject.begin(), subject.end(), isOdd)) {
        words << Text::tr("It has control characters.");
    }
    if (const qsizetype tokens = subject.count('.') + 1; tokens > kManyTokens)
        words << Text::tr("It has %1 parts; more than %2 are slow to route.")
                     .arg(tokens)
                     .arg(kManyTokens);
    return words.join(u' ');
}

QString toText(QByteArrayView subject)
{
    const bool utf8 = subject.isValidUtf8();
    QByteArray text;
    text.reserve(subject.size());
    for (const char byte : subject) {
        const auto code = uchar(byte);
        if (code < 32 || code == 127 || (code >= 128 && !utf8))
            text.append("\\x").append(QByteArray::number(code, 16).rightJustified(2, '0'));
        else
            text.append(byte);
    }
    return QString::fromUtf8(text);
}

bool matches(QByteArrayView pattern, QByteArrayView subject)
{
    if (hasEmptyToken(pattern) || hasEmptyToken(subject))
        return false;
    qsizetype p = 0;
    qsizetype s = 0;
    while (p < pattern.size() && s < subject.size()) {
        const QByteArrayView expected = tokenAt(pattern, p);
        if (expected == ">")
            return p + 1 == pattern.size();
        const QByteArrayView token = tokenAt(subject, s);
        if (expected != "*" && expected != token)
            return false;
        p += expected.size() + 1;
        s += token.size() + 1;
    }
    return p >= pattern.size() && s >= subject.size();
}

} // namespace nats::subject
