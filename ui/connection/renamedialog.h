// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

class QLineEdit;
class QPushButton;

namespace ui {

class RichView;

// Asks for a new name until one is taken: its owner accepts the dialog, or says what is wrong with
// the name. Deletes itself when closed.
class RenameDialog final : public QDialog
{
    Q_OBJECT

public:
    RenameDialog(const QString &name, QWidget *parent);

    void showProblem(const QString &text); ///< another name may be tried

signals:
    void chosen(const QString &name);

private:
    void choose();

    QLineEdit *m_name;
    RichView *m_problem;
    QPushButton *m_rename;
};

} // namespace ui
