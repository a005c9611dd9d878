// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/httpsource.h"

#include "core/jwt/httpfetch.h"

namespace jwt {

HttpSource::HttpSource(HttpAddress address, HttpOptions options, QObject *parent)
    : TokenSource(parent)
    , m_client(std::make_shared<HttpClient>(std::move(address), std::move(options)))
{}

QString HttpSource::name() const
{
    return m_client->address().name();
}

TokenFetch *HttpSource::fetch(const FetchRequest &request, QObject *parent)
{
    // The URL of one account asks for that one.
    FetchRequest asked = request;
    if (asked.key.isEmpty())
        asked.key = m_client->address().key();
    return new HttpFetch(asked, m_client, parent);
}

} // namespace jwt
