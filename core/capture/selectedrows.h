// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/rowlistener.h"
#include "core/capture/sortedrows.h"

#include <deque>
#include <vector>

namespace capture {

// The keys of a Selection in the order of their rows; tells the listener of each change.
class SelectedRows final
{
public:
    enum class Mode {
        Whole,   ///< every key of a range, by arrival
        Arrival, ///< some keys, by arrival
        Sorted,  ///< some keys, by a value of each
    };

    // What a look at the capture found; keys ascending, each once. One that moves is removed and
    // inserted.
    struct Edits
    {
        std::vector<quint64> remove;
        std::vector<SortedRows::Row> insert; ///< values count when Sorted
        std::vector<quint64> changed;
    };

    SelectedRows();
    Q_DISABLE_COPY_MOVE(SelectedRows)

    // Tells nobody. Keys begin at `begin`; of Whole those before `end` are there.
    void restart(Mode mode, bool descending, bool ofSubjects, quint64 begin, quint64 end);
    void extend(quint64 end, RowListener &listener); ///< of Whole
    void apply(const Edits &edits, RowListener &listener);
    void dropBefore(quint64 key, RowListener &listener);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] qsizetype size() const;
    [[nodiscard]] quint64 key(qsizetype row) const;
    [[nodiscard]] qsizetype rowOf(quint64 key) const; ///< -1: none
    [[nodiscard]] bool has(quint64 key) const;
    [[nodiscard]] SortValues &values() { return m_values; }
    [[nodiscard]] qint64 memory() const;

private:
    using Row = SortedRows::Row;

    void insertByArrival(const std::vector<Row> &rows, RowListener &listener);
    void removeByArrival(const std::vector<quint64> &keys, RowListener &listener);
    void removeRange(qsizetype index, qsizetype count, RowListener &listener);
    void mergeByArrival(const Edits &edits); // tells nobody
    // Without a listener nobody is told.
    void insertSorted(const std::vector<Row> &rows, RowListener *listener);
    void removeSorted(const std::vector<quint64> &keys, RowListener *listener);
    void dropSortedBefore(quint64 key, RowListener &listener);
    void tellChanged(const std::vector<quint64> &keys, RowListener &listener) const;
    [[nodiscard]] bool isScattered(qsizetype edits) const;

    Mode m_mode = Mode::Whole;
    bool m_descending = false;
    quint64 m_begin = 1;        // no row has a key before it
    quint64 m_end = 1;          // of Whole
    std::deque<quint64> m_keys; // of Arrival, ascending
    SortValues m_values;        // of Sorted
    SortedRows m_sorted;
};

} // namespace capture
