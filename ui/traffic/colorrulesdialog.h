// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/colorrules.h"

#include <QtWidgets/QDialog>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class ColorRuleRow;

// Edits the colour rules of traffic. Deletes itself when closed.
class ColorRulesDialog final : public QDialog
{
    Q_OBJECT

public:
    // Proposal: what a new rule begins with, such as the filter in use.
    ColorRulesDialog(const std::vector<ColorRules::Rule> &rules, const QString &proposal,
                     QWidget *parent);

signals:
    void chosen(const std::vector<ui::ColorRules::Rule> &rules);

private:
    void buildUi();
    void setRules(const std::vector<ColorRules::Rule> &rules);
    void addRule();
    ColorRuleRow *addRow(const ColorRules::Rule &rule);
    void move(ColorRuleRow *row, int by);
    void remove(ColorRuleRow *row);
    void showPlaces();
    void choose();

    QString m_proposal;
    std::vector<ColorRuleRow *> m_rows;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QPushButton *m_add;
};

} // namespace ui
