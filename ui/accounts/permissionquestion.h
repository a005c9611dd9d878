// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/permissions.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ui {

// "May this user [publish to ▾] [subject] in the queue [queue]?"
class PermissionQuestion final : public QWidget
{
    Q_OBJECT

public:
    explicit PermissionQuestion(QWidget *parent = nullptr);

    [[nodiscard]] jwt::Direction direction() const;
    [[nodiscard]] QString subject() const;
    [[nodiscard]] QString queue() const; ///< empty when publishing

signals:
    void changed();

private:
    void onDirection();

    QComboBox *m_direction;
    QLineEdit *m_subject;
    QLabel *m_queueLabel;
    QLineEdit *m_queue;
};

} // namespace ui
