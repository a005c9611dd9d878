// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"
#include "core/nats/connectoptions.h"

namespace commands {

// From what was chosen to options, for a command that asks nobody: warns on standard error, runs
// programs only if that was allowed, and does not try again. Before the command itself runs: this
// uses the application's event loop.
base::Result<nats::ConnectOptions> resolve(const app::ConnectChoice &choice,
                                           const QProcessEnvironment &environment
                                           = QProcessEnvironment::systemEnvironment());

} // namespace commands
