// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"
#include "core/jwt/permissions.h"

#include <QtCore/QProcessEnvironment>

// `fanin jwt may --user FILE publish|subscribe SUBJECT`: what decides, and why nothing else does.
namespace commands {

struct JwtMayOptions
{
    QByteArray user;
    std::optional<QByteArray> account;
    jwt::Direction direction = jwt::Direction::Publish;
    QByteArray subject;
    QByteArray queue;
    bool json = false;

    bool operator==(const JwtMayOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &jwtMayArguments();
base::Result<JwtMayOptions> jwtMayOptions(const app::Options &options,
                                          const QProcessEnvironment &environment);
[[nodiscard]] QString jwtMayHelp();

// Returns the process's exit code: allowed or not.
int runJwtMay(const JwtMayOptions &options);

} // namespace commands
