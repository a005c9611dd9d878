// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

class QAction;
class QKeySequence;
class QWidget;

namespace ui {

// What can be done in a Traffic tab. Owned by the tab, where their shortcuts work; buttons and
// menus show them.
class TabActions final : public QObject
{
    Q_OBJECT

public:
    explicit TabActions(QWidget &tab);

    QAction *watch; ///< starts, or stops
    QAction *pause;
    QAction *follow;
    QAction *clear;
    QAction *options;
    QAction *save;
    QAction *saveMatching;
    QAction *record;
    QAction *open;
    QAction *find;
    QAction *colors;
    // Of the current row.
    QAction *sendAgain;
    QAction *answer;
    QAction *copyCommand;
    QAction *pin;

private:
    QAction *add(const QString &name, const QString &text, const QString &iconName,
                 const QKeySequence &shortcut);

    QWidget &m_tab;
};

} // namespace ui
