// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QProcessEnvironment>

// `fanin jwt fetch SOURCE [ACCOUNT|--all]`: what a source has.
namespace commands {

struct JwtFetchOptions
{
    QString source;             ///< as jwt::openSource takes it; empty: the connection
    QByteArray key;             ///< of one account, or an activation's hash; empty: everything
    std::optional<QString> out; ///< the folder to write to
    bool json = false;
    QString caFile; ///< for an https:// source
    app::ConnectChoice choice;
    nats::ConnectOptions connection;    ///< resolved from it, if there is no source
    std::optional<base::Error> problem; ///< why it could not be

    bool operator==(const JwtFetchOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &jwtFetchArguments();
base::Result<JwtFetchOptions> jwtFetchOptions(const app::Options &options,
                                              const QProcessEnvironment &environment);
[[nodiscard]] QString jwtFetchHelp();

// Runs it to its end on an event loop of its own; returns the process's exit code.
int runJwtFetch(int &argc, char **argv, JwtFetchOptions options);

} // namespace commands
