// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/resolversource.h"

#include "core/jwt/resolverfetch.h"

namespace jwt {

namespace {

QString nameOf(const nats::Session &session)
{
    QStringList servers;
    for (const nats::ServerUrl &server : session.options().servers)
        servers += server.display();
    return servers.join(QLatin1Char(','));
}

} // namespace

ResolverSource::ResolverSource(nats::Session &session, Options options, QObject *parent)
    : TokenSource(parent)
    , m_session(&session)
    , m_name(nameOf(session))
    , m_options(options)
{}

ResolverSource::ResolverSource(nats::Session &session, QObject *parent)
    : ResolverSource(session, Options(), parent)
{}

QString ResolverSource::name() const
{
    return m_name;
}

TokenFetch *ResolverSource::fetch(const FetchRequest &request, QObject *parent)
{
    return new ResolverFetch(request, m_name, m_session, m_options, parent);
}

} // namespace jwt
