// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/shapes.h"
#include "ui/fanin/timelinegeometry.h"

#include <QtGui/QFont>

namespace ui {

struct Tokens;

// Replays a scene with the palette's colours. Decides nothing about places.
class TimelinePainter final
{
public:
    struct Overlay
    {
        std::optional<int> now; ///< only while the run waits
        QString nowLabel;
        int progress = 0;                  ///< lanes are drawn up to here
        std::optional<QPoint> selected;    ///< the selected reply's place
        double selectedRadius = 6;
        std::optional<QPoint> pointer;     ///< crosshair
        QString pointerLabel;
        QStringList card; ///< what is under the pointer: a title, then lines
        bool focused = false;
    };

    TimelinePainter(const Tokens &tokens, ShapeCache &shapes);

    void paint(QPainter &painter, const TimelineScene &scene, const QPixmap &replies,
               const Overlay &overlay, const QRect &dirty);

    // The replies of a scene, ghosts, bars and dots, on nothing: painted when the scene changes and
    // then only copied. `size` is the widget's.
    [[nodiscard]] QPixmap replies(const TimelineScene &scene, QSize size, double ratio);

    // What has to be painted again when the now-line moves from or to `x`.
    [[nodiscard]] static QRect nowStrip(const TimelineScene &scene, int x, int height);

private:
    void paintGround(QPainter &painter, const TimelineScene &scene, const Overlay &overlay);
    void paintBars(QImage &image, const TimelineScene &scene) const;
    void paintLines(QPainter &painter, const TimelineScene &scene);
    void paintNow(QPainter &painter, const TimelineScene &scene, const Overlay &overlay);
    void paintPointer(QPainter &painter, const TimelineScene &scene, const Overlay &overlay);

    const Tokens &m_tokens;
    ShapeCache &m_shapes;
};

} // namespace ui
