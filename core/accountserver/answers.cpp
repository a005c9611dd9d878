// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/answers.h"

namespace accountserver {

namespace {

constexpr qsizetype kMaxQuoted = 64;

// The characters of a path that Go leaves as they are.
constexpr char kPathCharacters[] = "/:@&=+$,;~-_.";

} // namespace

Answer bare(int status, const QString &note)
{
    Answer answer;
    answer.status = status;
    answer.note = note;
    return answer;
}

Answer plainText(int status, const QByteArray &text, const QString &note)
{
    Answer answer = bare(status, note.isEmpty() ? QString::fromUtf8(text) : note);
    answer.headers.emplace_back("Content-Type", "text/plain");
    answer.body = text + '\n';
    return answer;
}

Answer goError(int status, const QByteArray &text, const QString &note)
{
    Answer answer = bare(status, note);
    answer.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.body = text + '\n';
    return answer;
}

Answer content(const char *type, const QByteArray &body, const QString &note)
{
    Answer answer = bare(200, note);
    answer.headers.emplace_back("Content-Type", type);
    answer.body = body;
    return answer;
}

Answer redirectTo(const QByteArray &path, const Ask &ask)
{
    QByteArray url = path.toPercentEncoding(kPathCharacters);
    char separator = '?';
    for (const auto &[name, value] : ask.query) {
        url += separator + name.toPercentEncoding() + '=' + value.toPercentEncoding();
        separator = '&';
    }
    const bool reads = ask.method == "GET" || ask.method == "HEAD";
    Answer answer = bare(reads ? 301 : 307);
    answer.headers.emplace_back("Location", url);
    if (!reads)
        return answer;
    answer.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    answer.body
        = "<a href=\"" + QByteArray(url).replace('&', "&amp;") + "\">Moved Permanently</a>.\n\n";
    return answer;
}

QByteArray quoted(QByteArrayView text)
{
    QByteArray result = "\"";
    for (const char c : text.first(qMin(text.size(), kMaxQuoted))) {
        if (c == '"' || c == '\\')
            result += '\\';
        if (c >= 0x20 && c < 0x7f)
            result += c;
        else
            result += "\\x" + QByteArray(1, c).toHex();
    }
    if (text.size() > kMaxQuoted)
        result += "...";
    return result += '"';
}

} // namespace accountserver
