// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/signer.h"

#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

Link operatorLink(const OperatorSigner &signer, const QByteArray &issuer)
{
    Link link{signer.role, issuer, {}, signer.token, signer.trusted(), {}};
    if (signer.token)
        link.name = signer.token->claims().name;
    if (signer.strict)
        link.reason = Text::tr("the operator is strict: its identity key may not sign accounts");
    else if (signer.trusted())
        link.reason = Text::tr("signature valid");
    else
        link.reason = Text::tr("no key of a trusted operator");
    return link;
}

// Why a server does not load this account, whoever asks (spec/jwt.md §2.1).
Findings stateOf(const TokenPtr &account, const Book &book, UnixTime now, const QByteArray &path)
{
    const Claims &claims = account->claims();
    const QString name = nameText(*account);
    Findings findings;
    const auto add = [&findings, &path](const char *code, const QString &text) {
        findings.push_back({Severity::Error, code, path, text, {}});
    };
    if (claims.exp > 0 && now > claims.exp) {
        add(code::kAccountExpired,
            Text::tr("The token of account %1 expired %2 (%3).")
                .arg(name, distance(claims.exp, now), timeText(claims.exp)));
    }
    if (claims.nbf > 0 && claims.nbf > now) {
        add(code::kAccountNotYetValid,
            Text::tr("The token of account %1 is valid only %2 (%3).")
                .arg(name, distance(claims.nbf, now), timeText(claims.nbf)));
    }
    if (const auto invalid = book.invalidity(account)) {
        add(code::kAccountClaimsInvalid,
            Text::tr("Account %1 cannot be used by anybody, for its token has invalid claims: %2")
                .arg(name, *invalid));
    }
    return findings;
}

} // namespace

QString nameText(const Token &token)
{
    const Claims &claims = token.claims();
    return claims.name.isEmpty() ? shortKey(claims.sub) : QString::fromUtf8(claims.name);
}

QByteArray firstRightOf(const Token &user)
{
    const UserClaims *claims = user.asUser();
    if (!claims)
        return "nats";
    const UserRights &rights = claims->rights;
    const std::pair<bool, const char *> set[] = {
        {!rights.permissions.pub.isEmpty(), "nats.pub"},
        {!rights.permissions.sub.isEmpty(), "nats.sub"},
        {rights.permissions.resp.has_value(), "nats.resp"},
        {!rights.src.isEmpty(), "nats.src"},
        {!rights.times.empty(), "nats.times"},
        {!rights.timesLocation.isEmpty(), "nats.times_location"},
        {rights.subs != 0, "nats.subs"},
        {rights.data != 0, "nats.data"},
        {rights.payload != 0, "nats.payload"},
        {rights.bearer, "nats.bearer_token"},
        {rights.proxyRequired, "nats.proxy_required"},
        {!rights.connectionTypes.isEmpty(), "nats.allowed_connection_types"},
    };
    const auto *const first = std::find_if(std::begin(set), std::end(set),
                                           [](const auto &right) { return right.first; });
    return first == std::end(set) ? "nats" : first->second;
}

OperatorSigner operatorSigner(QByteArrayView issuer, const Book &book, const TrustOptions &options)
{
    for (const Book::KeyOwner &owner : book.operatorsOf(issuer)) {
        const OperatorClaims *claims = owner.token->asOperator();
        const Claims &all = owner.token->claims();
        // Anybody may write a token about an operator that was named; only its own counts.
        const bool counts = options.operators.isEmpty()
            || (options.operators.contains(all.sub) && all.iss == all.sub);
        if (!claims || !counts)
            continue;
        if (owner.signingKey)
            return {Role::OperatorSigningKey, owner.token, false};
        return {Role::OperatorIdentity, owner.token, claims->strictSigningKeyUsage};
    }
    // Trusted by name alone: its token is not at hand.
    if (options.operators.contains(issuer))
        return {Role::OperatorIdentity, {}, false};
    return {};
}

AccountSigner accountSigner(QByteArrayView issuer, const Token &account)
{
    if (account.claims().sub == issuer)
        return {Role::AccountIdentity, nullptr};
    const AccountClaims *claims = account.asAccount();
    if (!claims)
        return {};
    const auto key = std::find_if(claims->signingKeys.begin(), claims->signingKeys.end(),
                                  [issuer](const SigningKey &k) { return k.key == issuer; });
    if (key == claims->signingKeys.end())
        return {};
    return {key->scoped ? Role::ScopedSigningKey : Role::AccountSigningKey, &*key};
}

std::optional<Revocation> revocationOf(const std::map<QByteArray, UnixTime> &revocations,
                                       const QByteArray &key, UnixTime iat)
{
    for (const QByteArray &entry : {key, QByteArray("*")}) {
        const auto found = revocations.find(entry);
        if (found != revocations.end() && found->second >= iat)
            return Revocation{entry, found->second};
    }
    return std::nullopt;
}

AccountTrust trustInIssuer(const Token &account, const Book &book, const TrustOptions &options,
                           const QByteArray &path)
{
    const QByteArray &issuer = account.claims().iss;
    const OperatorSigner signer = operatorSigner(issuer, book, options);
    AccountTrust trust{{operatorLink(signer, issuer)}, {}};
    const QString name = nameText(account);
    const QString key = shortKey(issuer);
    const auto add = [&trust, &path](const char *code, const QString &text) {
        trust.findings.push_back({Severity::Error, code, path, text, {}});
    };
    if (signer.strict) {
        add(code::kStrictViolation,
            Text::tr("Operator %1 is strict, so its identity key may sign nothing but its own "
                     "token; account %2 needs one of its signing keys.")
                .arg(nameText(*signer.token), name));
    } else if (signer.trusted()) {
        const UnixTime exp = signer.token ? signer.token->claims().exp : 0;
        if (exp > 0 && exp < options.now) {
            trust.findings.push_back(
                {Severity::Warning,
                 "operator_expired",
                 path,
                 Text::tr("The token of operator %1 expired %2; servers do not mind.")
                     .arg(nameText(*signer.token), distance(exp, options.now)),
                 {}});
        }
    } else if (issuer == account.claims().sub) {
        trust.links.back().reason = Text::tr("the account's own key");
        add(code::kAccountSelfSigned,
            Text::tr("Account %1 signed its token itself: no operator has confirmed it yet.")
                .arg(name));
    } else {
        add(code::kAccountIssuerNotTrusted,
            Text::tr("Account %1 is signed by %2, which is no key of a trusted operator.")
                .arg(name, key));
    }
    return trust;
}

AccountTrust trustOfAccount(const TokenPtr &account, const Book &book, const TrustOptions &options,
                            const QByteArray &path)
{
    AccountTrust above = trustInIssuer(*account, book, options, path);
    AccountTrust trust;
    trust.findings = stateOf(account, book, options.now, path);
    Link link{Role::Account, account->claims().sub, account->claims().name, account, true, {}};
    if (!trust.findings.empty()) {
        link.good = false;
        link.reason = trust.findings.front().text;
    } else if (account->claims().exp > 0) {
        link.reason = Text::tr("valid until %1").arg(timeText(account->claims().exp));
    } else {
        link.reason = Text::tr("valid, never expires");
    }
    trust.links.push_back(link);
    trust.links.insert(trust.links.end(), above.links.begin(), above.links.end());
    trust.findings.insert(trust.findings.end(), above.findings.begin(), above.findings.end());
    return trust;
}

} // namespace jwt
