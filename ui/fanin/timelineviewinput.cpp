// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What the timeline does with the mouse and the keyboard.
#include "ui/fanin/timelineview.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <cmath>

namespace ui {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kWheelNotch = 120;

} // namespace

bool TimelineView::event(QEvent *event)
{
    // Keys of this view win over shortcuts of the window while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
        if (plain && (key->key() == Qt::Key_0 || key->key() == Qt::Key_F)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_shapes.clear();
        markDirty();
    }
    QAbstractScrollArea::changeEvent(event);
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
    placeFitButton();
    markDirty();
}

void TimelineView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    m_layout.scroll = verticalScrollBar()->value();
    markDirty();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const auto step = [this](qsizetype by) {
        select(m_selected < 0 ? (by > 0 ? 0 : m_marks.size() - 1) : m_selected + by);
    };
    const auto lane = [this](int direction) {
        if (m_selected < 0)
            select(0);
        else if (m_selected < m_marks.size())
            select(TimelineGeometry::inNextLane(m_marks, m_layout.lanes, m_selected, direction));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(+1);
    case Qt::Key_Up:
        return lane(-1);
    case Qt::Key_Down:
        return lane(+1);
    case Qt::Key_Home:
        return select(0);
    case Qt::Key_End:
        return select(m_marks.size() - 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1 / kZoomStep);
    case Qt::Key_Minus:
        return zoom(kZoomStep);
    case Qt::Key_0:
        return fitTotal();
    case Qt::Key_F:
        return fitReplies();
    default:
        event->ignore();
    }
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    m_pointer = event->position().toPoint();
    const double notches = event->angleDelta().y() / kWheelNotch;
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        verticalScrollBar()->setValue(m_layout.scroll
                                      - int(std::lround(notches * 3 * m_layout.laneHeight())));
    else if (notches != 0)
        zoom(std::pow(kZoomStep, -notches));
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragFrom = event->pos();
    m_dragRange = m_layout.range;
    m_dragScroll = m_layout.scroll;
    m_dragged = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->pos();
    if (m_dragFrom && event->buttons().testFlag(Qt::LeftButton)) {
        const QPoint by = event->pos() - *m_dragFrom;
        m_dragged = m_dragged || by.manhattanLength() >= QApplication::startDragDistance();
        if (m_dragged) {
            const Axis axis = m_layout.axis();
            const base::Span back = xToTime(axis.left, m_dragRange, axis)
                                    - xToTime(axis.left + by.x(), m_dragRange, axis);
            setRange(keptNear(moved(m_dragRange, back), lastTime()), Fit::Free);
            verticalScrollBar()->setValue(m_dragScroll - by.y());
        }
    }
    m_hovered = TimelineGeometry::replyAt(m_layout, m_marks, event->pos());
    viewport()->setCursor(m_dragged      ? Qt::ClosedHandCursor
                          : m_hovered >= 0 ? Qt::PointingHandCursor
                                           : Qt::ArrowCursor);
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (!m_dragged)
        select(TimelineGeometry::replyAt(m_layout, m_marks, event->pos()));
    m_dragFrom.reset();
    m_dragged = false;
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        fitTotal();
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_pointer) {
        m_pointer.reset();
        m_hovered = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Fit &all\t0"), this, &TimelineView::fitTotal);
    menu->addAction(tr("Fit &replies\tF"), this, &TimelineView::fitReplies);
    menu->addAction(tr("Zoom &in\t+"), this, [this] { zoom(1 / kZoomStep); });
    menu->addAction(tr("Zoom &out\t−"), this, [this] { zoom(kZoomStep); });
    menu->popup(event->globalPos());
}

} // namespace ui
