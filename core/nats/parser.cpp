// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/parser.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstring>

namespace nats {

namespace {

constexpr qsizetype kMinRead = 4 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isOp(QByteArrayView word, QByteArrayView op)
{
    return word.size() == op.size() && qstrnicmp(word.data(), op.data(), size_t(op.size())) == 0;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("nats::Parser", text);
}

QString shown(QByteArrayView bytes)
{
    constexpr qsizetype most = 40;
    QString text = QString::fromLatin1(bytes.first(std::min(bytes.size(), most)));
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return !c.isPrint(); }, QChar(u'·'));
    return bytes.size() > most ? text + u'…' : text;
}

} // namespace

Parser::Parser(Peer peer)
    : m_peer(peer)
    , m_chunk(std::make_shared<Chunk>(kFirstChunk))
{}

QByteArrayView Parser::unparsed() const
{
    return {m_chunk->data() + m_begin, m_end - m_begin};
}

std::span<char> Parser::writable()
{
    const qsizetype have = m_end - m_begin;
    if (have == 0 && !m_referred) {
        m_begin = m_end = 0;
    } else if (m_need > m_chunk->capacity() - m_begin
               || m_chunk->capacity() - m_end < (m_need > 0 ? 1 : kMinRead)) {
        // NATS: the size in a control line is only a claim. Reserve at most kGrowStep ahead of
        // what has come; the step doubles nothing, since growing a large block moves no bytes.
        const qsizetype wanted = m_need > 0 ? m_need : have + kMinRead;
        const qsizetype capacity = std::max(kChunkSize, std::min(wanted, have + kGrowStep));
        if (m_begin == 0 && !m_referred)
            m_chunk->grow(std::max(capacity, m_chunk->capacity()));
        else
            moveToNewChunk(capacity);
    }
    return {m_chunk->data() + m_end, size_t(m_chunk->capacity() - m_end)};
}

void Parser::moveToNewChunk(qsizetype capacity)
{
    auto chunk = std::make_shared<Chunk>(capacity);
    if (capacity == kChunkSize)
        chunk->populate(); // the last one is full of messages, and this one soon will be
    const qsizetype have = m_end - m_begin;
    if (have > 0)
        std::memcpy(chunk->data(), m_chunk->data() + m_begin, size_t(have));
    m_chunk = std::move(chunk);
    m_begin = 0;
    m_end = have;
    m_referred = false;
}

void Parser::commit(qsizetype size, base::Instant at)
{
    if (at != m_at || m_readId == 0) {
        m_at = at;
        ++m_readId;
    }
    m_end += size;
}

std::vector<Frame> Parser::feed(QByteArrayView bytes, base::Instant at)
{
    std::vector<Frame> frames;
    while (!bytes.isEmpty() && !m_error) {
        const std::span<char> room = writable();
        const qsizetype size = std::min(bytes.size(), qsizetype(room.size()));
        std::memcpy(room.data(), bytes.data(), size_t(size));
        bytes = bytes.sliced(size);
        commit(size, at);
        while (std::optional<Frame> frame = next())
            frames.push_back(std::move(*frame));
    }
    return frames;
}

std::optional<Frame> Parser::next()
{
    if (m_error)
        return {};
    if (Message message; nextMessage(message))
        return message;
    if (m_need > 0)
        return finishBody();
    const char *begin = m_chunk->data() + m_begin;
    const qsizetype have = m_end - m_begin;
    const void *found = have > m_scanned
        ? std::memchr(begin + m_scanned, '\n', size_t(have - m_scanned))
        : nullptr;
    if (!found) {
        m_scanned = have;
        // One more byte than the limit is let in: it may be the CR.
        if (have > lineLimit() + 1)
            fail(tr("control line: expected its end within %1 bytes, got more").arg(lineLimit()),
                 lineLimit());
        return {};
    }
    qsizetype size = static_cast<const char *>(found) - begin;
    const bool crlf = size > 0 && begin[size - 1] == '\r';
    m_scanned = size + 1; // where the line's body begins, until it is consumed
    if (crlf)
        --size;
    else
        ++m_lenientLines;
    if (size > lineLimit())
        return fail(
            tr("control line: expected at most %1 bytes, got %2").arg(lineLimit()).arg(size),
            lineLimit());
    return parseLine(quint32(size));
}

