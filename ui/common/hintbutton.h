// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QPushButton>

namespace ui {

// A push button that shows its shortcut behind its text, smaller and quieter.
class HintButton final : public QPushButton
{
    Q_OBJECT

public:
    HintButton(const QString &text, const QString &hint, QWidget *parent = nullptr);

    // The button keeps the room of the longest it has had: what is beside it is not to move.
    void setHint(const QString &hint);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_hint;
    int m_hintRoom = 0;
};

} // namespace ui
