// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/colorrules.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QToolButton;

namespace ui {

class FilterLine;

// One colour rule while it is edited: whether it counts, its colour, its filter, its place.
class ColorRuleRow final : public QWidget
{
    Q_OBJECT

public:
    ColorRuleRow(const ColorRules::Rule &rule, QWidget *parent);

    [[nodiscard]] ColorRules::Rule rule() const;
    void setPlace(int index, int count); ///< from 0; names its controls
    void edit();                         ///< the filter, all of it selected

signals:
    void moved(int by); ///< wants to go up (-1) or down (1)
    void removed();

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(const QString &icon, const QString &name);
    void addMenu();
    void setColor(ColorRules::Color color);
    void showColor();

    ColorRules::Color m_color;
    QCheckBox *m_enabled;
    QToolButton *m_colorButton;
    FilterLine *m_filter;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
};

} // namespace ui
