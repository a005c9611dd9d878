// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QRectF>
#include <QtGui/QColor>

class QPainter;
class QPalette;

namespace ui {

// What a token is, as shape and colour: hexagon, square, disc, arrow head; a ring for the rest.
// Hollow: only known by its key.
[[nodiscard]] QColor kindColor(jwt::Kind kind, const QPalette &palette);
void paintKindMark(QPainter &painter, const QRectF &rect, jwt::Kind kind, bool hollow,
                   const QPalette &palette);

} // namespace ui
