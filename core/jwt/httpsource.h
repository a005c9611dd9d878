// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/httpclient.h"
#include "core/jwt/tokensource.h"

namespace jwt {

// A nats-account-server, or whatever else an URL resolver may name. No URL in a token is ever
// followed.
class HttpSource final : public TokenSource
{
    Q_OBJECT

public:
    explicit HttpSource(HttpAddress address, HttpOptions options = {}, QObject *parent = nullptr);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    std::shared_ptr<HttpClient> m_client;
};

} // namespace jwt
