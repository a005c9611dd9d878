// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/runoptions.h"

// `fanin gather SUBJECT [PAYLOAD|-]`: many replies, until a stop rule ends it.
namespace commands {

[[nodiscard]] const std::vector<app::Option> &gatherArguments();
base::Result<RunOptions> gatherOptions(const app::Options &options,
                                       const QProcessEnvironment &environment);
[[nodiscard]] QString gatherHelp();

} // namespace commands
