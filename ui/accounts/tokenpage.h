// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/examined.h"

#include <QtWidgets/QWidget>

namespace ui {

// One page about a token. Told only while it is in front, or when it comes there.
class TokenPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // `again`: the token it shows already, examined anew: what was scrolled to, opened, selected
    // or asked stays.
    virtual void setExamined(const Examined &examined, bool again) = 0;

signals:
    void tokenChosen(const jwt::TokenPtr &token);
    void linkFollowed(const QString &link); ///< see factwriter.h
};

} // namespace ui
