// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/issues.h"

namespace jwt {

// What the library requires of an account's claims, time aside (spec/jwt.md §1.9).
void checkAccount(Issues &issues, const Claims &claims, const AccountClaims &account);

} // namespace jwt
