// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/cors.h"

#include <algorithm>

namespace accountserver {

namespace {

constexpr qsizetype kMaxEcho = 1024; ///< bytes of a header that are said back

// Only what can be said back without becoming something else.
bool isEchoable(QByteArrayView value)
{
    return !value.isEmpty() && value.size() <= kMaxEcho
        && std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_' || c == '.';
}

// "content-type,x-foo" as "Content-Type, X-Foo".
QByteArray canonicalNames(QByteArrayView list)
{
    QByteArray names;
    bool within = false; // a name
    bool upper = true;
    for (const char c : list.first(qMin(list.size(), kMaxEcho))) {
        if (!isTokenCharacter(c)) {
            within = false;
            upper = true;
            continue;
        }
        if (!within && !names.isEmpty())
            names += ", ";
        within = true;
        const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        names += !letter ? c : char(upper ? c & ~0x20 : c | 0x20);
        upper = c == '-';
    }
    return names;
}

} // namespace

bool isPreflight(const Ask &ask)
{
    return ask.method == "OPTIONS" && !ask.header("Access-Control-Request-Method").isEmpty();
}

Answer preflightAnswer(const Ask &ask)
{
    Answer answer;
    answer.headers = {{"Vary", "Origin"},
                      {"Vary", "Access-Control-Request-Method"},
                      {"Vary", "Access-Control-Request-Headers"}};
    const QByteArrayView origin = ask.header("Origin");
    const QByteArray method = ask.header("Access-Control-Request-Method").toByteArray().toUpper();
    const bool allowed
        = method == "GET" || method == "HEAD" || method == "POST" || method == "OPTIONS";
    if (!allowed || !isEchoable(origin))
        return answer;
    answer.headers.emplace_back("Access-Control-Allow-Origin", origin.toByteArray());
    answer.headers.emplace_back("Access-Control-Allow-Methods", method);
    const QByteArray names = canonicalNames(ask.header("Access-Control-Request-Headers"));
    if (!names.isEmpty())
        answer.headers.emplace_back("Access-Control-Allow-Headers", names);
    return answer;
}

void addCors(const Ask &ask, Answer &answer)
{
    answer.headers.emplace_back("Vary", "Origin");
    const QByteArrayView origin = ask.header("Origin");
    if (!isEchoable(origin))
        return;
    answer.headers.emplace_back("Access-Control-Allow-Origin", origin.toByteArray());
    answer.headers.emplace_back("Access-Control-Expose-Headers", "Authorization");
}

} // namespace accountserver