qsizetype Parser::lineLimit() const
{
    const QByteArrayView bytes = unparsed();
    const bool json = (bytes.size() >= 4 && isOp(bytes.first(4), "INFO"))
        || (bytes.size() >= 7 && isOp(bytes.first(7), "CONNECT"));
    return json ? kMaxInfoLine : kMaxLine;
}

QByteArrayView Parser::at(Token token) const
{
    return {m_chunk->data() + m_begin + token.pos, qsizetype(token.size)};
}

std::optional<Frame> Parser::parseLine(quint32 lineSize)
{
    const QByteArrayView line = at(0, lineSize);
    quint32 opSize = 0;
    while (opSize < lineSize && !isBlank(line[opSize]))
        ++opSize;
    const QByteArrayView op = line.first(opSize);
    const QByteArrayView rest = line.sliced(opSize).trimmed();
    const bool server = m_peer == Peer::Server;

    if (isOp(op, server ? "MSG" : "PUB"))
        return parseMessage(lineSize, opSize, false);
    if (isOp(op, server ? "HMSG" : "HPUB"))
        return parseMessage(lineSize, opSize, true);
    if (!server && isOp(op, "SUB"))
        return parseSub(lineSize, opSize);
    if (!server && isOp(op, "UNSUB"))
        return parseUnsub(lineSize, opSize);

    std::optional<Frame> frame;
    if (isOp(op, "PING") && rest.isEmpty())
        frame = PingFrame();
    else if (isOp(op, "PONG") && rest.isEmpty())
        frame = PongFrame();
    else if (server && isOp(op, "INFO"))
        frame = InfoFrame{rest.toByteArray()};
    else if (!server && isOp(op, "CONNECT"))
        frame = ConnectFrame{rest.toByteArray()};
    else if (server && isOp(op, "+OK"))
        frame = OkFrame();
    else if (server && isOp(op, "-ERR")) {
        const bool quoted = rest.size() >= 2 && rest.front() == '\'' && rest.back() == '\'';
        frame = ErrFrame{(quoted ? rest.sliced(1, rest.size() - 2) : rest).toByteArray()};
    } else {
        return fail(tr("expected a protocol operation, got '%1'").arg(shown(line)), 0);
    }
    consume(m_scanned);
    return frame;
}

int Parser::split(quint32 from, quint32 lineSize, Token (&tokens)[kMaxTokens]) const
{
    const char *line = m_chunk->data() + m_begin;
    int count = 0;
    quint32 pos = from;
    while (true) {
        while (pos < lineSize && isBlank(line[pos]))
            ++pos;
        if (pos == lineSize)
            return count;
        const quint32 start = pos;
        while (pos < lineSize && !isBlank(line[pos]))
            ++pos;
        if (count == kMaxTokens)
            return kMaxTokens + 1;
        tokens[count++] = {start, pos - start};
    }
}

// NATS: the server takes at most nine digits and nothing else.
std::optional<quint32> Parser::parseSize(QByteArrayView op, const char *what, Token token)
{
    const QByteArrayView digits = at(token);
    const bool valid = digits.size() <= 9
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!valid) {
        fail(tr("%1: expected a %2 size of one to nine digits, got '%3'")
                 .arg(QString::fromLatin1(op), tr(what), shown(digits)),
             token.pos);
        return {};
    }
    quint32 size = 0;
    for (const char digit : digits)
        size = size * 10 + quint32(digit - '0');
    if (size > kMaxBody) {
        fail(tr("%1: expected at most %2 bytes of headers and payload, got a claim of %3")
                 .arg(QString::fromLatin1(op))
                 .arg(kMaxBody)
                 .arg(size),
             token.pos);
        return {};
    }
    return size;
}

