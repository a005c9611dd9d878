// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/nkey/nkey.h"

// Writes tokens, for the demo, the tests and examples; not a management tool.
namespace jwt {

// A v2 token of `claims` signed by `issuer`: `iss` and `jti` are filled in, `iat` if it is 0 stays
// 0. Members in the Go library's order, so that its tools read it back unchanged.
[[nodiscard]] QByteArray issue(Claims claims, const nkey::KeyPair &issuer);

// A .creds file as nsc writes it.
[[nodiscard]] base::Secret credsFile(QByteArrayView userToken, QByteArrayView userSeed);

// Limits as NewAccountClaims and NewUserClaims set them: unlimited, JetStream off, wildcards.
[[nodiscard]] AccountLimits unlimitedAccount();
[[nodiscard]] UserRights unlimitedUser();

} // namespace jwt
