// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/nscsource.h"

#include "core/jwt/nscfetch.h"

namespace jwt {

NscSource::NscSource(const QString &path, NscEnvironment environment, QObject *parent)
    : TokenSource(parent)
    , m_path(path)
    , m_environment(std::move(environment))
{
    connect(&m_watch, &base::FileWatch::changed, this, &TokenSource::changed);
}

QString NscSource::name() const
{
    return QStringLiteral("nsc:") + m_path;
}

TokenFetch *NscSource::fetch(const FetchRequest &request, QObject *parent)
{
    auto *fetch = new NscFetch(request, name(), m_path, m_environment, parent);
    connect(fetch, &TokenFetch::finished, this,
            [this, fetch] { m_watch.watch(fetch->takeSeen()); });
    return fetch;
}

} // namespace jwt
