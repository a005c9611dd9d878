// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

namespace jwt {

// What the Go library's Validate() finds in a decoded token (spec §1.9), each with the path of its
// claim: claims_invalid (blocking), expired and not_yet_valid (time), warnings. A rule that older
// versions of the library do not have says for which servers it counts; what they alone refuse is
// older_server_refuses, no verdict. Nothing for a token that does not decode.
inline constexpr char kOlderServers[] = "older_server_refuses";
[[nodiscard]] Findings validate(const Token &token, UnixTime now);

// The inspector's own checks that need no other token: expiry ahead, limits of 0 that look
// forgotten, unlimited bearer users, a jti that is not the library's, the size of the token, JSON
// oddities. Never verdict codes.
[[nodiscard]] Findings inspect(const Token &token, UnixTime now);

constexpr UnixTime kExpiresSoon = 30 * 24 * 3600; ///< seconds ahead that are worth a warning

} // namespace jwt
