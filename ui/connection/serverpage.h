// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/resolution.h"
#include "ui/connection/formcolumn.h"

namespace ui {

class Segments;

// Which servers, what to call them, and where to keep that.
class ServerPage final : public FormColumn
{
    Q_OBJECT

public:
    explicit ServerPage(QWidget *parent = nullptr);

    void fill(const ProfileForm &form);
    void read(ProfileForm &form) const;
    void setOverrides(const std::vector<profiles::Override> &overrides);
    void adapt(const ProfileForm &form, const QString &whyForgetful);

private:
    SecretField *m_servers;
    QLineEdit *m_name;
    Segments *m_keep;
    QLabel *m_keepHint;
    QLabel *m_overrides;
};

} // namespace ui
