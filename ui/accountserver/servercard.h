// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/serverfacts.h"

#include <QtWidgets/QFrame>

class QLabel;

namespace ui {

class ElidedLabel;

// How one part of an account server stands: a title, a state with its mark, a detail.
class ServerCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ServerCard(const QString &name, QWidget *parent = nullptr);

    void setText(const CardText &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CardText m_text;
    QLabel *m_title;
    ElidedLabel *m_state;
    ElidedLabel *m_detail;
};

} // namespace ui
