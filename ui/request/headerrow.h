// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/headers.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

// One header: name, value, and what is wrong with them.
class HeaderRow final : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderRow(const nats::HeaderLine &line, QWidget *parent = nullptr);

    [[nodiscard]] const nats::HeaderLine &line() const { return m_line; }
    [[nodiscard]] QString problem() const; ///< empty: it can be sent
    // A row in which nothing is typed yet is not sent and no mistake.
    [[nodiscard]] bool isBlank() const { return m_line.name.isEmpty() && m_line.value.isEmpty(); }

    void setPosition(qsizetype index, qsizetype count);
    void focusName();

signals:
    void changed();
    void moveRequested(qsizetype by);
    void removeRequested();

private:
    QLineEdit *addField(const QString &name, const QString &placeholder, const QByteArray &text);
    QToolButton *addButton(const QString &name, const QString &iconName, const QString &tip);
    void validate();

    nats::HeaderLine m_line; // bytes as given until edited
    QLineEdit *m_name;
    QLineEdit *m_value;
    QLabel *m_error;
    QToolButton *m_up;
    QToolButton *m_down;
};

} // namespace ui
