// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/verdict.h"
#include "core/nats/request.h"

namespace commands {

// What a command's exit code means (README, "Exit codes").
enum class ExitCode {
    Success = 0,
    NotMet = 1, ///< the success rules were not met
    Usage = 2,  ///< also a request that cannot be sent as it is
    NoConnection = 3,
    NoResponders = 4,
    Denied = 5,
};

[[nodiscard]] ExitCode exitCode(const nats::Outcome &outcome, const fanin::Verdict &verdict);

} // namespace commands
