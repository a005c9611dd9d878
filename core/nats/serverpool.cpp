// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/serverpool.h"

#include "core/base/ipaddress.h"

#include <QtCore/QSet>

#include <algorithm>

namespace nats {

namespace {

bool isIpAddress(const QString &host)
{
    return base::parseIp(host.toLatin1()).has_value();
}

// The same for every way to write an address.
QByteArray keyOf(const ServerUrl &url)
{
    const QByteArray port = ':' + QByteArray::number(url.port);
    const QByteArray host = url.host.toUtf8().toLower();
    if (const auto address = base::parseIp(host))
        return QByteArray(reinterpret_cast<const char *>(address->bytes.data()),
                          address->bits() / 8)
            + port;
    return host + port;
}

// NATS: "host:port", nothing else; a login in it would be somebody else's idea.
std::optional<ServerUrl> parseConnectUrl(const QString &text)
{
    if (text.contains(u'@') || text.contains(u'/'))
        return {};
    base::Result<ServerUrl> url = parseServerUrl(text);
    if (!url || url->host.size() > ServerPool::kMaxHost)
        return {};
    return *std::move(url);
}

} // namespace

ServerPool::ServerPool(std::vector<ServerUrl> given)
{
    for (ServerUrl &url : given) {
        Server server;
        server.url = std::move(url);
        m_servers.push_back(std::move(server));
    }
}

bool ServerPool::hasOther() const
{
    const QByteArray here = current().peer.isEmpty() ? keyOf(current().url) : current().peer;
    return std::any_of(m_servers.cbegin(), m_servers.cend(), [this, &here](const Server &server) {
        return &server != &current() && !server.isBarred() && server.peer != here
            && keyOf(server.url) != here;
    });
}

const ServerPool::Server *ServerPool::barred() const
{
    const Server *found = nullptr;
    for (const Server &server : m_servers) {
        if (!server.isBarred())
            continue;
        if (server.lastFailure && server.lastFailure->kind == FailureKind::PlainLoginAsked)
            return &server;
        if (!found)
            found = &server;
    }
    return found;
}

bool ServerPool::discover(const QStringList &connectUrls)
{
    if (connectUrls.isEmpty() || isEmpty())
        return false;
    std::vector<ServerUrl> named;
    QSet<QByteArray> wanted;
    for (const QString &text : connectUrls) {
        std::optional<ServerUrl> url = parseConnectUrl(text);
        if (!url || wanted.contains(keyOf(*url)))
            continue;
        wanted.insert(keyOf(*url));
        named.push_back(*std::move(url));
    }

    const Server from = current();
    bool changed = false;
    std::vector<Server> kept;
    QSet<QByteArray> known;
    size_t currentKept = 0;
    for (size_t i = 0; i < m_servers.size(); ++i) {
        const QByteArray key = keyOf(m_servers[i].url);
        if (m_servers[i].discovered && i != m_current && !wanted.contains(key)) {
            changed = true;
            continue;
        }
        if (i == m_current)
            currentKept = kept.size();
        known.insert(key);
        kept.push_back(std::move(m_servers[i]));
    }
    m_servers = std::move(kept);
    m_current = currentKept;

    const qsizetype droppedBefore = std::exchange(m_dropped, 0);
    const QString trusted = from.verifyName.isEmpty() && !isIpAddress(from.url.host)
        ? from.url.host
        : from.verifyName;
    for (ServerUrl &url : named) {
        if (known.contains(keyOf(url)))
            continue;
        if (m_servers.size() >= kMaxServers) {
            ++m_dropped;
            continue;
        }
        Server server;
        server.discovered = true;
        server.url = from.url;
        server.url.host = std::move(url.host);
        server.url.port = url.port;
        // Spec §2.2: a certificate seldom names an address; whoever advertised it vouches for it.
        if (isIpAddress(server.url.host))
            server.verifyName = trusted;
        m_servers.push_back(std::move(server));
        changed = true;
    }
    return changed || m_dropped != droppedBefore;
}

void ServerPool::spokeTls()
{
    m_servers[m_current].url.tls = true;
}

void ServerPool::failed(Failure failure)
{
    Server &server = m_servers[m_current];
    ++server.failures;
    const bool same = server.lastFailure && server.lastFailure->kind == failure.kind
        && server.lastFailure->error.text == failure.error.text;
    if (failure.kind == FailureKind::PlainLoginAsked)
        server.refusals = kMaxRefusals; // a question; asking it again answers nothing
    else if (needsPerson(failure.kind))
        server.refusals = same ? server.refusals + 1 : 1;
    else
        server.refusals = 0;
    server.lastFailure = std::move(failure);
}

void ServerPool::succeeded(const QString &peer)
{
    Server &server = m_servers[m_current];
    const std::optional<ServerUrl> address = parseConnectUrl(peer);
    server.peer = address ? keyOf(*address) : QByteArray();
    server.failures = 0;
    server.lastFailure.reset();
    forgive();
}

void ServerPool::forgive()
{
    for (Server &server : m_servers)
        server.refusals = 0;
    beginPass();
}

void ServerPool::beginPass()
{
    for (Server &server : m_servers)
        server.hadTurn = false;
}

// To the next one that still has a turn in this pass; false if nobody has.
bool ServerPool::moveOn()
{
    for (size_t i = 1; i <= m_servers.size(); ++i) {
        const size_t next = (m_current + i) % m_servers.size();
        if (m_servers[next].hadTurn || m_servers[next].isBarred())
            continue;
        m_current = next;
        return true;
    }
    return false;
}

bool ServerPool::advance()
{
    m_servers[m_current].hadTurn = true;
    if (moveOn())
        return false;
    beginPass();
    (void)moveOn();
    return true;
}

void ServerPool::lost(Failure failure)
{
    failed(std::move(failure));
    beginPass();
    (void)moveOn();
}

std::vector<KnownServer> ServerPool::snapshot() const
{
    std::vector<KnownServer> known;
    known.reserve(m_servers.size());
    for (size_t i = 0; i < m_servers.size(); ++i) {
        const Server &server = m_servers[i];
        known.push_back({server.url.display(), server.discovered, i == m_current, server.failures,
                         server.lastFailure ? server.lastFailure->error.text : QString(),
                         server.lastFailure ? server.lastFailure->advice : QString()});
    }
    return known;
}

} // namespace nats
