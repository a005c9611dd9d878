// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/jwt/tokensource.h"

namespace jwt {

// The tokens a nats-server's configuration holds or points to on this machine: operators, the
// memory resolver's preloads, the directory of a full resolver. "config:FILE". An URL resolver is
// only named, never asked.
class ConfigSource final : public TokenSource
{
    Q_OBJECT

public:
    explicit ConfigSource(const QString &path, QObject *parent = nullptr);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    QString m_path;
    base::FileWatch m_watch;
};

} // namespace jwt
