// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

// Asks for the file of a capture and whether secrets may go into it. Never writes over a file
// unasked.
class SaveDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Save, SaveMatching, Record };

    // `what`: what will be written, as "1,204 messages".
    SaveDialog(Purpose purpose, const QString &what, const QString &path,
               QWidget *parent = nullptr);

signals:
    void chosen(const QString &path, bool redact);

private:
    void buildUi(Purpose purpose, const QString &what);
    void browse();
    void onEdited();
    void choose();

    QString m_replaced; // the file of which the user has said that it may be replaced
    QLineEdit *m_path;
    QCheckBox *m_secrets;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace ui
