// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"

#include <QtCore/QProcessEnvironment>
#include <QtCore/QStringList>

// `fanin jwt verify [--operator FILE]… [--from SOURCE]… FILE…`: whether tokens are to be trusted.
namespace commands {

struct JwtVerifyOptions
{
    QList<QByteArray> files;
    QList<QByteArray> operators; ///< files; empty: each operator the sources have
    QStringList sources;         ///< as jwt::openSource takes them
    QString caFile;
    bool json = false;

    bool operator==(const JwtVerifyOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &jwtVerifyArguments();
base::Result<JwtVerifyOptions> jwtVerifyOptions(const app::Options &options,
                                                const QProcessEnvironment &environment);
[[nodiscard]] QString jwtVerifyHelp();

// Runs it to its end on an event loop of its own; returns the process's exit code.
int runJwtVerify(int &argc, char **argv, const JwtVerifyOptions &options);

} // namespace commands
