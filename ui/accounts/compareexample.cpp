// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/compareexample.h"

#include "core/jwt/issuer.h"

namespace ui {

namespace {

constexpr jwt::UnixTime kDay = 24 * 3600;
constexpr jwt::UnixTime kIssued = 1767225600; ///< 2026-01-01

jwt::Claims claimsBefore(const QByteArray &account)
{
    jwt::AccountClaims body;
    body.limits = jwt::unlimitedAccount();
    body.limits.conn = 100;
    jwt::Export orders;
    orders.name = "orders";
    orders.subject = "orders.>";
    orders.kind = jwt::ShareKind::Service;
    body.exports.push_back(orders);
    jwt::Claims claims;
    claims.name = "ORDERS";
    claims.sub = account;
    claims.iat = kIssued;
    claims.exp = kIssued + 90 * kDay;
    claims.body = body;
    return claims;
}

} // namespace

CompareExample compareExample()
{
    const nkey::KeyPair issuer = nkey::KeyPair::generate(nkey::Kind::Operator);
    const QByteArray account = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    const jwt::Claims before = claimsBefore(account);
    jwt::Claims after = before;
    after.iat += 30 * kDay;
    after.exp += 275 * kDay;
    auto &body = std::get<jwt::AccountClaims>(after.body);
    body.limits.conn = 250;
    body.exports.front().tokenRequired = true;
    jwt::Export events;
    events.name = "order events";
    events.subject = "events.orders.>";
    events.kind = jwt::ShareKind::Stream;
    body.exports.push_back(events);
    return {jwt::Token::decode(jwt::issue(before, issuer)),
            jwt::Token::decode(jwt::issue(after, issuer))};
}

} // namespace ui
