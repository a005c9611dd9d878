// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/selection.h"

#include <algorithm>
#include <limits>

namespace capture {

namespace {

// Who is paused collects changes; from so many on the repeated ones go.
constexpr size_t kManyChanged = 65'536;

// Messages of one conversation; to find them all takes some milliseconds.
constexpr qsizetype kMaxAgain = 100'000;

// Those from `from` on are put among the others.
void makeUnique(std::vector<quint64> &keys, size_t from = 0)
{
    const auto middle = keys.begin() + qsizetype(from);
    std::sort(middle, keys.end());
    std::inplace_merge(keys.begin(), middle, keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// Two conversations that are looked at again may share a message.
void makeUnique(std::vector<SortedRows::Row> &rows)
{
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [](const auto &a, const auto &b) { return a.key == b.key; }),
               rows.end());
}

Selection::Criteria sensible(Selection::Criteria criteria)
{
    const bool bySelf = criteria.order == RowOrder::Size || criteria.order == RowOrder::Subject;
    if (criteria.kind == RowKind::Messages && !bySelf)
        criteria.order = RowOrder::Arrival;
    return criteria;
}

SelectedRows::Mode modeFor(const Selection::Criteria &criteria)
{
    if (criteria.order != RowOrder::Arrival)
        return SelectedRows::Mode::Sorted;
    return criteria.filter.isEmpty() && !criteria.from && !criteria.to
        ? SelectedRows::Mode::Whole
        : SelectedRows::Mode::Arrival;
}

} // namespace

bool Selection::Criteria::pass(const Capture &capture, quint64 key,
                               const Filter::Facts &facts) const
{
    const bool messages = kind == RowKind::Messages;
    if (from || to) {
        const base::Instant at
            = messages ? capture.log().timeOf(key) : capture.conversations().at(key).at;
        if ((from && at < *from) || (to && at >= *to))
            return false;
    }
    return messages ? filter.matches(capture, key, facts)
                    : filter.matchesConversation(capture, key, facts);
}

Selection::Selection(const Capture &capture)
    : m_capture(capture)
{}

void Selection::restart(Criteria criteria, Filter::Facts facts, RowListener &listener)
{
    listener.rowsResetting();
    m_criteria = sensible(std::move(criteria));
    m_facts = std::move(facts);
    m_changed.clear();
    m_again.clear();
    m_uniqueChanged = 0;
    m_begin = firstKey();
    const SelectedRows::Mode mode = modeFor(m_criteria);
    m_next = mode == SelectedRows::Mode::Whole ? endKey() : m_begin;
    m_rows.restart(mode, m_criteria.descending, m_criteria.order == RowOrder::Subject, m_begin,
                   m_next);
    listener.rowsReset();
}

void Selection::onChanges(const Changes &changes, RowListener &listener)
{
    const bool messages = m_criteria.kind == RowKind::Messages;
    const quint64 first = messages ? changes.first : changes.firstConversation;
    m_rows.dropBefore(first, listener);
    m_begin = qMax(m_begin, first);
    m_next = qMax(m_next, first);
    // What a message's row says is its own, unless the filter asks for its conversation.
    if (messages && !m_criteria.filter.isAboutConversations())
        return;
    m_changed.insert(m_changed.end(), changes.changed.begin(), changes.changed.end());
    if (m_changed.size() > kManyChanged && m_changed.size() > 2 * m_uniqueChanged)
        makeChangedUnique();
}

void Selection::makeChangedUnique()
{
    if (m_changed.size() == m_uniqueChanged)
        return;
    makeUnique(m_changed, m_uniqueChanged);
    // Conversations, whatever the rows are; while nobody asks for them they may be gone again.
    m_changed.erase(m_changed.begin(),
                    std::ranges::lower_bound(m_changed, m_capture.conversations().first()));
    m_uniqueChanged = m_changed.size();
}

bool Selection::step(base::Span budget, RowListener &listener)
{
    makeChangedUnique();
    const bool sorted = m_rows.mode() == SelectedRows::Mode::Sorted;
    Edits edits;
    if (m_rows.mode() == SelectedRows::Mode::Whole) {
        m_next = endKey();
        m_rows.extend(m_next, listener);
        edits.changed.swap(m_changed);
    } else {
        edits = examine(sorted ? budget / 2 : budget);
    }
    m_uniqueChanged = m_changed.size();
    if (sorted)
        applySorted(edits, budget / 2, listener);
    else
        m_rows.apply(edits, listener);
    return m_changed.empty() && m_again.empty() && m_next >= endKey();
}

// Sorting rows in may take much longer than choosing them, above all by subject: how many of them
// fit into the budget is learned from the last ones.
void Selection::applySorted(const Edits &edits, base::Span budget, RowListener &listener)
{
    const base::Instant begin = base::Clock::now();
    m_rows.apply(edits, listener);
    const base::Span taken = base::Clock::now() - begin;
    const size_t count = edits.insert.size() + edits.remove.size();
    if (taken > budget)
        m_maxEdits = qMax(kFewestEdits,
                          size_t(double(count) * (double(budget.count()) / double(taken.count()))));
    else if (count >= m_maxEdits)
        m_maxEdits *= 2;
}

Selection::Edits Selection::examine(base::Span budget)
{
    const base::Instant deadline = base::Clock::now() + budget;
    Edits edits;
    const size_t most = m_rows.mode() == SelectedRows::Mode::Sorted
        ? m_maxEdits
        : std::numeric_limits<size_t>::max();
    // At least one, so that it ends whatever the budget is.
    while (examineOne(edits) && edits.insert.size() + edits.remove.size() < most
           && base::Clock::now() < deadline) {
    }
    makeUnique(edits.insert);
    makeUnique(edits.remove);
    return edits;
}

// What is new comes first: a conversation of many messages that changes all the time would hold it
// up for ever.
bool Selection::examineOne(Edits &edits)
{
    if (m_next < endKey()) {
        if (passes(m_next))
            edits.insert.push_back({valueOf(m_next), m_next});
        ++m_next;
    } else if (!m_again.empty()) {
        examineAgain(m_again.back(), edits);
        m_again.pop_back();
    } else if (!m_changed.empty()) {
        examineConversation(m_changed.back(), edits);
        m_changed.pop_back();
    } else {
        return false;
    }
    return true;
}

void Selection::examineConversation(ConversationId id, Edits &edits)
{
    const Correlator &conversations = m_capture.conversations();
    if (!conversations.has(id))
        return;
    if (m_criteria.kind == RowKind::Conversations) {
        examineAgain(id, edits);
        return;
    }
    examineAgain(conversations.at(id).request, edits);
    m_again = conversations.replies(id, kMaxAgain);
}

void Selection::examineAgain(quint64 key, Edits &edits)
{
    // What has not been looked at yet will be.
    if (key < m_begin || key >= m_next)
        return;
    const bool was = m_rows.has(key);
    const bool is = passes(key);
    const qint64 value = is ? valueOf(key) : SortValues::kNoRow;
    const bool moves = was && is && m_rows.mode() == SelectedRows::Mode::Sorted
        && value != m_rows.values().get(key);
    if (was && is && !moves) {
        edits.changed.push_back(key);
        return;
    }
    if (was)
        edits.remove.push_back(key);
    if (is)
        edits.insert.push_back({value, key});
}

qint64 Selection::valueOf(quint64 key)
{
    if (m_criteria.order == RowOrder::Arrival)
        return 0;
    const Log &log = m_capture.log();
    Number message = key;
    if (m_criteria.kind == RowKind::Conversations) {
        const Conversation of = m_capture.conversations().at(key);
        const bool asks
            = of.state != ConversationState::Publish && of.state != ConversationState::Gap;
        switch (m_criteria.order) {
        case RowOrder::First:
            return of.first ? of.first->count() : SortValues::kUnknown;
        case RowOrder::Last:
            return of.last ? of.last->count() : SortValues::kUnknown;
        case RowOrder::Replies:
            return asks ? qint64(of.replies) : SortValues::kUnknown;
        default:
            message = log.has(of.request) ? of.request : of.firstReply;
        }
    }
    if (!log.has(message) || log.at(message).kind != EntryKind::Message)
        return SortValues::kUnknown;
    return m_criteria.order == RowOrder::Size ? qint64(log.at(message).size())
                                              : m_rows.values().numberOf(log.at(message).subject);
}

quint64 Selection::firstKey() const
{
    return m_criteria.kind == RowKind::Messages ? m_capture.log().first()
                                                : m_capture.conversations().first();
}

quint64 Selection::endKey() const
{
    return m_criteria.kind == RowKind::Messages ? m_capture.log().end()
                                                : m_capture.conversations().end();
}

quint64 Selection::examined() const
{
    return m_next - m_begin;
}

quint64 Selection::total() const
{
    return endKey() - firstKey();
}

qint64 Selection::memory() const
{
    return m_rows.memory() + qint64((m_changed.capacity() + m_again.capacity()) * sizeof(quint64));
}

} // namespace capture
