// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"

// What a verifier of the fixtures has at hand: README.md there. Operator ACME's tokens with the
// directory dirstore/flat, STRICT's and LEGACY's with their own nsc stores.
namespace jwtfixtures {

constexpr jwt::UnixTime kNow = 1'790'000'000; // 2026-09-21: between the fixtures' past and future

struct Store
{
    jwt::Book book;
    jwt::TrustOptions options;
};
// By an entry's name: "user/strict-ok" belongs to STRICT, "v1/…" to LEGACY, the rest to ACME.
[[nodiscard]] const Store &storeFor(const QString &entryName);

} // namespace jwtfixtures
