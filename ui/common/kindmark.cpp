// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/kindmark.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

namespace ui {

QColor kindColor(jwt::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case jwt::Kind::Operator:
        return connectionColor(1, palette);
    case jwt::Kind::Account:
        return connectionColor(4, palette);
    case jwt::Kind::User:
        return connectionColor(0, palette);
    case jwt::Kind::Activation:
        return connectionColor(3, palette);
    default:
        return tokens(palette).late;
    }
}

void paintKindMark(QPainter &painter, const QRectF &rect, jwt::Kind kind, bool hollow,
                   const QPalette &palette)
{
    const QColor color = kindColor(kind, palette);
    const QPointF centre = rect.center();
    const double r = qMin(rect.width(), rect.height()) / 2;
    const auto at = [centre, r](double x, double y) {
        return centre + QPointF(x * r, y * r);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(color));
    switch (kind) {
    case jwt::Kind::Operator:
        painter.drawPolygon(QPolygonF({at(0, -0.9), at(0.8, -0.45), at(0.8, 0.45), at(0, 0.9),
                                       at(-0.8, 0.45), at(-0.8, -0.45)}));
        break;
    case jwt::Kind::Account:
        painter.drawRoundedRect(QRectF(at(-0.7, -0.7), at(0.7, 0.7)), 1, 1);
        break;
    case jwt::Kind::User:
        painter.drawEllipse(centre, r * 0.7, r * 0.7);
        break;
    case jwt::Kind::Activation:
        painter.drawPolygon(QPolygonF({at(-0.7, 0), at(0.4, -0.75), at(0.4, 0.75)}));
        break;
    default:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r * 0.6, r * 0.6);
        break;
    }
    painter.restore();
}

} // namespace ui
