// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/tile.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr int kGap = 26;
constexpr int kUnitGap = 5;

int widthOf(const Tile &tile)
{
    int figure = QFontMetrics(figureFont()).horizontalAdvance(tile.number);
    if (!tile.unit.isEmpty())
        figure += kUnitGap + QFontMetrics(textFont()).horizontalAdvance(tile.unit);
    return std::max(figure, QFontMetrics(smallFont()).horizontalAdvance(tile.label));
}

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Tokens &colors = tokens(palette);
    switch (tone) {
    case Tone::Plain:
        return colors.text;
    case Tone::Quiet:
        return colors.secondary;
    case Tone::Accent:
        return colors.accent;
    case Tone::Ok:
        return colors.ok;
    case Tone::Warning:
        return colors.warning;
    case Tone::Error:
        return colors.error;
    }
    return colors.text;
}

int tilesWidth(const std::vector<Tile> &tiles)
{
    int width = 0;
    for (const Tile &tile : tiles)
        width += widthOf(tile) + kGap;
    return width;
}

int paintTiles(QPainter &painter, const std::vector<Tile> &tiles, const QPalette &palette)
{
    const Tokens &colors = tokens(palette);
    const QFontMetrics figures(figureFont());
    int x = 0;
    for (const Tile &tile : tiles) {
        painter.setFont(figureFont());
        painter.setPen(toneColor(tile.tone, palette));
        painter.drawText(x, kTileFigureBaseline, tile.number);
        painter.setFont(textFont());
        painter.setPen(colors.secondary);
        painter.drawText(x + figures.horizontalAdvance(tile.number) + kUnitGap, kTileFigureBaseline,
                         tile.unit);
        painter.setFont(smallFont());
        painter.drawText(x, kTileLabelBaseline, tile.label);
        x += widthOf(tile) + kGap;
    }
    return x;
}

} // namespace ui
