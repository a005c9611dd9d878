// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTabBar>

namespace ui {

// Tabs as flat fields; the current one joins the page below and carries the line over it in full
// colour. A tab's data is the index of its connection's colour; negative: it has no connection. Its
// icon, if it has one, stands before the title.
class ColoredTabBar final : public QTabBar
{
    Q_OBJECT

public:
    explicit ColoredTabBar(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void tabInserted(int index) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;

private:
    void closeTabOf(const QWidget *button);
};

} // namespace ui
