// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/httpaddress.h"
#include "core/jwt/token.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <memory>

namespace jwt {

// A token as an account server gave it, to be asked for again with If-None-Match.
struct CachedToken
{
    QByteArray etag;
    TokenPtr token;
    qint64 fetchedAt = 0; ///< seconds since the epoch
    QByteArray cacheControl;
};

struct HttpOptions
{
    QString caFile;                                                    ///< PEM; empty: the system's
    std::chrono::milliseconds stallTimeout = std::chrono::seconds(10); ///< nothing comes
    std::chrono::milliseconds tokenTimeout = std::chrono::seconds(30); ///< for a whole token
    std::chrono::milliseconds packTimeout = std::chrono::minutes(10);  ///< for a whole pack
};

// What the fetches of one HttpSource share; it lives as long as any of them. Asks only where it is
// told to: a redirect to another scheme, host or port is an error.
class HttpClient final
{
    Q_DECLARE_TR_FUNCTIONS(jwt::HttpClient)

public:
    static constexpr int kMaxRedirects = 4;
    static constexpr qsizetype kMaxCached = 1000;

    HttpClient(HttpAddress address, HttpOptions options);

    // Aborts it if it is under way. It may be the reply that calls just now.
    struct Drop
    {
        void operator()(QNetworkReply *reply) const;
    };
    using Reply = std::unique_ptr<QNetworkReply, Drop>;
    [[nodiscard]] Reply get(const QUrl &url);

    [[nodiscard]] const HttpAddress &address() const { return m_address; }
    [[nodiscard]] const HttpOptions &options() const { return m_options; }
    [[nodiscard]] const QString &caProblem() const { return m_caProblem; } ///< empty: none

    [[nodiscard]] const CachedToken *cached(const QUrl &url) const;
    void remember(const QUrl &url, CachedToken token);

private:
    HttpAddress m_address;
    HttpOptions m_options;
    QNetworkAccessManager m_network;
    QSslConfiguration m_tls;
    QString m_caProblem;
    QHash<QUrl, CachedToken> m_cache;
};

} // namespace jwt
