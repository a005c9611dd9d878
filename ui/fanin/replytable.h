// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTableView>

namespace ui {

class LiveRun;
class ReplyModel;

// The table of replies: fixed row heights, follows the tail only while the user is at the end,
// copies rows and payloads.
class ReplyTable final : public QTableView
{
    Q_OBJECT

public:
    explicit ReplyTable(QWidget *parent = nullptr);

    [[nodiscard]] qsizetype selected() const; ///< -1: none

    void setRun(ui::LiveRun *run);
    void setSelected(qsizetype reply); ///< emits nothing

signals:
    void selectionMoved(qsizetype reply); ///< by the user

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void sizeColumns();
    void copyRows();
    void copyPayload();

    ReplyModel *m_replies;
    QAction *m_copyRows = nullptr;
    QAction *m_copyPayload = nullptr;
    bool m_atEnd = false; ///< before an insertion
    bool m_quiet = false; ///< while the selection is set from outside
};

} // namespace ui
