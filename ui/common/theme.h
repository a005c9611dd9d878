// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

#include <optional>

class QApplication;
class QWidget;

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
    QColor warningText; ///< `warning` is made for marks; as text it needs more contrast
};

// The table a palette made by applyTheme belongs to; stateless, so a widget paints right after a
// PaletteChange without being told.
[[nodiscard]] const Tokens &tokens(const QPalette &palette);
[[nodiscard]] const Tokens &tokens(bool dark);
[[nodiscard]] bool isDark(const QPalette &palette);

// Style, palette, style sheet and fonts of the whole application. Safe to call again.
void applyTheme(QApplication &app, Scheme scheme);

// What a widget is, for the style sheet. Gaps between things: 7, 10, 14, 18 px.
enum class Look {
    Plain,
    // surfaces
    Panel,  ///< where people read and type
    Raised, ///< side bars, headers, editors
    Card,   ///< raised with a line around it
    Banner, ///< accent wash, for a notice within a panel
    Line,   ///< one pixel high, between two parts of a panel
    // labels
    Headline,  ///< 20 px, 600
    Title,     ///< 16 px, 600
    Strong,    ///< 600
    Secondary, ///< the less important half of a sentence
    Caption,   ///< 11 px, for labels of figures and sections
    Mono,
    Ok,
    Warning,
    Error,
    // buttons
    Primary, ///< one a view
    Live,    ///< what goes on and can be stopped there
    Quiet,   ///< no frame until touched: icon buttons
    Chip,    ///< 26 px high, a value that can be clicked
    Link,
    // fields and views
    Invalid,   ///< a field whose text cannot be used
    Frameless, ///< a view that shares the surface it lies on
    Reading,   ///< rich text that is part of its page
};
void setLook(QWidget *widget, Look look);

constexpr int kControlHeight = 34;
constexpr int kRowHeight = 25;
constexpr int kSideBarWidth = 248;

[[nodiscard]] QFont textFont();   ///< Inter 13 px
[[nodiscard]] QFont strongFont(); ///< Inter 13 px, 600
[[nodiscard]] QFont smallFont();  ///< Inter 11 px
[[nodiscard]] QFont figureFont(); ///< Inter 20 px, 600
[[nodiscard]] QFont titleFont();  ///< Inter 16 px, 600
[[nodiscard]] QFont monoFont();   ///< JetBrains Mono 12 px

enum class Tint { Plain, Quiet, Accent, OnAccent, Ok, Warning, Error };
// A line icon from resources/icons, tinted at each painting by the application's palette.
[[nodiscard]] QIcon icon(const QString &name, Tint tint = Tint::Plain);

// The n-th colour by which connections are told apart, in the tone of the palette.
[[nodiscard]] QColor connectionColor(int index, const QPalette &palette);
// Which of them a context's color_scheme asks for; empty if it names no colour.
[[nodiscard]] std::optional<int> connectionColorNamed(const QString &scheme);

} // namespace ui
