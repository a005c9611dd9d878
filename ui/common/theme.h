// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

class QApplication;

// The only place that decides looks. Widgets ask for a meaning; nothing else names a colour.
namespace ui {

enum class Scheme { System, Light, Dark };

// The design's tokens (README, "The look"); one table for light, one for dark.
struct Tokens
{
    QColor window, panel, raised, line, strongLine;
    QColor text, secondary, tertiary;
    QColor accent, accentWash, onAccent;
    QColor ok, warning, error, late, duplicate;
};

// The table a palette made by applyTheme belongs to; stateless, so a widget paints right after a
// PaletteChange without being told.
[[nodiscard]] const Tokens &tokens(const QPalette &palette);

// Style, palette, style sheet and fonts of the whole application. Safe to call again.
void applyTheme(QApplication &app, Scheme scheme);

[[nodiscard]] QFont textFont();    ///< Inter 13 px
[[nodiscard]] QFont strongFont();  ///< Inter 13 px, 600
[[nodiscard]] QFont smallFont();   ///< Inter 11 px
[[nodiscard]] QFont figureFont();  ///< Inter 20 px, 600, tabular figures
[[nodiscard]] QFont monoFont();    ///< JetBrains Mono 12 px

// A line icon from resources/icons, tinted by the palette of whoever paints it.
[[nodiscard]] QIcon icon(const QString &name);

} // namespace ui
