// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/overviewstrip.h"

#include "core/base/counted.h"
#include "ui/common/elidedtext.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"
#include "ui/traffic/traffictext.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kHeight = 64;
constexpr int kTop = 5;
constexpr int kBars = 38; ///< pixels the highest one has
constexpr int kLabelTop = 47;
constexpr int kLabelHeight = 16;
constexpr int kRefreshMs = 100;
constexpr int kQuietMs = 1'000; ///< for the rate to sink to nothing
constexpr double kClick = 3;    ///< pixels that are no drag yet

} // namespace

OverviewStrip::OverviewStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"trafficOverview"_s);
    setAccessibleName(tr("Messages over time"));
    setFixedHeight(kHeight);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &OverviewStrip::refresh);
}

QSize OverviewStrip::sizeHint() const
{
    return {480, kHeight};
}

void OverviewStrip::setFeed(capture::Feed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    m_brush.reset();
    m_drag.reset();
    if (feed) {
        connect(feed, &capture::Feed::changed, this, &OverviewStrip::followFeed);
        connect(feed, &QObject::destroyed, this, [this] { setFeed(nullptr); });
    }
    refresh();
}

void OverviewStrip::setBrush(std::optional<base::Instant> from, std::optional<base::Instant> to)
{
    m_brush = from && to ? std::optional(TimeBrush{*from, *to}) : std::nullopt;
    setAccessibleDescription(brushText());
    update();
}

std::optional<base::Instant> OverviewStrip::from() const
{
    return m_brush ? std::optional(m_brush->from) : std::nullopt;
}

std::optional<base::Instant> OverviewStrip::to() const
{
    return m_brush ? std::optional(m_brush->to) : std::nullopt;
}

void OverviewStrip::followFeed(const capture::Changes &changes)
{
    m_changed = true;
    if (changes.cleared)
        setByUser(std::nullopt); // what was brushed is gone
    if (!m_refresh.isActive() || m_refresh.interval() == kQuietMs)
        m_refresh.start(kRefreshMs);
}

void OverviewStrip::refresh()
{
    m_changed = false;
    m_geometry = {};
    m_rate = 0;
    if (m_feed) {
        const capture::Activity &activity = m_feed->capture().activity();
        m_geometry = OverviewGeometry(activity, width());
        m_rate = activity.ratePerSecond(base::Clock::now());
        if (m_rate > 0)
            m_refresh.start(kQuietMs);
    }
    setAccessibleDescription(brushText());
    update();
}

void OverviewStrip::resizeEvent(QResizeEvent *)
{
    refresh();
}

void OverviewStrip::showAll()
{
    setByUser(std::nullopt);
}

QString OverviewStrip::summary() const
{
    if (!m_feed)
        return {};
    const capture::Capture &all = m_feed->capture();
    const QString peak = formatCount(quint64(std::llround(all.activity().peakPerSecond())));
    const qint64 rate = std::llround(m_rate);
    if (m_rate > 0)
        return rate == 1
            ? tr("1 message a second now · peak %1").arg(peak)
            : tr("%1 messages a second now · peak %2").arg(formatCount(quint64(rate)), peak);
    const quint64 received = all.activity().messages();
    if (received == 0)
        return tr("nothing yet");
    return received == 1 ? tr("1 message")
                         : tr("%1 messages · peak %2 a second").arg(formatCount(received), peak);
}

QString OverviewStrip::brushText() const
{
    if (!m_brush || !m_feed)
        return summary();
    const base::WallAnchor &anchor = m_feed->capture().anchor();
    return tr("%1 – %2 · %3 · Esc shows all")
        .arg(TrafficText::clock(anchor, m_brush->from, 1),
             TrafficText::clock(anchor, m_brush->to, 1), formatSpan(m_brush->to - m_brush->from));
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    if (m_geometry.bars().empty()) {
        painter.fillRect(QRect(0, kTop + kBars, width(), 1), t.line);
        paintElided(painter, QRect(0, kLabelTop, width(), kLabelHeight), summary(), smallFont(),
                    t.tertiary, Qt::AlignHCenter);
        return;
    }
    const capture::Capture &all = m_feed->capture();
    // What is no longer kept is still part of the time, but nothing can be found there.
    const double kept
        = all.log().size() > 0 ? m_geometry.xOf(all.log().at(all.log().first()).at) : 0;
    const double from = m_brush ? m_geometry.xOf(m_brush->from) : 0;
    const double to = m_brush ? m_geometry.xOf(m_brush->to) : width();
    QColor outside = t.accent;
    outside.setAlphaF(isDark(palette()) ? 0.38F : 0.36F);
    QColor plain = t.accent;
    plain.setAlphaF(0.72F);
    for (const OverviewGeometry::Bar &bar : m_geometry.bars()) {
        const double centre = bar.left + bar.width / 2.0;
        const int height = bar.share > 0 ? std::max(2, int(std::lround(bar.share * kBars))) : 1;
        const bool in = centre >= from && centre <= to;
        const QColor color = bar.share <= 0 ? t.line
            : bar.left + bar.width < kept   ? t.strongLine
            : !m_brush                      ? plain
            : in                            ? t.accent
                                            : outside;
        painter.fillRect(QRect(bar.left, kTop + kBars - height, bar.width, height), color);
    }
    const base::WallAnchor &anchor = all.anchor();
    const QFontMetrics metrics(smallFont());
    const QString first = TrafficText::clock(anchor, m_geometry.begin(), 0);
    const QString last = TrafficText::clock(anchor, m_geometry.end(), 0);
    const int side = metrics.horizontalAdvance(first) + 14;
    const QRect labels(0, kLabelTop, width(), kLabelHeight);
    painter.setFont(smallFont());
    painter.setPen(t.secondary);
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter, first);
    const int end = int(m_geometry.xOf(m_geometry.end()));
    const bool labelled = end > 2 * side;
    if (labelled) {
        painter.drawText(QRect(end - side, kLabelTop, side, kLabelHeight),
                         Qt::AlignRight | Qt::AlignVCenter, last);
    }
    // What it sums up to stands where there is more room: between the times or behind them.
    const QRect between(side, kLabelTop, end - 2 * side, kLabelHeight);
    const QRect behind = labels.adjusted(labelled ? end + 14 : side, 0, 0, 0);
    paintElided(painter, labelled && between.width() > behind.width() ? between : behind,
                brushText(), smallFont(), m_brush ? t.accent : t.secondary, Qt::AlignHCenter);
    if (m_brush) {
        painter.setRenderHint(QPainter::Antialiasing);
        QColor wash = t.accent;
        wash.setAlphaF(0.07F);
        painter.setBrush(wash);
        painter.setPen(QPen(t.accent, hasFocus() ? 2 : 1.4));
        const double left = std::max(from - 1.5, 1.0);
        painter.drawRoundedRect(
            QRectF(left, 1.5, std::min(to - 0.5, width() - 1.0) - left, kTop + kBars + 1), 4, 4);
    } else if (hasFocus()) {
        painter.fillRect(QRect(0, kTop + kBars + 1, width(), 2), t.accent);
    }
}

