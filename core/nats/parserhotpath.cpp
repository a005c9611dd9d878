// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What of the parser runs for each message of a stream; the general way is in parser.cpp.
#include "core/nats/parser.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace nats {

bool Parser::nextMessage(Message &message)
{
    if (m_error)
        return false;
    const char *const begin = m_chunk->data() + m_begin;
    const char *const end = m_chunk->data() + m_end;
    if (m_need == 0 && (m_peer != Peer::Server || !beginPlainMessage(begin, end)))
        return false;
    if (end - begin < m_need || begin[m_need - 2] != '\r' || begin[m_need - 1] != '\n')
        return false;
    take(message);
    return true;
}

// "MSG subject sid [reply] size CRLF" as every server writes it: upper case, single spaces. One
// pass, no tokens kept. Anything else is for parseLine().
bool Parser::beginPlainMessage(const char *line, const char *end)
{
    constexpr qsizetype opSize = 4;
    if (end - line < opSize || std::memcmp(line, "MSG ", opSize) != 0)
        return false;
    end = std::min(end, line + kMaxLine);
    std::array<const char *, 5> starts{line + opSize}; // of up to four tokens, and past the last
    size_t count = 0;
    const char *at = starts[0];
    while (true) {
        const char *const start = at;
        while (at < end && uchar(*at) > ' ')
            ++at;
        if (at == end || at == start || ++count == starts.size())
            return false;
        starts[count] = at + 1;
        if (*at != ' ')
            break;
        ++at;
    }
    if (count < 3 || end - at < 2 || at[0] != '\r' || at[1] != '\n')
        return false;
    const char *const digits = starts[count - 1];
    if (at - digits > 9)
        return false;
    quint32 size = 0;
    for (const char *digit = digits; digit < at; ++digit) {
        if (*digit < '0' || *digit > '9')
            return false;
        size = size * 10 + quint32(*digit - '0');
    }
    if (size > kMaxBody)
        return false;
    Message &message = m_pending;
    const auto offset = [line](const char *position) {
        return quint16(position - line);
    };
    message.m_subjectPos = opSize;
    message.m_subjectSize = quint16(starts[1] - starts[0] - 1);
    message.m_sidPos = offset(starts[1]);
    message.m_sidSize = quint16(starts[2] - starts[1] - 1);
    message.m_replyPos = count == 4 ? offset(starts[2]) : quint16(0);
    message.m_replySize = count == 4 ? quint16(starts[3] - starts[2] - 1) : quint16(0);
    message.m_lineSize = quint32(at - line);
    message.m_bodyPos = message.m_lineSize + 2;
    message.m_headerSize = 0;
    message.m_payloadSize = size;
    m_need = qsizetype(message.m_bodyPos) + qsizetype(size) + 2;
    return true;
}

// Hands over the begun message, which is complete.
void Parser::take(Message &message)
{
    message = m_pending; // its offsets; it refers to no chunk yet
    message.m_chunk = m_chunk;
    message.m_begin = quint32(m_begin);
    message.m_at = m_at;
    message.m_readId = m_readId;
    m_referred = true;
    consume(m_need);
}

} // namespace nats
