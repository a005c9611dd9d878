// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/jwt/nscstore.h"
#include "core/jwt/tokensource.h"

namespace jwt {

// What nsc has on disk: operators, their accounts and users. Damaged ones are reported, the rest is
// read. The key store with its seeds and creds is not looked at. "nsc:PATH".
class NscSource final : public TokenSource
{
    Q_OBJECT

public:
    explicit NscSource(const QString &path, NscEnvironment environment, QObject *parent = nullptr);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    QString m_path;
    NscEnvironment m_environment;
    base::FileWatch m_watch;
};

} // namespace jwt
