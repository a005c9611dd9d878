// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/jwt/claims.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

// A made-up operator, ACME, whose keys are made on the spot: what the demo's server trusts and its
// Accounts tab shows. One account expires soon, one cannot be used because of a broken import, one
// has a scoped signing key; among the users one has expired and one is revoked.
namespace app {

struct DemoUser
{
    QByteArray name;
    QByteArray token;
    base::Secret seed;
};
struct DemoAccount
{
    QByteArray name;
    QByteArray key;
    QByteArray token;
    std::vector<DemoUser> users;
};
struct DemoOperator
{
    QByteArray name;
    QByteArray token;
    QByteArray systemAccount; ///< its key
    base::Secret signerSeed;  ///< of the signing key that signs the accounts
    std::vector<DemoAccount> accounts;
};
[[nodiscard]] DemoOperator makeDemoOperator(jwt::UnixTime now);

// One of its accounts issued anew: good for a month from `now`, with twice the connections.
[[nodiscard]] QByteArray renewed(const DemoOperator &demo, const QByteArray &account,
                                 jwt::UnixTime now);

// Where writeDemoStore puts things below its directory.
[[nodiscard]] QString
demoStorePath(const QString &directory); ///< an operator's store as nsc has it
[[nodiscard]] QString demoOperatorPath(const QString &directory);
[[nodiscard]] QString demoAccountsPath(const QString &directory); ///< an account server's directory
[[nodiscard]] QString demoConfigurationPath(const QString &directory);
[[nodiscard]] QString demoCredsPath(const QString &directory, const QString &account,
                                    const QString &user);

// The operator as files: nsc's store, a .creds for each user (0600) and the directory of an account
// server with every account.
base::Result<base::Done> writeDemoStore(const DemoOperator &demo, const QString &directory);
// A server's configuration, where `resolver` is a line that says where its accounts come from.
base::Result<base::Done> writeDemoConfiguration(const DemoOperator &demo, const QString &directory,
                                                const QByteArray &resolver);

} // namespace app
