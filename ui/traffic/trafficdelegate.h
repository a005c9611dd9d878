// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/glyphtable.h"
#include "ui/traffic/colorrules.h"
#include "ui/traffic/traffictext.h"
#include "ui/traffic/waterfall.h"

#include <QtCore/QCache>
#include <QtGui/QFont>
#include <QtGui/QStaticText>
#include <QtWidgets/QStyledItemDelegate>

#include <optional>

namespace ui {

class TrafficModel;
struct Tokens;

// Looks of both tables of traffic: tabular figures, marks beside states, the waterfall, colours of
// rules as a stripe and a wash. Its view tells it of each frame.
class TrafficDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kPadding = 10;

    explicit TrafficDelegate(QObject *parent = nullptr);

    void setColorRules(const ColorRules *rules) { m_rules = rules; }
    // Before the rows of a frame are painted.
    void beginFrame(const WaterfallScale &scale, base::Instant now);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    struct Row
    {
        int number = -1;
        quint64 key = 0;
        bool note = false;
        bool pinned = false;
        std::optional<ColorRules::Color> color;
    };

    void beginRow(const TrafficModel &model, int row) const;
    void paintText(QPainter &painter, const QRect &rect, const QString &text, bool mono,
                   const QColor &color) const;
    [[nodiscard]] bool paintFixed(QPainter &painter, const QPoint &baseline, int width,
                                  QStringView text, const QColor &color) const;
    void paintFigure(QPainter &painter, const QRect &rect, const QString &text,
                     const QColor &color) const;
    void paintWaterfall(QPainter &painter, const QRect &rect, const TrafficModel &model,
                        const Tokens &colors) const;

    const ColorRules *m_rules = nullptr;
    WaterfallScale m_scale;
    base::Instant m_now;
    QFont m_text;
    QFont m_mono;
    GlyphTable m_figures;
    GlyphTable m_fixed;
    mutable QCache<QString, QStaticText> m_texts; // shaped, by text and width
    mutable Row m_row;                            // the one that is being painted
};

[[nodiscard]] QColor toneColor(CellTone tone, const Tokens &colors);
[[nodiscard]] QColor ruleColor(ColorRules::Color color, const Tokens &colors);

} // namespace ui
