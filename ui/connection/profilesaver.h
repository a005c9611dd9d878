// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"
#include "core/profiles/profilestore.h"

#include <map>
#include <optional>

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

// Saves a profile and its secrets: the secrets first, so that a keychain that refuses leaves the
// file as it was. What a profile has kept under another name moves along. A handle: deleting it
// stops what has not been done yet. Ends with saved(), failed() or conflicted(), once, never before
// start() has returned.
class ProfileSaver final : public QObject
{
    Q_OBJECT

public:
    struct Task
    {
        profiles::Profile profile;
        std::map<QString, base::Secret> secrets; ///< by field
        std::optional<profiles::Profile> from;   ///< where secrets that are kept are now
        bool replaces = false;                   ///< `from` is this profile as it was
        bool regardless = false;                 ///< of what another program has written meanwhile
    };

    ProfileSaver(profiles::ProfileStore &store, profiles::SecretStore &secrets, Task task,
                 QObject *parent);

    void start();

signals:
    void saved(const profiles::Profile &profile);
    void failed(const base::Error &error);
    // Another program was faster: nothing was written.
    void conflicted(const base::Error &error);
    // Before failed(): half of it is done, and `now` has taken the place of `from`.
    void movedOn(const profiles::Profile &now);

private:
    enum class Secret { Given, Moved };

    void begin();
    void next();
    void move(const QString &field);
    void write(const QString &field, const base::Secret &secret, Secret which);
    void refuse(const QString &field);
    void writeFile();
    [[nodiscard]] bool renameFile(profiles::Expected &expected);
    void forget();
    [[nodiscard]] bool replaces() const { return m_task.replaces && m_task.from; }
    [[nodiscard]] bool isElsewhere(const QString &field) const;
    [[nodiscard]] profiles::Expected expected() const;

    profiles::ProfileStore &m_store;
    profiles::SecretStore &m_secrets;
    Task m_task;
    QStringList m_left; // fields whose secret is still to be written
};

} // namespace ui
