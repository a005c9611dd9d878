// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/timelinepainter.h"

#include "ui/common/theme.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QImage>
#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kBubbleHeight = 18;

QRect labelAt(int x, int y, int width, int height, const QRect &within)
{
    QRect rect(x - width / 2, y, width, height);
    if (rect.right() > within.right())
        rect.moveRight(within.right());
    if (rect.left() < within.left())
        rect.moveLeft(within.left());
    return rect;
}

QFont italic(QFont font)
{
    font.setItalic(true);
    return font;
}

QColor faint(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace

TimelinePainter::TimelinePainter(const Tokens &tokens, ShapeCache &shapes)
    : m_tokens(tokens), m_shapes(shapes)
{}

QRect TimelinePainter::nowStrip(const TimelineScene &scene, int x, int height)
{
    Q_UNUSED(scene);
    return QRect(x - 44, 0, 88, height);
}

void TimelinePainter::paint(QPainter &painter, const TimelineScene &scene, const QPixmap &replies,
                            const Overlay &overlay, const QRect &dirty)
{
    paintGround(painter, scene, overlay);
    const double ratio = replies.devicePixelRatio();
    painter.drawPixmap(QRectF(dirty), replies,
                       QRectF(QPointF(dirty.topLeft()) * ratio, QSizeF(dirty.size()) * ratio));
    paintLines(painter, scene);
    if (overlay.selected) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        const double r = overlay.selectedRadius + 4;
        painter.drawEllipse(QPointF(*overlay.selected) + QPointF(0.5, 0.5), r, r);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    paintNow(painter, scene, overlay);
    paintPointer(painter, scene, overlay);
}

void TimelinePainter::paintGround(QPainter &painter, const TimelineScene &scene,
                                  const Overlay &overlay)
{
    const QRect &plot = scene.plot;
    if (scene.lateFrom && *scene.lateFrom < plot.right())
        painter.fillRect(QRect(QPoint(*scene.lateFrom, plot.top()), plot.bottomRight()),
                         m_tokens.raised);

    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    for (const TimelineScene::Tick &tick : scene.ticks) {
        painter.fillRect(tick.x, plot.top(), 1, plot.height(), m_tokens.line);
        if (tick.label.isEmpty())
            continue;
        const QRect rect = labelAt(tick.x, plot.bottom() + 6, metrics.horizontalAdvance(tick.label),
                                   metrics.height(), plot.adjusted(-40, 0, 0, 0));
        painter.setPen(m_tokens.secondary);
        painter.drawText(rect, Qt::AlignCenter | Qt::TextDontClip, tick.label);
    }

    painter.save();
    painter.setClipRect(plot.adjusted(-plot.left(), 0, 0, 0), Qt::IntersectClip);
    const QFontMetrics mono(monoFont());
    for (const TimelineScene::Lane &lane : scene.lanes) {
        painter.setFont(monoFont());
        painter.setPen(lane.absent ? m_tokens.secondary : m_tokens.text);
        const QRect name(0, lane.y - 13, plot.left() - 10, 26);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         mono.elidedText(lane.name, Qt::ElideMiddle, name.width()));
        const int left = plot.left() + TimelineLayout::kInset;
        const int right = std::max(left, overlay.progress);
        if (lane.absent) {
            painter.fillRect(QRect(left, lane.y - 7, right - left, 14),
                             QBrush(m_tokens.strongLine, Qt::BDiagPattern));
            painter.setFont(italic(smallFont()));
            const int width = painter.fontMetrics().horizontalAdvance(lane.note) + 12;
            painter.fillRect(QRect(left + 6, lane.y - 9, width, 18), m_tokens.panel);
            painter.setPen(m_tokens.secondary);
            painter.drawText(QRect(left + 12, lane.y - 9, width, 18),
                             Qt::AlignLeft | Qt::AlignVCenter, lane.note);
        } else {
            painter.fillRect(left, lane.y, right - left, 1, m_tokens.strongLine);
        }
    }
    painter.restore();
}

QPixmap TimelinePainter::replies(const TimelineScene &scene, QSize size, double ratio)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    paintBars(image, scene);
    QPainter painter(&image);
    painter.setClipRect(scene.plot.adjusted(0, 0, 1, 1));
    for (const TimelineScene::Dot &dot : scene.ghosts)
        m_shapes.paint(painter, {dot.x, dot.y}, dot.size, dot.shape, true, m_tokens);
    for (const TimelineScene::Dot &dot : scene.dots)
        m_shapes.paint(painter, {dot.x, dot.y}, dot.size, dot.shape, false, m_tokens);
    painter.end();
    return QPixmap::fromImage(std::move(image));
}

