// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/refusal.h"

#include "core/jwt/login.h"

namespace jwt {

std::vector<LoginCheck> explainRefusal(const LoginFacts &facts, const Book &book,
                                       const TrustOptions &options)
{
    return Login(facts, book, options).run();
}

} // namespace jwt
