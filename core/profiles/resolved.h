// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"

#include <QtCore/QHash>

#include <variant>

// From resolved values to options.
namespace profiles {

// What a field has come to: a file that is read anew at each connect, or the content itself.
using Found = std::variant<QString, base::Secret>;

struct Resolved
{
    QHash<QByteArray, Found> values; ///< by the field's key
    QStringList serviceUrls;         ///< for a profile without an URL
};

[[nodiscard]] const Field *fieldNamed(const char *key);

// Looks at all files once, so that what is wrong with them is said with the field's name. The
// passphrase of the key is not in it.
base::Result<nats::ConnectOptions> connectOptions(const Profile &profile, const Resolved &resolved);

} // namespace profiles
