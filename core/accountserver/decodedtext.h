// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

namespace accountserver {

// A token for people and programs, `?decode=true`: unlike the original's it is JSON (README, table
// of differences): {"header": …, "claims": …, "signature": "…"}, times also as dates.
[[nodiscard]] QByteArray decodedText(const jwt::Token &token);

} // namespace accountserver
