// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/secretstore.h"

#include <set>

// A keychain that works, that a person has locked, or that goes away and leaves memory only.
class FakeKeychain final : public profiles::SecretStore
{
public:
    QString whyForgetful() const override { return why; }
    void read(const QString &key, QObject *context, Read done) override
    {
        m_memory.read(key, context, std::move(done));
    }
    void write(const QString &key, const base::Secret &secret, QObject *context, Done done) override
    {
        if (locked) {
            QMetaObject::invokeMethod(
                context,
                [done = std::move(done)] {
                    done(base::Error{base::ErrorKind::Io,
                                     QStringLiteral("The keychain is locked.")});
                },
                Qt::QueuedConnection);
            return;
        }
        if (goesAway)
            why = QStringLiteral("The keychain has gone. Secrets are kept in memory only.");
        keys.insert(key);
        m_memory.write(key, secret, context, std::move(done));
    }
    void remove(const QString &key, QObject *context, Done done) override
    {
        keys.erase(key);
        m_memory.remove(key, context, std::move(done));
    }

    QString why;
    bool locked = false;
    bool goesAway = false; ///< at the next write
    std::set<QString> keys;

private:
    profiles::MemorySecretStore m_memory;
};
