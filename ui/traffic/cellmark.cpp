// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/cellmark.h"

#include <QtGui/QColor>
#include <QtGui/QPainter>

namespace ui {

void paintCellMark(QPainter &painter, const QRectF &rect, CellMark mark, const QColor &color)
{
    if (mark == CellMark::None)
        return;
    const QPointF c = rect.center();
    const double r = rect.width() / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (mark) {
    case CellMark::None:
        break;
    case CellMark::Differs: {
        const QPointF diamond[]
            = {c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)};
        painter.drawPolygon(diamond, 4);
        break;
    }
    case CellMark::Missing: // an empty place
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(QBrush(color, Qt::BDiagPattern));
        painter.drawRect(rect.adjusted(0.6, 0.6, -0.6, -0.6));
        break;
    case CellMark::Failed: {
        const double d = r * 0.72;
        painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(c + QPointF(-d, -d), c + QPointF(d, d));
        painter.drawLine(c + QPointF(-d, d), c + QPointF(d, -d));
        break;
    }
    case CellMark::Status:
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.6, 0.6, -0.6, -0.6));
        painter.drawLine(c + QPointF(-r * 0.45, 0), c + QPointF(r * 0.45, 0));
        break;
    case CellMark::Note:
        painter.setPen(QPen(color, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(c, r * 0.75, r * 0.75);
        break;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace ui
