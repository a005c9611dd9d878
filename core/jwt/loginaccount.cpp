// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimpath.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/login.h"

#include <QtCore/QCoreApplication>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Refusal)
};

using Result = LoginCheck::Result;
using namespace Qt::StringLiterals;

constexpr Version kCallouts{2, 10, 0};

} // namespace

void Login::lookUp()
{
    begin(Text::tr("The account can be loaded"), u"Account JWT lookup error: "_s);
    if (!m_claims)
        return skip();
    const auto *user = std::get_if<UserClaims>(&m_claims->body);
    const bool byIssuer = user && user->issuerAccount.isEmpty();
    const QByteArray path = byIssuer ? "iss" : "nats.issuer_account";
    if (!m_account) {
        const QString key = shortKey(accountOf(*m_claims));
        m_checks.back().logLine += u"account missing"_s;
        const auto owners = m_book.ownersOf(accountOf(*m_claims));
        if (owners.empty() || !owners.front().signingKey) {
            // Without a single account at hand nobody has looked for this one.
            const bool looked = m_book.count(Kind::Account) > 0;
            return end(looked ? Result::Failed : Result::CannotKnow,
                       Text::tr("None of the sources has the token of account %1; if the server "
                                "does not have it either, this is the reason.")
                           .arg(key),
                       path);
        }
        return end(Result::Failed,
                   (byIssuer
                        ? Text::tr("%1 is a signing key of %2; without issuer_account the server "
                                   "takes it for an account, which does not exist.")
                        : Text::tr("issuer_account is %1, which is a signing key of %2 instead of "
                                   "its identity key: there is no such account."))
                       .arg(key, nameText(*owners.front().token)),
                   path);
    }
    TrustOptions options = m_options;
    options.now = m_facts.now;
    m_checks.back().logLine += u"account validation failed"_s;
    at(m_account);
    const AccountTrust trust = trustOfAccount(m_account, m_book, options, {});
    for (const Finding &finding : trust.findings) {
        if (isVerdictCode(finding.code))
            return end(Result::Failed, finding.text);
    }
    end(Result::Passed,
        Text::tr("The token of %1 at hand is valid; the server's copy may differ.")
            .arg(nameText(*m_account)));
}

void Login::trusted()
{
    begin(Text::tr("The account's token is signed by a trusted operator"),
          u"Account JWT not signed by trusted operator"_s);
    if (!m_account)
        return skip();
    at(m_account);
    const AccountTrust issuer = trustInIssuer(*m_account, m_book, m_options, "iss");
    for (const Finding &finding : issuer.findings) {
        if (isVerdictCode(finding.code))
            return end(Result::Failed, finding.text, "iss");
    }
    const Link &link = issuer.links.front();
    end(Result::Passed,
        Text::tr("Signed by the %1 of %2.")
            .arg(QString::fromLatin1(nameOf(link.role)), QString::fromUtf8(link.name)));
}

void Login::issuerKnown()
{
    begin(Text::tr("The user is signed by a key of the account"),
          u"User JWT issuer is not known"_s);
    if (!m_account)
        return skip();
    const OperatorSigner above = operatorSigner(m_account->claims().iss, m_book, m_options);
    const OperatorClaims *claims = above.token ? above.token->asOperator() : nullptr;
    if (m_signer.role == Role::UnknownKey)
        end(Result::Failed,
            Text::tr("%1 is neither the key of %2 nor one of its signing keys.")
                .arg(shortKey(m_claims->iss), nameText(*m_account)),
            "iss");
    else if (m_signer.role == Role::AccountIdentity && claims && claims->strictSigningKeyUsage)
        end(Result::Failed,
            Text::tr("Operator %1 is strict: the account's identity key may not sign users.")
                .arg(nameText(*above.token)),
            "iss");
    else
        end(Result::Passed,
            Text::tr("Signed by the %1 of %2.")
                .arg(QString::fromLatin1(nameOf(m_signer.role)), nameText(*m_account)));
}

