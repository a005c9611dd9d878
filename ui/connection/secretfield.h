// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/profileform.h"

#include <QtWidgets/QLineEdit>

class QAction;

namespace ui {

// A line for a secret: covered until it is asked to be seen. A reference ("env://NAME") is no
// secret and stays readable; one that is embedded ("data:") is. What the keychain has is told by
// the placeholder, replaced by typing, and forgotten by Backspace, Delete or a button.
class SecretField final : public QLineEdit
{
    Q_OBJECT

public:
    enum class Covers {
        Everything,
        Embedded, ///< for a field whose bare value is a path
        Login,    ///< of an address, except while it is typed
    };

    explicit SecretField(QWidget *parent = nullptr);

    void setCovers(Covers covers);

    void setInput(const SecretInput &input);
    [[nodiscard]] SecretInput input() const;
    void setUsualPlaceholder(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void cover();
    void forget();
    [[nodiscard]] bool mayBeSeen() const;

    QAction *m_reveal;
    QAction *m_forget;
    QString m_usualPlaceholder;
    Covers m_covers = Covers::Everything;
    bool m_kept = false;
};

} // namespace ui
