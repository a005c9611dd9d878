// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/tokensource.h"

namespace jwt {

struct KeptToken
{
    QByteArray text;
    Origin origin;
};

// What was pasted or dropped, kept until the program ends. Its name is "pasted".
class MemorySource final : public TokenSource
{
    Q_OBJECT

public:
    static constexpr size_t kMaxTokens = 200'000;

    using TokenSource::TokenSource;

    struct Added
    {
        qsizetype tokens = 0;
        QByteArray seedKey; ///< public key of the seed that came with a .creds; empty if none
        QString warning;    ///< of the reader; may be empty
        bool truncated = false;
    };
    // `from` says where it came from, for people: "clipboard", a file's name; may be empty. A seed
    // is looked at, not kept.
    Added add(QByteArrayView content, const QString &from);
    void clear();

    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    std::vector<KeptToken> m_kept;
};

} // namespace jwt
