// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/options.h"

#include "core/accountserver/primary.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Options)
};

base::Error wrong(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

std::optional<base::Error> storeProblem(const Options &options)
{
    if (options.store == StoreKind::Directory && options.path.isEmpty())
        return wrong(Text::tr("A directory store needs a directory"));
    if (options.store == StoreKind::Nsc && options.path.isEmpty())
        return wrong(Text::tr("An nsc store needs the folder of its operator"));
    if (options.sharded && options.store != StoreKind::Directory)
        return wrong(Text::tr("Only a directory store can be sharded"));
    if (options.store == StoreKind::Memory && options.readOnly)
        return wrong(Text::tr("A memory store that is read-only would stay empty"));
    return std::nullopt;
}

std::optional<base::Error> replicaProblem(const Options &options)
{
    if (options.primary.isEmpty())
        return std::nullopt;
    if (options.store == StoreKind::Nsc)
        return wrong(Text::tr("A replica writes what it gets: it cannot have an nsc store"));
    if (options.readOnly)
        return wrong(Text::tr("A replica writes what it gets: its store cannot be read-only"));
    // It would be shown, and a replica does not log in.
    if (!QUrl(options.primary.trimmed()).userInfo().isEmpty())
        return wrong(Text::tr("The primary's address: a name and a password are not sent to a "
                              "primary, leave out what is before the @"));
    if (const auto primary = Primary::address(options.primary); !primary)
        return wrong(Text::tr("The primary's address: %1").arg(primary.error().text));
    return std::nullopt;
}

} // namespace

std::optional<base::Error> problemOf(const Options &options)
{
    if (auto problem = storeProblem(options))
        return problem;
    if (auto problem = replicaProblem(options))
        return problem;
    if (options.host.isEmpty())
        return wrong(Text::tr("Expected an address to listen at; 0.0.0.0 or :: are all of them"));
    if (options.tlsCertificate.isEmpty() != options.tlsKey.isEmpty())
        return wrong(Text::tr("TLS needs a certificate and its key"));
    for (const auto timeout : {options.readTimeout, options.writeTimeout, options.idleTimeout,
                               options.replicationTimeout}) {
        if (timeout < Options::kMinTimeout || timeout > Options::kMaxTimeout)
            return wrong(Text::tr("Expected a time limit from %1 ms to %2 ms, got %3 ms")
                             .arg(Options::kMinTimeout.count())
                             .arg(Options::kMaxTimeout.count())
                             .arg(timeout.count()));
    }
    return std::nullopt;
}

} // namespace accountserver
