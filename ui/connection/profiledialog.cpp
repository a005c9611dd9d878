// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profiledialog.h"

using namespace Qt::StringLiterals;

namespace ui {

ProfileDialog::ProfileDialog(profiles::ProfileStore &store, profiles::SecretStore &secrets,
                             QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_secrets(secrets)
{
    setObjectName(u"profileDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    Q_UNUSED(m_store)
    Q_UNUSED(m_secrets)
}

void ProfileDialog::setProfile(const profiles::Profile &profile, Mode)
{
    setWindowTitle(profile.name);
}

} // namespace ui
