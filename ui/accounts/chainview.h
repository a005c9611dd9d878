// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/chain.h"

#include <QtWidgets/QWidget>

namespace ui {

// Draws a trust chain; a card leads to its token by click, or by arrow keys and Enter.
class ChainView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChainView(ChainForm form, QWidget *parent = nullptr);

    void setChain(Chain chain);
    [[nodiscard]] const Chain &chain() const { return m_chain; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void tokenChosen(const jwt::TokenPtr &token);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] bool opens(int card) const;
    void choose(int card);
    void setHovered(int card);
    [[nodiscard]] QString tipAt(QPoint point) const;

    ChainForm m_form;
    Chain m_chain;
    ChainLayout m_layout;
    int m_hovered = -1;
    int m_focused = 0;
};

} // namespace ui