std::optional<Frame> Parser::parseMessage(quint32 lineSize, quint32 opSize, bool headers)
{
    Token tokens[kMaxTokens];
    const int count = split(opSize, lineSize, tokens);
    const int sids = m_peer == Peer::Server ? 1 : 0; // PUB and HPUB have none
    const int least = 1 + sids + (headers ? 2 : 1);
    const QByteArrayView op = at(0, opSize);
    if (count != least && count != least + 1) {
        return fail(tr("%1: expected %2 or %3 arguments, got %4: '%5'")
                        .arg(QString::fromLatin1(op))
                        .arg(least)
                        .arg(least + 1)
                        .arg(count > kMaxTokens ? tr("more") : QString::number(count))
                        .arg(shown(at(0, lineSize))),
                    opSize);
    }
    const std::optional<quint32> total
        = parseSize(op, headers ? "total" : "payload", tokens[count - 1]);
    if (!total)
        return {};
    std::optional<quint32> headerSize = 0;
    if (headers) {
        headerSize = parseSize(op, "header", tokens[count - 2]);
        if (!headerSize)
            return {};
        if (*headerSize > *total) {
            return fail(tr("%1: expected a header size of at most the total size %2, got %3")
                            .arg(QString::fromLatin1(op))
                            .arg(*total)
                            .arg(*headerSize),
                        tokens[count - 2].pos);
        }
    }

    Message &message = m_pending;
    message.m_subjectPos = quint16(tokens[0].pos);
    message.m_subjectSize = quint16(tokens[0].size);
    message.m_sidPos = quint16(sids > 0 ? tokens[1].pos : 0);
    message.m_sidSize = quint16(sids > 0 ? tokens[1].size : 0);
    const bool reply = count == least + 1;
    message.m_replyPos = quint16(reply ? tokens[1 + sids].pos : 0);
    message.m_replySize = quint16(reply ? tokens[1 + sids].size : 0);
    message.m_lineSize = lineSize;
    message.m_bodyPos = quint32(m_scanned);
    message.m_headerSize = *headerSize;
    message.m_payloadSize = *total - *headerSize;
    m_need = m_scanned + qsizetype(*total) + 2;
    return finishBody();
}

std::optional<Frame> Parser::finishBody()
{
    if (m_end - m_begin < m_need)
        return {};
    const char *end = m_chunk->data() + m_begin + m_need - 2;
    if (end[0] != '\r' || end[1] != '\n') {
        return fail(tr("expected CRLF after the payload, got %1").arg(snippet(m_need - 2)),
                    m_need - 2);
    }
    Message message;
    take(message);
    return message;
}

std::optional<Frame> Parser::parseSub(quint32 lineSize, quint32 opSize)
{
    Token tokens[kMaxTokens];
    const int count = split(opSize, lineSize, tokens);
    if (count != 2 && count != 3)
        return fail(tr("SUB: expected 2 or 3 arguments, got %1").arg(count), opSize);
    SubFrame frame{at(tokens[0]).toByteArray(),
                   count == 3 ? at(tokens[1]).toByteArray() : QByteArray(),
                   at(tokens[count - 1]).toByteArray()};
    consume(m_scanned);
    return frame;
}

std::optional<Frame> Parser::parseUnsub(quint32 lineSize, quint32 opSize)
{
    Token tokens[kMaxTokens];
    const int count = split(opSize, lineSize, tokens);
    if (count != 1 && count != 2)
        return fail(tr("UNSUB: expected 1 or 2 arguments, got %1").arg(count), opSize);
    UnsubFrame frame{at(tokens[0]).toByteArray(), {}};
    if (count == 2) {
        const std::optional<quint32> max = parseSize("UNSUB", "message", tokens[1]);
        if (!max)
            return {};
        frame.max = *max;
    }
    consume(m_scanned);
    return frame;
}

void Parser::consume(qsizetype size)
{
    m_begin += size;
    m_consumed += size;
    m_scanned = 0;
    m_need = 0;
}

std::nullopt_t Parser::fail(const QString &text, qsizetype pos)
{
    m_error = base::Error{base::ErrorKind::Protocol, text, m_consumed + pos};
    return std::nullopt;
}

QString Parser::snippet(qsizetype pos) const
{
    const QByteArrayView bytes = unparsed();
    const qsizetype from = std::max<qsizetype>(0, pos - kSnippet);
    const qsizetype to = std::min(bytes.size(), pos + kSnippet);
    return QString::fromLatin1(bytes.sliced(from, pos - from).toByteArray().toHex(' ')) + u" | "
        + QString::fromLatin1(bytes.sliced(pos, to - pos).toByteArray().toHex(' '));
}

} // namespace nats
