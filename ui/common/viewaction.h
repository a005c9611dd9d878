// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QKeySequence>

class QAction;
class QWidget;

namespace ui {

// An action of a view, owned by it: its shortcut works while the view has the focus.
QAction *addViewAction(QWidget &view, const QString &name, const QString &text,
                       const QKeySequence &shortcut = {});

} // namespace ui
