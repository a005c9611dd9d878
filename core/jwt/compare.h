// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

namespace jwt {

// One claim of two tokens. Paths as in Finding. Elements of lists are matched by what they are:
// exports and imports by subject, signing keys by key, texts by themselves; the rest by position.
struct ClaimDifference
{
    enum class What { Same, Changed, OnlyLeft, OnlyRight };
    What what = What::Same;
    int depth = 0;
    QByteArray path; ///< in the token that has it, the left one if both
    QByteArray name;
    QByteArray left, right; ///< scalars as they came; empty for containers and where absent
    bool container = false;
    bool more = false; ///< the last row: what follows is not compared; both texts say so
};
// Below this depth a container is one row that says whether the two are the same.
constexpr int kMaxComparedDepth = 64;

// Header and payload, in the left token's order, what only the right has after its neighbours; at
// most kMaxClaimRows and one that says that there is more.
[[nodiscard]] std::vector<ClaimDifference> compare(const Token &left, const Token &right);

} // namespace jwt
