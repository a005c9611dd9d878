// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/jwt/tokensource.h"

namespace jwt {

// The directory of an account server or of nats-server's own resolver, flat or sharded (spec/jwt.md
// §3.2), or any other with .jwt files in it. "dir:PATH".
class DirectorySource final : public TokenSource
{
    Q_OBJECT

public:
    explicit DirectorySource(const QString &path, QObject *parent = nullptr);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    QString m_path;
    base::FileWatch m_watch;
};

} // namespace jwt
