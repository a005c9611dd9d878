// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/figuretext.h"

#include "ui/common/theme.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <algorithm>

namespace ui {

void paintFigures(QPainter &painter, const QRect &rect, const QString &text, const QColor &color)
{
    const QFont font = textFont();
    const QFontMetrics metrics(font);
    int digit = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        digit = std::max(digit, metrics.horizontalAdvance(QChar(c)));
    painter.setFont(font);
    painter.setPen(color);
    const int baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 1;
    int right = rect.right() + 1;
    for (auto c = text.crbegin(); c != text.crend() && right > rect.left(); ++c) {
        const int own = metrics.horizontalAdvance(*c);
        const int cell = c->isDigit() ? digit : own;
        right -= cell;
        painter.drawText(right + (cell - own) / 2, baseline, QString(*c));
    }
}

} // namespace ui
