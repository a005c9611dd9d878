// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/chunkqueue.h"
#include "core/capture/conversation.h"

#include <array>

namespace capture {

// The conversations of a log, four bytes for one of a single message (its number) and 24 more for
// one with a request or replies: times and subjects are in the log. A conversation goes with its
// first message.
class ConversationTable final
{
public:
    static constexpr quint32 kNothing = ~quint32(0);

    // Numbers count from the conversation's first message.
    struct Record
    {
        quint32 request = kNothing;
        quint32 firstReply = kNothing;
        quint32 lastReply = kNothing;
        quint32 replies = 0;
        quint32 parent = 0; // how many ids before its own; 0: none
        quint16 requester = 0;
        quint8 state = 0; // and the flags below
        quint8 traits = 0;

        static constexpr quint8 kOpen = 0x40;
        static constexpr quint8 kChanged = 0x80;

        [[nodiscard]] ConversationState standing() const { return ConversationState(state & 0x0f); }
        void setStanding(ConversationState standing)
        {
            state = quint8((state & 0xf0) | quint8(standing));
        }
        void add(ConversationTrait trait) { traits |= quint8(trait); }
        [[nodiscard]] bool has(ConversationTrait trait) const { return traits & quint8(trait); }
    };

    // A conversation of one message or a gap, and one that has or may get more.
    ConversationId addPlain(Number base);
    ConversationId addRecord(Number base, const Record &record);
    void dropBefore(Number firstKept); ///< those whose first message is gone
    void clear();

    [[nodiscard]] ConversationId first() const { return m_first; }
    [[nodiscard]] ConversationId end() const { return m_end; }
    [[nodiscard]] bool has(ConversationId id) const { return id >= m_first && id < m_end; }
    [[nodiscard]] Number base(ConversationId id) const; ///< its first message
    [[nodiscard]] Record *record(ConversationId id);    ///< null: a plain one
    [[nodiscard]] const Record *record(ConversationId id) const;
    [[nodiscard]] qint64 bytes() const { return m_chunks.bytes() + m_records.bytes(); }

private:
    static constexpr size_t kPerChunk = 4096;

    // Which of its conversations have a record is a bit each; how many records come before a group
    // of 64 bits is counted beside them.
    struct Chunk
    {
        Number base = 0;
        quint64 firstRecord = 0;
        std::array<quint32, kPerChunk> offsets;
        std::array<quint64, kPerChunk / 64> bits{};
        std::array<quint16, kPerChunk / 64> before{};
    };

    Chunk &chunkForNext(Number base);

    ChunkQueue<Chunk, 1> m_chunks;
    ChunkQueue<Record, 1024> m_records;
    ConversationId m_first = 1;
    ConversationId m_end = 1;
};

} // namespace capture
