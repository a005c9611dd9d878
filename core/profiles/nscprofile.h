// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QProcessEnvironment>
#include <QtCore/QStringList>

namespace profiles {

// What `nsc generate profile nsc://Operator/Account/User` would answer.
struct NscProfile
{
    QString credsFile;
    QStringList serviceUrls; ///< of the operator; may be empty

    bool operator==(const NscProfile &) const = default;
};

// Read from nsc's store and key store, without running nsc; nothing is written there. Names are
// matched as nsc matches them, whatever their case. `?store=` and `?keystore=` name other folders.
base::Result<NscProfile> readNscProfile(const QString &reference,
                                        const QProcessEnvironment &environment);

} // namespace profiles
