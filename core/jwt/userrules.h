// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/issues.h"

namespace jwt {

// What the library requires of a user's rights; `path` is that of what holds them.
void checkRights(Issues &issues, const QByteArray &path, const UserRights &rights);

} // namespace jwt
