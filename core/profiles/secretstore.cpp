// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/secretstore.h"

#include "core/profiles/profilestore.h"

#include <QtCore/QTimer>

namespace profiles {

QString MemorySecretStore::whyForgetful() const
{
    return tr("Secrets are kept in memory only, until Fanin is closed.");
}

void MemorySecretStore::read(const QString &key, QObject *context, Read done)
{
    const auto it = m_secrets.constFind(key);
    std::optional<base::Secret> secret;
    if (it != m_secrets.cend())
        secret = *it;
    QTimer::singleShot(0, context,
                       [secret = std::move(secret), done = std::move(done)] { done(secret); });
}

void MemorySecretStore::write(const QString &key, const base::Secret &secret, QObject *context,
                              Done done)
{
    m_secrets.insert(key, secret);
    QTimer::singleShot(0, context, [done = std::move(done)] { done(base::Done{}); });
}

void MemorySecretStore::remove(const QString &key, QObject *context, Done done)
{
    m_secrets.remove(key);
    QTimer::singleShot(0, context, [done = std::move(done)] { done(base::Done{}); });
}

QString secretKey(const Profile &profile, const QString &field)
{
    const QLatin1StringView origin = profile.origin == Origin::Own
        ? QLatin1StringView("profile/")
        : QLatin1StringView("nats-context/");
    return origin + profile.name + QLatin1Char('/') + field;
}

} // namespace profiles
