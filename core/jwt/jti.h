// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"

namespace jwt {

// The jti the Go library gives: a digest of the standard claims alone, jti left out (spec §1.1).
// That of a v1 token covers the tags and the top-level `type` too; in v2 `v1Type` is empty.
[[nodiscard]] QByteArray libraryJti(const Claims &claims, QByteArrayView v1Type);

} // namespace jwt
