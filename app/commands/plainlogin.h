// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"

namespace commands {

// What a person should know before a command, which asks nobody, logs in: that something that can
// be replayed (a password, a token, a bearer's JWT) will go to another machine in the clear, as far
// as that can be known before the server has greeted. Empty if nothing will.
[[nodiscard]] QString plainLoginWarning(const nats::ConnectOptions &options);

} // namespace commands
