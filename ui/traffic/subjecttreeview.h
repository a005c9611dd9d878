// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtWidgets/QTreeView>

namespace ui {

class SubjectTreeModel;

// The subjects of a feed with their rates as figures and sparklines.
class SubjectTreeView final : public QTreeView
{
    Q_OBJECT

public:
    explicit SubjectTreeView(QWidget *parent = nullptr);

    void setFeed(capture::Feed *feed);
    void setCanWatch(bool can); ///< one more subject

signals:
    void filterRequested(const QString &term);      ///< Enter, double click, menu
    void watchRequested(const QByteArray &pattern); ///< as one more subject

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildActions();
    void requestFilter(bool out);
    void copySubject();

    SubjectTreeModel *m_subjects;
    QAction *m_filter = nullptr;
    QAction *m_filterOut = nullptr;
    QAction *m_watch = nullptr;
    QAction *m_copy = nullptr;
};

} // namespace ui
