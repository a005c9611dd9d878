// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/httpclient.h"

#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslCertificate>

namespace jwt {

HttpClient::HttpClient(HttpAddress address, HttpOptions options)
    : m_address(std::move(address))
    , m_options(std::move(options))
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    if (m_options.caFile.isEmpty())
        return;
    const QList<QSslCertificate> certificates
        = QSslCertificate::fromPath(m_options.caFile, QSsl::Pem);
    if (certificates.isEmpty())
        m_caProblem = tr("There is no PEM certificate in %1").arg(m_options.caFile);
    m_tls.setCaCertificates(certificates);
}

void HttpClient::Drop::operator()(QNetworkReply *reply) const
{
    reply->disconnect();
    reply->abort();
    reply->deleteLater();
}

HttpClient::Reply HttpClient::get(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(kMaxRedirects);
    // Nobody is asked for a password and none is kept; cookies are none of our business.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(int(m_options.stallTimeout.count()));
    if (const CachedToken *known = cached(url))
        request.setRawHeader("If-None-Match", known->etag);
    return Reply(m_network.get(request));
}

const CachedToken *HttpClient::cached(const QUrl &url) const
{
    const auto found = m_cache.constFind(url);
    return found == m_cache.cend() ? nullptr : &*found;
}

void HttpClient::remember(const QUrl &url, CachedToken token)
{
    if (m_cache.size() >= kMaxCached && !m_cache.contains(url))
        m_cache.erase(m_cache.begin());
    m_cache.insert(url, std::move(token));
}

} // namespace jwt
