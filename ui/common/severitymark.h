// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>
#include <QtGui/QPixmap>

class QPainter;

namespace ui {

struct Tokens;

// How something stands, where a colour alone would not do: tick, ring, clock, triangle, cross, dot.
enum class SeverityMark { Ok, Note, Soon, Warning, Error, Pending };

[[nodiscard]] QColor severityColor(SeverityMark mark, const Tokens &tokens);
// For words beside it. Marks are made to be seen, words to be read: a light theme's warning needs a
// darker tone.
[[nodiscard]] QColor severityTextColor(SeverityMark mark, const Tokens &tokens);
void paintSeverityMark(QPainter &painter, const QRectF &rect, SeverityMark mark,
                       const Tokens &tokens);
// As a picture `side` pixels wide, for labels and rich text.
[[nodiscard]] QPixmap markPixmap(SeverityMark mark, int side, double ratio, const Tokens &tokens);

} // namespace ui
