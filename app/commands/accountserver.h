// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"
#include "core/accountserver/options.h"

// `fanin account-server`: an HTTP account server without a window.
namespace commands {

// What was written on the command line; a configuration file is read when it starts.
struct AccountServerOptions
{
    QString configFile;                            ///< empty: none
    std::optional<accountserver::StoreKind> store; ///< with all that belongs to it
    QString path;
    bool sharded = false;
    bool readOnly = false;
    bool noPack = false;
    std::optional<QString> host;
    std::optional<quint16> port;
    std::optional<QString> tlsCertificate, tlsKey;
    std::optional<QString> operatorFile, systemAccountFile;
    std::optional<QString> primary;
    std::optional<qint64> maxPack;
    std::optional<std::chrono::milliseconds> replicationTimeout;

    QString natsUrl, natsContext; ///< both empty: those of the file, else no notifications
    QString natsCreds, natsCertificate, natsKey;
    QString caFile; ///< of NATS and the primary

    std::optional<QString> preload; ///< write it there ("-": standard output) and serve nothing
    bool json = false;
    bool quiet = false; ///< requests are not listed

    bool operator==(const AccountServerOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &accountServerArguments();
base::Result<AccountServerOptions> accountServerOptions(const app::Options &options,
                                                        const QProcessEnvironment &environment);
[[nodiscard]] QString accountServerHelp();

} // namespace commands
