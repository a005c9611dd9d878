// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"

#include <QtCore/QStringList>

namespace accountserver {

// The original's configuration file (spec/jwt.md §3.5): nats-server's syntax, names in any case.
struct ConfigFile
{
    Options options;
    QString natsUrl; ///< of nats.servers, joined by ","; empty: no notifications
    QString natsCreds;
    QString natsCa, natsCert, natsKey;
    bool logTrace = false;
    QStringList
        notes; ///< what is known but means nothing here, and what is unknown: "file:line: …"
};
// Paths in it stay as they are written (relative to where one is), as the original takes them.
[[nodiscard]] base::Result<ConfigFile> readConfigFile(const QString &path);

} // namespace accountserver
