// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"

#include <QtWidgets/QDialog>

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

// Asks for servers, how to log in and where to keep that: a new connection, or a profile to be
// changed or copied. Deletes itself when closed.
class ProfileDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Mode { New, Edit, Duplicate };

    // A new connection. Both outlive the dialog.
    ProfileDialog(profiles::ProfileStore &store, profiles::SecretStore &secrets,
                  QWidget *parent = nullptr);

    void setProfile(const profiles::Profile &profile, Mode mode);

signals:
    // Connect was pressed. A profile that is kept has been saved; without a name it is not.
    void connectRequested(const nats::ConnectOptions &options, const profiles::Profile &profile);

private:
    profiles::ProfileStore &m_store;
    profiles::SecretStore &m_secrets;
};

} // namespace ui