void OverviewStrip::setByUser(std::optional<TimeBrush> brush)
{
    if (brush == m_brush)
        return;
    m_brush = brush;
    setAccessibleDescription(brushText());
    update();
    emit brushChanged();
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_geometry.bars().empty())
        return;
    const double x = event->position().x();
    m_drag = Drag{brushPartAt(x, m_brush, m_geometry), x, m_brush, false};
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (!m_drag) {
        switch (brushPartAt(x, m_brush, m_geometry)) {
        case BrushPart::From:
        case BrushPart::To:
            return setCursor(Qt::SizeHorCursor);
        case BrushPart::Inside:
            return setCursor(Qt::OpenHandCursor);
        case BrushPart::Outside:
            return setCursor(m_geometry.bars().empty() ? Qt::ArrowCursor : Qt::IBeamCursor);
        }
    }
    m_drag->moved = m_drag->moved || std::abs(x - m_drag->x) > kClick;
    if (m_drag->moved)
        setByUser(draggedBrush(m_drag->part, m_drag->before, m_geometry.timeOf(m_drag->x),
                               m_geometry.timeOf(x), m_geometry));
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_drag)
        return;
    const bool click = !m_drag->moved && m_drag->part == BrushPart::Outside;
    m_drag.reset();
    if (click)
        setByUser(std::nullopt);
}

void OverviewStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    m_drag.reset();
    setByUser(std::nullopt);
}

void OverviewStrip::keyPressEvent(QKeyEvent *event)
{
    if (m_geometry.bars().empty())
        return QWidget::keyPressEvent(event);
    const int step = event->modifiers().testFlag(Qt::ControlModifier) ? 10 : 1;
    const bool resize = event->modifiers().testFlag(Qt::ShiftModifier);
    const base::Span bar = m_geometry.barLength();
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!m_brush)
            return QWidget::keyPressEvent(event);
        return setByUser(std::nullopt);
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int by = event->key() == Qt::Key_Left ? -step : step;
        if (!m_brush) // the newest tenth to begin with
            return setByUser(
                TimeBrush{m_geometry.end() - bar * qint64(m_geometry.bars().size() / 10 + 1),
                          m_geometry.end()});
        if (!resize)
            return setByUser(movedBrush(*m_brush, by, m_geometry));
        const base::Instant to = std::clamp(m_brush->to + bar * by, m_brush->from + bar,
                                            std::max(m_geometry.end(), m_brush->from + bar));
        return setByUser(TimeBrush{m_brush->from, to});
    }
    default:
        return QWidget::keyPressEvent(event);
    }
}

bool OverviewStrip::tip(const QPoint &at, QString &text) const
{
    if (!m_feed || m_geometry.bars().empty() || at.x() > m_geometry.xOf(m_geometry.end()))
        return false;
    const base::Instant begin = m_geometry.timeOf(at.x());
    const auto index = size_t((begin - m_geometry.begin()) / m_geometry.barLength());
    if (index >= m_geometry.bars().size())
        return false;
    const capture::Activity &activity = m_feed->capture().activity();
    const auto each = size_t(m_geometry.barLength() / activity.width());
    quint64 messages = 0;
    quint64 bytes = 0;
    for (size_t i = index * each; i < std::min((index + 1) * each, activity.bins().size()); ++i) {
        messages += activity.bins()[i].messages;
        bytes += activity.bins()[i].bytes;
    }
    const base::Instant from = m_geometry.begin() + m_geometry.barLength() * qint64(index);
    text = tr("%1, %2: %3, %4")
               .arg(TrafficText::clock(m_feed->capture().anchor(), from, 1),
                    formatSpan(m_geometry.barLength()),
                    base::counted(qint64(messages), tr("1 message"), tr("%1 messages")),
                    formatBytes(qint64(bytes)));
    return true;
}

bool OverviewStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString text;
    if (tip(help->pos(), text))
        QToolTip::showText(help->globalPos(), text, this);
    else
        QToolTip::hideText();
    return true;
}

void OverviewStrip::focusInEvent(QFocusEvent *)
{
    update();
}

void OverviewStrip::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace ui
