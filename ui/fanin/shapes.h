// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/timelinemarks.h"

#include <QtGui/QPixmap>

#include <map>
#include <tuple>

class QPainter;

namespace ui {

struct Tokens;

[[nodiscard]] QColor shapeColor(Shape shape, const Tokens &tokens);
// Each shape can be told from the others without its colour. `radius` is that of a disc of the
// same weight.
void paintShape(QPainter &painter, QPointF centre, double radius, Shape shape,
                const Tokens &tokens);
// Dots grow with the logarithm of the payload: their area by a constant for each doubling.
[[nodiscard]] double dotRadius(quint8 sizeClass);

// Shapes rendered once: a frame may show thousands of them. Belongs to a widget; dropped when the
// palette changes.
class ShapeCache final
{
public:
    void clear() { m_pixmaps.clear(); }
    void paint(QPainter &painter, QPoint centre, quint8 sizeClass, Shape shape, bool ghost,
               const Tokens &tokens);

private:
    std::map<std::tuple<Shape, quint8, bool>, QPixmap> m_pixmaps;
    double m_ratio = 0;
};

} // namespace ui
