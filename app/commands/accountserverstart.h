// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/accountserver.h"

namespace commands {

// What the command line and the configuration file come to.
struct AccountServerStart
{
    accountserver::Options options;         ///< but for `nats`
    std::optional<app::ConnectChoice> nats; ///< not yet looked up
    std::optional<std::chrono::milliseconds> natsConnectTimeout;
    QStringList notes; ///< for standard error
};
// `given` where it says something, else `ofFile`; without what it needs NATS for.
[[nodiscard]] accountserver::Options optionsOf(const AccountServerOptions &given,
                                               const accountserver::Options &ofFile = {});
// Reads the files that are named.
base::Result<AccountServerStart> startOf(const AccountServerOptions &given,
                                         const QProcessEnvironment &environment);

} // namespace commands
