// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"
#include "ui/connection/profiledialog.h"
#include "ui/connection/profilelist.h"

#include <QtCore/QObject>
#include <QtCore/QProcessEnvironment>

class QWidget;

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

class ProfileOpener;
class RenameDialog;

// Does what is asked for with a saved connection, with the dialogs this takes. All it is given
// outlives it.
class ProfileActions final : public QObject
{
    Q_OBJECT

public:
    ProfileActions(profiles::ProfileStore &store, profiles::SecretStore &secrets, QWidget *window);

    // Whose variables take the place of what saved connections say.
    void setEnvironment(const QProcessEnvironment &environment) { m_environment = environment; }
    void run(ProfileAction action, const profiles::Profile &profile);
    void newConnection();
    void open(const profiles::Profile &profile);
    void edit(const profiles::Profile &profile, ProfileDialog::Mode mode);
    // Without TLS, from now on whenever it is opened.
    void rememberPlainLogin(const profiles::Profile &profile);

signals:
    // A profile without a name is not saved.
    void connectRequested(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void renamed(const profiles::Profile &profile); ///< with its new name
    // Also when it was renamed. `before` is what `after` has taken the place of: without a name if
    // `after` is a new one or a copy.
    void saved(const profiles::Profile &before, const profiles::Profile &after);
    void failed(const QString &reason);

private:
    void onOpened(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void show(ProfileDialog *dialog);
    void askForName(const profiles::Profile &profile);
    void rename(const profiles::Profile &profile, const QString &name, RenameDialog *dialog);
    void onRenamed(const profiles::Profile &before, const profiles::Profile &made);
    void askToDelete(const profiles::Profile &profile);
    void remove(const profiles::Profile &profile);
    void showFile(const profiles::Profile &profile);
    void tell(const base::Result<base::Done> &result);

    profiles::ProfileStore &m_store;
    profiles::SecretStore &m_secrets;
    QWidget *m_window;
    QProcessEnvironment m_environment;
    ProfileOpener *m_opener;
};

} // namespace ui
