// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/jwt/tokensource.h"

namespace jwt {

// One file with tokens: bare, decorated, .creds (the seed is not kept), a pack, or text with tokens
// in it. Its name is its path.
class FileSource final : public TokenSource
{
    Q_OBJECT

public:
    static constexpr qint64 kMaxText = 16 * 1024 * 1024;  ///< of anything but a pack
    static constexpr qint64 kMaxPack = 512 * 1024 * 1024; ///< read in pieces

    explicit FileSource(const QString &path, QObject *parent = nullptr);

    [[nodiscard]] QString name() const override { return m_path; }
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    QString m_path;
    base::FileWatch m_watch;
};

} // namespace jwt
