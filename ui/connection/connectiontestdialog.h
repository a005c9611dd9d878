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

// The connection test of a saved profile; begins when it is shown. Deletes itself when closed.
class ConnectionTestDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectionTestDialog(const profiles::Profile &profile, profiles::SecretStore &secrets,
                         QWidget *parent = nullptr);
};

} // namespace ui
