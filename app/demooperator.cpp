// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demooperator.h"

#include "core/jwt/issuer.h"
#include "core/jwt/token.h"
#include "core/nkey/nkey.h"

namespace app {

namespace {

constexpr jwt::UnixTime kDay = 24 * 3600;
// So much the account ORDERS and its activation have left; the hour keeps "11 days" true for a
// while.
constexpr jwt::UnixTime kOrdersLeft = 11 * kDay + 3600;
constexpr jwt::UnixTime kRenewedFor = 30 * kDay;

jwt::Claims claimsOf(const nkey::KeyPair &subject, const char *name, jwt::UnixTime issued)
{
    jwt::Claims claims;
    claims.sub = subject.publicKey();
    claims.name = name;
    claims.iat = issued;
    return claims;
}

DemoUser userOf(const nkey::KeyPair &issuer, jwt::Claims claims, jwt::UserClaims body,
                const nkey::KeyPair &key)
{
    QByteArray name = claims.name;
    claims.body = std::move(body);
    return {std::move(name), jwt::issue(std::move(claims), issuer), key.seed()};
}

jwt::UserClaims unlimited()
{
    return {jwt::unlimitedUser(), {}};
}

// Makes the accounts one after the other; each knows the keys it needs.
class Scene final
{
public:
    explicit Scene(jwt::UnixTime now)
        : m_now(now)
    {}

    [[nodiscard]] DemoOperator build() const
    {
        DemoOperator demo;
        demo.name = "ACME";
        demo.systemAccount = m_sys.publicKey();
        demo.token = operatorToken();
        demo.signerSeed = m_operatorSigner.seed();
        demo.accounts = {sys(), visitors(), orders(), billing(), partners()};
        return demo;
    }

private:
    [[nodiscard]] static nkey::KeyPair make(nkey::Kind kind)
    {
        return nkey::KeyPair::generate(kind);
    }

    [[nodiscard]] QByteArray operatorToken() const
    {
        jwt::OperatorClaims body;
        body.signingKeys = {m_operatorSigner.publicKey()};
        body.systemAccount = m_sys.publicKey();
        body.assertServerVersion = "2.2.0";
        jwt::Claims claims = claimsOf(m_operator, "ACME", m_now - 90 * kDay);
        claims.body = std::move(body);
        return jwt::issue(std::move(claims), m_operator);
    }

    [[nodiscard]] DemoUser plainUser(const nkey::KeyPair &account, const char *name) const
    {
        const nkey::KeyPair key = make(nkey::Kind::User);
        return userOf(account, claimsOf(key, name, m_now - 20 * kDay), unlimited(), key);
    }

    [[nodiscard]] DemoAccount sys() const
    {
        jwt::Claims claims = claimsOf(m_sys, "SYS", m_now - 90 * kDay);
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        claims.body = std::move(body);
        return {"SYS",
                m_sys.publicKey(),
                jwt::issue(std::move(claims), m_operator),
                {plainUser(m_sys, "sys")}};
    }

    // Whom the window and the responders log in as.
    [[nodiscard]] DemoAccount visitors() const
    {
        const nkey::KeyPair account = make(nkey::Kind::Account);
        jwt::Claims claims = claimsOf(account, "DEMO", m_now - 30 * kDay);
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        body.description = "Where the demo's responders live";
        claims.tags = {"env:demo"};
        claims.body = std::move(body);
        return {"DEMO",
                account.publicKey(),
                jwt::issue(std::move(claims), m_operatorSigner),
                {plainUser(account, "visitor"), plainUser(account, "responders")}};
    }

    [[nodiscard]] jwt::SigningKey viewerScope() const
    {
        jwt::SigningKey scope;
        scope.key = m_viewerSigner.publicKey();
        scope.scoped = true;
        scope.role = "viewer";
        scope.description = "Reads the orders of its own region";
        scope.scope = jwt::unlimitedUser();
        scope.scope.permissions.sub.allow = {"orders.{{tag(region)}}.>", "_INBOX.>"};
        scope.scope.permissions.pub.allow = {"orders.lookup", "audit.{{name()}}"};
        scope.scope.permissions.pub.deny = {"orders.admin.>"};
        return scope;
    }

    [[nodiscard]] jwt::AccountClaims ordersBody(const QByteArray &revokedUser) const
    {
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        body.limits.conn = 100;
        body.limits.leaf = 0;
        body.limits.payload = 1024 * 1024;
        body.limits.disallowBearer = true;
        body.signingKeys = {viewerScope()};
        body.revocations[revokedUser] = m_now - 4 * kDay;
        jwt::Export lookup;
        lookup.name = "lookup";
        lookup.subject = "orders.lookup";
        lookup.kind = jwt::ShareKind::Service;
        lookup.tokenRequired = true;
        jwt::Export created;
        created.name = "created";
        created.subject = "orders.*.created";
        created.kind = jwt::ShareKind::Stream;
        body.exports = {std::move(lookup), std::move(created)};
        return body;
    }

