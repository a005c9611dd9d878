// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/Qt>

class QColor;
class QFont;
class QPainter;
class QRect;

namespace ui {

// One line of text within `rect`, shortened where it does not fit; vertically in the middle unless
// `align` says otherwise. Leaves font and pen of the painter behind.
void paintElided(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                 const QColor &color, Qt::Alignment align = Qt::AlignLeft,
                 Qt::TextElideMode mode = Qt::ElideRight);

} // namespace ui
