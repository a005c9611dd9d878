// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"

// Who signed a token, and what to think of its account: what examine, sharings and the refusal's
// checks agree on.
namespace jwt {

struct OperatorSigner
{
    Role role = Role::UnknownKey;
    TokenPtr token;      ///< the operator; null if unknown
    bool strict = false; ///< signs with its identity key though it is strict

    [[nodiscard]] bool trusted() const { return role != Role::UnknownKey && !strict; }
};
[[nodiscard]] OperatorSigner operatorSigner(QByteArrayView issuer, const Book &book,
                                            const TrustOptions &options);

struct AccountSigner
{
    Role role = Role::UnknownKey;    ///< identity, signing or scoped key of the account
    const SigningKey *key = nullptr; ///< of the account's token; null for the identity key
};
[[nodiscard]] AccountSigner accountSigner(QByteArrayView issuer, const Token &account);

// Whether revocations cover a token for `key` issued at `iat`: the time of the entry that does.
struct Revocation
{
    QByteArray entry; ///< the key or "*"
    UnixTime at = 0;
};
[[nodiscard]] std::optional<Revocation>
revocationOf(const std::map<QByteArray, UnixTime> &revocations, const QByteArray &key,
             UnixTime iat);

// The account as a link of a chain, with the operator's above it, and why the account is refused
// (codes account_*, strict_signing_key_violation); `path` is where the examined token names it.
struct AccountTrust
{
    std::vector<Link> links;
    Findings findings;
};
[[nodiscard]] AccountTrust trustOfAccount(const TokenPtr &account, const Book &book,
                                          const TrustOptions &options, const QByteArray &path);

// Who signed an account's token: the link and the findings about it.
[[nodiscard]] AccountTrust trustInIssuer(const Token &account, const Book &book,
                                         const TrustOptions &options, const QByteArray &path);

// The path of the first permission or limit a user's token sets; "nats" if there is none.
[[nodiscard]] QByteArray firstRightOf(const Token &user);

[[nodiscard]] QString nameText(const Token &token); ///< its name, else its key, shortened

} // namespace jwt
