// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/selection.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <vector>

namespace ui {

// Finds the entries that a table's criteria let pass, in turns of the event loop; of conversations
// every message of those that pass. Made for one search; deleting it ends it.
class MatchingEntries final : public QObject
{
    Q_OBJECT

public:
    // The feed outlives it.
    MatchingEntries(const capture::Feed &feed, capture::Selection::Criteria criteria,
                    capture::Filter::Facts facts, QObject *parent = nullptr);

signals:
    void found(const std::vector<capture::Number> &numbers); ///< once, at the end

private:
    void lookAtSome();
    [[nodiscard]] bool passes(capture::Number number);

    const capture::Feed &m_feed;
    capture::Selection::Criteria m_criteria;
    capture::Filter::Facts m_facts;
    capture::Number m_next;
    const capture::Number m_end; // of what is there now
    std::vector<capture::Number> m_numbers;
    QHash<capture::ConversationId, bool> m_conversations;
    QTimer m_turns;
};

} // namespace ui
