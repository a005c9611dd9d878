// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/loginrules.h"
#include "core/jwt/refusal.h"
#include "core/jwt/signer.h"

namespace jwt {

// The steps of nats-server's login, each a check: what explainRefusal answers with. Those of the
// user and the connection are in login.cpp, those of the account in loginaccount.cpp.
class Login final
{
public:
    Login(const LoginFacts &facts, const Book &book, const TrustOptions &options)
        : m_facts(facts)
        , m_book(book)
        , m_options(options)
        , m_version(versionOf(facts.serverVersion))
    {}

    [[nodiscard]] std::vector<LoginCheck> run();

private:
    // One step of the server: what it asks, what it logs when the answer is no.
    void begin(const QString &title, const QString &logLine);
    void end(LoginCheck::Result result, const QString &text, const QByteArray &path = {});
    void at(const TokenPtr &token) { m_checks.back().token = token; }
    [[nodiscard]] bool olderThan(const Version &version) const
    {
        return m_version && *m_version < version;
    }
    void skip();

    void sent();
    void readable();
    void proxy();
    void valid();
    void pinned();
    void lookUp();
    void trusted();
    void issuerKnown();
    void scope();
    void accountExpired();
    void bearer();
    void connectionType();
    void signature();
    void revoked();
    void source();
    void times();
    void callout();
    void connections();

    const LoginFacts &m_facts;
    const Book &m_book;
    const TrustOptions &m_options;
    std::optional<Version> m_version;
    const Claims *m_claims = nullptr; // of the user, once it is readable
    TokenPtr m_account;
    AccountSigner m_signer;
    EffectivePermissions m_effective;
    std::vector<LoginCheck> m_checks;
};

} // namespace jwt
