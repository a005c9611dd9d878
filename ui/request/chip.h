// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QAbstractButton>

namespace ui {

// A rule as a small button: its name, quiet, and its value. A checkable chip is a rule that is on
// or off and shows a tick when on.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    Chip(const QString &objectName, const QString &label, QWidget *parent = nullptr);

    [[nodiscard]] const QString &value() const { return m_value; }
    [[nodiscard]] QSize sizeHint() const override;

    // A value that stands for "no rule" is painted quietly.
    void setValue(const QString &value, bool isRule = true);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QString shownValue() const;

    QString m_label;
    QString m_value;
    bool m_isRule = true;
};

} // namespace ui
