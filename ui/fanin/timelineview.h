// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"
#include "ui/fanin/timelinepainter.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QAbstractScrollArea>

class QPushButton;

namespace ui {

// The timeline of one run: paints what TimelineGeometry decides, moves the now-line while the run
// waits, zooms and pans, and walks from reply to reply by keyboard. Follows a live run it does not
// own. Repaints only the strip of the now-line when nothing else has changed.
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Fit { Total, Replies, Free };

    explicit TimelineView(QWidget *parent = nullptr);

    [[nodiscard]] qsizetype selected() const { return m_selected; } ///< -1: none
    [[nodiscard]] Fit fit() const { return m_fit; }
    [[nodiscard]] TimeRange range() const { return m_layout.range; }
    // Height that shows every lane of the run.
    [[nodiscard]] int wantedHeight() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    void setRun(ui::LiveRun *run);
    void setGhost(ui::LiveRun *run);
    void setSelected(qsizetype reply); ///< emits nothing
    void fitTotal();
    void fitReplies();
    // About the pointer if it is over the plot, else about its middle. Below 1: closer.
    void zoom(double factor);

signals:
    void selectionChanged(qsizetype reply); ///< by the user
    void wantedHeightChanged();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void buildFitButton();
    void runChanged();
    void repliesAppended();
    void readAgain();
    void refit();
    void setRange(TimeRange range, Fit fit);
    void relayout();
    void refreshScene();
    void markDirty();
    void moveNow();
    void select(qsizetype reply);
    void revealSelected();
    void updateFitButton();
    void placeFitButton();
    [[nodiscard]] TimelinePainter::Overlay overlay() const;
    [[nodiscard]] int nowX() const;
    [[nodiscard]] base::Span elapsed() const;
    [[nodiscard]] base::Span lastTime() const;

    QPointer<LiveRun> m_run;
    QPointer<LiveRun> m_ghost;
    TimelineMarks m_marks;
    TimelineMarks m_ghostMarks;
    TimelineLayout m_layout;
    TimelineScene m_scene;
    ShapeCache m_shapes;
    QPixmap m_replies; ///< of the scene; null: to be painted again
    QTimer m_frames; ///< runs only while the now-line moves
    QPushButton *m_fitButton = nullptr;
    Fit m_fit = Fit::Total;
    qsizetype m_selected = -1;
    qsizetype m_hovered = -1;
    std::optional<QPoint> m_pointer;
    std::optional<QPoint> m_dragFrom;
    TimeRange m_dragRange;
    int m_dragScroll = 0;
    bool m_dragged = false;
    bool m_dirty = true;
    int m_paintedNow = -1;
    int m_lastWantedHeight = 0;
};

} // namespace ui
