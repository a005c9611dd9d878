// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

class QColor;
class QPainter;
class QRect;

namespace ui {

// Right-aligned with every digit as wide as the widest: Inter's tabular figures are a font feature,
// which Qt 6.4 cannot switch on, and proportional ones do not stand under each other.
void paintFigures(QPainter &painter, const QRect &rect, const QString &text, const QColor &color);

} // namespace ui