void Login::scope()
{
    begin(Text::tr("The scope of the signing key is kept"), u"User JWT is not valid: "_s);
    if (!m_account)
        return skip();
    if (m_signer.role != Role::ScopedSigningKey)
        return end(Result::Passed, Text::tr("The key has no scope."));
    if (m_facts.user->asUser()->rights != UserRights()) {
        m_checks.back().logLine += u"scoped users require no permissions or limits set"_s;
        return end(Result::Failed,
                   Text::tr("The key has a scope, but the user's token sets rights of its own; "
                            "-1 counts as set."),
                   firstRightOf(*m_facts.user));
    }
    if (!m_effective.invalid)
        return end(Result::Passed, Text::tr("The user has exactly the rights of the scope."));
    m_checks.back().logLine = u"User JWT generated invalid permissions"_s;
    at(m_account);
    for (const Finding &finding : m_effective.findings) {
        if (finding.severity == Severity::Error)
            return end(Result::Failed, finding.text, finding.path);
    }
}

void Login::accountExpired()
{
    begin(Text::tr("The account has not expired meanwhile"), u"Account JWT has expired"_s);
    if (!m_account)
        return skip();
    at(m_account);
    const UnixTime exp = m_account->claims().exp;
    if (exp <= 0)
        end(Result::Passed, Text::tr("It never expires."));
    else
        end(exp < m_facts.now ? Result::Failed : Result::Passed,
            Text::tr("Its time ends %1 (%2).").arg(distance(exp, m_facts.now), timeText(exp)),
            "exp");
}

void Login::bearer()
{
    begin(Text::tr("A bearer token is allowed"), u"Account does not allow bearer token"_s);
    if (!m_account)
        return skip();
    if (!m_effective.rights.bearer)
        return end(Result::Passed, Text::tr("It is none."));
    at(m_account);
    if (m_account->asAccount()->limits.disallowBearer)
        end(Result::Failed, Text::tr("It is one, and the account does not allow any."),
            "nats.limits.disallow_bearer");
    else
        end(Result::Passed, Text::tr("It is one, and the account allows them."));
}

void Login::revoked()
{
    begin(Text::tr("The user is not revoked"), u"User authentication revoked"_s);
    if (!m_account)
        return skip();
    at(m_account);
    const auto revocation
        = revocationOf(m_account->asAccount()->revocations, m_claims->sub, m_claims->iat);
    if (!revocation)
        return end(Result::Passed, Text::tr("No revocation of the account at hand covers it."));
    end(Result::Failed,
        Text::tr("Revoked are tokens issued until %1; this one was issued %2.")
            .arg(timeText(revocation->at), timeText(m_claims->iat)),
        "nats.revocations." + pathName(revocation->entry));
}

void Login::callout()
{
    begin(Text::tr("No callout service decides otherwise"),
          u"Authorization callout response not received in time"_s);
    if (!m_account)
        return skip();
    at(m_account);
    const Authorization &authorization = m_account->asAccount()->authorization;
    if (authorization.authUsers.isEmpty())
        end(Result::Passed, Text::tr("The account has none."));
    else if (authorization.authUsers.contains(m_claims->sub))
        end(Result::Passed, Text::tr("The user belongs to the service itself."));
    else if (olderThan(kCallouts))
        end(Result::Passed, Text::tr("The account has one, but this server does not ask it."));
    else
        end(Result::CannotKnow,
            Text::tr("The account has one: it decides, and without it nobody can log in."),
            "nats.authorization");
}

void Login::connections()
{
    const QString line = u"maximum account active connections exceeded"_s;
    begin(Text::tr("The account has room for a connection"), line);
    if (!m_account)
        return skip();
    at(m_account);
    const qint64 limit = m_account->asAccount()->limits.conn;
    const bool told = m_facts.serverMessage.contains(line, Qt::CaseInsensitive);
    if (limit == 0)
        end(Result::Failed, Text::tr("It allows none: the limit is absent or 0."),
            "nats.limits.conn");
    else if (told)
        end(Result::Failed,
            Text::tr("It allows %1, and the server says they are in use.")
                .arg(limitText(limit, false)),
            "nats.limits.conn");
    else if (limit < 0)
        end(Result::Passed, Text::tr("It allows any number."));
    else
        end(Result::CannotKnow,
            Text::tr("It allows %1; how many there are is not known.").arg(limitText(limit, false)),
            "nats.limits.conn");
}

} // namespace jwt
