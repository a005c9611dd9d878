// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/conversationtable.h"

#include <bit>
#include <limits>

namespace capture {

ConversationTable::Chunk &ConversationTable::chunkForNext(Number base)
{
    const quint64 index = (m_end - 1) / kPerChunk;
    if (index == m_chunks.end()) {
        m_chunks.push({});
        m_chunks[index].firstRecord = m_records.end();
        m_chunks[index].base = base;
    }
    return m_chunks[index];
}

ConversationId ConversationTable::addPlain(Number base)
{
    Chunk &chunk = chunkForNext(base);
    const size_t at = (m_end - 1) % kPerChunk;
    if (at % 64 == 0)
        chunk.before[at / 64] = quint16(m_records.end() - chunk.firstRecord);
    // Only when its other conversations are long gone: no log holds that many messages.
    if (base - chunk.base > std::numeric_limits<quint32>::max())
        chunk.base = base;
    chunk.offsets[at] = quint32(base - chunk.base);
    return m_end++;
}

ConversationId ConversationTable::addRecord(Number base, const Record &record)
{
    const ConversationId id = addPlain(base);
    const size_t at = (id - 1) % kPerChunk;
    m_chunks[(id - 1) / kPerChunk].bits[at / 64] |= quint64(1) << (at % 64);
    m_records.push(record);
    return id;
}

void ConversationTable::dropBefore(Number firstKept)
{
    while (m_first < m_end && base(m_first) < firstKept)
        ++m_first;
    const quint64 index = (m_first - 1) / kPerChunk;
    m_chunks.dropBefore(index);
    if (index < m_chunks.end())
        m_records.dropBefore(m_chunks[index].firstRecord);
}

void ConversationTable::clear()
{
    // A chunk that is filled further keeps its place in the numbering.
    m_first = m_end;
    m_chunks.dropBefore((m_first - 1) / kPerChunk);
    m_records.clear();
}

Number ConversationTable::base(ConversationId id) const
{
    const Chunk &chunk = m_chunks[(id - 1) / kPerChunk];
    return chunk.base + chunk.offsets[(id - 1) % kPerChunk];
}

const ConversationTable::Record *ConversationTable::record(ConversationId id) const
{
    const Chunk &chunk = m_chunks[(id - 1) / kPerChunk];
    const size_t at = (id - 1) % kPerChunk;
    const quint64 bit = quint64(1) << (at % 64);
    const quint64 bits = chunk.bits[at / 64];
    if (!(bits & bit))
        return nullptr;
    return &m_records[chunk.firstRecord + chunk.before[at / 64]
                      + quint64(std::popcount(bits & (bit - 1)))];
}

ConversationTable::Record *ConversationTable::record(ConversationId id)
{
    return const_cast<Record *>(std::as_const(*this).record(id));
}

} // namespace capture
