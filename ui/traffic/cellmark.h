// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/traffictext.h"

#include <QtCore/QRectF>

class QColor;
class QPainter;

namespace ui {

// Diamond, hatched square, cross, square with a bar, ring: a state's second cue.
void paintCellMark(QPainter &painter, const QRectF &rect, CellMark mark, const QColor &color);

} // namespace ui
