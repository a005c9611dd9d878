// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/stylesheet.h"

#include "ui/common/theme.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// A field's frame grows to 2 px with the focus and its padding shrinks by as much, so that nothing
// moves. Heights are of the content: 34 px with frame.
constexpr const char *kFields = R"(
QLineEdit, QComboBox, QAbstractSpinBox {
    background: @panel; border: 1px solid @strongLine; border-radius: 6px;
    min-height: 32px; max-height: 32px; padding: 0 10px; color: @text;
    selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: @tertiary; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {
    border: 2px solid @accent; padding: 0 9px; min-height: 30px; max-height: 30px;
}
QLineEdit:disabled, QComboBox:disabled { color: @tertiary; background: @window; }
QLineEdit:read-only { background: @raised; }
QLineEdit[look="invalid"], QLineEdit[look="invalid-mono"] { border-color: @error; }
QLineEdit[look="invalid"]:focus, QLineEdit[look="invalid-mono"]:focus { border: 2px solid @error; }
QLineEdit[look="mono"], QLineEdit[look="invalid-mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLineEdit[look="frameless"], QLineEdit[look="frameless"]:focus {
    border: none; background: transparent; padding: 0; min-height: 24px; max-height: 24px;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox { combobox-popup: 0; padding-right: 4px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/style/down.svg); width: 14px; height: 14px; }
QComboBox[look="strong"] { font-weight: 600; }
QComboBox[look="quiet"] { border-color: transparent; background: transparent; }
QComboBox QAbstractItemView {
    background: @panel; border: 1px solid @strongLine; padding: 4px; outline: 0;
    selection-background-color: @accentWash; selection-color: @text;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @accentWash; color: @text; }
QPlainTextEdit, QTextEdit, QTextBrowser {
    background: @raised; border: 1px solid @line; border-radius: 6px; color: @text;
    selection-background-color: @accent; selection-color: @onAccent; padding: 4px 6px;
}
QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QPlainTextEdit[look="frameless"], QTextEdit[look="frameless"] {
    border: none; border-radius: 0; background: transparent;
}
QTextEdit[look="reading"], QTextEdit[look="reading"]:focus {
    border: none; border-radius: 0; background: transparent; padding: 0;
}
QPlainTextEdit[look="invalid"] { border-color: @error; }
)";

constexpr const char *kButtons = R"(
QPushButton {
    background: @panel; border: 1px solid @strongLine; border-radius: 6px; color: @text;
    min-height: 32px; max-height: 32px; padding: 0 14px;
}
QPushButton:hover { background: @raised; border-color: @tertiary; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border: 2px solid @accent; padding: 0 13px; min-height: 30px; max-height: 30px; }
QPushButton:disabled { color: @tertiary; border-color: @line; background: transparent; }
QPushButton:default { font-weight: 600; }
QPushButton[look="primary"] {
    background: @accent; border-color: @accent; color: @onAccent; font-weight: 600;
}
QPushButton[look="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[look="primary"]:pressed { background: @accentPressed; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:disabled { background: @line; border-color: @line; color: @tertiary; }
QPushButton[look="live"] {
    background: @error; border-color: @error; color: @onAccent; font-weight: 600;
}
QPushButton[look="live"]:hover { background: @errorHover; border-color: @errorHover; }
QPushButton[look="live"]:pressed { background: @errorHover; }
QPushButton[look="live"]:focus { border: 2px solid @text; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[look="chip"] {
    min-height: 24px; max-height: 24px; padding: 0 9px; font-size: 12px;
}
QPushButton[look="chip"]:focus { padding: 0 8px; min-height: 22px; max-height: 22px; }
QPushButton[look="row"] {
    border: 1px solid transparent; background: transparent; text-align: left; padding: 0 9px;
    min-height: 26px; max-height: 26px;
}
QPushButton[look="row"]:hover { background: @hover; }
QPushButton[look="row"]:focus { border-color: @accent; }
QPushButton[look="link"] {
    border: 1px solid transparent; background: transparent; color: @accent; padding: 0 4px;
    min-height: 22px; max-height: 22px;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid @accent; padding: 0 4px; min-height: 22px; max-height: 22px; }
QToolButton {
    border: 1px solid transparent; border-radius: 6px; background: transparent; color: @secondary;
    padding: 4px 6px;
}
QToolButton:hover { background: @hover; color: @text; }
QToolButton:pressed, QToolButton:checked { background: @accentWash; color: @text; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @tertiary; }
QToolButton::menu-indicator { image: none; width: 0; }
QFrame[look="segments"] { background: @hover; border: none; border-radius: 6px; }
QToolButton[look="segment"] {
    padding: 2px 9px; border: 1px solid transparent; border-radius: 5px; font-size: 12px;
}
QToolButton[look="segment"]:hover { background: transparent; }
QToolButton[look="segment"]:checked { background: @panel; color: @text; border-color: @strongLine; }
QToolButton[look="segment"]:focus { border-color: @accent; }
QCheckBox, QRadioButton { spacing: 7px; color: @text; }
QCheckBox:disabled, QRadioButton:disabled { color: @tertiary; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid @tertiary; background: @panel;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover,
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/icons/style/check-@scheme.svg);
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; }
)";

