// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileopener.h"

#include <QtWidgets/QWidget>

namespace ui {

ProfileOpener::ProfileOpener(profiles::SecretStore &secrets, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_secrets(secrets)
    , m_dialogParent(dialogParent)
{
    Q_UNUSED(m_secrets)
    Q_UNUSED(m_dialogParent)
}

ProfileOpener::~ProfileOpener() = default;

void ProfileOpener::open(const profiles::Profile &profile, const base::Secret &)
{
    m_profile = profile;
}

void ProfileOpener::cancel() {}

} // namespace ui
