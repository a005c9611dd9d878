// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/colorrulerow.h"

#include "ui/common/theme.h"
#include "ui/traffic/filterline.h"
#include "ui/traffic/trafficdelegate.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using Color = ui::ColorRules::Color;

namespace ui {

namespace {

constexpr Color kColors[]
    = {Color::Red, Color::Amber, Color::Green, Color::Blue, Color::Violet, Color::Quiet};
constexpr int kSwatch = 16;

QString nameOf(Color color)
{
    switch (color) {
    case Color::Red:
        return ColorRuleRow::tr("Red");
    case Color::Amber:
        return ColorRuleRow::tr("Amber");
    case Color::Green:
        return ColorRuleRow::tr("Green");
    case Color::Blue:
        return ColorRuleRow::tr("Blue");
    case Color::Violet:
        return ColorRuleRow::tr("Violet");
    case Color::Quiet:
        return ColorRuleRow::tr("Grey");
    }
    return {};
}

QIcon swatch(Color color, const QWidget &in)
{
    const double ratio = in.devicePixelRatioF();
    QPixmap pixmap(QSize(kSwatch, kSwatch) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ruleColor(color, tokens(in.palette())));
    painter.drawRoundedRect(QRect(1, 1, kSwatch - 2, kSwatch - 2), 4, 4);
    return pixmap;
}

} // namespace

ColorRuleRow::ColorRuleRow(const ColorRules::Rule &rule, QWidget *parent)
    : QWidget(parent)
    , m_color(rule.color)
    , m_enabled(new QCheckBox(this))
    , m_colorButton(addButton({}, tr("Colour")))
    , m_filter(new FilterLine(this))
    , m_up(addButton(u"arrow-up"_s, tr("Move up")))
    , m_down(addButton(u"arrow-down"_s, tr("Move down")))
    , m_remove(addButton(u"trash"_s, tr("Remove")))
{
    m_enabled->setChecked(rule.enabled);
    m_enabled->setToolTip(tr("Whether the rule counts"));
    m_filter->setClearsOnEscape(false); // closes the dialog
    m_filter->setPlaceholderText(tr("Which rows? unanswered, latency>1s, subject:orders.>"));
    m_filter->setFilterText(rule.text);
    m_filter->setCursorPosition(0);
    addMenu();
    showColor();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_enabled);
    layout->addWidget(m_colorButton);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_up);
    layout->addWidget(m_down);
    layout->addWidget(m_remove);
    connect(m_up, &QToolButton::clicked, this, [this] { emit moved(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { emit moved(1); });
    connect(m_remove, &QToolButton::clicked, this, &ColorRuleRow::removed);
}

QToolButton *ColorRuleRow::addButton(const QString &iconName, const QString &name)
{
    auto *button = new QToolButton(this);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName, Tint::Quiet));
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ColorRuleRow::addMenu()
{
    auto *menu = new QMenu(m_colorButton);
    for (const Color color : kColors) {
        const QAction *action = menu->addAction(swatch(color, *this), nameOf(color));
        connect(action, &QAction::triggered, this, [this, color] { setColor(color); });
    }
    m_colorButton->setMenu(menu);
    m_colorButton->setPopupMode(QToolButton::InstantPopup);
}

ColorRules::Rule ColorRuleRow::rule() const
{
    return {m_filter->text().trimmed(), m_color, m_enabled->isChecked()};
}

void ColorRuleRow::setPlace(int index, int count)
{
    const auto name = [index](QWidget *widget, const QString &what, const QString &text) {
        widget->setObjectName(u"colorRule%1%2"_s.arg(QString::number(index), what));
        widget->setAccessibleName(tr("%1, rule %2").arg(text, QString::number(index + 1)));
    };
    name(m_enabled, u"Enabled"_s, tr("On"));
    name(m_colorButton, u"Color"_s, nameOf(m_color));
    name(m_filter, u"Filter"_s, tr("Filter"));
    name(m_up, u"Up"_s, tr("Move up"));
    name(m_down, u"Down"_s, tr("Move down"));
    name(m_remove, u"Remove"_s, tr("Remove"));
    m_up->setEnabled(index > 0);
    m_down->setEnabled(index + 1 < count);
}

void ColorRuleRow::edit()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void ColorRuleRow::setColor(Color color)
{
    m_color = color;
    showColor();
}

void ColorRuleRow::showColor()
{
    m_colorButton->setIcon(swatch(m_color, *this));
    m_colorButton->setToolTip(tr("Colour: %1").arg(nameOf(m_color)));
    const QList<QAction *> actions = m_colorButton->menu()->actions();
    for (qsizetype i = 0; i < actions.size(); ++i)
        actions[i]->setIcon(swatch(kColors[i], *this));
}

void ColorRuleRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColor();
}

} // namespace ui
