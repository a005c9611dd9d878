// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace ui {

// Lies over its parent while something is dragged across it, and says what a drop would do.
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget *parent);

    void cover(); ///< the parent as it is now

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
