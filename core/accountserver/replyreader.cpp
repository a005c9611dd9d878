// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/replyreader.h"

#include <algorithm>
#include <charconv>

namespace accountserver {

namespace {

constexpr int kSwitchingProtocols = 101;
constexpr int kFirstFinal = 200;
constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

// Nothing if it is not wholly a number that fits.
std::optional<qint64> numberOf(QByteArrayView text, int base)
{
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number, base);
    const bool whole = error == std::errc() && end == text.end() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

bool isHeader(QByteArrayView name, QByteArrayView wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

} // namespace

ReplyReader::State ReplyReader::feed(QByteArrayView bytes, QByteArray &body)
{
    while (!bytes.isEmpty() && m_state != State::Whole && m_state != State::Broken) {
        const bool ofBody
            = m_part == Part::Fixed || m_part == Part::UntilClosed || m_part == Part::Chunk;
        if (ofBody)
            takeBody(bytes, body);
        else
            takeLine(bytes);
    }
    return m_state;
}

ReplyReader::State ReplyReader::end()
{
    if (m_state != State::Whole)
        m_state = m_part == Part::UntilClosed ? State::Whole : State::Broken;
    return m_state;
}

void ReplyReader::takeLine(QByteArrayView &bytes)
{
    const bool ofChunk = m_part == Part::ChunkSize || m_part == Part::ChunkEnd;
    qsizetype &room = ofChunk ? m_chunkRoom : m_headRoom;
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    if (size > room) {
        m_state = State::Broken;
        return;
    }
    room -= size;
    m_line += bytes.first(size);
    bytes = bytes.sliced(size);
    if (end < 0)
        return;
    m_line.chop(1);
    if (m_line.endsWith('\r'))
        m_line.chop(1);
    onLine(std::exchange(m_line, {}));
}

void ReplyReader::takeBody(QByteArrayView &bytes, QByteArray &body)
{
    const qsizetype size = m_part == Part::UntilClosed
        ? bytes.size()
        : qsizetype(std::min<qint64>(m_left, bytes.size()));
    body += bytes.first(size);
    bytes = bytes.sliced(size);
    if (m_part == Part::UntilClosed)
        return;
    m_left -= size;
    if (m_left > 0)
        return;
    if (m_part == Part::Fixed)
        m_state = State::Whole;
    else
        m_part = Part::ChunkEnd;
}

void ReplyReader::onLine(QByteArrayView line)
{
    switch (m_part) {
    case Part::StatusLine:
        return onStatusLine(line);
    case Part::Header:
        return line.isEmpty() ? onHeadEnd() : onHeader(line);
    case Part::ChunkSize:
        return onChunkSize(line);
    case Part::ChunkEnd:
        m_part = Part::ChunkSize;
        m_chunkRoom = kMaxChunkLine;
        if (!line.isEmpty())
            m_state = State::Broken;
        return;
    case Part::Trailer:
        if (line.isEmpty())
            m_state = State::Whole;
        return;
    case Part::Fixed:
    case Part::UntilClosed:
    case Part::Chunk:
        return;
    }
}

// "HTTP/1.1 200 OK"; some leave the reason out, with the space before it.
void ReplyReader::onStatusLine(QByteArrayView line)
{
    constexpr qsizetype kStatusAt = 9, kStatusEnd = 12;
    const bool http = line.startsWith("HTTP/1.") && line.size() >= kStatusEnd
        && line[kStatusAt - 1] == ' ' && (line.size() == kStatusEnd || line[kStatusEnd] == ' ');
    const auto status
        = http ? numberOf(line.sliced(kStatusAt, kStatusEnd - kStatusAt), 10) : std::nullopt;
    if (!status || *status < 100) {
        m_state = State::Broken;
        return;
    }
    m_status = int(*status);
    m_part = Part::Header;
}

void ReplyReader::onHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0) {
        m_state = State::Broken;
        return;
    }
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (isHeader(name, "Content-Length")) {
        const auto length = numberOf(value, 10);
        if (!length || (m_length >= 0 && m_length != *length))
            m_state = State::Broken;
        else
            m_length = *length;
    } else if (isHeader(name, "Transfer-Encoding")) {
        m_chunked = isHeader(value, "chunked");
        m_encoded |= !m_chunked && !isHeader(value, "identity");
    } else if (isHeader(name, "Content-Encoding")) {
        m_encoded |= !value.isEmpty() && !isHeader(value, "identity");
    }
}

void ReplyReader::onHeadEnd()
{
    if (m_status == kSwitchingProtocols) {
        m_state = State::Broken;
        return;
    }
    if (m_status < kFirstFinal) {
        m_part = Part::StatusLine;
        m_chunked = m_encoded = false;
        m_length = -1;
        return;
    }
    m_state = State::Body;
    m_left = m_length;
    if (m_status == kNoContent || m_status == kNotModified || (m_length == 0 && !m_chunked))
        m_state = State::Whole;
    else if (m_chunked)
        m_part = Part::ChunkSize;
    else
        m_part = m_length > 0 ? Part::Fixed : Part::UntilClosed;
}

void ReplyReader::onChunkSize(QByteArrayView line)
{
    const qsizetype extension = line.indexOf(';');
    const auto size = numberOf((extension < 0 ? line : line.first(extension)).trimmed(), 16);
    if (!size) {
        m_state = State::Broken;
        return;
    }
    m_left = *size;
    m_chunkRoom = kMaxChunkLine;
    m_part = m_left > 0 ? Part::Chunk : Part::Trailer;
}

} // namespace accountserver
