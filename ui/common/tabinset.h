// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QWidget>

namespace ui {

// For the top left corner of a QTabWidget, so that tabs begin where the text below them does. A
// layout, because a tab widget asks its corner for a size hint only.
[[nodiscard]] inline QWidget *tabInset(int pixels)
{
    auto *inset = new QWidget;
    auto *layout = new QHBoxLayout(inset);
    layout->setContentsMargins(pixels, 0, 0, 0);
    return inset;
}

} // namespace ui
