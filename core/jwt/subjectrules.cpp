// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/subjectrules.h"

#include <QtCore/QByteArrayList>

#include <algorithm>
#include <charconv>

namespace jwt::library {

namespace {

QByteArrayView takeToken(QByteArrayView &rest, bool &last)
{
    const qsizetype dot = rest.indexOf('.');
    last = dot < 0;
    const QByteArrayView token = last ? rest : rest.first(dot);
    rest = last ? QByteArrayView() : rest.sliced(dot + 1);
    return token;
}

} // namespace

std::vector<QByteArrayView> tokensOf(QByteArrayView subject)
{
    std::vector<QByteArrayView> tokens;
    for (qsizetype dot = subject.indexOf('.'); dot >= 0; dot = subject.indexOf('.')) {
        tokens.push_back(subject.first(dot));
        subject = subject.sliced(dot + 1);
    }
    tokens.push_back(subject);
    return tokens;
}

bool hasWildcards(QByteArrayView subject)
{
    return subject == "*" || subject == ">" || subject.startsWith("*.") || subject.endsWith(".*")
        || subject.endsWith(".>") || subject.contains(QByteArrayView(".*."));
}

int countStars(QByteArrayView subject)
{
    const std::vector<QByteArrayView> tokens = tokensOf(subject);
    return int(std::count(tokens.begin(), tokens.end(), QByteArrayView("*")));
}

bool isContainedIn(QByteArrayView subject, QByteArrayView other)
{
    // Both are walked together: this is asked for each pair of an account's subjects.
    bool subjectEnds = false;
    for (bool otherEnds = false; !otherEnds;) {
        if (subjectEnds)
            return false;
        const QByteArrayView wanted = takeToken(other, otherEnds);
        if (otherEnds && wanted == ">")
            return true;
        const QByteArrayView token = takeToken(subject, subjectEnds);
        if (wanted != token && wanted != "*")
            return false;
    }
    return subjectEnds;
}

std::optional<qint64> reference(QByteArrayView token)
{
    if (token.size() < 2 || token.front() != '$')
        return std::nullopt;
    // Go's Atoi takes a sign.
    const char *const begin = token.begin() + (token[1] == '+' && token.size() > 2 ? 2 : 1);
    if (begin != token.begin() + 1 && *begin == '-')
        return std::nullopt;
    qint64 number = 0;
    const auto [end, error] = std::from_chars(begin, token.end(), number);
    if (error != std::errc() || end != token.end())
        return std::nullopt;
    return number;
}

QByteArray toSubject(QByteArrayView renaming)
{
    QByteArrayList tokens;
    for (const QByteArrayView token : tokensOf(renaming))
        tokens << (reference(token) ? QByteArray("*") : token.toByteArray());
    return tokens.join('.');
}

} // namespace jwt::library
