// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/bodyreader.h"

namespace jwt {

void readClaim(GoReader &in, base::json::Value value, Permissions &permissions);
void readClaim(GoReader &in, base::json::Value value, TimeRange &range);
// A scope's template.
void readRights(GoReader &in, base::json::Value value, UserRights &rights);

} // namespace jwt
