// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/formcolumn.h"

namespace ui {

// Whether and how the connection is made private, and who vouches for whom.
class TlsPage final : public FormColumn
{
    Q_OBJECT

public:
    explicit TlsPage(QWidget *parent = nullptr);

    void fill(const ProfileForm &form);
    void read(ProfileForm &form) const;
    void adapt(const ProfileForm &form, const QString &whyForgetful);

private:
    QCheckBox *m_require;
    QCheckBox *m_first;
    QCheckBox *m_plainLogin;
    SecretField *m_ca;
    SecretField *m_certificate;
    SecretField *m_key;
    SecretField *m_passphrase;
    QLabel *m_keyHint;
};

} // namespace ui
