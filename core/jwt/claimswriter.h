// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"

namespace jwt {

// The payload of a v2 token as the Go library writes it: members in the order of its structs,
// exports and imports sorted by subject, maps and signing keys by key.
[[nodiscard]] QByteArray payloadOf(const Claims &claims);

} // namespace jwt
