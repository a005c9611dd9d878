// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/shapes.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPaintDevice>

#include <cmath>

namespace ui {

QColor shapeColor(Shape shape, const Tokens &tokens)
{
    switch (shape) {
    case Shape::Ok:
        return tokens.ok;
    case Shape::Late:
        return tokens.late;
    case Shape::Notice:
    case Shape::Sentinel:
        return tokens.accent;
    case Shape::Duplicate:
        return tokens.duplicate;
    case Shape::Differs:
        return tokens.warning;
    case Shape::ServiceError:
    case Shape::Status:
        return tokens.error;
    }
    return tokens.text;
}

double dotRadius(quint8 sizeClass)
{
    return std::sqrt(14.0 + 2.5 * sizeClass);
}

void paintShape(QPainter &painter, QPointF centre, double radius, Shape shape,
                const Tokens &tokens)
{
    const QColor color = shapeColor(shape, tokens);
    const QPen pen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin);
    const double r = radius;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (shape) {
    case Shape::Ok:
        painter.drawEllipse(centre, r, r);
        break;
    case Shape::Late: // a disc with a hole: it came, but it does not count
        painter.drawEllipse(centre, r, r);
        painter.setBrush(tokens.panel);
        painter.drawEllipse(centre, r * 0.4, r * 0.4);
        break;
    case Shape::Duplicate:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r - 1, r - 1);
        break;
    case Shape::Differs: {
        const double d = r * 1.2;
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -d), centre + QPointF(d, 0),
                                       centre + QPointF(0, d), centre + QPointF(-d, 0)}));
        break;
    }
    case Shape::ServiceError: {
        const double d = std::max(4.5, r * 0.85); // errors are often empty, never unimportant
        painter.setPen(QPen(color, 2.4, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(centre + QPointF(-d, -d), centre + QPointF(d, d));
        painter.drawLine(centre + QPointF(-d, d), centre + QPointF(d, -d));
        break;
    }
    case Shape::Status: // a stop sign's square with a bar
        painter.drawRect(QRectF(centre - QPointF(r, r) * 0.9, QSizeF(r, r) * 1.8));
        painter.setBrush(tokens.panel);
        painter.drawRect(QRectF(centre - QPointF(r * 0.5, 1), QSizeF(r, 2)));
        break;
    case Shape::Sentinel: // a flag: "that was all"
        painter.drawRect(QRectF(centre + QPointF(-r * 0.7, -r), QSizeF(1.8, r * 2.2)));
        painter.drawPolygon(QPolygonF({centre + QPointF(-r * 0.7, -r), centre + QPointF(r, -r * 0.4),
                                       centre + QPointF(-r * 0.7, r * 0.2)}));
        break;
    case Shape::Notice: {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -r), centre + QPointF(r, r * 0.8),
                                       centre + QPointF(-r, r * 0.8)}));
        break;
    }
    }
    painter.restore();
}

void ShapeCache::paint(QPainter &painter, QPoint centre, quint8 sizeClass, Shape shape, bool ghost,
                       const Tokens &tokens)
{
    const double ratio = painter.device()->devicePixelRatioF();
    if (ratio != m_ratio) {
        m_pixmaps.clear();
        m_ratio = ratio;
    }
    const double radius = dotRadius(sizeClass);
    const int half = int(std::ceil(radius * 1.2)) + 2;
    QPixmap &pixmap = m_pixmaps[{shape, sizeClass, ghost}];
    if (pixmap.isNull()) {
        pixmap = QPixmap(QSize(2 * half + 1, 2 * half + 1) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter shapes(&pixmap);
        const QPointF middle(half + 0.5, half + 0.5);
        if (ghost) {
            shapes.setRenderHint(QPainter::Antialiasing);
            shapes.setPen(QPen(tokens.secondary, 1.2, Qt::DotLine));
            shapes.drawEllipse(middle, radius, radius);
        } else {
            paintShape(shapes, middle, radius, shape, tokens);
        }
    }
    painter.drawPixmap(centre - QPoint(half, half), pixmap);
}

} // namespace ui
