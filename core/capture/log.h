// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <deque>
#include <memory>

namespace capture {

// Messages as they were seen, copied once into blocks of bytes; bounded in bytes. When a new block
// would exceed the limit the oldest one goes as a whole, counted. Access by number takes constant
// time (or the logarithm of the number of blocks). No allocation per message.
class Log final
{
public:
    static constexpr qint64 kBlock = 1024 * 1024; ///< a larger entry gets a block of its own
    static constexpr qint64 kDefaultLimit = 256LL * 1024 * 1024;
    static constexpr qint64 kMinLimit = 16LL * 1024 * 1024;

    explicit Log(qint64 limit = kDefaultLimit);
    ~Log();
    Q_DISABLE_COPY_MOVE(Log)

    Number append(base::Instant at, Traits traits, QByteArrayView subject, QByteArrayView reply,
                  QByteArrayView headerBlock, QByteArrayView payload);
    Number appendGap(base::Instant from, base::Instant to);
    Number appendLost(base::Instant at, quint64 count);
    void clear();
    void setLimit(qint64 bytes); ///< evicts at once if need be; at least kMinLimit

    [[nodiscard]] Number first() const; ///< the oldest kept; end() if there is none
    [[nodiscard]] Number end() const;   ///< one past the newest
    [[nodiscard]] qsizetype size() const { return qsizetype(end() - first()); }
    [[nodiscard]] bool has(Number number) const { return number >= first() && number < end(); }
    [[nodiscard]] Entry at(Number number) const; ///< of one that it has
    // The first entry not before `at`; end() if there is none.
    [[nodiscard]] Number lowerBound(base::Instant at) const;

    // A word for each entry that its owner may use: which conversation it belongs to.
    [[nodiscard]] quint64 tag(Number number) const;
    void setTag(Number number, quint64 tag);

    [[nodiscard]] qint64 bytes() const; ///< of the blocks and their index, as allocated
    [[nodiscard]] qint64 limit() const;
    [[nodiscard]] quint64 evicted() const; ///< entries that had to go for newer ones

private:
    struct Block;
    std::deque<std::unique_ptr<Block>> m_blocks;
    qint64 m_limit;
    qint64 m_bytes = 0;
    quint64 m_evicted = 0;
    Number m_first = 1;
    Number m_end = 1;
};

} // namespace capture
