// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace ui {

class LiveRun;
class ReplyDetail;
class ReplyTable;
class Tiles;
class TimelineView;
class WireView;

// One run as the user sees it: figures, timeline, table, detail, wire. Follows a live run and
// stays as it was when the run has ended. Without a run it says what to do; a run that ended
// before any reply could come says why, large.
class FaninView final : public QWidget
{
    Q_OBJECT

public:
    explicit FaninView(QWidget *parent = nullptr);

    [[nodiscard]] LiveRun *run() const;

    // Neither takes ownership; a run that is deleted leaves the view by itself.
    void setRun(ui::LiveRun *run);
    // Its replies are drawn as ghost dots behind the run's. Null: none.
    void setGhost(ui::LiveRun *run);
    // What is said while there is no run, where nothing can be sent.
    void setEmptyText(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildUi();
    QWidget *buildEmpty();
    QWidget *buildFailure();
    QWidget *buildLive();
    QWidget *buildLists();
    void showState();
    void fitChart();
    void select(qsizetype reply);

    QPointer<LiveRun> m_run;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_empty = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QWidget *m_live = nullptr;
    QStackedWidget *m_chart = nullptr;
    QLabel *m_failureIcon = nullptr;
    QLabel *m_failure = nullptr;
    QLabel *m_advice = nullptr;
    QSplitter *m_split = nullptr;
    bool m_splitByHand = false; ///< then the chart's height is the user's
    Tiles *m_tiles = nullptr;
    TimelineView *m_timeline = nullptr;
    QTabWidget *m_lists = nullptr;
    ReplyTable *m_table = nullptr;
    WireView *m_wire = nullptr;
    ReplyDetail *m_detail = nullptr;
};

} // namespace ui
