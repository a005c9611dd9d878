// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/runoptions.h"

// `fanin request SUBJECT [PAYLOAD|-]`: ends with the first reply.
namespace commands {

[[nodiscard]] const std::vector<app::Option> &requestArguments();
base::Result<RunOptions> requestOptions(const app::Options &options,
                                        const QProcessEnvironment &environment);
[[nodiscard]] QString requestHelp();

} // namespace commands
