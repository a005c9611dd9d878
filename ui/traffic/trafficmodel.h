// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/selection.h"
#include "ui/traffic/traffictext.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace ui {

// What a table's first column counts from.
enum class TimeShown { Clock, SinceStart, SincePrevious, SinceReference };

// The rows of a feed's traffic that pass the criteria: keys, not copies. Asks its selection in
// slices of the event loop's turns and tells its views a few times a second. Derived models know
// the columns.
class TrafficModel : public QAbstractTableModel, private capture::RowListener
{
    Q_OBJECT

public:
    // The work of one turn of the event loop, and how often views hear of it: a screen shows no
    // more, and a table of a million rows costs milliseconds to follow.
    static constexpr base::Span kSlice = std::chrono::milliseconds(4);
    static constexpr int kRestMs = 4;   ///< between two slices
    static constexpr int kRoundMs = 50; ///< between two looks at what came
    static constexpr int kSortMs = 250; ///< the same where rows are sorted: they jump

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const final;

    void setFeed(capture::Feed *feed);
    void setCriteria(capture::Selection::Criteria criteria); ///< its kind is the model's own
    void setFacts(const capture::Filter::Facts &facts);
    void lookAgain(); ///< what the facts say has changed
    void setPaused(bool paused);
    void setTimeShown(TimeShown shown);
    void setReference(std::optional<base::Instant> reference);

    [[nodiscard]] capture::RowKind kind() const { return m_criteria.kind; }
    [[nodiscard]] const capture::Selection::Criteria &criteria() const { return m_criteria; }
    [[nodiscard]] const capture::Filter::Facts &facts() const { return m_facts; }
    [[nodiscard]] const capture::Capture *capture() const; ///< null: no feed
    [[nodiscard]] TimeShown timeShown() const { return m_timeShown; }
    [[nodiscard]] std::optional<base::Instant> reference() const { return m_reference; }
    [[nodiscard]] bool isInOrderOfArrival() const;
    [[nodiscard]] quint64 matching() const;
    [[nodiscard]] quint64 total() const;
    [[nodiscard]] quint64 held() const; ///< came while it is paused, matching or not
    [[nodiscard]] bool isHeld(quint64 key) const { return m_heldFrom && key >= *m_heldFrom; }
    [[nodiscard]] bool isWorking() const { return m_working; }

    // Entry number or conversation id; 0 for a row that is no longer kept.
    [[nodiscard]] quint64 key(int row) const;
    [[nodiscard]] int rowOf(quint64 key) const; ///< -1: not among them
    // The message, or the conversation's first one that is kept; kNone: none is.
    [[nodiscard]] virtual capture::Number numberOf(quint64 key) const = 0;
    [[nodiscard]] virtual base::Instant timeOf(quint64 key) const = 0;
    [[nodiscard]] virtual bool isNote(quint64 key) const = 0; ///< a gap: one text for all columns
    [[nodiscard]] virtual CellText cell(quint64 key, int row, int column) const = 0;
    [[nodiscard]] virtual bool isFigure(int column) const = 0;
    [[nodiscard]] virtual bool isMono(int column) const = 0;
    [[nodiscard]] virtual QString headerText(int column, bool brief) const = 0;
    [[nodiscard]] virtual std::optional<capture::RowOrder> orderOf(int column) const = 0;
    // The term that finds what is like this cell; "" if there is none.
    [[nodiscard]] virtual QString filterTerm(quint64 key, int column) const = 0;
    [[nodiscard]] QString noteText(quint64 key) const;
    [[nodiscard]] QString requesterName(quint32 requester) const;
    [[nodiscard]] bool isPinned(quint64 key) const;

signals:
    // Around a batch that inserts or removes rows: what was in sight is to stay there.
    void moving();
    void moved();
    void progressed(); ///< matching(), total(), held(), isWorking()

protected:
    TrafficModel(capture::RowKind kind, QObject *parent);

    [[nodiscard]] virtual bool isKept(quint64 key) const = 0;
    [[nodiscard]] virtual QString tipText(quint64 key, int column) const = 0;
    [[nodiscard]] QString timeText(quint64 key, int row) const;
    [[nodiscard]] QString timeHeader(bool brief) const;

private:
    void followFeed(const capture::Changes &changes);
    void restart();
    void wake();
    void work();
    [[nodiscard]] quint64 firstKey() const;
    [[nodiscard]] quint64 endKey() const;

    void rowsInserting(qsizetype first, qsizetype count) override;
    void rowsInserted() override { endInsertRows(); }
    void rowsRemoving(qsizetype first, qsizetype count) override;
    void rowsRemoved() override { endRemoveRows(); }
    void rowsResetting() override { beginResetModel(); }
    void rowsReset() override { endResetModel(); }
    void rowsChanged(qsizetype first, qsizetype last) override;

    QPointer<capture::Feed> m_feed;
    std::unique_ptr<capture::Selection> m_selection;
    capture::Selection::Criteria m_criteria;
    capture::Filter::Facts m_facts;
    std::optional<quint64> m_heldFrom; // the end of the keys when it was paused
    std::optional<base::Instant> m_reference;
    QPointer<capture::Feed> m_referenceFeed; // whose time it is
    QTimer m_timer;
    TimeShown m_timeShown = TimeShown::Clock;
    bool m_due = false;
    bool m_working = false; // since restart()
};

} // namespace ui
