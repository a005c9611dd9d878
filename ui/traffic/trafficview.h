// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/waterfall.h"

#include <QtCore/QTimer>
#include <QtWidgets/QTableView>

#include <array>
#include <optional>

namespace ui {

class ColorRules;
class TrafficDelegate;
class TrafficHeader;
class TrafficModel;

// The table itself: keeps in sight what was in sight while rows come and go, follows the newest
// until the user goes elsewhere, paints gaps over its whole width and the waterfall's axis.
class TrafficView final : public QTableView
{
    Q_OBJECT

public:
    explicit TrafficView(QWidget *parent = nullptr);

    void setTraffic(TrafficModel *model); ///< outlives it or is replaced
    void setColorRules(const ColorRules *rules);
    void setFollowing(bool following);
    void setEmptyText(const QString &text);
    void setWaterfallKind(WaterfallKind kind);

    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] WaterfallKind waterfallKind() const { return m_scale.kind; }
    [[nodiscard]] const WaterfallScale &scale() const { return m_scale; }
    void showSortOrder(); ///< in the header: what the model's criteria say

signals:
    void currentMoved();
    void followingChanged(bool following); ///< by the user
    void linkClicked(const QModelIndex &index);
    void menuRequested(const QModelIndex &index, const QPoint &globalPos);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    struct Columns // as the user has them, of each kind of rows
    {
        QByteArray header;
        bool userSized = false;
    };

    void sizeColumns();
    void restoreColumns(const Columns &columns);
    void noteAnchor();
    void keepAnchor();
    void rowsCame(int first, int last);
    void rowsWent(int first, int last);
    void rowsReset();
    void userScrolled();
    void letFollow(bool following);
    void beginFrame();
    void paintNotes(QPainter &painter);
    [[nodiscard]] std::pair<int, int> rowsInSight() const;
    [[nodiscard]] bool isLink(const QModelIndex &index) const;

    TrafficModel *m_traffic = nullptr;
    std::array<Columns, 2> m_columns;
    TrafficDelegate *m_delegate;
    TrafficHeader *m_header;
    QString m_emptyText;
    WaterfallScale m_scale;
    QTimer m_growth;                 // while something in sight waits
    QPersistentModelIndex m_pressed; // by the left button
    QPoint m_pressedAt;
    int m_anchor = 0;
    quint64 m_anchorKey = 0; // 0: at the top, or none
    int m_anchorOffset = 0;  // pixels of the anchor row above the viewport
    bool m_shifted = false;  // rows came or went since noteAnchor()
    bool m_following = true;
    bool m_userSized = false; // the columns
    bool m_sizing = false;
};

} // namespace ui
