// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"
#include "core/capture/filter.h"
#include "core/capture/selectedrows.h"

#include <optional>
#include <vector>

namespace capture {

enum class RowKind { Messages, Conversations };

enum class RowOrder { Arrival, First, Last, Replies, Size, Subject };

// Which rows a table shows, in which order: the filter's answer kept up to date. A plain object:
// its owner (a table model) tells it of changes and lets it work in slices. Row keys are entry
// numbers or conversation ids by `kind`. Without a filter, by arrival, rows cost no memory and
// restart() no time. A message that is there for its conversation stays when that is forgotten.
class Selection final
{
public:
    struct Criteria
    {
        RowKind kind = RowKind::Conversations;
        Filter filter;
        // Of the overview's brush: rows that began in [from, to).
        std::optional<base::Instant> from, to;
        // Rows without such a value come last, equal ones by arrival. A message has a size and a
        // subject to be sorted by; by anything else it comes by arrival.
        RowOrder order = RowOrder::Arrival;
        bool descending = false;

        // Whether a row is one: of an entry or a conversation that there is.
        [[nodiscard]] bool pass(const Capture &capture, quint64 key,
                                const Filter::Facts &facts) const;
    };

    explicit Selection(const Capture &capture); ///< outlives it
    Q_DISABLE_COPY_MOVE(Selection)

    void restart(Criteria criteria, Filter::Facts facts, RowListener &listener);
    // Takes rows that are gone out at once and notes the rest for step().
    void onChanges(const Changes &changes, RowListener &listener);
    // Works for about `budget`: lets in what is new, looks again at what has changed. Whether all
    // is done; else call it again. Who wants nothing new (paused) just does not call it.
    [[nodiscard]] bool step(base::Span budget, RowListener &listener);

    [[nodiscard]] const Criteria &criteria() const { return m_criteria; }
    [[nodiscard]] qsizetype size() const { return m_rows.size(); }
    [[nodiscard]] quint64 key(qsizetype row) const { return m_rows.key(row); }
    // The row of a key; -1 if it is not among them.
    [[nodiscard]] qsizetype rowOf(quint64 key) const { return m_rows.rowOf(key); }
    [[nodiscard]] quint64 examined() const; ///< of total(), while it works
    [[nodiscard]] quint64 total() const;    ///< messages or conversations of the capture, now
    [[nodiscard]] qint64 memory() const;

private:
    static constexpr size_t kFewestEdits = 256;

    using Edits = SelectedRows::Edits;

    [[nodiscard]] quint64 firstKey() const;
    [[nodiscard]] quint64 endKey() const;
    [[nodiscard]] bool passes(quint64 key) const
    {
        return m_criteria.pass(m_capture, key, m_facts);
    }
    [[nodiscard]] qint64 valueOf(quint64 key);
    [[nodiscard]] Edits examine(base::Span budget);
    void makeChangedUnique();
    void applySorted(const Edits &edits, base::Span budget, RowListener &listener);
    void examineAgain(quint64 key, Edits &edits);
    void examineConversation(ConversationId id, Edits &edits);
    [[nodiscard]] bool examineOne(Edits &edits);

    const Capture &m_capture;
    Criteria m_criteria;
    Filter::Facts m_facts;
    SelectedRows m_rows;
    quint64 m_begin = 1;                   // no row has a key before it
    quint64 m_next = 1;                    // the first key not yet looked at
    std::vector<ConversationId> m_changed; // to be looked at again
    size_t m_uniqueChanged = 0;            // so many of them are ascending, each once
    std::vector<Number> m_again;           // messages of one that has changed
    size_t m_maxEdits = kFewestEdits;      // a step, if they have to be sorted in
};

} // namespace capture
