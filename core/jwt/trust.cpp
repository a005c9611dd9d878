// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/trust.h"

#include "core/jwt/activationtrust.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/permissions.h"
#include "core/jwt/signer.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

bool isKey(QByteArrayView text, nkey::Kind kind)
{
    const auto key = nkey::decodePublic(text);
    return key && key->kind == kind;
}

// One examination: collects the chain and what is wrong with it.
class Examination final
{
public:
    Examination(const Token &token, const Book &book, const TrustOptions &options)
        : m_token(token)
        , m_claims(token.claims())
        , m_book(book)
        , m_options(options)
    {}

    [[nodiscard]] Trust run();

private:
    void checkSubject(nkey::Kind kind, const char *code, const QString &text);
    void examineOperator();
    void examineAccount();
    void examineUser();
    void examineOther();
    void checkUserSigner(const TokenPtr &account);
    void checkScope(const TokenPtr &account, const AccountSigner &signer);
    void checkRevocation(const Token &account);
    void addAccount(const AccountTrust &account);
    void addUnknownAccount(const QByteArray &key);
    void error(const char *code, const QByteArray &path, const QString &text);

    const Token &m_token;
    const Claims &m_claims;
    const Book &m_book;
    const TrustOptions &m_options;
    Trust m_trust;
};

void Examination::error(const char *code, const QByteArray &path, const QString &text)
{
    m_trust.findings.push_back({Severity::Error, code, path, text, {}});
}

Trust Examination::run()
{
    Findings &findings = m_trust.findings;
    if (m_token.problem())
        findings.push_back(*m_token.problem());
    for (const Findings &more : {validate(m_token, m_options.now), inspect(m_token, m_options.now)})
        findings.insert(findings.end(), more.begin(), more.end());
    if (m_token.decodes()) {
        switch (m_token.kind()) {
        case Kind::Operator:
            examineOperator();
            break;
        case Kind::Account:
            examineAccount();
            break;
        case Kind::User:
            examineUser();
            break;
        case Kind::Activation: {
            const Trust trust = trustOfActivation(m_token, m_book, m_options);
            m_trust.chain = trust.chain;
            findings.insert(findings.end(), trust.findings.begin(), trust.findings.end());
            checkSubject(nkey::Kind::Account, code::kSubjectNotAccount,
                         Text::tr("An activation is for an account, but its subject is no "
                                  "account's key."));
            break;
        }
        case Kind::AuthorizationRequest:
        case Kind::AuthorizationResponse:
        case Kind::Generic:
        case Kind::Unknown:
            examineOther();
            break;
        }
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return int(a.severity) > int(b.severity);
    });
    return std::move(m_trust);
}

void Examination::checkSubject(nkey::Kind kind, const char *code, const QString &text)
{
    if (!isKey(m_claims.sub, kind))
        error(code, "sub", text);
}

void Examination::examineOperator()
{
    const bool selfSigned = m_claims.iss == m_claims.sub;
    Link link{Role::Operator, m_claims.iss, m_claims.name, {}, selfSigned, {}};
    link.reason = selfSigned ? Text::tr("signed by itself, as operators are")
                             : Text::tr("signed by another key than its own");
    m_trust.chain.push_back(link);
    if (!selfSigned) {
        error(code::kOperatorNotSelfSigned, "iss",
              Text::tr("An operator signs its own token, but this one is signed by %1.")
                  .arg(shortKey(m_claims.iss)));
    }
    if (!m_options.operators.isEmpty() && !m_options.operators.contains(m_claims.sub)) {
        m_trust.findings.push_back(
            {Severity::Warning,
             "operator_not_trusted",
             "sub",
             Text::tr("This operator is none of those to be trusted: its signature is its own, "
                      "and says nothing to their servers."),
             {}});
    }
    checkSubject(nkey::Kind::Operator, "subject_not_an_operator_key",
                 Text::tr("The subject of an operator's token is no operator's key."));
}

void Examination::examineAccount()
{
    addAccount(trustInIssuer(m_token, m_book, m_options, "iss"));
    checkSubject(nkey::Kind::Account, code::kSubjectNotAccount,
                 Text::tr("The subject of an account's token is no account's key."));
    for (const Sharing &sharing : importsOf(m_token, m_book, m_options)) {
        m_trust.findings.insert(m_trust.findings.end(), sharing.findings.begin(),
                                sharing.findings.end());
    }
}

void Examination::addAccount(const AccountTrust &account)
{
    m_trust.chain.insert(m_trust.chain.end(), account.links.begin(), account.links.end());
    m_trust.findings.insert(m_trust.findings.end(), account.findings.begin(),
                            account.findings.end());
}

void Examination::addUnknownAccount(const QByteArray &key)
{
    m_trust.chain.push_back({Role::UnknownAccount,
                             key,
                             {},
                             {},
                             false,
                             Text::tr("no token of this account is at hand")});
    const UserClaims *user = m_token.asUser();
    const bool byIssuer = user && user->issuerAccount.isEmpty();
    for (const Book::KeyOwner &owner : m_book.ownersOf(key)) {
        if (byIssuer && owner.signingKey && owner.token->asAccount()) {
            error(code::kAccountUnknown, "iss",
                  Text::tr("The issuer is a signing key of account %1, but issuer_account does not "
                           "say so: the server takes the issuer itself for the account and does "
                           "not find it.")
                      .arg(nameText(*owner.token)));
            return;
        }
    }
    error(code::kAccountUnknown, byIssuer ? "iss" : "nats.issuer_account",
          Text::tr("The account %1 is unknown: none of the sources has its token.")
              .arg(shortKey(key)));
}

