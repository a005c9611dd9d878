// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QString>

namespace ui {

enum class AuthKind { None, UserPassword, Token, NkeyFile, CredsFile };

// What a person typed into the connect dialog, and what is wrong with it, field by field.
struct ConnectForm
{
    QString name;
    QString servers;
    AuthKind auth = AuthKind::None;
    QString user;
    QString password;
    QString token;
    QString file; ///< of the nkey seed or the credentials
    QString caFile;
    QString inboxPrefix; ///< empty: the usual one

    struct Problems
    {
        QString servers, auth, caFile, inboxPrefix;
        [[nodiscard]] bool any() const
        {
            return !servers.isEmpty() || !auth.isEmpty() || !caFile.isEmpty()
                || !inboxPrefix.isEmpty();
        }
    };

    // Reads the files that are named.
    [[nodiscard]] Problems problems() const;
    base::Result<nats::ConnectOptions> options() const;
};

} // namespace ui
