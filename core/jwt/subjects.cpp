// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/subjects.h"

#include "core/nats/subject.h"

#include <algorithm>

namespace jwt {

namespace {

// The tokens of a subject one after the other, without a list of them.
class Tokens final
{
public:
    explicit Tokens(QByteArrayView subject)
        : m_rest(subject)
    {}

    [[nodiscard]] bool atEnd() const { return m_done; }
    QByteArrayView next()
    {
        const qsizetype dot = m_rest.indexOf('.');
        if (dot < 0) {
            m_done = true;
            return m_rest;
        }
        const QByteArrayView token = m_rest.first(dot);
        m_rest = m_rest.sliced(dot + 1);
        return token;
    }

private:
    QByteArrayView m_rest;
    bool m_done = false;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

} // namespace

bool isValidSubject(QByteArrayView subject)
{
    bool tail = false;
    for (Tokens tokens(subject); !tokens.atEnd();) {
        const QByteArrayView token = tokens.next();
        if (token.isEmpty() || tail || std::any_of(token.begin(), token.end(), isSpace))
            return false;
        tail = token == ">";
    }
    return true;
}

bool hasWildcard(QByteArrayView subject)
{
    for (Tokens tokens(subject); !tokens.atEnd();) {
        const QByteArrayView token = tokens.next();
        if (token == "*" || token == ">")
            return true;
    }
    return false;
}

bool covers(QByteArrayView entry, QByteArrayView subject)
{
    return nats::subject::matches(entry, subject);
}

bool isSubset(QByteArrayView inner, QByteArrayView outer)
{
    Tokens in(inner);
    for (Tokens out(outer); !out.atEnd();) {
        if (in.atEnd())
            return false;
        const QByteArrayView wanted = out.next();
        if (wanted == ">")
            return true;
        const QByteArrayView token = in.next();
        if (wanted.isEmpty() || token.isEmpty() || token == ">")
            return false;
        if (wanted != "*" && (token == "*" || token != wanted))
            return false;
    }
    return in.atEnd();
}

bool collide(QByteArrayView a, QByteArrayView b)
{
    Tokens left(a);
    Tokens right(b);
    while (!left.atEnd() && !right.atEnd()) {
        const QByteArrayView l = left.next();
        const QByteArrayView r = right.next();
        if (l == ">" || r == ">")
            return true;
        if (l != "*" && r != "*" && l != r)
            return false;
    }
    return left.atEnd() && right.atEnd();
}

bool queueCovers(QByteArrayView permitted, QByteArrayView queue)
{
    return permitted == queue || (hasWildcard(permitted) && isSubset(queue, permitted));
}

SubjectAndQueue splitQueue(QByteArrayView entry)
{
    // As Go's strings.Fields; a third word makes the entry invalid, which Validate reports.
    const QByteArray words = QByteArray(entry.data(), entry.size()).simplified();
    const qsizetype space = words.indexOf(' ');
    if (space < 0)
        return {words, {}};
    return {words.first(space), words.sliced(space + 1)};
}

QString subjectText(QByteArrayView subject)
{
    return nats::subject::toText(subject);
}

} // namespace jwt
