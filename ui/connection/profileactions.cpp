// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileactions.h"

#include "core/profiles/resolution.h"
#include "core/profiles/secretstore.h"
#include "ui/connection/connectiontestdialog.h"
#include "ui/connection/profileopener.h"
#include "ui/connection/profilesaver.h"
#include "ui/connection/renamedialog.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;

namespace ui {

ProfileActions::ProfileActions(profiles::ProfileStore &store, profiles::SecretStore &secrets,
                               QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_secrets(secrets)
    , m_window(window)
    , m_opener(new ProfileOpener(secrets, window))
{
    connect(m_opener, &ProfileOpener::opened, this, &ProfileActions::onOpened);
    connect(m_opener, &ProfileOpener::failed, this,
            [this](const Profile &profile, const base::Error &error) {
                emit failed(tr("%1: %2").arg(profile.name, error.text));
            });
}

void ProfileActions::run(ProfileAction action, const Profile &profile)
{
    switch (action) {
    case ProfileAction::Connect:
        return open(profile);
    case ProfileAction::Test:
        return (new ConnectionTestDialog(profiles::withEnvironment(profile, m_environment),
                                         m_secrets, m_window))
            ->open();
    case ProfileAction::Edit:
        return edit(profile, ProfileDialog::Mode::Edit);
    case ProfileAction::Duplicate:
        return edit(profile, ProfileDialog::Mode::Duplicate);
    case ProfileAction::Rename:
        return askForName(profile);
    case ProfileAction::Select:
        return tell(m_store.select(profile.name));
    case ProfileAction::Unselect:
        return tell(m_store.select({}));
    case ProfileAction::Delete:
        return askToDelete(profile);
    case ProfileAction::ShowFile:
        return showFile(profile);
    }
}

void ProfileActions::newConnection()
{
    show(new ProfileDialog(m_store, m_secrets, m_window));
}

void ProfileActions::show(ProfileDialog *dialog)
{
    dialog->setEnvironment(m_environment);
    connect(dialog, &ProfileDialog::connectRequested, this, &ProfileActions::connectRequested);
    connect(dialog, &ProfileDialog::saved, this, &ProfileActions::saved);
    dialog->open();
}

void ProfileActions::open(const Profile &profile)
{
    m_opener->open(profiles::withEnvironment(profile, m_environment));
}

void ProfileActions::onOpened(const nats::ConnectOptions &options, const Profile &profile)
{
    // As it is saved, without what the environment said.
    const Profile *saved = m_store.find(profile.origin, profile.name);
    emit connectRequested(options, saved ? *saved : profile);
}

void ProfileActions::edit(const Profile &profile, ProfileDialog::Mode mode)
{
    auto *dialog = new ProfileDialog(m_store, m_secrets, m_window);
    dialog->setProfile(profile, mode);
    show(dialog);
}

void ProfileActions::rememberPlainLogin(const Profile &profile)
{
    // As it is now: it may have been edited since it was opened.
    m_store.reload();
    const Profile *known = m_store.find(profile.origin, profile.name);
    if (!known || known->problem || known->extras.plainLoginAllowed)
        return;
    Profile changed = *known;
    changed.extras.plainLoginAllowed = true;
    tell(m_store.save(changed, *known));
}

void ProfileActions::askForName(const Profile &profile)
{
    auto *dialog = new RenameDialog(profile.name, m_window);
    connect(dialog, &RenameDialog::chosen, this,
            [this, dialog, profile](const QString &name) { rename(profile, name, dialog); });
    dialog->open();
}

void ProfileActions::rename(const Profile &profile, const QString &name, RenameDialog *dialog)
{
    if (name == profile.name)
        return dialog->accept();
    // As it is on disk now: only the name is to change.
    m_store.reload();
    const Profile *known = m_store.find(profile.origin, profile.name);
    const Profile before = known ? *known : profile;
    Profile now = before;
    now.name = name;
    auto *saver = new ProfileSaver(m_store, m_secrets, {now, {}, before, true}, dialog);
    const auto refuse = [dialog](const base::Error &error) {
        dialog->showProblem(error.text);
    };
    connect(saver, &ProfileSaver::conflicted, dialog, refuse);
    connect(saver, &ProfileSaver::failed, dialog, refuse);
    connect(saver, &ProfileSaver::saved, this, [this, before, dialog](const Profile &made) {
        dialog->accept();
        onRenamed(before, made);
    });
    saver->start();
}

void ProfileActions::onRenamed(const Profile &before, const Profile &made)
{
    const Profile *known = m_store.find(made.origin, made.name);
    const Profile after = known ? *known : made;
    emit renamed(after);
    emit saved(before, after);
}

void ProfileActions::askToDelete(const Profile &profile)
{
    auto *box = new QMessageBox(m_window);
    box->setObjectName(u"deleteBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Delete saved connection"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Delete %1?").arg(profile.name));
    QString more = profile.origin == Origin::NatsContext
        ? tr("It is a context of the nats command, which will not know it any more either.")
        : tr("Its file is removed.");
    if (!profile.extras.keychained.isEmpty())
        more += u' ' + tr("Its secrets are removed from the keychain.");
    box->setInformativeText(more);
    auto *remove = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    remove->setObjectName(u"deleteAccept"_s);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this, profile] { this->remove(profile); });
    box->open();
}

void ProfileActions::remove(const Profile &profile)
{
    const auto done = m_store.remove(profile);
    tell(done);
    if (!done)
        return;
    for (const QString &field : profile.extras.keychained)
        m_secrets.remove(profiles::secretKey(profile, field), this,
                         [this](const base::Result<base::Done> &removed) { tell(removed); });
}

void ProfileActions::showFile(const Profile &profile)
{
    const QString folder = QFileInfo(m_store.fileOf(profile)).path();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        emit failed(
            tr("No program shows folders here. The file is %1").arg(m_store.fileOf(profile)));
}

void ProfileActions::tell(const base::Result<base::Done> &result)
{
    if (!result)
        emit failed(result.error().text);
}

} // namespace ui
