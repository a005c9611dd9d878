// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/gourl.h"

#include "core/base/ipaddress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace jwt {

namespace {

// Go's words, for they are compared with a server's log.
using Problem = std::optional<QString>;

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isOf(QByteArrayView characters, char c)
{
    return characters.contains(c);
}

enum class Part { Host, Other };

Problem checkEscapes(QByteArrayView text, Part part)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            const QByteArrayView escape = text.sliced(i, std::min(qsizetype(3), text.size() - i));
            // In a host only bytes outside ASCII and "%" itself may be escaped.
            if (escape.size() < 3 || !isHex(escape[1]) || !isHex(escape[2])
                || (part == Part::Host && escape[1] < '8' && isDigit(escape[1]) && escape != "%25"))
                return u"invalid URL escape %1"_s.arg(goQuoted(escape));
            i += 2;
        } else if (part == Part::Host && uchar(c) < 0x80 && !isLetter(c) && !isDigit(c)
                   && !isOf("-_.~!$&'()*+,;=:[]<>\"", c)) {
            return u"invalid character %1 in host name"_s.arg(goQuoted(text.sliced(i, 1)));
        }
    }
    return std::nullopt;
}

bool isPort(QByteArrayView text)
{
    return text.isEmpty() || (text[0] == ':' && std::all_of(text.begin() + 1, text.end(), isDigit));
}

Problem checkPort(QByteArrayView text)
{
    return isPort(text) ? Problem() : u"invalid port %1 after host"_s.arg(goQuoted(text));
}

Problem checkHost(QByteArrayView host, bool web)
{
    const qsizetype bracket = host.lastIndexOf('[');
    if (bracket > 0)
        return u"invalid IP-literal"_s;
    if (bracket == 0) {
        const qsizetype end = host.lastIndexOf(']');
        if (end < 0)
            return u"missing ']' in host"_s;
        if (Problem problem = checkPort(host.sliced(end + 1)))
            return problem;
        const QByteArrayView address = host.sliced(1, end - 1);
        const qsizetype zone = address.indexOf(QByteArrayView("%25"));
        const auto ip = base::parseIp(zone < 0 ? address : address.first(zone));
        return ip && !ip->v4 ? Problem() : u"invalid IP-literal"_s;
    }
    const qsizetype colon = web ? host.indexOf(':') : host.lastIndexOf(':');
    if (colon >= 0) {
        if (Problem problem = checkPort(host.sliced(colon)))
            return problem;
    }
    return checkEscapes(host, Part::Host);
}

QByteArray hostname(QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon >= 0 && isPort(host.sliced(colon)))
        host = host.first(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    return host.toByteArray();
}

Problem parseAuthority(QByteArrayView authority, GoUrl &url)
{
    const qsizetype at = authority.lastIndexOf('@');
    const QByteArrayView host = authority.sliced(at + 1);
    if (Problem problem = checkHost(host, url.scheme == "http" || url.scheme == "https"))
        return problem;
    url.host = hostname(host);
    if (at < 0)
        return std::nullopt;
    url.hasUser = true;
    const QByteArrayView user = authority.first(at);
    const bool plain = std::all_of(user.begin(), user.end(), [](char c) {
        return isLetter(c) || isDigit(c) || isOf("-._:~!$&'()*+,;=%@", c);
    });
    return plain ? checkEscapes(user, Part::Other) : u"net/url: invalid userinfo"_s;
}

// Takes the scheme off `rest`.
Problem takeScheme(QByteArrayView &rest, GoUrl &url)
{
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        if (c == ':' && i == 0)
            return u"missing protocol scheme"_s;
        if (c == ':') {
            url.scheme = rest.first(i).toByteArray().toLower();
            rest = rest.sliced(i + 1);
            return std::nullopt;
        }
        if (!isLetter(c) && (i == 0 || !(isDigit(c) || isOf("+-.", c))))
            return std::nullopt;
    }
    return std::nullopt;
}

Problem parse(QByteArrayView rest, GoUrl &url)
{
    if (std::any_of(rest.begin(), rest.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; }))
        return u"net/url: invalid control character in URL"_s;
    if (rest == "*") {
        url.path = "*";
        return std::nullopt;
    }
    if (Problem problem = takeScheme(rest, url))
        return problem;
    if (const qsizetype query = rest.indexOf('?'); query >= 0)
        rest = rest.first(query);
    if (!rest.startsWith('/')) {
        if (!url.scheme.isEmpty()) // opaque: "mailto:a"
            return std::nullopt;
        const qsizetype slash = rest.indexOf('/');
        if ((slash < 0 ? rest : rest.first(slash)).contains(':'))
            return u"first path segment in URL cannot contain colon"_s;
    }
    if (rest.startsWith("//") && (!url.scheme.isEmpty() || !rest.startsWith("///"))) {
        const qsizetype slash = rest.indexOf('/', 2);
        const QByteArrayView authority = slash < 0 ? rest.sliced(2) : rest.sliced(2, slash - 2);
        if (Problem problem = parseAuthority(authority, url))
            return problem;
        rest = slash < 0 ? QByteArrayView() : rest.sliced(slash);
    }
    url.path = rest.toByteArray();
    return checkEscapes(rest, Part::Other);
}

} // namespace

base::Result<GoUrl> parseGoUrl(const QByteArray &text)
{
    const qsizetype hash = text.indexOf('#');
    const QByteArrayView whole(text);
    const QByteArrayView before = hash < 0 ? whole : whole.first(hash);
    GoUrl url;
    Problem problem = parse(before, url);
    if (!problem && hash >= 0)
        problem = checkEscapes(whole.sliced(hash + 1), Part::Other);
    if (problem) {
        return base::Error{base::ErrorKind::InvalidInput,
                           u"parse %1: %2"_s.arg(goQuoted(before), *problem)};
    }
    return url;
}

QString goQuoted(QByteArrayView text)
{
    // No unit takes more than three bytes, so that this has enough to tell that there is more.
    QString shown = QString::fromUtf8(text.first(qMin(text.size(), 3 * kMaxQuoted + 3)));
    if (shown.size() > kMaxQuoted) {
        const bool splitsPair = shown.at(kMaxQuoted - 1).isHighSurrogate();
        shown.truncate(splitsPair ? kMaxQuoted - 1 : kMaxQuoted);
        shown += u'…';
    }
    QString quoted = u"\""_s;
    for (const QChar c : shown) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\' + QString(c);
        else if (c == u'\n')
            quoted += "\\n"_L1;
        else if (c == u'\r')
            quoted += "\\r"_L1;
        else if (c == u'\t')
            quoted += "\\t"_L1;
        else if (c < u' ' || c == QChar(0x7f))
            quoted += u"\\x%1"_s.arg(c.unicode(), 2, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return quoted + u'"';
}

} // namespace jwt
