// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <deque>
#include <limits>
#include <vector>

namespace capture {

// What rows are sorted by: a number for each key from `base` on. Subjects are numbered as they come
// and compared by their text; the first kMaxSubjects of them and no more than kMaxSubjectBytes,
// what comes then sorts last.
class SortValues final
{
public:
    static constexpr qsizetype kMaxSubjects = 200'000;
    static constexpr qint64 kMaxSubjectBytes = 32 * 1024 * 1024;
    static constexpr qint64 kUnknown = std::numeric_limits<qint64>::max(); ///< sorts last
    static constexpr qint64 kNoRow = std::numeric_limits<qint64>::min();

    void restart(quint64 base, bool ofSubjects, bool descending);
    void set(quint64 key, qint64 value);
    [[nodiscard]] qint64 get(quint64 key) const; ///< kNoRow where none was set
    void dropBefore(quint64 key);
    [[nodiscard]] quint64 end() const
    {
        return m_base + m_values.size();
    } ///< none was set from here
    [[nodiscard]] qint64 numberOf(QByteArrayView subject);

    // Below, equal or above zero.
    [[nodiscard]] int compare(qint64 a, qint64 b) const;
    [[nodiscard]] qint64 memory() const;

private:
    std::deque<qint64> m_values;
    quint64 m_base = 1;
    bool m_ofSubjects = false;
    bool m_descending = false;
    QHash<QByteArray, qint64> m_numbers;
    std::vector<QByteArray> m_subjects;
    qint64 m_subjectBytes = 0;
};

// Keys in the order of their values, equal ones by key: blocks of some thousand, so that a row is
// put in or taken out of a million in about a microsecond.
class SortedRows final
{
public:
    static constexpr size_t kBlock = 2'048;

    explicit SortedRows(const SortValues &values);

    struct Row
    {
        qint64 value = 0;
        quint64 key = 0;
    };

    void clear();
    // Where it would go, or is.
    [[nodiscard]] qsizetype indexOf(Row row) const;
    void insert(Row row);
    void remove(Row row); ///< one that is there
    void removeBefore(quint64 key);

    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] quint64 key(qsizetype index) const;
    [[nodiscard]] qint64 memory() const;

private:
    using Block = std::vector<Row>;
    [[nodiscard]] bool less(const Row &a, const Row &b) const;
    [[nodiscard]] size_t blockOf(const Row &row) const;
    void split(size_t block);
    void count(size_t from);

    const SortValues &m_values;
    std::vector<Block> m_blocks;
    std::vector<qsizetype> m_starts; // of each block
    qsizetype m_size = 0;
};

} // namespace capture
