// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace profiles {

// Where pasted secrets live. Asynchronous: a keychain may ask a person. Answers come later on the
// calling thread, never before the call has returned, and not once `context` is gone.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    using Read
        = std::function<void(base::Result<std::optional<base::Secret>>)>; ///< empty: none there
    using Done = std::function<void(base::Result<base::Done>)>;

    // Empty as long as secrets outlive this run; else why they do not, for a person.
    [[nodiscard]] virtual QString whyForgetful() const = 0;
    virtual void read(const QString &key, QObject *context, Read done) = 0;
    virtual void write(const QString &key, const base::Secret &secret, QObject *context, Done done)
        = 0;
    virtual void remove(const QString &key, QObject *context, Done done) = 0;

signals:
    void availabilityChanged();
};

// Until the process ends.
class MemorySecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;

    [[nodiscard]] QString whyForgetful() const override;
    void read(const QString &key, QObject *context, Read done) override;
    void write(const QString &key, const base::Secret &secret, QObject *context,
               Done done) override;
    void remove(const QString &key, QObject *context, Done done) override;

private:
    QHash<QString, base::Secret> m_secrets;
};

struct Profile;
// The key of a field of a profile: "nats-context/NAME/password", "profile/NAME/key_passphrase".
[[nodiscard]] QString secretKey(const Profile &profile, const QString &field);

} // namespace profiles