// Pixel by pixel into memory: a painter's call for each of some ten thousand bars costs more than
// the rest of the frame.
void TimelinePainter::paintBars(QImage &image, const TimelineScene &scene) const
{
    const double ratio = image.devicePixelRatio();
    const QRect clip = QRect(scene.plot.topLeft() * ratio, scene.plot.size() * ratio)
                           .intersected(image.rect());
    for (const TimelineScene::Bar &bar : scene.bars) {
        const double alpha = std::min(1.0, 0.45 + 0.03 * bar.height);
        const QRgb color = qPremultiply(faint(shapeColor(bar.shape, m_tokens), alpha).rgba());
        const int left = std::max(clip.left(), int(bar.x * ratio));
        const int right = std::min(clip.right() + 1, int((bar.x + 1) * ratio));
        const int top = std::max(clip.top(), int((bar.y - bar.height / 2) * ratio));
        const int bottom = std::min(clip.bottom() + 1,
                                    int((bar.y - bar.height / 2 + bar.height) * ratio));
        for (int y = top; y < bottom; ++y) {
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            std::fill(line + left, line + std::max(left, right), color);
        }
    }
}

void TimelinePainter::paintLines(QPainter &painter, const TimelineScene &scene)
{
    const QRect &plot = scene.plot;
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const auto paintLine = [&](const TimelineScene::Line &line, const QColor &color,
                               Qt::PenStyle style) {
        painter.setPen(QPen(color, 1, style));
        painter.drawLine(line.x, plot.top() - 4, line.x, plot.bottom());
        const int width = metrics.horizontalAdvance(line.label);
        // Right-aligned to its line, so that it never hides what comes after it.
        QRect label(line.x - width + 1, 6, width, metrics.height());
        label.moveLeft(std::max(label.left(), plot.left() + TimelineLayout::kInset));
        painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip, line.label);
    };
    if (scene.end)
        paintLine(*scene.end, m_tokens.text, Qt::SolidLine);
    // Two labels on top of each other tell nothing: the end is the one that happened.
    if (scene.deadline) {
        TimelineScene::Line line = *scene.deadline;
        if (scene.end && std::abs(scene.end->x - line.x) < metrics.horizontalAdvance(line.label) + 8)
            line.label.clear();
        paintLine(line, m_tokens.error, Qt::DashLine);
    }
}

void TimelinePainter::paintNow(QPainter &painter, const TimelineScene &scene,
                               const Overlay &overlay)
{
    if (!overlay.now)
        return;
    const QRect &plot = scene.plot;
    painter.fillRect(*overlay.now, plot.top() - 4, 2, plot.height() + 4, m_tokens.accent);
    QFont font = smallFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const int width = painter.fontMetrics().horizontalAdvance(overlay.nowLabel) + 16;
    const QRect bubble = labelAt(*overlay.now + 1, plot.top() - 4 - kBubbleHeight,
                                 std::max(width, 58), kBubbleHeight,
                                 plot.adjusted(-30, 0, 0, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_tokens.accent);
    painter.drawRoundedRect(bubble, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(m_tokens.onAccent);
    painter.drawText(bubble, Qt::AlignCenter, overlay.nowLabel);
}

void TimelinePainter::paintPointer(QPainter &painter, const TimelineScene &scene,
                                   const Overlay &overlay)
{
    const QRect &plot = scene.plot;
    if (overlay.focused) {
        painter.setPen(QPen(m_tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plot.adjusted(0, 0, -1, 0));
    }
    if (!overlay.pointer)
        return;
    const QPoint at = *overlay.pointer;
    painter.fillRect(at.x(), plot.top(), 1, plot.height(), faint(m_tokens.accent, 0.55));
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const int width = metrics.horizontalAdvance(overlay.pointerLabel) + 12;
    const QRect label = labelAt(at.x(), plot.bottom() + 4, width, metrics.height() + 4, plot);
    painter.fillRect(label, m_tokens.accentWash);
    painter.setPen(m_tokens.text);
    painter.drawText(label, Qt::AlignCenter, overlay.pointerLabel);
    if (overlay.card.isEmpty())
        return;

    const QFontMetrics strong(strongFont());
    int cardWidth = strong.horizontalAdvance(overlay.card.first());
    for (const QString &line : overlay.card)
        cardWidth = std::max(cardWidth, metrics.horizontalAdvance(line));
    QRect card(at + QPoint(14, 12), QSize(cardWidth + 24, 16 + strong.height()
                                              + int(overlay.card.size() - 1) * 17));
    if (card.right() > plot.right())
        card.moveRight(at.x() - 14);
    if (card.bottom() > plot.bottom() + TimelineLayout::kFooter)
        card.moveBottom(std::max(at.y() - 12, card.height()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_tokens.strongLine);
    painter.setBrush(m_tokens.panel);
    painter.drawRoundedRect(QRectF(card) + QMarginsF(-0.5, -0.5, -0.5, -0.5), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);
    int y = card.top() + 8;
    painter.setFont(strongFont());
    painter.setPen(m_tokens.text);
    painter.drawText(card.left() + 12, y + strong.ascent(), overlay.card.first());
    y += strong.height() + 2;
    painter.setFont(smallFont());
    painter.setPen(m_tokens.secondary);
    for (qsizetype i = 1; i < overlay.card.size(); ++i, y += 17)
        painter.drawText(card.left() + 12, y + metrics.ascent(), overlay.card.at(i));
}

} // namespace ui
