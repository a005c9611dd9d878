// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/connectform.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QWidget;

namespace ui {

// Asks for a server and how to log in. Nothing is saved. An error stands at its field from the
// moment the field was left or Connect was pressed, not while it is still being typed.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget *parent = nullptr);

signals:
    void connectRequested(const nats::ConnectOptions &options);

private:
    void buildUi();
    QLineEdit *addField(QFormLayout *form, const QString &name, const QString &label,
                        const QString &placeholder);
    QLineEdit *addFileField(QFormLayout *form, const QString &name, const QString &label);
    QLabel *addError(QFormLayout *form, const QString &name);
    void showAuth();
    void showProblems();
    void tryConnect();
    [[nodiscard]] ConnectForm filledIn() const;
    [[nodiscard]] QLineEdit *authField(AuthKind kind) const; ///< where a problem of it is shown

    QFormLayout *m_form = nullptr;
    QLineEdit *m_servers = nullptr;
    QLabel *m_serversError = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_auth = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_token = nullptr;
    QLineEdit *m_file = nullptr;
    QLabel *m_authError = nullptr;
    QLineEdit *m_caFile = nullptr;
    QLabel *m_caError = nullptr;
    QLineEdit *m_inboxPrefix = nullptr;
    QLabel *m_inboxError = nullptr;
    bool m_asked = false; // Connect was pressed once: errors now follow each change
};

} // namespace ui
