// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "core/jwt/issuer.h"
#include "core/nkey/nkey.h"

// Tokens made for a test, signed by keys of its own.
namespace tokens {

constexpr jwt::UnixTime kNow = 1'800'000'000; // 2027-01-15
constexpr jwt::UnixTime kDay = 86400;

inline nkey::KeyPair key(nkey::Kind kind)
{
    return nkey::KeyPair::generate(kind);
}

struct Times
{
    jwt::UnixTime iat = kNow - 3 * kDay;
    jwt::UnixTime exp = 0;
};

template<typename Body>
jwt::TokenPtr make(const QByteArray &name, const nkey::KeyPair &issuer, const QByteArray &subject,
                   Body body, Times times = {}, const QList<QByteArray> &tags = {})
{
    jwt::Claims claims;
    claims.name = name;
    claims.sub = subject;
    claims.iat = times.iat;
    claims.exp = times.exp;
    claims.tags = tags;
    claims.body = std::move(body);
    return jwt::Token::decode(jwt::issue(std::move(claims), issuer));
}

inline jwt::AccountClaims accountClaims()
{
    jwt::AccountClaims claims;
    claims.limits = jwt::unlimitedAccount();
    return claims;
}

inline jwt::UserClaims userClaims(const QByteArray &issuerAccount = {})
{
    jwt::UserClaims claims;
    claims.rights = jwt::unlimitedUser();
    claims.issuerAccount = issuerAccount;
    return claims;
}

// An operator with two accounts: ORDERS has users, one of them scoped, and imports from BILLING.
struct Scene
{
    nkey::KeyPair operatorKey = key(nkey::Kind::Operator);
    nkey::KeyPair ordersKey = key(nkey::Kind::Account);
    nkey::KeyPair viewerKey = key(nkey::Kind::Account); // a scoped signing key of ORDERS
    nkey::KeyPair billingKey = key(nkey::Kind::Account);

    jwt::TokenPtr acme = make("ACME", operatorKey, operatorKey.publicKey(), jwt::OperatorClaims());
    jwt::TokenPtr activation = makeActivation();
    jwt::TokenPtr orders = makeOrders();
    jwt::TokenPtr billing = makeBilling();
    jwt::TokenPtr service = user("svc-orders", ordersKey);
    jwt::TokenPtr nightly = user("batch-nightly", ordersKey, {kNow - 9 * kDay, kNow - 2 * kDay});
    jwt::TokenPtr dashboard = makeDashboard();
    jwt::TokenPtr payer = user("svc-billing", billingKey);

    [[nodiscard]] jwt::TokenPtr user(const QByteArray &name, const nkey::KeyPair &account,
                                     Times times = {}) const
    {
        return make(name, account, key(nkey::Kind::User).publicKey(), userClaims(), times);
    }
    [[nodiscard]] std::vector<jwt::TokenPtr> all() const
    {
        return {acme, orders, billing, service, nightly, dashboard, payer};
    }

private:
    [[nodiscard]] jwt::TokenPtr makeActivation() const
    {
        jwt::ActivationClaims claims;
        claims.subject = "bill.>";
        claims.kind = jwt::ShareKind::Service;
        return make("bill", billingKey, ordersKey.publicKey(), claims,
                    {kNow - kDay, kNow + 11 * kDay});
    }
    [[nodiscard]] jwt::TokenPtr makeOrders() const
    {
        jwt::AccountClaims claims = accountClaims();
        jwt::SigningKey viewer;
        viewer.key = viewerKey.publicKey();
        viewer.scoped = true;
        viewer.role = "viewer";
        viewer.scope = jwt::unlimitedUser();
        claims.signingKeys.push_back(viewer);
        jwt::Import import;
        import.name = "bill";
        import.subject = "bill.pay";
        import.account = billingKey.publicKey();
        import.kind = jwt::ShareKind::Service;
        import.token = activation->text();
        claims.imports.push_back(import);
        return make("ORDERS", operatorKey, ordersKey.publicKey(), claims, {}, {"eu", "prod"});
    }
    [[nodiscard]] jwt::TokenPtr makeBilling() const
    {
        jwt::AccountClaims claims = accountClaims();
        jwt::Export offered;
        offered.subject = "bill.>";
        offered.kind = jwt::ShareKind::Service;
        offered.tokenRequired = true;
        claims.exports.push_back(offered);
        return make("BILLING", operatorKey, billingKey.publicKey(), claims,
                    {kNow - kDay, kNow + 20 * kDay});
    }
    [[nodiscard]] jwt::TokenPtr makeDashboard() const
    {
        jwt::UserClaims claims; // a scoped user has neither permissions nor limits
        claims.issuerAccount = ordersKey.publicKey();
        return make("dashboard", viewerKey, key(nkey::Kind::User).publicKey(), claims);
    }
};

inline jwt::FoundToken found(const jwt::TokenPtr &token,
                             const QString &source = QStringLiteral("test"))
{
    return {token, {source, {}, {}, {}}};
}

} // namespace tokens
