// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"
#include "core/capture/filter.h"
#include "core/capture/sortedrows.h"

#include <deque>
#include <optional>
#include <vector>

namespace capture {

enum class RowKind { Messages, Conversations };

enum class RowOrder { Arrival, First, Last, Replies, Size, Subject };

// Whom a Selection tells around each change of its rows: what a model's begin… and end… say.
class RowListener
{
public:
    virtual ~RowListener() = default;

    virtual void rowsInserting(qsizetype first, qsizetype count) = 0;
    virtual void rowsInserted() = 0;
    virtual void rowsRemoving(qsizetype first, qsizetype count) = 0;
    virtual void rowsRemoved() = 0;
    // After restart(), and in place of many changes scattered over many rows.
    virtual void rowsResetting() = 0;
    virtual void rowsReset() = 0;
    // Some rows from `first` to `last` say something else now; at most once a call.
    virtual void rowsChanged(qsizetype first, qsizetype last) = 0;
};

// Which rows a table shows, in which order: the filter's answer kept up to date. A plain object:
// its owner (a table model) tells it of changes and lets it work in slices. Row keys are entry
// numbers or conversation ids by `kind`. Without a filter, by arrival, rows cost no memory and
// restart() no time.
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
    };

    explicit Selection(const Capture &capture);

    void restart(Criteria criteria, Filter::Facts facts, RowListener &listener);
    // Takes rows that are gone out at once and notes the rest for step().
    void onChanges(const Changes &changes, RowListener &listener);
    // Works for about `budget`: lets in what is new, looks again at what has changed. Whether all
    // is done; else call it again. Who wants nothing new (paused) just does not call it.
    [[nodiscard]] bool step(base::Span budget, RowListener &listener);

    [[nodiscard]] const Criteria &criteria() const { return m_criteria; }
    [[nodiscard]] qsizetype size() const;
    [[nodiscard]] quint64 key(qsizetype row) const;
    // The row of a key; -1 if it is not among them.
    [[nodiscard]] qsizetype rowOf(quint64 key) const;
    [[nodiscard]] quint64 examined() const; ///< of total(), while it works
    [[nodiscard]] quint64 total() const;    ///< messages or conversations of the capture, now
    [[nodiscard]] qint64 memory() const;

private:
    enum class Mode { Whole, Arrival, Sorted };
    struct Edits;

    [[nodiscard]] quint64 firstKey() const;
    [[nodiscard]] quint64 endKey() const;
    [[nodiscard]] bool passes(quint64 key) const;
    [[nodiscard]] qint64 valueOf(quint64 key);
    [[nodiscard]] qsizetype indexOf(quint64 key) const; // in ascending order of arrival
    [[nodiscard]] qsizetype mirrored(qsizetype index, qsizetype count) const;
    [[nodiscard]] bool isScattered(qsizetype edits) const;
    [[nodiscard]] Edits examine(base::Span budget);
    void examineAgain(quint64 key, Edits &edits);
    void apply(Edits &edits, RowListener &listener);
    void insertByArrival(const std::vector<quint64> &keys, RowListener *listener);
    void removeByArrival(const std::vector<quint64> &keys, RowListener *listener);
    void insertSorted(const std::vector<quint64> &keys, RowListener *listener);
    void removeSorted(const std::vector<quint64> &keys, RowListener *listener);
    void dropBefore(quint64 first, RowListener &listener);
    void takeWhole(RowListener &listener);
    void clearRows();

    const Capture &m_capture;
    Criteria m_criteria;
    Filter::Facts m_facts;
    Mode m_mode = Mode::Whole;
    quint64 m_begin = 1;        // no row has a key before it
    quint64 m_next = 1;         // the first key not yet looked at; of Whole: the end of the rows
    std::deque<quint64> m_keys; // of Arrival
    SortedRows m_sorted;        // of Sorted
    SortValues m_values;
    std::vector<ConversationId> m_changed; // to be looked at again
};

} // namespace capture
