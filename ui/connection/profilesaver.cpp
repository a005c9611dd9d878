// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilesaver.h"

#include "core/profiles/secretstore.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>

namespace ui {

ProfileSaver::ProfileSaver(profiles::ProfileStore &store, profiles::SecretStore &secrets, Task task,
                           QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_secrets(secrets)
    , m_task(std::move(task))
    , m_left(m_task.profile.extras.keychained)
{}

void ProfileSaver::start()
{
    QTimer::singleShot(0, this, &ProfileSaver::begin);
}

profiles::Expected ProfileSaver::expected() const
{
    if (m_task.regardless)
        return profiles::Anything();
    if (replaces())
        return *m_task.from;
    return profiles::Nothing();
}

// Before any secret is written: they are filed under the name that another may have taken.
void ProfileSaver::begin()
{
    if (const auto checked = m_store.check(m_task.profile, expected()); !checked)
        return emit conflicted(checked.error());
    next();
}

bool ProfileSaver::isElsewhere(const QString &field) const
{
    return m_task.from
        && profiles::secretKey(*m_task.from, field) != profiles::secretKey(m_task.profile, field);
}

void ProfileSaver::next()
{
    if (m_left.isEmpty())
        return writeFile();
    const QString field = m_left.takeFirst();
    if (const auto secret = m_task.secrets.find(field); secret != m_task.secrets.end())
        write(field, secret->second, Secret::Given);
    else if (isElsewhere(field))
        move(field);
    else
        next();
}

void ProfileSaver::move(const QString &field)
{
    m_secrets.read(profiles::secretKey(*m_task.from, field), this,
                   [this, field](const base::Result<std::optional<base::Secret>> &secret) {
                       if (!secret)
                           emit failed(secret.error());
                       else if (*secret)
                           write(field, **secret, Secret::Moved);
                       else
                           next(); // it is gone already; connecting says so
                   });
}

void ProfileSaver::write(const QString &field, const base::Secret &secret, Secret which)
{
    // What is only in memory now was not before it moved, if the keychain has just been read.
    const bool lasting = which == Secret::Moved && m_secrets.whyForgetful().isEmpty();
    m_secrets.write(profiles::secretKey(m_task.profile, field), secret, this,
                    [this, field, lasting](const base::Result<base::Done> &done) {
                        if (!done)
                            emit failed(done.error());
                        else if (lasting && !m_secrets.whyForgetful().isEmpty())
                            refuse(field);
                        else
                            next();
                    });
}

// A secret that would outlive this run where it is now must not be lost by a new name.
void ProfileSaver::refuse(const QString &field)
{
    m_secrets.remove(profiles::secretKey(m_task.profile, field), &m_secrets,
                     [](const base::Result<base::Done> &) {});
    emit failed({base::ErrorKind::Io,
                 tr("The secret “%1” would be lost under the new name, so nothing was changed. %2")
                     .arg(field, m_secrets.whyForgetful()),
                 -1});
}

// False once it has said why it could not be. What is expected goes by the new name then.
bool ProfileSaver::renameFile(profiles::Expected &expected)
{
    const profiles::Profile &from = *m_task.from;
    if (const auto checked = m_store.check(m_task.profile, expected); !checked) {
        emit conflicted(checked.error());
        return false;
    }
    profiles::Profile now = from;
    now.name = m_task.profile.name;
    if (const auto renamed = m_store.rename(from, now.name); !renamed) {
        if (QFileInfo::exists(m_store.fileOf(now)) && !QFileInfo::exists(m_store.fileOf(from)))
            emit movedOn(now); // what else names it could not be written
        emit failed(renamed.error());
        return false;
    }
    if (!m_task.regardless)
        expected = now;
    return true;
}

void ProfileSaver::writeFile()
{
    const profiles::Profile profile = m_task.profile;
    const bool moves = replaces() && m_task.from->origin != profile.origin;
    // One that has gone meanwhile is written anew.
    const bool renames = replaces() && !moves && m_task.from->name != profile.name
        && (!m_task.regardless || QFileInfo::exists(m_store.fileOf(*m_task.from)));
    profiles::Expected expected = this->expected();
    if (renames && !renameFile(expected))
        return;
    profiles::Profile now = m_task.from.value_or(profiles::Profile());
    now.name = profile.name;
    // A file that cannot be read can still be renamed.
    if (!renames || now != profile) {
        if (const auto saved = m_store.save(profile, expected); !saved) {
            if (renames)
                emit movedOn(now);
            return emit failed(saved.error());
        }
    }
    if (moves) {
        if (const auto removed = m_store.remove(*m_task.from); !removed) {
            emit movedOn(profile);
            return emit failed(removed.error());
        }
    }
    forget();
    emit saved(profile);
}

// What the keychain has under names that are not used any more. That it may fail changes nothing
// for the profile.
void ProfileSaver::forget()
{
    if (!replaces())
        return;
    for (const QString &field : m_task.from->extras.keychained) {
        if (isElsewhere(field) || !m_task.profile.extras.keychained.contains(field)) {
            m_secrets.remove(profiles::secretKey(*m_task.from, field), &m_secrets,
                             [](const base::Result<base::Done> &) {});
        }
    }
}

} // namespace ui
