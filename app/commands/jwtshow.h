// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"

#include <QtCore/QProcessEnvironment>

// `fanin jwt show FILE|TOKEN|-`: what a token says, as far as it can be read.
namespace commands {

struct JwtShowOptions
{
    QByteArray input;
    bool json = false;

    bool operator==(const JwtShowOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &jwtShowArguments();
base::Result<JwtShowOptions> jwtShowOptions(const app::Options &options,
                                            const QProcessEnvironment &environment);
[[nodiscard]] QString jwtShowHelp();

// Returns the process's exit code: whether every token decodes.
int runJwtShow(const JwtShowOptions &options);

} // namespace commands
