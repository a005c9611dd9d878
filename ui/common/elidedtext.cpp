// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/elidedtext.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

namespace ui {

void paintElided(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                 const QColor &color, Qt::Alignment align, Qt::TextElideMode mode)
{
    if (!(align & Qt::AlignVertical_Mask))
        align |= Qt::AlignVCenter;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect, int(align), QFontMetrics(font).elidedText(text, mode, rect.width()));
}

} // namespace ui
