// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/permissions.h"
#include "core/jwt/trust.h"

// Why a server refuses a user: the checks of nats-server in its order (spec/jwt.md §2.1).
namespace jwt {

struct LoginFacts
{
    TokenPtr user;        ///< null: no JWT was sent
    QByteArray seedKey;   ///< public key of the seed used; empty if unknown or none
    bool seedUsed = true; ///< a nonce was signed
    QByteArray connectionType = "STANDARD";
    QByteArray clientIp;   ///< as the server sees it; empty: unknown
    QString serverVersion; ///< "2.9.10"; empty: unknown
    QString serverMessage; ///< the -ERR's text
    UnixTime now = 0;
};

struct LoginCheck
{
    enum class Result { Passed, Failed, CannotKnow, NotReached };
    int number = 0; ///< in the server's order
    Result result = Result::CannotKnow;
    QString title;   ///< "The account's token is signed by a trusted operator"
    QString text;    ///< what was looked at and what came of it
    QString logLine; ///< what the server writes in its debug log when this one fails
    TokenPtr token;  ///< what to look at; may be null
    QByteArray path;
};

// After the first failure the rest is still checked, for there may be more than one reason.
[[nodiscard]] std::vector<LoginCheck> explainRefusal(const LoginFacts &facts, const Book &book,
                                                     const TrustOptions &options);

} // namespace jwt
