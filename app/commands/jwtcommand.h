// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/jwtfetch.h"
#include "app/commands/jwtmay.h"
#include "app/commands/jwtshow.h"
#include "app/commands/jwtverify.h"

#include <variant>

// `fanin jwt …`: the commands that read tokens.
namespace commands {

struct JwtHelp
{
    QString text;
    bool operator==(const JwtHelp &) const = default;
};
using JwtOptions
    = std::variant<JwtHelp, JwtFetchOptions, JwtMayOptions, JwtShowOptions, JwtVerifyOptions>;

// `arguments` without the word jwt.
base::Result<JwtOptions> jwtOptions(const QList<QByteArray> &arguments,
                                    const QProcessEnvironment &environment);

// Runs it to its end; returns the process's exit code.
int runJwt(int &argc, char **argv, JwtOptions options);

} // namespace commands
