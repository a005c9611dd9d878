// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/profilestore.h"

#include <QtWidgets/QDialog>

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

class ConnectionTest;
class ProfileOpener;

// The connection test of a saved profile; begins at once. Deletes itself when closed.
class ConnectionTestDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectionTestDialog(const profiles::Profile &profile, profiles::SecretStore &secrets,
                         QWidget *parent = nullptr);

private:
    void buildUi();
    void begin();

    profiles::Profile m_profile;
    ProfileOpener *m_opener;
    ConnectionTest *m_test;
};

} // namespace ui
