// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtGui/QColor>

#include <vector>

class QPainter;
class QPalette;

namespace ui {

enum class Tone { Plain, Quiet, Accent, Ok, Warning, Error };
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);

// A figure over its label.
struct Tile
{
    QString number;
    QString unit; ///< set smaller, after the number: "ms", "of ≥ 5"
    QString label;
    Tone tone = Tone::Plain; ///< of the number

    bool operator==(const Tile &) const = default;
};

constexpr int kTileHeight = 46;
constexpr int kTileFigureBaseline = 20;
constexpr int kTileLabelBaseline = 39;

// In a row from the painter's left edge; returns where they end, which is tilesWidth().
int paintTiles(QPainter &painter, const std::vector<Tile> &tiles, const QPalette &palette);
[[nodiscard]] int tilesWidth(const std::vector<Tile> &tiles);

} // namespace ui
