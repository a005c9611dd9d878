// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/matchingentries.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr qint64 kSliceMs = 5;
constexpr int kAtOnce = 200; ///< entries between two looks at the clock

} // namespace

MatchingEntries::MatchingEntries(const capture::Feed &feed, capture::Selection::Criteria criteria,
                                 capture::Filter::Facts facts, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_criteria(std::move(criteria))
    , m_facts(std::move(facts))
    , m_next(feed.capture().log().first())
    , m_end(feed.capture().log().end())
{
    m_turns.setInterval(0);
    connect(&m_turns, &QTimer::timeout, this, &MatchingEntries::lookAtSome);
    m_turns.start();
}

bool MatchingEntries::passes(capture::Number number)
{
    const capture::Capture &capture = m_feed.capture();
    if (m_criteria.kind == capture::RowKind::Messages)
        return m_criteria.pass(capture, number, m_facts);
    const capture::ConversationId id = capture.conversations().conversationOf(number);
    if (!capture.conversations().has(id))
        return false;
    const auto known = m_conversations.constFind(id);
    if (known != m_conversations.constEnd())
        return *known;
    return *m_conversations.insert(id, m_criteria.pass(capture, id, m_facts));
}

void MatchingEntries::lookAtSome()
{
    QElapsedTimer clock;
    clock.start();
    do {
        m_next = std::max(m_next, m_feed.capture().log().first());
        for (int i = 0; i < kAtOnce && m_next < m_end; ++i, ++m_next) {
            if (passes(m_next))
                m_numbers.push_back(m_next);
        }
    } while (m_next < m_end && clock.elapsed() < kSliceMs);
    if (m_next < m_end)
        return;
    m_turns.stop();
    emit found(m_numbers);
}

} // namespace ui
