// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/accountserver.h"

#include "core/accountserver/serverparts.h"

namespace accountserver {

using namespace Qt::StringLiterals;

namespace {

// In a URL: an address that stands for all of them is none to connect to.
QString hostOf(const Options &options)
{
    if (options.host == "0.0.0.0"_L1)
        return u"127.0.0.1"_s;
    if (options.host == "::"_L1)
        return u"[::1]"_s;
    return options.host.contains(u':') ? u'[' + options.host + u']' : options.host;
}

} // namespace

class AccountServer::Private
{
public:
    Private(AccountServer &owner, Options options)
        : parts(owner, std::move(options))
    {}

    ServerParts parts;
};

AccountServer::AccountServer(Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(options)))
{}

AccountServer::~AccountServer() = default;

const Options &AccountServer::options() const
{
    return d->parts.options();
}

void AccountServer::start()
{
    d->parts.start();
}

void AccountServer::stop()
{
    d->parts.stop();
}

void AccountServer::notifyThrough(nats::ConnectOptions connection)
{
    d->parts.notifyThrough(std::move(connection));
}

AccountServer::State AccountServer::state() const
{
    return d->parts.state();
}

const base::Error &AccountServer::error() const
{
    return d->parts.error();
}

std::chrono::system_clock::time_point AccountServer::servingSince() const
{
    return d->parts.since();
}

quint16 AccountServer::port() const
{
    return d->parts.port();
}

QString AccountServer::address() const
{
    const quint16 port = d->parts.port() != 0 ? d->parts.port() : d->parts.options().port;
    const QString scheme = d->parts.options().tlsCertificate.isEmpty() ? u"http"_s : u"https"_s;
    return port == 0 ? QString()
                     : u"%1://%2:%3"_s.arg(scheme, hostOf(d->parts.options())).arg(port);
}

QString AccountServer::resolverLine() const
{
    const QString url = address();
    return url.isEmpty() ? QString() : u"resolver: URL(%1/jwt/v1/accounts/)"_s.arg(url);
}

bool AccountServer::isWritable() const
{
    const Options &options = d->parts.options();
    return options.store != StoreKind::Nsc && !options.readOnly && !d->parts.isReplica()
        && !options.operatorFile.isEmpty();
}

const Authority &AccountServer::authority() const
{
    return d->parts.authority();
}

HttpServer::Counts AccountServer::counts() const
{
    return d->parts.http() ? d->parts.http()->counts() : d->parts.lastCounts();
}

quint64 AccountServer::logDropped() const
{
    return d->parts.http() ? d->parts.http()->logDropped() : d->parts.lastLogDropped();
}

const std::deque<LogEntry> &AccountServer::recentRequests() const
{
    return d->parts.recent();
}

NotifierStatus AccountServer::notifier() const
{
    NotifierStatus status = d->parts.notifier() ? d->parts.notifier()->status() : NotifierStatus();
    // Of a server that was stopped: what was told and what was not.
    if (const Notifier *ended = d->parts.endedNotifier(); ended && !d->parts.notifier()) {
        status = ended->status();
        status.connected = false;
        status.text = tr("not connected: the account server was stopped");
    }
    status.refused = d->parts.refusedUpdates();
    status.configured = d->parts.options().nats.has_value();
    return status;
}

std::optional<ReplicaStatus> AccountServer::replica() const
{
    return d->parts.replica();
}

Store *AccountServer::store() const
{
    return d->parts.store();
}

} // namespace accountserver
