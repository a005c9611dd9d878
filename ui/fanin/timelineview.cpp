// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/timelineview.h"

#include "ui/common/format.h"
#include "ui/common/theme.h"
#include "ui/fanin/runtext.h"

#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kFrameMs = 16;

} // namespace

TimelineView::TimelineView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline of replies"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setLook(this, Look::Frameless);
    m_frames.setInterval(kFrameMs);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &TimelineView::moveNow);
    buildFitButton();
    relayout();
}

void TimelineView::buildFitButton()
{
    m_fitButton = new QPushButton(this);
    m_fitButton->setObjectName(u"timelineFit"_s);
    m_fitButton->setFocusPolicy(Qt::NoFocus);
    setLook(m_fitButton, Look::Link);
    m_fitButton->setFont(smallFont());
    connect(m_fitButton, &QPushButton::clicked, this, [this] {
        m_fit == Fit::Total ? fitReplies() : fitTotal();
    });
}

int TimelineView::wantedHeight() const
{
    const int lanes = std::max(1, int(m_layout.lanes));
    return TimelineLayout::kHeader + lanes * TimelineLayout::kLaneHeight
           + TimelineLayout::kFooter;
}

QSize TimelineView::sizeHint() const
{
    return {720, std::min(wantedHeight(), 12 * TimelineLayout::kLaneHeight)};
}

QSize TimelineView::minimumSizeHint() const
{
    return {240, TimelineLayout::kHeader + TimelineLayout::kFooter
                     + 3 * TimelineLayout::kLeastLaneHeight};
}

void TimelineView::setRun(LiveRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_selected = m_hovered = -1;
    m_fit = Fit::Total;
    verticalScrollBar()->setValue(0);
    if (run) {
        connect(run, &LiveRun::repliesAppended, this, &TimelineView::repliesAppended);
        connect(run, &LiveRun::changed, this, &TimelineView::runChanged);
        connect(run, &LiveRun::readingReplaced, this, &TimelineView::readAgain);
        connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
    }
    readAgain();
    refit();
    runChanged();
}

void TimelineView::setGhost(LiveRun *run)
{
    m_ghost = run;
    m_ghostMarks.clear();
    markDirty();
}

void TimelineView::runChanged()
{
    const bool waits = m_run && m_run->isRunning() && m_run->run().sentAt();
    if (waits != m_frames.isActive()) {
        waits ? m_frames.start() : m_frames.stop();
        m_paintedNow = -1;
    }
    if (m_run && m_fit != Fit::Free)
        refit();
    const QString text = m_run ? describe(m_run->run(), elapsed()) : QString();
    // A screen reader gets the figures when something is settled, not sixty times a second.
    if (!waits)
        setAccessibleDescription(text);
    updateFitButton();
    markDirty();
}

void TimelineView::repliesAppended()
{
    markDirty();
}

void TimelineView::readAgain()
{
    m_marks.clear();
    m_ghostMarks.clear();
    markDirty();
}

void TimelineView::refit()
{
    if (!m_run)
        setRange({base::Span(0), nats::StopRules::kDefaultTotal}, Fit::Total);
    else if (m_fit == Fit::Replies)
        setRange(TimelineGeometry::fitReplies(m_run->run()), m_fit);
    else
        setRange(TimelineGeometry::fitTotal(m_run->run()), Fit::Total);
}

void TimelineView::fitTotal()
{
    m_fit = Fit::Total;
    refit();
}

void TimelineView::fitReplies()
{
    m_fit = Fit::Replies;
    refit();
}

void TimelineView::setRange(TimeRange range, Fit fit)
{
    m_fit = fit;
    if (range != m_layout.range) {
        m_layout.range = range;
        markDirty();
    }
    updateFitButton();
}

void TimelineView::zoom(double factor)
{
    const Axis axis = m_layout.axis();
    const double x = m_pointer ? m_pointer->x() : axis.left + axis.width / 2;
    const base::Span anchor = xToTime(x, m_layout.range, axis);
    setRange(keptNear(zoomed(m_layout.range, anchor, factor), lastTime()), Fit::Free);
}

