// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

class QWidget;

namespace ui {

class RichView;

// A place for what is wrong with something: whole, on as many lines as that takes, and it can be
// selected by mouse and keyboard. Hidden at first. Its texts may quote anything.
[[nodiscard]] RichView *makeProblemView(const QString &name, QWidget *parent);
void setProblem(RichView &view, const QString &text);
[[nodiscard]] QString problemOf(const RichView &view);

} // namespace ui
