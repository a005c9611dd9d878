// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/sortedrows.h"

#include <algorithm>
#include <compare>

namespace capture {

void SortValues::restart(quint64 base, bool ofSubjects, bool descending)
{
    m_values = {};
    m_numbers = {};
    m_subjects = {};
    m_subjectBytes = 0;
    m_base = base;
    m_ofSubjects = ofSubjects;
    m_descending = descending;
}

void SortValues::set(quint64 key, qint64 value)
{
    Q_ASSERT(key >= m_base);
    const size_t index = size_t(key - m_base);
    if (index >= m_values.size())
        m_values.resize(index + 1, kNoRow);
    m_values[index] = value;
}

qint64 SortValues::get(quint64 key) const
{
    return key < m_base || key - m_base >= m_values.size() ? kNoRow
                                                           : m_values[size_t(key - m_base)];
}

void SortValues::dropBefore(quint64 key)
{
    const quint64 count = qMin<quint64>(key - qMin(key, m_base), m_values.size());
    m_values.erase(m_values.begin(), m_values.begin() + qsizetype(count));
    m_base = qMax(m_base, key);
}

qint64 SortValues::numberOf(QByteArrayView subject)
{
    const QByteArray text = QByteArray::fromRawData(subject.data(), subject.size());
    if (const auto found = m_numbers.constFind(text); found != m_numbers.constEnd())
        return *found;
    if (qsizetype(m_subjects.size()) >= kMaxSubjects
        || m_subjectBytes + subject.size() > kMaxSubjectBytes)
        return kUnknown;
    m_subjects.push_back(subject.toByteArray());
    m_subjectBytes += subject.size();
    return m_numbers.insert(m_subjects.back(), qint64(m_subjects.size()) - 1).value();
}

int SortValues::compare(qint64 a, qint64 b) const
{
    if (a == b)
        return 0;
    if (a == kUnknown || b == kUnknown)
        return a == kUnknown ? 1 : -1;
    const int order = !m_ofSubjects                     ? (a < b ? -1 : 1)
        : m_subjects[size_t(a)] < m_subjects[size_t(b)] ? -1
                                                        : 1;
    return m_descending ? -order : order;
}

qint64 SortValues::memory() const
{
    constexpr qint64 kPerSubject
        = 2 * sizeof(QByteArray) + 48; // its head and its place in the hash
    return qint64(m_values.size() * sizeof(qint64)) + m_subjectBytes
        + qint64(m_subjects.size()) * kPerSubject;
}

SortedRows::SortedRows(const SortValues &values)
    : m_values(values)
{}

void SortedRows::clear()
{
    m_blocks = {};
    m_starts = {};
    m_size = 0;
}

bool SortedRows::less(const Row &a, const Row &b) const
{
    const int order = m_values.compare(a.value, b.value);
    return order < 0 || (order == 0 && a.key < b.key);
}

// The last block that does not begin behind the row.
size_t SortedRows::blockOf(const Row &row) const
{
    const auto after = std::upper_bound(
        m_blocks.begin(), m_blocks.end(), row,
        [this](const Row &a, const Block &block) { return less(a, block.front()); });
    return after == m_blocks.begin() ? 0 : size_t(after - m_blocks.begin()) - 1;
}

qsizetype SortedRows::indexOf(Row row) const
{
    if (m_blocks.empty())
        return 0;
    const size_t at = blockOf(row);
    const Block &block = m_blocks[at];
    const auto place = std::lower_bound(block.begin(), block.end(), row,
                                        [this](const Row &a, const Row &b) { return less(a, b); });
    return m_starts[at] + (place - block.begin());
}

void SortedRows::insert(Row row)
{
    if (m_blocks.empty()) {
        m_blocks.emplace_back();
        m_starts.push_back(0);
    }
    const size_t at = m_size == 0 ? 0 : blockOf(row);
    Block &block = m_blocks[at];
    block.insert(std::lower_bound(block.begin(), block.end(), row,
                                  [this](const Row &a, const Row &b) { return less(a, b); }),
                 row);
    ++m_size;
    for (size_t i = at + 1; i < m_starts.size(); ++i)
        ++m_starts[i];
    if (block.size() >= kBlock)
        split(at);
}

void SortedRows::remove(Row row)
{
    const size_t at = blockOf(row);
    Block &block = m_blocks[at];
    const auto place = std::lower_bound(block.begin(), block.end(), row,
                                        [this](const Row &a, const Row &b) { return less(a, b); });
    Q_ASSERT(place != block.end() && place->key == row.key);
    block.erase(place);
    --m_size;
    for (size_t i = at + 1; i < m_starts.size(); ++i)
        --m_starts[i];
    if (block.empty()) {
        m_blocks.erase(m_blocks.begin() + qsizetype(at));
        m_starts.erase(m_starts.begin() + qsizetype(at));
    }
}

void SortedRows::removeBefore(quint64 key)
{
    for (Block &block : m_blocks)
        std::erase_if(block, [key](const Row &row) { return row.key < key; });
    std::erase_if(m_blocks, [](const Block &block) { return block.empty(); });
    m_starts.resize(m_blocks.size());
    count(0);
}

void SortedRows::split(size_t at)
{
    Block &block = m_blocks[at];
    const auto middle = block.begin() + qsizetype(block.size() / 2);
    Block second(middle, block.end());
    second.reserve(kBlock);
    block.erase(middle, block.end());
    m_blocks.insert(m_blocks.begin() + qsizetype(at) + 1, std::move(second));
    m_starts.insert(m_starts.begin() + qsizetype(at) + 1, 0);
    count(at);
}

void SortedRows::count(size_t from)
{
    qsizetype start = from == 0 ? 0 : m_starts[from];
    for (size_t i = from; i < m_blocks.size(); ++i) {
        m_starts[i] = start;
        start += qsizetype(m_blocks[i].size());
    }
    m_size = start;
}

quint64 SortedRows::key(qsizetype index) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), index);
    const size_t at = size_t(after - m_starts.begin()) - 1;
    return m_blocks[at][size_t(index - m_starts[at])].key;
}

qint64 SortedRows::memory() const
{
    qint64 bytes
        = qint64(m_starts.capacity() * sizeof(qsizetype) + m_blocks.capacity() * sizeof(Block));
    for (const Block &block : m_blocks)
        bytes += qint64(block.capacity() * sizeof(Row));
    return bytes;
}

} // namespace capture