void TimelineView::setSelected(qsizetype reply)
{
    if (reply == m_selected)
        return;
    m_selected = reply;
    revealSelected();
    viewport()->update();
}

void TimelineView::select(qsizetype reply)
{
    if (!m_run || reply < 0 || reply >= m_marks.size())
        return;
    setSelected(reply);
    emit selectionChanged(reply);
}

void TimelineView::revealSelected()
{
    if (m_selected < 0 || m_selected >= m_marks.size())
        return;
    const QRect plot = m_layout.plot();
    const int y = m_layout.laneCentre(m_marks.laneOf(m_selected));
    const int half = m_layout.laneHeight() / 2;
    if (y - half < plot.top())
        verticalScrollBar()->setValue(m_layout.scroll - (plot.top() - y + half));
    else if (y + half > plot.bottom())
        verticalScrollBar()->setValue(m_layout.scroll + (y + half - plot.bottom()));
    const base::Span at = m_marks.at(m_selected);
    const TimeRange range = m_layout.range;
    if (at < range.begin || at > range.end)
        setRange(moved(range, at - (range.begin + range.length() / 2)), Fit::Free);
}

base::Span TimelineView::elapsed() const
{
    return m_run ? m_run->elapsed(base::Clock::now()) : base::Span(0);
}

base::Span TimelineView::lastTime() const
{
    return m_run ? TimelineGeometry::fitTotal(m_run->run()).end : nats::StopRules::kDefaultTotal;
}

int TimelineView::nowX() const
{
    const Axis axis = m_layout.axis();
    return int(std::lround(std::clamp(timeToX(elapsed(), m_layout.range, axis), axis.left - 20,
                                      axis.right() + 40)));
}

void TimelineView::moveNow()
{
    const int x = nowX();
    const int height = viewport()->height();
    if (m_paintedNow >= 0)
        viewport()->update(TimelinePainter::nowStrip(m_scene, m_paintedNow, height));
    viewport()->update(TimelinePainter::nowStrip(m_scene, x, height));
}

void TimelineView::markDirty()
{
    m_dirty = true;
    viewport()->update();
}

void TimelineView::relayout()
{
    m_layout.size = viewport()->size();
    // While a change of reading is under way the lanes shown are those of before.
    if (!m_run || !m_run->isRereading())
        m_layout.lanes = m_run ? quint32(m_run->run().lanes().lanes().size()) : 0;
    if (m_run && !m_run->isRereading()) {
        const QFontMetrics metrics(monoFont());
        int widest = 0;
        // A sample is enough to find a width; names past it are elided.
        const auto &lanes = m_run->run().lanes().lanes();
        for (size_t i = 0; i < std::min<size_t>(lanes.size(), 64); ++i)
            widest = std::max(widest,
                              metrics.horizontalAdvance(previewText(lanes[i].name, 60)));
        m_layout.nameWidth = std::clamp(widest + 24, 92, std::max(92, width() / 4));
    }
    verticalScrollBar()->setPageStep(m_layout.plot().height());
    verticalScrollBar()->setSingleStep(m_layout.laneHeight());
    verticalScrollBar()->setRange(0, m_layout.maximumScroll());
    m_layout.scroll = verticalScrollBar()->value();
    // "As needed" decides while the viewport is being resized and is then not asked again.
    const bool needed = m_layout.maximumScroll() > 0;
    if (needed != (verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOn))
        QTimer::singleShot(0, this, [this] {
            setVerticalScrollBarPolicy(m_layout.maximumScroll() > 0 ? Qt::ScrollBarAlwaysOn
                                                                    : Qt::ScrollBarAlwaysOff);
        });
    if (wantedHeight() != m_lastWantedHeight) {
        m_lastWantedHeight = wantedHeight();
        updateGeometry();
        emit wantedHeightChanged();
    }
}