void Examination::examineUser()
{
    checkSubject(nkey::Kind::User, code::kSubjectNotUser,
                 Text::tr("The subject of a user's token is no user's key."));
    const QByteArray key = accountOf(m_claims);
    const TokenPtr account = m_book.newest(Kind::Account, key);
    if (!account) {
        addUnknownAccount(key);
        return;
    }
    checkUserSigner(account);
    addAccount(trustOfAccount(account, m_book, m_options,
                              key == m_claims.iss ? "iss" : "nats.issuer_account"));
    checkRevocation(*account);
}

void Examination::checkUserSigner(const TokenPtr &account)
{
    const AccountSigner signer = accountSigner(m_claims.iss, *account);
    const QString name = nameText(*account);
    Link link{signer.role, m_claims.iss, account->claims().name,
              account,     true,         Text::tr("signature valid")};
    if (signer.role == Role::UnknownKey) {
        link.name.clear();
        link.token.reset();
        link.good = false;
        link.reason = Text::tr("not a key of account %1").arg(name);
        error(code::kIssuerNotAKey, "iss",
              Text::tr("The issuer %1 is neither the key of account %2 nor one of its signing "
                       "keys; perhaps the signing key was removed.")
                  .arg(shortKey(m_claims.iss), name));
    }
    const OperatorSigner above = operatorSigner(account->claims().iss, m_book, m_options);
    const OperatorClaims *strict = above.token ? above.token->asOperator() : nullptr;
    if (signer.role == Role::AccountIdentity && strict && strict->strictSigningKeyUsage) {
        link.good = false;
        link.reason = Text::tr("the operator is strict: the account's identity key may not sign");
        error(code::kStrictViolation, "iss",
              Text::tr("Operator %1 is strict, so the identity key of account %2 may sign no "
                       "users; one of its signing keys must.")
                  .arg(nameText(*above.token), name));
    }
    m_trust.chain.push_back(link);
    checkScope(account, signer);
}

void Examination::checkScope(const TokenPtr &account, const AccountSigner &signer)
{
    const bool scoped = signer.role == Role::ScopedSigningKey;
    if (scoped && m_token.asUser()->rights != UserRights()) {
        m_trust.chain.back().good = false;
        m_trust.chain.back().reason = Text::tr("the user has rights of its own beside the scope");
        error(code::kScopeViolation, firstRightOf(m_token),
              Text::tr("The signing key has a scope, which gives the user its rights; the user's "
                       "own permissions and limits must all be absent, -1 included."));
    }
    // Only to look at: the examined token outlives this call.
    const TokenPtr user(TokenPtr(), &m_token);
    EffectivePermissions effective = effectivePermissions(user, account);
    for (Finding &finding : effective.findings) {
        // Those paths are in the account's token; here the issuer leads to them.
        if (scoped)
            finding.path = "iss";
        m_trust.findings.push_back(finding);
    }
    if (effective.rights.bearer && account->asAccount()->limits.disallowBearer) {
        error(code::kBearerNotAllowed, scoped ? "iss" : "nats.bearer_token",
              Text::tr("The user has a bearer token, which account %1 does not allow.")
                  .arg(nameText(*account)));
    }
}

void Examination::checkRevocation(const Token &account)
{
    const auto revocation
        = revocationOf(account.asAccount()->revocations, m_claims.sub, m_claims.iat);
    if (!revocation)
        return;
    const QString name = nameText(account);
    const QString at = timeText(revocation->at);
    error(code::kRevoked, "iat",
          (revocation->entry == "*"
               ? Text::tr("Account %1 revoked every user issued until %2; this one was issued %3.")
               : Text::tr("Account %1 revoked this user's tokens issued until %2; this one was "
                          "issued %3."))
              .arg(name, at, timeText(m_claims.iat)));
    Link &link = m_trust.chain.front();
    link.good = false;
    link.reason = Text::tr("revoked %1").arg(at);
}

// Requests of servers, responses of callout services, unknown kinds: only the signature is known.
void Examination::examineOther()
{
    const OperatorSigner signer = operatorSigner(m_claims.iss, m_book, m_options);
    Link link{signer.role, m_claims.iss, {}, signer.token, true, Text::tr("signature valid")};
    if (signer.role == Role::UnknownKey) {
        for (const Book::KeyOwner &owner : m_book.ownersOf(m_claims.iss)) {
            if (owner.token->asAccount()) {
                link.role = accountSigner(m_claims.iss, *owner.token).role;
                link.token = owner.token;
            }
        }
    }
    if (link.token)
        link.name = link.token->claims().name;
    else
        link.reason = Text::tr("signature valid, by a key nobody at hand has");
    m_trust.chain.push_back(link);
}

} // namespace

QByteArray nameOf(Role role)
{
    switch (role) {
    case Role::OperatorIdentity:
        return "operator identity key";
    case Role::OperatorSigningKey:
        return "operator signing key";
    case Role::AccountIdentity:
        return "account identity key";
    case Role::AccountSigningKey:
        return "account signing key";
    case Role::ScopedSigningKey:
        return "scoped account signing key";
    case Role::Account:
        return "account";
    case Role::Operator:
        return "operator";
    case Role::UnknownAccount:
        return "unknown account";
    case Role::UnknownKey:
        break;
    }
    return "unknown key";
}

Trust examine(const Token &token, const Book &book, const TrustOptions &options)
{
    return Examination(token, book, options).run();
}

} // namespace jwt
