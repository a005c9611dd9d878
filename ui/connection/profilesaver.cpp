// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilesaver.h"

#include "core/profiles/secretstore.h"

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
    QTimer::singleShot(0, this, &ProfileSaver::next);
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
        write(field, secret->second);
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
                           write(field, **secret);
                       else
                           next(); // it is gone already; connecting says so
                   });
}

void ProfileSaver::write(const QString &field, const base::Secret &secret)
{
    m_secrets.write(profiles::secretKey(m_task.profile, field), secret, this,
                    [this](const base::Result<base::Done> &done) {
                        if (done)
                            next();
                        else
                            emit failed(done.error());
                    });
}

void ProfileSaver::writeFile()
{
    const profiles::Profile &profile = m_task.profile;
    const bool replaces = m_task.replaces && m_task.from;
    const bool moves = replaces && m_task.from->origin != profile.origin;
    if (replaces && !moves && m_task.from->name != profile.name) {
        if (const auto renamed = m_store.rename(*m_task.from, profile.name); !renamed)
            return emit failed(renamed.error());
    }
    if (const auto saved = m_store.save(profile); !saved)
        return emit failed(saved.error());
    if (moves) {
        if (const auto removed = m_store.remove(*m_task.from); !removed)
            return emit failed(removed.error());
    }
    forget();
    emit saved(profile);
}

// What the keychain has under names that are not used any more. That it may fail changes nothing
// for the profile.
void ProfileSaver::forget()
{
    if (!m_task.replaces || !m_task.from)
        return;
    for (const QString &field : m_task.from->extras.keychained) {
        if (isElsewhere(field) || !m_task.profile.extras.keychained.contains(field)) {
            m_secrets.remove(profiles::secretKey(*m_task.from, field), &m_secrets,
                             [](const base::Result<base::Done> &) {});
        }
    }
}

} // namespace ui
