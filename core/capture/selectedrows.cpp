// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/selectedrows.h"

#include <algorithm>
#include <iterator>

namespace capture {

namespace {

// More changes than that, each at a place of its own, are told as one reset: a view moves all rows
// behind each of them.
constexpr qsizetype kMaxEdits = 64;
constexpr qsizetype kMaxMoved = 1'000'000;

} // namespace

SelectedRows::SelectedRows()
    : m_sorted(m_values)
{}

void SelectedRows::restart(Mode mode, bool descending, bool ofSubjects, quint64 begin, quint64 end)
{
    m_mode = mode;
    m_descending = descending;
    m_begin = begin;
    m_end = end;
    m_keys = {};
    m_sorted.clear();
    m_values.restart(begin, ofSubjects, descending);
}

void SelectedRows::extend(quint64 end, RowListener &listener)
{
    if (end <= m_end)
        return;
    listener.rowsInserting(m_descending ? 0 : size(), qsizetype(end - m_end));
    m_end = end;
    listener.rowsInserted();
}

void SelectedRows::apply(const Edits &edits, RowListener &listener)
{
    const quint64 last = m_keys.empty() ? 0 : m_keys.back();
    const auto appended = m_mode == Mode::Sorted
        ? 0
        : std::count_if(edits.insert.begin(), edits.insert.end(),
                        [last](const Row &row) { return row.key > last; });
    const auto scattered = qsizetype(edits.insert.size() + edits.remove.size()) - appended;
    const bool reset = isScattered(scattered);
    RowListener *told = reset ? nullptr : &listener;
    if (reset)
        listener.rowsResetting();
    if (m_mode == Mode::Sorted) {
        removeSorted(edits.remove, told);
        insertSorted(edits.insert, told);
    } else if (reset) {
        mergeByArrival(edits);
    } else {
        removeByArrival(edits.remove, listener);
        insertByArrival(edits.insert, listener);
    }
    if (reset)
        listener.rowsReset();
    else
        tellChanged(edits.changed, listener);
}

void SelectedRows::tellChanged(const std::vector<quint64> &keys, RowListener &listener) const
{
    // Finding a row takes as long as looking at it again: of many sorted ones any may have changed.
    if (m_mode == Mode::Sorted && qsizetype(keys.size()) > kMaxEdits && size() > 0) {
        listener.rowsChanged(0, size() - 1);
        return;
    }
    qsizetype first = -1;
    qsizetype last = -1;
    for (const quint64 key : keys) {
        const qsizetype row = rowOf(key);
        if (row < 0)
            continue;
        first = first < 0 ? row : qMin(first, row);
        last = qMax(last, row);
    }
    if (first >= 0)
        listener.rowsChanged(first, last);
}

bool SelectedRows::isScattered(qsizetype edits) const
{
    return edits > kMaxEdits || (edits > 1 && edits * size() > kMaxMoved);
}

// Keys that go to the same place make one range.
void SelectedRows::insertByArrival(const std::vector<Row> &rows, RowListener &listener)
{
    std::vector<quint64> keys;
    for (auto row = rows.begin(); row != rows.end();) {
        const auto place = std::lower_bound(m_keys.begin(), m_keys.end(), row->key);
        keys.clear();
        for (; row != rows.end() && (place == m_keys.end() || row->key < *place); ++row)
            keys.push_back(row->key);
        const qsizetype index = place - m_keys.begin();
        listener.rowsInserting(m_descending ? size() - index : index, qsizetype(keys.size()));
        m_keys.insert(place, keys.begin(), keys.end());
        listener.rowsInserted();
    }
}

void SelectedRows::removeByArrival(const std::vector<quint64> &keys, RowListener &listener)
{
    for (auto key = keys.begin(); key != keys.end();) {
        const auto place = std::lower_bound(m_keys.begin(), m_keys.end(), *key);
        auto last = place;
        while (last != m_keys.end() && key != keys.end() && *last == *key) {
            ++last;
            ++key;
        }
        removeRange(place - m_keys.begin(), last - place, listener);
    }
}

void SelectedRows::removeRange(qsizetype index, qsizetype count, RowListener &listener)
{
    listener.rowsRemoving(m_descending ? size() - index - count : index, count);
    m_keys.erase(m_keys.begin() + index, m_keys.begin() + index + count);
    listener.rowsRemoved();
}

// All at once: each by itself would move half of the rows.
void SelectedRows::mergeByArrival(const Edits &edits)
{
    std::vector<quint64> inserted;
    for (const Row &row : edits.insert)
        inserted.push_back(row.key);
    const auto beginOf = [this](const std::vector<quint64> &keys) {
        return keys.empty() ? m_keys.end()
                            : std::lower_bound(m_keys.begin(), m_keys.end(), keys.front());
    };
    // What lies before the first one stays.
    const auto begin = qMin(beginOf(edits.remove), beginOf(inserted));
    std::vector<quint64> kept;
    std::set_difference(begin, m_keys.end(), edits.remove.begin(), edits.remove.end(),
                        std::back_inserter(kept));
    m_keys.erase(begin, m_keys.end());
    std::merge(kept.begin(), kept.end(), inserted.begin(), inserted.end(),
               std::back_inserter(m_keys));
}

void SelectedRows::insertSorted(const std::vector<Row> &rows, RowListener *listener)
{
    for (const Row &row : rows) {
        if (listener)
            listener->rowsInserting(m_sorted.indexOf(row), 1);
        m_values.set(row.key, row.value);
        m_sorted.insert(row);
        if (listener)
            listener->rowsInserted();
    }
}

void SelectedRows::removeSorted(const std::vector<quint64> &keys, RowListener *listener)
{
    for (const quint64 key : keys) {
        const Row row{m_values.get(key), key};
        if (listener)
            listener->rowsRemoving(m_sorted.indexOf(row), 1);
        m_sorted.remove(row);
        m_values.set(key, SortValues::kNoRow);
        if (listener)
            listener->rowsRemoved();
    }
}

void SelectedRows::dropBefore(quint64 key, RowListener &listener)
{
    if (key <= m_begin)
        return;
    if (m_mode == Mode::Sorted) {
        dropSortedBefore(key, listener);
    } else if (m_mode == Mode::Arrival) {
        const auto end = std::lower_bound(m_keys.begin(), m_keys.end(), key);
        if (end != m_keys.begin())
            removeRange(0, end - m_keys.begin(), listener);
    } else if (const auto count = qsizetype(qMin(key, m_end) - m_begin); count > 0) {
        listener.rowsRemoving(m_descending ? size() - count : 0, count);
        m_begin = qMin(key, m_end);
        listener.rowsRemoved();
    }
    m_begin = key;
    m_end = qMax(m_end, key);
}

void SelectedRows::dropSortedBefore(quint64 key, RowListener &listener)
{
    std::vector<quint64> keys;
    for (quint64 gone = m_begin; gone < qMin(key, m_values.end()); ++gone) {
        if (has(gone))
            keys.push_back(gone);
    }
    if (!isScattered(qsizetype(keys.size()))) {
        removeSorted(keys, &listener);
    } else {
        listener.rowsResetting();
        m_sorted.removeBefore(key);
        listener.rowsReset();
    }
    m_values.dropBefore(key);
}

qsizetype SelectedRows::size() const
{
    switch (m_mode) {
    case Mode::Whole:
        return qsizetype(m_end - m_begin);
    case Mode::Arrival:
        return qsizetype(m_keys.size());
    case Mode::Sorted:
        return m_sorted.size();
    }
    return 0;
}

quint64 SelectedRows::key(qsizetype row) const
{
    if (m_mode == Mode::Sorted)
        return m_sorted.key(row);
    const qsizetype index = m_descending ? size() - 1 - row : row;
    return m_mode == Mode::Whole ? m_begin + quint64(index) : m_keys[size_t(index)];
}

qsizetype SelectedRows::rowOf(quint64 key) const
{
    if (!has(key))
        return -1;
    if (m_mode == Mode::Sorted)
        return m_sorted.indexOf({m_values.get(key), key});
    const qsizetype index = m_mode == Mode::Whole
        ? qsizetype(key - m_begin)
        : std::lower_bound(m_keys.begin(), m_keys.end(), key) - m_keys.begin();
    return m_descending ? size() - 1 - index : index;
}

bool SelectedRows::has(quint64 key) const
{
    switch (m_mode) {
    case Mode::Whole:
        return key >= m_begin && key < m_end;
    case Mode::Arrival:
        return std::binary_search(m_keys.begin(), m_keys.end(), key);
    case Mode::Sorted:
        return m_values.get(key) != SortValues::kNoRow;
    }
    return false;
}

qint64 SelectedRows::memory() const
{
    return qint64(m_keys.size() * sizeof(quint64)) + m_sorted.memory() + m_values.memory();
}

} // namespace capture
