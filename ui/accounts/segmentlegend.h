// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace ui {

// Names the colours of a token's three segments, and the line under what is signed.
class SegmentLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentLegend(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
