// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <deque>
#include <memory>

namespace nats {
class Chunk;
} // namespace nats

namespace capture {

// Messages as they were seen, copied once into blocks of bytes; bounded in bytes. When a new block
// would exceed the limit the oldest one goes as a whole, counted. Access by number takes constant
// time (or the logarithm of the number of blocks). No allocation per message.
class Log final
{
public:
    static constexpr qint64 kBlock = 1024 * 1024;
    static constexpr qint64 kOwnBlock = kBlock / 4; ///< a larger entry gets a block of its own
    static constexpr qint64 kDefaultLimit = 256LL * 1024 * 1024;
    // Of a whole capture: what is known of the messages takes up to 40 MiB of it.
    static constexpr qint64 kMinLimit = 64LL * 1024 * 1024;
    static constexpr qint64 kSmallest = 2 * kBlock;  ///< of a log
    static constexpr qsizetype kMaxSubject = 65'535; ///< also of a reply subject

    explicit Log(qint64 limit = kDefaultLimit);
    ~Log();
    Q_DISABLE_COPY_MOVE(Log)

    // kNone if it can never be kept: larger than the limit, or its subject than kMaxSubject.
    Number append(base::Instant at, Traits traits, QByteArrayView subject, QByteArrayView reply,
                  QByteArrayView headerBlock, QByteArrayView payload);
    Number appendGap(base::Instant from, base::Instant to, GapCause cause = GapCause::Away);
    Number appendLost(base::Instant at, quint64 count);
    void clear();
    void setLimit(qint64 bytes); ///< evicts at once if need be; at least kSmallest

    [[nodiscard]] Number first() const { return m_first; } ///< the oldest kept; end() if none is
    [[nodiscard]] Number end() const { return m_end; }     ///< one past the newest
    [[nodiscard]] qsizetype size() const { return qsizetype(end() - first()); }
    [[nodiscard]] bool has(Number number) const { return number >= first() && number < end(); }
    [[nodiscard]] Entry at(Number number) const;             ///< of one that it has
    [[nodiscard]] base::Instant timeOf(Number number) const; ///< of one that it has
    // The first entry not before `at`; end() if there is none.
    [[nodiscard]] Number lowerBound(base::Instant at) const;

    // A word for each entry that its owner may use: which conversation it belongs to.
    [[nodiscard]] quint64 tag(Number number) const;
    void setTag(Number number, quint64 tag);

    [[nodiscard]] qint64 bytes() const { return m_bytes; } ///< as allocated
    [[nodiscard]] qint64 limit() const { return m_limit; }
    [[nodiscard]] quint64 messages() const { return m_messages; } ///< kept, without other entries
    [[nodiscard]] quint64 evicted() const { return m_evicted; }   ///< messages gone for newer ones

private:
    struct Head;

    // Entries grow from the front, their offsets from the back.
    struct Block
    {
        Number first = kNone;
        std::unique_ptr<nats::Chunk> chunk;
        char *data = nullptr;
        qint64 capacity = 0;
        qint64 used = 0;
        quint32 count = 0;
        quint32 messages = 0;
    };

    char *claim(qint64 bytes);
    char *write(const Head &head, qint64 bytes);
    void addBlock(qint64 capacity);
    void sealLast();
    void dropFront();
    [[nodiscard]] const Block &blockOf(Number number) const;
    [[nodiscard]] char *headOf(Number number) const;

    std::deque<Block> m_blocks;
    std::unique_ptr<nats::Chunk> m_spare; // the last one that was evicted: warm memory
    // The newest block, and the one asked for last: most questions are neighbours.
    const Block *m_newest = nullptr;
    mutable const Block *m_recent = nullptr;
    qint64 m_limit;
    qint64 m_bytes = 0;
    quint64 m_messages = 0;
    quint64 m_evicted = 0;
    Number m_first = 1;
    Number m_end = 1;
};

} // namespace capture
