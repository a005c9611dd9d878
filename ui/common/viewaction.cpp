// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/viewaction.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

namespace ui {

QAction *addViewAction(QWidget &view, const QString &name, const QString &text,
                       const QKeySequence &shortcut)
{
    auto *action = new QAction(text, &view);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    view.addAction(action);
    return action;
}

} // namespace ui
