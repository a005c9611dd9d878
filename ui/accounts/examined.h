// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"

#include <vector>

namespace ui {

// A token and what is known about it at one moment: what the pages show.
struct Examined
{
    jwt::TokenPtr token;
    jwt::TrustOptions options;
    jwt::Trust trust;
    std::vector<jwt::Sharing> sharings; ///< of an account
    jwt::TokenPtr account;              ///< of a user: the account it belongs to; may be null
};

} // namespace ui
