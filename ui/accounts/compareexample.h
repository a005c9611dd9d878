// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

namespace ui {

// Two copies of a made-up account, the second a little later: what the Compare page shows when
// there is nothing of one's own to compare.
struct CompareExample
{
    jwt::TokenPtr before;
    jwt::TokenPtr after;
};
[[nodiscard]] CompareExample compareExample();

} // namespace ui
