// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/formcolumn.h"

class QComboBox;

namespace ui {

// What few connections need.
class AdvancedPage final : public FormColumn
{
    Q_OBJECT

public:
    explicit AdvancedPage(QWidget *parent = nullptr);

    void fill(const ProfileForm &form);
    void read(ProfileForm &form) const;

private:
    QCheckBox *m_readOnly;
    QComboBox *m_color;
    QLineEdit *m_inboxPrefix;
    QCheckBox *m_noEcho;
    QCheckBox *m_ignoreDiscovered;
    SecretField *m_proxy;
};

} // namespace ui
