// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/selection.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <optional>

class QMenu;
class QTableView;

namespace ui {

class ColorRules;
class ConversationModel;
class MessageModel;
class TrafficActions;
class TrafficModel;
class TrafficView;

// What of a feed's traffic passes the criteria, one row a message or one row a conversation, with a
// waterfall on the time axis they share. Takes slices of work in the event loop's turns; follows
// the newest until the user scrolls up; paused it lets nothing new in.
class TrafficTable final : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficTable(QWidget *parent = nullptr);

    void setFeed(capture::Feed *feed); ///< outlives it or is replaced; null: none
    void setCriteria(capture::RowKind kind, const capture::Filter &filter);
    void setTimes(std::optional<base::Instant> from, std::optional<base::Instant> to);
    void setFacts(const capture::Filter::Facts &facts); ///< names, pins
    void factsChanged();                                ///< names or pins have: look again
    void setColorRules(const ColorRules *rules);        ///< outlives it
    void setPaused(bool paused);
    void setFollowing(bool following);
    void setEmptyText(const QString &text);

    [[nodiscard]] capture::RowKind kind() const;
    [[nodiscard]] quint64 matching() const;
    [[nodiscard]] quint64 total() const;
    [[nodiscard]] bool isWorking() const; ///< not all rows have been looked at
    [[nodiscard]] bool isFollowing() const;
    [[nodiscard]] quint64 held() const; ///< came while it is paused, matching or not
    [[nodiscard]] std::optional<quint64> current() const; ///< entry number or conversation id
    void select(quint64 key); ///< and scrolls there; nothing if it is not among the rows
    [[nodiscard]] QTableView *view() const;

signals:
    void currentChanged();
    void rowsChanged(); ///< matching(), total(), isWorking(), held()
    void followingChanged(bool following);
    // "Filter from cell": the term to add.
    void filterRequested(const QString &term);
    void activated(quint64 key); ///< Enter or a double click
    // Where the tab's own actions for a row go; the table has added its own.
    void contextMenuRequested(QMenu *menu, quint64 key);

private:
    void setModel(capture::RowKind kind);
    void clickHeader(int section);
    void setOrder(capture::RowOrder order, bool descending);
    void goTo(quint64 key);
    void moveCurrent(int row);
    void followCurrent();
    void tryWanted();
    void holdChosen();
    void restoreChosen();
    void openMenu(const QPoint &globalPos);
    [[nodiscard]] quint64 translated(quint64 key, capture::RowKind from) const;

    QPointer<capture::Feed> m_feed;
    TrafficView *m_view;
    TrafficActions *m_actions;
    MessageModel *m_messages;
    ConversationModel *m_conversations;
    TrafficModel *m_model = nullptr; // one of the two; the other has no feed
    capture::Selection::Criteria m_criteria;
    capture::Filter::Facts m_facts;
    std::optional<quint64> m_current;
    std::optional<quint64> m_wanted; // to be chosen as soon as it is among the rows
    int m_column = 0;                // the current one's, also while there is no current row
    std::vector<quint64> m_selected; // through a reset
    bool m_paused = false;
    bool m_moving = false; // rows are told of
    bool m_resetting = false;
};

} // namespace ui
