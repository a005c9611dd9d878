// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/expirygeometry.h"

#include <QtWidgets/QWidget>

namespace ui {

// When everything known expires, as one line: red left of now. Arrow keys walk from mark to mark,
// Enter or a click chooses what is there, again the next of it.
class ExpiryStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ExpiryStrip(QWidget *parent = nullptr);

    [[nodiscard]] const ExpiryScene &scene() const { return m_scene; }
    [[nodiscard]] QSize sizeHint() const override;

    void setExpiries(std::vector<Expiry> expiries, jwt::UnixTime now);
    void setChosen(int id); ///< marks it; -1: none

signals:
    void chosen(int id);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void arrange();
    void choose(int mark);
    void setHovered(int mark);
    [[nodiscard]] QString describe(int mark) const;
    [[nodiscard]] QString summary() const;

    std::vector<Expiry> m_expiries;
    jwt::UnixTime m_now = 0;
    ExpiryScene m_scene;
    int m_hovered = -1;
    int m_current = -1; // where the keyboard is
    int m_chosen = -1;  // an id
};

} // namespace ui
