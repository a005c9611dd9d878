// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httphead.h"

#include <algorithm>
#include <optional>

namespace accountserver {

namespace {

using Problem = std::optional<HttpProblem>;

// RFC 9110 5.6.2
bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f); });
}

bool isVisible(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is(QByteArrayView name, const char *other)
{
    return name.compare(QByteArrayView(other), Qt::CaseInsensitive) == 0;
}

// The next line without its end; a bare LF ends one too (RFC 9112 2.2).
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n');
    QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// "%41" as "A"; a percent sign that begins no such thing is refused.
std::optional<QByteArray> decoded(QByteArrayView text, bool form)
{
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'                  ? c - '0'
            : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                     : -1;
    };
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += form && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0)
            return {};
        result += char(digit(text[i + 1]) * 16 + digit(text[i + 2]));
        i += 2;
    }
    return result;
}

// What cannot be decoded is no value, as in Go.
void readQuery(QByteArrayView query, Ask &ask)
{
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        auto name = decoded(equals < 0 ? pair : pair.first(equals), true);
        auto value = decoded(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1), true);
        if (name && value && !name->isEmpty())
            ask.query.emplace_back(*std::move(name), *std::move(value));
    }
}

Problem readTarget(QByteArrayView target, HttpHead &head)
{
    if (target.size() > HttpHead::kMaxTarget)
        return HttpProblem{414, "URI Too Long"};
    if (!isVisible(target))
        return HttpProblem{400, "malformed request target"};
    head.target = target.toByteArray();
    // The absolute form, which proxies use.
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (!is(target.first(qMin(target.size(), scheme.size())), scheme.data()))
            continue;
        const qsizetype slash = target.indexOf('/', scheme.size());
        target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
    }
    if (const qsizetype fragment = target.indexOf('#'); fragment >= 0)
        target = target.first(fragment);
    const qsizetype question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    auto plain = decoded(path, false);
    if (!plain || (!plain->startsWith('/') && *plain != "*"))
        return HttpProblem{400, "malformed request target"};
    head.ask.path = *std::move(plain);
    if (question >= 0)
        readQuery(target.sliced(question + 1), head.ask);
    return {};
}

Problem readRequestLine(QByteArrayView line, HttpHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last)
        return HttpProblem{400, "malformed request line"};
    const QByteArrayView method = line.first(first);
    if (!isToken(method) || method.size() > HttpHead::kMaxMethod)
        return HttpProblem{400, "malformed request method"};
    head.ask.method = method.toByteArray();
    const QByteArrayView version = line.sliced(last + 1);
    if (!version.startsWith("HTTP/") || version.size() != 8 || version[6] != '.')
        return HttpProblem{400, "malformed HTTP version"};
    if (version[5] != '1' || version[7] < '0' || version[7] > '9')
        return HttpProblem{505, "HTTP Version Not Supported"};
    head.http10 = version[7] == '0';
    head.close = head.http10;
    return readTarget(line.sliced(first + 1, last - first - 1), head);
}

// Two lengths, or a length and chunks, are how requests are smuggled past others (RFC 9112 6.3).
struct Framing
{
    int hosts = 0, lengths = 0, codings = 0;
};

Problem readLength(QByteArrayView value, HttpHead &head)
{
    const bool digits
        = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (value.isEmpty() || !digits)
        return HttpProblem{400, "malformed Content-Length"};
    bool fits = false;
    head.contentLength = value.toByteArray().toLongLong(&fits);
    if (!fits)
        return HttpProblem{413, "the body is too large"};
    return {};
}

void readConnection(QByteArrayView value, HttpHead &head)
{
    for (const QByteArray &option : value.toByteArray().split(',')) {
        if (is(option.trimmed(), "close"))
            head.close = true;
    }
}

bool isWanted(QByteArrayView name)
{
    return is(name, "If-None-Match") || is(name, "Origin")
        || is(name, "Access-Control-Request-Method") || is(name, "Access-Control-Request-Headers");
}

// A header that came twice is one list (RFC 9110 5.3).
void keep(QByteArrayView name, QByteArrayView value, HeaderList &headers)
{
    for (auto &[key, present] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0) {
            present += ", ";
            present += value;
            return;
        }
    }
    headers.emplace_back(name.toByteArray(), value.toByteArray());
}

Problem readField(QByteArrayView name, QByteArrayView value, Framing &framing, HttpHead &head)
{
    if (is(name, "Host")) {
        ++framing.hosts;
    } else if (is(name, "Content-Length")) {
        ++framing.lengths;
        return readLength(value, head);
    } else if (is(name, "Transfer-Encoding")) {
        ++framing.codings;
        head.chunked = true;
        if (!is(value, "chunked"))
            return HttpProblem{501, "unsupported Transfer-Encoding"};
    } else if (is(name, "Connection")) {
        readConnection(value, head);
    } else if (is(name, "Expect")) {
        if (!is(value, "100-continue"))
            return HttpProblem{417, "Expectation Failed"};
        head.expectsContinue = !head.http10;
    } else if (is(name, "User-Agent")) {
        head.userAgent = value.toByteArray();
    } else if (isWanted(name)) {
        keep(name, value, head.ask.headers);
    }
    return {};
}

Problem readFields(QByteArrayView rest, Framing &framing, HttpHead &head)
{
    for (qsizetype count = 0; !rest.isEmpty(); ++count) {
        const QByteArrayView line = takeLine(rest);
        if (line.isEmpty())
            break;
        if (count == HttpHead::kMaxHeaders)
            return HttpProblem{431, "too many headers"};
        const qsizetype colon = line.indexOf(':');
        // A folded line begins with a space, so it has no name (RFC 9112 5.2).
        if (colon < 0 || !isToken(line.first(colon)))
            return HttpProblem{400, "malformed header"};
        const QByteArrayView value = line.sliced(colon + 1).trimmed();
        if (!isFieldValue(value))
            return HttpProblem{400, "malformed header"};
        if (Problem problem = readField(line.first(colon), value, framing, head))
            return problem;
    }
    return {};
}

} // namespace

qsizetype headEnd(QByteArrayView bytes, qsizetype from)
{
    // Empty lines before a request are no end of one (RFC 9112 2.2).
    qsizetype start = 0;
    while (start < bytes.size() && (bytes[start] == '\r' || bytes[start] == '\n'))
        ++start;
    // What was searched may have ended within "\n\r\n".
    for (qsizetype at = qMax(start, from - 2);;) {
        at = bytes.indexOf('\n', at);
        if (at < 0)
            return -1;
        const QByteArrayView behind = bytes.sliced(at + 1);
        if (behind.startsWith('\n'))
            return at + 2;
        if (behind.startsWith("\r\n"))
            return at + 3;
        ++at;
    }
}

std::variant<HttpHead, HttpProblem> parseHead(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && (bytes.front() == '\r' || bytes.front() == '\n'))
        bytes = bytes.sliced(1);
    HttpHead head;
    Framing framing;
    if (bytes.size() > HttpHead::kMaxBytes)
        return HttpProblem{431, "Request Header Fields Too Large"};
    if (Problem problem = readRequestLine(takeLine(bytes), head))
        return *std::move(problem);
    if (Problem problem = readFields(bytes, framing, head))
        return *std::move(problem);
    if (framing.hosts > 1 || (framing.hosts == 0 && !head.http10))
        return HttpProblem{400, "missing or repeated Host header"};
    if (framing.lengths + framing.codings > 1 || (framing.codings > 0 && head.http10))
        return HttpProblem{400, "ambiguous length of the body"};
    return head;
}

} // namespace accountserver
