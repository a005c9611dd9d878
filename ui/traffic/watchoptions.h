// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/watchform.h"

#include <QtWidgets/QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class LimitFields;

// Everything about watching that its bar has no place for.
class WatchOptions final : public QDialog
{
    Q_OBJECT

public:
    // Without a connection (an opened capture) only what concerns the capture.
    WatchOptions(const WatchForm &form, bool connected, QWidget *parent = nullptr);

signals:
    void chosen(const ui::WatchForm &form);

private:
    void buildForm(QFormLayout &form, bool connected);
    QLineEdit *addRow(QFormLayout &form, const QString &name, const QString &label,
                      const QString &hint);
    void choose();
    void check();
    [[nodiscard]] QString problem() const;

    WatchForm m_form;
    QLineEdit *m_queue = nullptr;
    QLineEdit *m_memory = nullptr;
    QLineEdit *m_window = nullptr;
    LimitFields *m_limits = nullptr;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace ui
