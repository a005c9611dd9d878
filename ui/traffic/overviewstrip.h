// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "ui/traffic/overviewgeometry.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

namespace ui {

// Messages over the whole time of a feed as bars; a stretch of it can be brushed by mouse and
// keyboard, moved, resized and let go.
class OverviewStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewStrip(QWidget *parent = nullptr);

    void setFeed(capture::Feed *feed);
    // Without both of them: none. Emits nothing.
    void setBrush(std::optional<base::Instant> from, std::optional<base::Instant> to);

    void showAll(); ///< as the user's Esc does
    [[nodiscard]] std::optional<base::Instant> from() const;
    [[nodiscard]] std::optional<base::Instant> to() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void brushChanged(); ///< by the user

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Drag
    {
        BrushPart part = BrushPart::Outside;
        double x = 0;
        std::optional<TimeBrush> before;
        bool moved = false;
    };

    void followFeed(const capture::Changes &changes);
    void refresh();
    void setByUser(std::optional<TimeBrush> brush);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString brushText() const;
    [[nodiscard]] bool tip(const QPoint &at, QString &text) const;

    QPointer<capture::Feed> m_feed;
    OverviewGeometry m_geometry;
    std::optional<TimeBrush> m_brush;
    std::optional<Drag> m_drag;
    QTimer m_refresh;
    double m_rate = 0;
    bool m_changed = false; // since the last refresh
};

} // namespace ui
