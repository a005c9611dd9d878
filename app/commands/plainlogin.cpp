// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/plainlogin.h"

#include "core/nats/identity.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QHostAddress>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::PlainLogin)
};

// Without TLS there is no connection then.
bool insistsOnTls(const nats::TlsOptions &tls)
{
    return tls.first || tls.require || !tls.caFile.isEmpty() || !tls.certFile.isEmpty();
}

bool isThisMachine(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
        || QHostAddress(host).isLoopback();
}

} // namespace

QString plainLoginWarning(const nats::ConnectOptions &options)
{
    if (insistsOnTls(options.tls))
        return {};
    for (const nats::ServerUrl &server : options.servers) {
        // A proxy looks the name up where it is.
        if (server.tls || (isThisMachine(server.host) && !options.proxy))
            continue;
        // Any nonce will do: whether something is signed does not depend on it.
        const auto login = nats::identify(options, server, "nonce");
        if (const auto *sent = std::get_if<nats::Login>(&login); sent && sent->canBeReplayed())
            return Text::tr("%1: the login (%2) goes there in the clear unless the server asks for "
                            "TLS; tls:// in the URL makes sure of it")
                .arg(server.display(), sent->method);
    }
    return {};
}

} // namespace commands