constexpr const char *kSurfaces = R"(
QMainWindow, QDialog { background: @panel; }
QWidget[look="panel"] { background: @panel; }
QWidget[look="raised"] { background: @raised; }
QFrame[look="card"] { background: @raised; border: 1px solid @line; border-radius: 6px; }
QFrame[look="line"] { background: @line; border: none; }
QFrame[look="foot"] { background: @raised; border: none; border-top: 1px solid @line; }
QFrame[look="popup"] { background: @panel; border: 1px solid @strongLine; }
QFrame[look="banner"], QLabel[look="banner"] { background: @accentWash; border: none; border-radius: 6px; }
QLabel { background: transparent; color: @text; }
QLabel:disabled { color: @tertiary; }
QLabel[look="headline"] { font-size: 20px; font-weight: 600; }
QLabel[look="title"] { font-size: 16px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="secondary"] { color: @secondary; }
QLabel[look="caption"] { color: @secondary; font-size: 11px; }
QLabel[look="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLabel[look="ok"] { color: @ok; }
QLabel[look="warning"] { color: @warningText; }
QLabel[look="error"] { color: @error; }
QToolTip {
    background: @raised; color: @text; border: 1px solid @strongLine; padding: 4px 7px;
}
QMenu { background: @panel; border: 1px solid @strongLine; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accentWash; }
QMenu::item:disabled { color: @tertiary; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }
QMenu::indicator:checked { image: url(:/icons/style/tick.svg); }
QMenu::right-arrow { image: url(:/icons/style/right.svg); width: 14px; height: 14px; }
QMenu::separator { height: 1px; background: @line; margin: 5px 4px; }
QMenuBar { background: @raised; color: @secondary; border: none; padding: 2px 7px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @accentWash; color: @text; }
QStatusBar { background: @raised; border-top: 1px solid @line; color: @secondary; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent; }
QProgressBar { border: none; border-radius: 2px; background: @line; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
)";

constexpr const char *kViews = R"(
QAbstractScrollArea { border: 1px solid @line; background: @panel; }
QAbstractScrollArea[look="frameless"] { border: none; }
QScrollArea { border: none; background: transparent; }
QAbstractItemView {
    background: @panel; alternate-background-color: @raised; color: @text;
    selection-background-color: @accentWash; selection-color: @text; outline: 0;
}
QWidget#sideBar QAbstractItemView { background: @raised; }
QTableView { gridline-color: @line; border: none; }
QHeaderView { background: @raised; border: none; }
QHeaderView::section {
    background: @raised; color: @secondary; border: none; border-bottom: 1px solid @line;
    padding: 0 10px; min-height: 25px; font-size: 11px;
}
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow { image: url(:/icons/style/up.svg); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url(:/icons/style/down.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: @raised; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @strongLine; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @tertiary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid @line; top: -1px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; border: none; border-bottom: 2px solid transparent;
    color: @secondary; padding: 7px 2px 6px 2px; margin-right: 18px;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:selected:focus { color: @accent; }
QTabBar::tab:disabled { color: @tertiary; }
QTabBar QToolButton { background: @panel; border: none; }
QToolButton#closeTab { background: transparent; }
QToolButton#closeTab:hover { background: @hover; }
QTabBar QToolButton::left-arrow { image: url(:/icons/style/left.svg); }
QTabBar QToolButton::right-arrow { image: url(:/icons/style/right.svg); }
)";

QColor mix(const QColor &a, const QColor &b, float part)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * part,
                            a.greenF() + (b.greenF() - a.greenF()) * part,
                            a.blueF() + (b.blueF() - a.blueF()) * part);
}

} // namespace

QString styleSheet(const Tokens &t, bool dark)
{
    // Longer names first: "@accent" is the beginning of "@accentWash".
    const std::array<std::pair<QLatin1StringView, QString>, 22> values{{
        {"@accentHover"_L1, mix(t.accent, t.text, 0.12f).name()},
        {"@accentPressed"_L1, mix(t.accent, t.window, 0.2f).name()},
        {"@accentWash"_L1, t.accentWash.name()},
        {"@accent"_L1, t.accent.name()},
        {"@duplicate"_L1, t.duplicate.name()},
        {"@errorHover"_L1, mix(t.error, t.text, 0.12f).name()},
        {"@error"_L1, t.error.name()},
        {"@hover"_L1, mix(t.raised, t.strongLine, 0.5f).name()},
        {"@late"_L1, t.late.name()},
        {"@line"_L1, t.line.name()},
        {"@ok"_L1, t.ok.name()},
        {"@onAccent"_L1, t.onAccent.name()},
        {"@panel"_L1, t.panel.name()},
        {"@raised"_L1, t.raised.name()},
        {"@scheme"_L1, dark ? u"dark"_s : u"light"_s},
        {"@secondary"_L1, t.secondary.name()},
        {"@strongLine"_L1, t.strongLine.name()},
        {"@tertiary"_L1, t.tertiary.name()},
        {"@text"_L1, t.text.name()},
        {"@warningText"_L1, t.warningText.name()},
        {"@warning"_L1, t.warning.name()},
        {"@window"_L1, t.window.name()},
    }};
    QString sheet;
    for (const char *part : {kSurfaces, kViews, kFields, kButtons})
        sheet += QLatin1StringView(part);
    for (const auto &[name, value] : values)
        sheet.replace(name, value);
    return sheet;
}

} // namespace ui
