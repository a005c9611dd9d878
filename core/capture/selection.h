// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"
#include "core/capture/filter.h"

#include <optional>
#include <vector>

namespace capture {

enum class RowKind { Messages, Conversations };

enum class RowOrder { Arrival, First, Last, Replies, Size, Subject };

// Which rows a table shows, in which order: the filter's answer kept up to date. A plain object:
// its owner (a table model) tells it of changes and lets it work in slices. Row keys are entry
// numbers or conversation ids by `kind`.
class Selection final
{
public:
    struct Criteria
    {
        RowKind kind = RowKind::Conversations;
        Filter filter;
        // Of the overview's brush: rows that began in [from, to).
        std::optional<base::Instant> from, to;
        RowOrder order = RowOrder::Arrival;
        bool descending = false;
    };

    // What a model has to tell its views. In order of arrival rows only come at the end and go at
    // the beginning; otherwise, and after restart(), `reset` is set instead.
    struct Step
    {
        bool reset = false;
        qsizetype removedFront = 0;
        qsizetype appended = 0;
        std::vector<qsizetype> changedRows; ///< ascending, positions after the above
        bool done = true;                   ///< nothing is left to look at now
    };

    explicit Selection(const Capture &capture);

    void restart(Criteria criteria, Filter::Facts facts = {});
    void onChanges(const Changes &changes);
    // Works for about `budget`; call it again while it is not done.
    [[nodiscard]] Step step(base::Span budget);

    [[nodiscard]] const Criteria &criteria() const { return m_criteria; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] quint64 key(qsizetype row) const { return m_rows[size_t(row)]; }
    // The row of a key; -1 if it is not among them.
    [[nodiscard]] qsizetype rowOf(quint64 key) const;
    [[nodiscard]] quint64 examined() const { return m_examined; } ///< of total(), while it works
    [[nodiscard]] quint64 total() const;
    [[nodiscard]] qint64 memory() const;

private:
    const Capture &m_capture;
    Criteria m_criteria;
    Filter::Facts m_facts;
    std::vector<quint64> m_rows;
    quint64 m_next = 1; // the first key not yet looked at
    quint64 m_examined = 0;
    std::vector<ConversationId> m_changed; // to be looked at again
    bool m_reset = true;
};

} // namespace capture
