// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/log.h"

#include "core/nats/message.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <limits>

namespace capture {

// What precedes the bytes of an entry, unaligned, without the padding at its end.
struct Log::Head
{
    qint64 at;
    quint64 tag;
    quint32 headerSize;
    quint32 payloadSize;
    quint16 subjectSize;
    quint16 replySize;
    quint16 what; // traits, and the kind above them
};

namespace {

constexpr int kKindShift = 12;
constexpr qint64 kHeadSize = 30;
constexpr qint64 kSlotSize = sizeof(quint32);

base::Instant instant(qint64 nanoseconds)
{
    return base::Instant(base::Span(nanoseconds));
}

char *put(char *out, QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        std::memcpy(out, bytes.data(), size_t(bytes.size()));
    return out + bytes.size();
}

} // namespace

Log::Log(qint64 limit)
    : m_limit(std::max(limit, kSmallest))
{
    static_assert(offsetof(Head, what) + sizeof(Head::what) == kHeadSize);
}

Log::~Log() = default;

Number Log::append(base::Instant at, Traits traits, QByteArrayView subject, QByteArrayView reply,
                   QByteArrayView headerBlock, QByteArrayView payload)
{
    const qint64 body = headerBlock.size() + payload.size();
    if (subject.size() > kMaxSubject || reply.size() > kMaxSubject
        || body > std::numeric_limits<quint32>::max()) {
        return kNone;
    }
    Head head = {};
    head.at = at.time_since_epoch().count();
    head.headerSize = quint32(headerBlock.size());
    head.payloadSize = quint32(payload.size());
    head.subjectSize = quint16(subject.size());
    head.replySize = quint16(reply.size());
    head.what = quint16(traits.toInt());
    char *out = write(head, subject.size() + reply.size() + body);
    if (!out)
        return kNone;
    out = put(out, subject);
    out = put(out, reply);
    out = put(out, headerBlock);
    put(out, payload);
    ++m_blocks.back().messages;
    ++m_messages;
    return m_end - 1;
}

Number Log::appendGap(base::Instant from, base::Instant to, GapCause cause)
{
    Head head = {};
    head.at = from.time_since_epoch().count();
    head.payloadSize = sizeof(qint64);
    head.what = quint16((int(EntryKind::Gap) << kKindShift) | int(cause));
    const qint64 until = to.time_since_epoch().count();
    std::memcpy(write(head, head.payloadSize), &until, sizeof until);
    return m_end - 1;
}

Number Log::appendLost(base::Instant at, quint64 count)
{
    Head head = {};
    head.at = at.time_since_epoch().count();
    head.payloadSize = sizeof count;
    head.what = quint16(int(EntryKind::Lost) << kKindShift);
    std::memcpy(write(head, head.payloadSize), &count, sizeof count);
    return m_end - 1;
}

// Writes the head of the next entry; null if it will never fit. Returns where its bytes go.
char *Log::write(const Head &head, qint64 bytes)
{
    char *out = claim(kHeadSize + bytes);
    if (!out)
        return nullptr;
    std::memcpy(out, &head, kHeadSize);
    ++m_end;
    return out + kHeadSize;
}

char *Log::claim(qint64 bytes)
{
    const qint64 needed = bytes + kSlotSize;
    if (m_blocks.empty() || m_blocks.back().capacity - m_blocks.back().used < needed) {
        const qint64 capacity = needed > kOwnBlock ? needed : kBlock;
        if (capacity + qint64(sizeof(Block)) > m_limit)
            return nullptr;
        addBlock(capacity);
    }
    Block &block = m_blocks.back();
    const auto offset = quint32(block.used - block.count * kSlotSize);
    ++block.count;
    std::memcpy(block.data + block.capacity - block.count * kSlotSize, &offset, kSlotSize);
    block.used += needed;
    return block.data + offset;
}

void Log::addBlock(qint64 capacity)
{
    sealLast();
    const qint64 added = capacity + qint64(sizeof(Block));
    while (!m_blocks.empty() && m_bytes + added > m_limit)
        dropFront();
    Block block;
    if (m_spare && m_spare->capacity() == capacity) {
        block.chunk = std::move(m_spare);
    } else {
        block.chunk = std::make_unique<nats::Chunk>(capacity);
        block.chunk->populate();
    }
    m_spare.reset();
    block.first = m_end;
    block.data = block.chunk->data();
    block.capacity = capacity;
    m_newest = &m_blocks.emplace_back(std::move(block));
    m_bytes += added;
}

// Gives back what the last block will not use: a large entry may have come early.
void Log::sealLast()
{
    constexpr qint64 kWorthIt = kBlock / 32;
    if (m_blocks.empty() || m_blocks.back().capacity - m_blocks.back().used < kWorthIt)
        return;
    Block &block = m_blocks.back();
    const qint64 index = block.count * kSlotSize;
    std::memmove(block.data + block.used - index, block.data + block.capacity - index,
                 size_t(index));
    m_bytes -= block.capacity - block.used;
    block.capacity = block.used;
    block.chunk->grow(block.used);
    block.data = block.chunk->data();
}

void Log::dropFront()
{
    Block &block = m_blocks.front();
    m_bytes -= block.capacity + qint64(sizeof(Block));
    m_first += block.count;
    m_messages -= block.messages;
    m_evicted += block.messages;
    if (block.capacity == kBlock)
        m_spare = std::move(block.chunk);
    m_blocks.pop_front();
    m_recent = nullptr;
    m_newest = m_blocks.empty() ? nullptr : &m_blocks.back();
}

void Log::clear()
{
    m_blocks.clear();
    m_spare.reset();
    m_recent = nullptr;
    m_newest = nullptr;
    m_bytes = 0;
    m_messages = 0;
    m_first = m_end;
}

void Log::setLimit(qint64 bytes)
{
    m_limit = std::max(bytes, kSmallest);
    while (m_bytes > m_limit)
        dropFront();
    m_spare.reset();
}

const Log::Block &Log::blockOf(Number number) const
{
    if (number >= m_newest->first)
        return *m_newest;
    if (!m_recent || number - m_recent->first >= m_recent->count) {
        const auto after = std::ranges::upper_bound(m_blocks, number, {}, &Block::first);
        m_recent = &*std::prev(after);
    }
    return *m_recent;
}

char *Log::headOf(Number number) const
{
    Q_ASSERT(has(number));
    const Block &block = blockOf(number);
    quint32 offset;
    std::memcpy(&offset, block.data + block.capacity - qint64(number - block.first + 1) * kSlotSize,
                sizeof offset);
    return block.data + offset;
}

Entry Log::at(Number number) const
{
    const char *in = headOf(number);
    Head head;
    std::memcpy(&head, in, kHeadSize);
    in += kHeadSize;
    Entry entry;
    entry.number = number;
    entry.kind = EntryKind(head.what >> kKindShift);
    entry.at = instant(head.at);
    if (entry.kind == EntryKind::Gap) {
        qint64 until;
        std::memcpy(&until, in, sizeof until);
        entry.until = instant(until);
        entry.cause = GapCause(head.what & 1);
        return entry;
    }
    if (entry.kind == EntryKind::Lost) {
        std::memcpy(&entry.count, in, sizeof entry.count);
        return entry;
    }
    entry.traits = Traits::fromInt(head.what);
    const auto take = [&in](qsizetype size) {
        in += size;
        return QByteArrayView(in - size, size);
    };
    entry.subject = take(head.subjectSize);
    if (head.replySize > 0)
        entry.reply = take(head.replySize);
    entry.headerBlock = take(head.headerSize);
    entry.payload = take(head.payloadSize);
    return entry;
}

base::Instant Log::timeOf(Number number) const
{
    qint64 at;
    std::memcpy(&at, headOf(number) + offsetof(Head, at), sizeof at);
    return instant(at);
}

Number Log::lowerBound(base::Instant at) const
{
    Number low = m_first;
    for (Number count = m_end - m_first; count > 0;) {
        const Number half = count / 2;
        if (timeOf(low + half) < at) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

quint64 Log::tag(Number number) const
{
    quint64 tag;
    std::memcpy(&tag, headOf(number) + offsetof(Head, tag), sizeof tag);
    return tag;
}

void Log::setTag(Number number, quint64 tag)
{
    std::memcpy(headOf(number) + offsetof(Head, tag), &tag, sizeof tag);
}

} // namespace capture