void TimelineView::refreshScene()
{
    if (!m_dirty)
        return;
    m_dirty = false;
    m_replies = {};
    if (!m_run) {
        m_scene = {};
        return;
    }
    if (m_run->isRereading() && m_marks.size() > 0)
        return;
    relayout();
    m_marks.catchUp(m_run->run());
    m_marks.setWindow(m_layout.window());
    bool complete = m_marks.countSome();
    if (m_ghost && m_ghost != m_run && !m_ghost->isRereading()) {
        const std::vector<quint32> map = TimelineGeometry::laneMap(m_ghost->run(), m_run->run());
        m_ghostMarks.catchUp(m_ghost->run(), map);
        m_ghostMarks.setWindow(m_layout.window());
        complete = m_ghostMarks.countSome() && complete;
    }
    m_scene = TimelineGeometry::scene(m_run->run(), m_layout, m_marks,
                                      m_ghost && m_ghost != m_run ? &m_ghostMarks : nullptr,
                                      m_run->previousAnswers());
    if (!complete) {
        m_dirty = true;
        viewport()->update();
    }
}

TimelinePainter::Overlay TimelineView::overlay() const
{
    TimelinePainter::Overlay overlay;
    const Axis axis = m_layout.axis();
    const int left = int(axis.left);
    overlay.focused = hasFocus();
    if (m_frames.isActive()) {
        overlay.now = nowX();
        overlay.nowLabel = formatSpan(elapsed());
        overlay.progress = std::min(*overlay.now, int(axis.right()));
    } else if (m_run && m_run->run().outcome()) {
        const base::Span end = std::max(elapsed(), m_marks.size() > 0
                                                       ? m_marks.at(m_marks.size() - 1)
                                                       : base::Span(0));
        overlay.progress = int(std::clamp(timeToX(end, m_layout.range, axis), axis.left,
                                          axis.right()));
    }
    if (m_selected >= 0 && m_selected < m_marks.size()) {
        const double x = timeToX(m_marks.at(m_selected), m_layout.range, axis);
        const QPoint place(int(std::floor(x)), m_layout.laneCentre(m_marks.laneOf(m_selected)));
        if (m_layout.plot().contains(place)) {
            overlay.selected = place;
            overlay.selectedRadius = dotRadius(m_marks.size(m_selected));
        }
    }
    if (m_pointer && m_pointer->x() >= left && m_layout.plot().contains(*m_pointer)
        && !m_scene.lanes.empty()) {
        overlay.pointer = m_pointer;
        overlay.pointerLabel = formatMillis(xToTime(m_pointer->x(), m_layout.range, axis))
                               + u"\u2009ms"_s;
        if (m_run && m_hovered >= 0 && m_hovered < m_run->run().size())
            overlay.card = cardOf(m_run->run(), m_hovered,
                                  TimelineGeometry::crowd(m_layout, m_marks, m_hovered));
    }
    return overlay;
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    refreshScene();
    QPainter painter(viewport());
    const Tokens &colors = tokens(palette());
    painter.fillRect(event->rect(), colors.panel);
    if (!m_run)
        return;
    const TimelinePainter::Overlay now = overlay();
    m_paintedNow = now.now.value_or(-1);
    painter.setClipRect(event->rect());
    TimelinePainter replay(colors, m_shapes);
    if (m_replies.isNull())
        m_replies = replay.replies(m_scene, viewport()->size(), devicePixelRatioF());
    replay.paint(painter, m_scene, m_replies, now, event->rect());
}

void TimelineView::updateFitButton()
{
    const bool any = m_run && m_run->run().figures().replies > 0;
    m_fitButton->setVisible(any);
    if (!any)
        return;
    const bool total = m_fit == Fit::Total;
    m_fitButton->setText(total ? tr("Fit replies · F") : tr("Fit all · 0"));
    m_fitButton->setToolTip(total ? tr("Show only the time in which replies came (F)")
                                  : tr("Show the whole time of the run (0)"));
    m_fitButton->setAccessibleName(m_fitButton->toolTip());
    placeFitButton();
}

void TimelineView::placeFitButton()
{
    m_fitButton->resize(m_fitButton->sizeHint());
    m_fitButton->move(-4, (TimelineLayout::kHeader - m_fitButton->height()) / 2);
}

} // namespace ui
