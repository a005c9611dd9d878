// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/tokenfile.h"

#include "core/jwt/readfile.h"
#include "core/jwt/tokentext.h"

namespace jwt {

base::Result<QByteArray> readTokenFile(const QString &path)
{
    auto content = readFile(path, kMaxTokenFile);
    if (!content)
        return content;
    if (content->contains("-----BEGIN ")) {
        TokenText found = findTokens(*content);
        if (!found.tokens.empty())
            return std::move(found.tokens.front().token);
    }
    QByteArray token = std::move(content).value();
    while (token.endsWith('\n') || token.endsWith('\r'))
        token.chop(1);
    return token;
}

} // namespace jwt
