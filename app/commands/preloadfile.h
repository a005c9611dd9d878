// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"

namespace commands {

// Writes all of a store as a nats-server's configuration: to a file, whole or not at all, or to
// standard output ("-").
base::Result<base::Done> writePreload(accountserver::Options options, const QString &target);

} // namespace commands
