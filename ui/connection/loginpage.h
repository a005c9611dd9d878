// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/formcolumn.h"

class QComboBox;

namespace ui {

class RichView;
class Segments;

// How to log in, and who that would be.
class LoginPage final : public FormColumn
{
    Q_OBJECT

public:
    explicit LoginPage(QWidget *parent = nullptr);

    void fill(const ProfileForm &form);
    void read(ProfileForm &form) const;
    // What depends on the other fields: `form` is everything that is filled in now.
    void adapt(const ProfileForm &form, const QString &whyForgetful);

private:
    void addKinds();
    void addFiles();
    void addConsequences();
    void showFields();

    QComboBox *m_kind = nullptr;
    QLineEdit *m_user = nullptr;
    SecretField *m_password = nullptr;
    Segments *m_nkeySource = nullptr;
    SecretField *m_nkeyFile = nullptr;
    PastedSecret *m_nkeyText = nullptr;
    Segments *m_credsSource = nullptr;
    SecretField *m_credsFile = nullptr;
    PastedSecret *m_credsText = nullptr;
    SecretField *m_jwt = nullptr;
    SecretField *m_seed = nullptr;
    QLineEdit *m_nscUser = nullptr;
    QLabel *m_nscHint = nullptr;
    SecretField *m_token = nullptr;
    QLabel *m_tokenHint = nullptr;
    QCheckBox *m_intoContext = nullptr;
    QLabel *m_intoContextMeaning = nullptr;
    QLabel *m_forgetful = nullptr;
    QLabel *m_others = nullptr;
    RichView *m_preview = nullptr;
    QWidget *m_previewCard = nullptr;
    bool m_tokenToo = false;
};

} // namespace ui
