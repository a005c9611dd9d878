// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <functional>

class QWidget;

// File dialogs without a nested event loop: the answer comes later, or never when cancelled or
// when `parent` is gone.
namespace ui {

void askOpenFile(QWidget *parent, const QString &title,
                 std::function<void(const QString &)> answer);
void askOpenFolder(QWidget *parent, const QString &title,
                   std::function<void(const QString &)> answer);
void askSaveFile(QWidget *parent, const QString &title, const QString &name,
                 std::function<void(const QString &)> answer);

} // namespace ui
