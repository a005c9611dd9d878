// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/statemark.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>

using nats::ConnectionState;

namespace ui {

void paintStateMark(QPainter &painter, const QRectF &rect, ConnectionState state, const Tokens &t)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring = rect.adjusted(1, 1, -1, -1);
    switch (state) {
    case ConnectionState::Connected:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ok);
        painter.drawEllipse(rect);
        break;
    case ConnectionState::Connecting:
        painter.setPen(QPen(t.accent, 1.6));
        painter.drawEllipse(ring);
        painter.setBrush(t.accent);
        painter.drawChord(ring, 90 * 16, 180 * 16);
        break;
    case ConnectionState::Backoff:
        painter.setPen(QPen(t.warning, 1.6));
        painter.drawEllipse(ring);
        painter.setBrush(t.warning);
        painter.drawPie(ring, 90 * 16, -120 * 16);
        break;
    case ConnectionState::NeedsAttention:
        painter.setPen(QPen(t.error, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(ring.topLeft(), ring.bottomRight());
        painter.drawLine(ring.topRight(), ring.bottomLeft());
        break;
    case ConnectionState::Idle:
    case ConnectionState::Closed:
        painter.setPen(QPen(t.late, 1.6));
        painter.drawEllipse(ring);
        break;
    }
    painter.restore();
}

} // namespace ui
