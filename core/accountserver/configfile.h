// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/jwt/serverconfig.h"

#include <QtCore/QStringList>

namespace accountserver {

// The original's configuration file (spec/jwt.md §3.5): nats-server's syntax, names in any case.
struct ConfigFile
{
    Options options; ///< but for `nats`, which is made of what follows
    QString natsUrl; ///< of nats.servers, joined by ","; empty: no notifications
    QString natsCreds;
    QString natsCa, natsCert, natsKey;
    std::optional<std::chrono::milliseconds> natsConnectTimeout;
    bool logTrace = false;
    // What is known but means nothing here, and what is unknown: "file:line: …".
    QStringList notes;
};

// Paths in it stay as they are written (relative to where one is), as the original takes them.
// Variables that the file does not set are asked of the environment.
[[nodiscard]] base::Result<ConfigFile>
readConfigFile(const QString &path, const jwt::ServerConfigReader::Environment &environment);

} // namespace accountserver
