// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/secretstore.h"

#include <QtCore/QProcessEnvironment>

namespace app {

// The system's keychain, under the service "fanin". What it does not take is kept in memory for
// this run, and whyForgetful() says so. A keychain may ask a person to unlock it: nobody waits.
class KeychainStore final : public profiles::SecretStore
{
    Q_OBJECT

public:
    explicit KeychainStore(const QProcessEnvironment &environment
                           = QProcessEnvironment::systemEnvironment(),
                           QObject *parent = nullptr);

    [[nodiscard]] QString whyForgetful() const override { return m_whyForgetful; }
    void read(const QString &key, QObject *context, Read done) override;
    void write(const QString &key, const base::Secret &secret, QObject *context,
               Done done) override;
    void remove(const QString &key, QObject *context, Done done) override;

private:
    void setProblem(const QString &problem); ///< empty: it works

    profiles::MemorySecretStore m_memory;
    QHash<QString, bool> m_inMemory; ///< keys the keychain did not take
    QString m_whyForgetful;
};

} // namespace app
