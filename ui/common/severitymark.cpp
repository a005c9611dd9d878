// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/severitymark.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

QColor severityColor(SeverityMark mark, const Tokens &t)
{
    switch (mark) {
    case SeverityMark::Ok:
        return t.ok;
    case SeverityMark::Soon:
    case SeverityMark::Warning:
        return t.warning;
    case SeverityMark::Error:
        return t.error;
    case SeverityMark::Note:
    case SeverityMark::Pending:
        break;
    }
    return t.late;
}

QColor severityTextColor(SeverityMark mark, const Tokens &t)
{
    switch (mark) {
    case SeverityMark::Error:
        return t.error;
    case SeverityMark::Soon:
    case SeverityMark::Warning:
        return t.warningText;
    default:
        return t.secondary;
    }
}

void paintSeverityMark(QPainter &painter, const QRectF &rect, SeverityMark mark, const Tokens &t)
{
    const QColor color = severityColor(mark, t);
    const double side = qMin(rect.width(), rect.height());
    const QPointF centre = rect.center();
    const double r = side / 2;
    const auto at = [centre, r](double x, double y) {
        return centre + QPointF(x * r, y * r);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen pen(color, qMax(1.4, side / 6.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (mark) {
    case SeverityMark::Ok: {
        const QPointF tick[] = {at(-0.75, 0.05), at(-0.2, 0.6), at(0.75, -0.55)};
        painter.drawPolyline(tick, 3);
        break;
    }
    case SeverityMark::Error:
        painter.drawLine(at(-0.6, -0.6), at(0.6, 0.6));
        painter.drawLine(at(-0.6, 0.6), at(0.6, -0.6));
        break;
    case SeverityMark::Warning: {
        painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(color);
        const QPointF triangle[] = {at(0, -0.8), at(0.92, 0.78), at(-0.92, 0.78)};
        painter.drawPolygon(triangle, 3);
        break;
    }
    case SeverityMark::Soon: {
        painter.drawEllipse(centre, r * 0.85, r * 0.85);
        const QPointF hands[] = {at(0, -0.5), at(0, 0.05), at(0.38, 0.3)};
        painter.drawPolyline(hands, 3);
        break;
    }
    case SeverityMark::Note:
        painter.drawEllipse(centre, r * 0.85, r * 0.85);
        painter.drawLine(at(0, 0), at(0, 0.42));
        painter.drawPoint(at(0, -0.42));
        break;
    case SeverityMark::Pending:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(centre, r * 0.28, r * 0.28);
        break;
    }
    painter.restore();
}

QPixmap markPixmap(SeverityMark mark, int side, double ratio, const Tokens &t)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSeverityMark(painter, QRectF(0.5, 0.5, side - 1, side - 1), mark, t);
    return pixmap;
}

} // namespace ui
