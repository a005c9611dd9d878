// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QAction;
class QLabel;
class QListView;
class QModelIndex;

namespace ui {

class LiveRun;
class RunListModel;

// The runs of a tab, newest first: subject, verb, how it ended. One of them may be pinned. Owns no
// run; a run that is deleted leaves the list.
class RunList final : public QWidget
{
    Q_OBJECT

public:
    explicit RunList(QWidget *parent = nullptr);

    [[nodiscard]] LiveRun *current() const;
    [[nodiscard]] LiveRun *pinnedRun() const;

    void add(ui::LiveRun *run); ///< becomes the current one; emits nothing
    void remove(ui::LiveRun *run);
    void setCurrent(ui::LiveRun *run); ///< emits nothing

signals:
    void activated(ui::LiveRun *run);       ///< chosen by click or keyboard
    void pinned(ui::LiveRun *run);          ///< null: unpinned
    void removeRequested(ui::LiveRun *run); ///< "Remove from list" of the context menu

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildActions();
    void showEmpty();
    void togglePin(const QModelIndex &index);
    void showMenu(const QPoint &at);

    RunListModel *m_model = nullptr;
    QListView *m_view = nullptr;
    QLabel *m_empty = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_remove = nullptr;
    bool m_quiet = false; ///< while the current run is set from outside
};

} // namespace ui
