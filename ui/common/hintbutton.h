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

    void setHint(const QString &hint);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_hint;
};

} // namespace ui
