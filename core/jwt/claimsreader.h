// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

namespace jwt {

struct HeaderReading
{
    QByteArray typ, alg;
    std::optional<Finding> problem;
    Findings oddities;
};
[[nodiscard]] HeaderReading readHeader(base::json::Value header);

// What the Go library's Decode makes of a payload, before it looks at the signature. Claims are
// filled as far as they could be read, v1 ones in v2 shape.
struct ClaimsReading
{
    Kind kind = Kind::Unknown;
    int version = 0;   ///< as in Token
    QByteArray v1Type; ///< the top-level `type` that makes it a v1 token
    // Claims whose rule for the signature is that of version 1, whatever the header says.
    bool signsPayloadOnly = false;
    Claims claims;
    std::optional<Finding> problem;
    Findings oddities;
};
[[nodiscard]] ClaimsReading readClaims(base::json::Value payload);

} // namespace jwt
