// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QAbstractButton>

namespace ui {

// A wide button that says what it does in two lines.
class OfferButton final : public QAbstractButton
{
    Q_OBJECT

public:
    OfferButton(const QString &iconName, const QString &title, const QString &detail,
                QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    QString m_detail;
};

} // namespace ui
