// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"

// `fanin check`: can this server be used, and if not, why.
namespace commands {

struct CheckOptions
{
    app::ConnectChoice choice;
    bool json = false;

    bool operator==(const CheckOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &checkArguments();
base::Result<CheckOptions> checkOptions(const app::Options &options,
                                        const QProcessEnvironment &environment);
[[nodiscard]] QString checkHelp();

} // namespace commands