    [[nodiscard]] DemoAccount orders() const
    {
        const nkey::KeyPair service = make(nkey::Kind::User);
        const nkey::KeyPair nightly = make(nkey::Kind::User);
        const nkey::KeyPair dashboard = make(nkey::Kind::User);
        const nkey::KeyPair intern = make(nkey::Kind::User);

        jwt::UserClaims serviceBody = unlimited();
        serviceBody.rights.permissions.pub.allow = {"orders.>"};
        serviceBody.rights.permissions.pub.deny = {"orders.admin.>"};
        serviceBody.rights.permissions.sub.allow = {"orders.lookup lookups", "_INBOX.>"};
        serviceBody.rights.permissions.resp = jwt::ResponsePermission{1, 60'000'000'000};
        jwt::Claims nightlyClaims = claimsOf(nightly, "batch-nightly", m_now - 60 * kDay);
        nightlyClaims.exp = m_now - 2 * kDay;
        jwt::Claims dashboardClaims = claimsOf(dashboard, "dashboard", m_now - 3 * kDay);
        dashboardClaims.tags = {"region:eu", "region:us"};

        jwt::Claims claims = claimsOf(m_orders, "ORDERS", m_now - 3 * kDay);
        claims.exp = m_now + kOrdersLeft;
        claims.tags = {"team:orders", "env:demo"};
        claims.body = ordersBody(intern.publicKey());
        return {
            "ORDERS",
            m_orders.publicKey(),
            jwt::issue(std::move(claims), m_operatorSigner),
            {userOf(m_orders, claimsOf(service, "svc-orders", m_now - 3 * kDay),
                    std::move(serviceBody), service),
             userOf(m_orders, std::move(nightlyClaims), unlimited(), nightly),
             // A scoped user carries no rights of its own; the scope's apply.
             userOf(m_viewerSigner, std::move(dashboardClaims), {{}, m_orders.publicKey()},
                    dashboard),
             userOf(m_orders, claimsOf(intern, "intern", m_now - 40 * kDay), unlimited(), intern)}};
    }

    [[nodiscard]] jwt::Import importOfLookup() const
    {
        jwt::Claims activation = claimsOf(m_billing, "orders.lookup", m_now - 3 * kDay);
        activation.exp = m_now + kOrdersLeft;
        activation.body
            = jwt::ActivationClaims{"orders.lookup", jwt::ShareKind::Service, QByteArray()};
        jwt::Import lookup;
        lookup.name = "lookup";
        lookup.subject = "orders.lookup";
        lookup.account = m_orders.publicKey();
        lookup.kind = jwt::ShareKind::Service;
        lookup.token = jwt::issue(std::move(activation), m_orders);
        return lookup;
    }

    [[nodiscard]] DemoAccount billing() const
    {
        jwt::Claims claims = claimsOf(m_billing, "BILLING", m_now - 12 * kDay);
        claims.exp = m_now + 60 * kDay;
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        body.imports = {importOfLookup()};
        claims.body = std::move(body);

        const nkey::KeyPair kiosk = make(nkey::Kind::User);
        jwt::UserClaims bearer = unlimited();
        bearer.rights.bearer = true;
        bearer.rights.permissions.pub.allow = {"bill.kiosk"};
        return {"BILLING",
                m_billing.publicKey(),
                jwt::issue(std::move(claims), m_operatorSigner),
                {plainUser(m_billing, "svc-billing"),
                 userOf(m_billing, claimsOf(kiosk, "kiosk", m_now - 12 * kDay), std::move(bearer),
                        kiosk)}};
    }

    // Its activation was made for BILLING: every server since 2.2 refuses the whole account.
    [[nodiscard]] DemoAccount partners() const
    {
        const nkey::KeyPair account = make(nkey::Kind::Account);
        jwt::Claims claims = claimsOf(account, "PARTNERS", m_now - kDay);
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        body.imports = {importOfLookup()};
        claims.body = std::move(body);
        return {"PARTNERS",
                account.publicKey(),
                jwt::issue(std::move(claims), m_operatorSigner),
                {plainUser(account, "partner-api")}};
    }

    jwt::UnixTime m_now;
    nkey::KeyPair m_operator = make(nkey::Kind::Operator);
    nkey::KeyPair m_operatorSigner = make(nkey::Kind::Operator);
    nkey::KeyPair m_sys = make(nkey::Kind::Account);
    nkey::KeyPair m_orders = make(nkey::Kind::Account);
    nkey::KeyPair m_billing = make(nkey::Kind::Account);
    nkey::KeyPair m_viewerSigner = make(nkey::Kind::Account);
};

} // namespace

DemoOperator makeDemoOperator(jwt::UnixTime now)
{
    return Scene(now).build();
}

QByteArray renewed(const DemoOperator &demo, const QByteArray &account, jwt::UnixTime now)
{
    const auto signer = nkey::KeyPair::fromSeed(demo.signerSeed.reveal());
    const jwt::TokenPtr token = jwt::Token::decode(account);
    if (!signer || !token->asAccount())
        return {};
    jwt::Claims claims = token->claims();
    claims.iat = now;
    claims.exp = now + kRenewedFor;
    auto &limits = std::get<jwt::AccountClaims>(claims.body).limits;
    if (limits.conn > 0)
        limits.conn *= 2;
    return jwt::issue(std::move(claims), *signer);
}

} // namespace app
