// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/admission.h"

#include "core/accountserver/seedsearch.h"
#include "core/jwt/signer.h"
#include "core/jwt/validation.h"

#include <algorithm>

namespace accountserver {

namespace {

constexpr int kBadRequest = 400;
constexpr int kTooLarge = 413;
constexpr int kServerError = 500;

Refusal bad(const char *text)
{
    return {kBadRequest, text, false};
}

// What no request may bring, whatever it is for. A token hides in its base64 what it says.
std::optional<Refusal> refusalOf(const QByteArray &body, const jwt::Token &token)
{
    if (body.size() > jwt::Token::kMaxSize)
        return Refusal{kTooLarge, "JWT is too large", false};
    // Never named: the answer and the log are for others to read.
    if (containsSeed(body) || containsSeed(token.headerJson()) || containsSeed(token.payloadJson()))
        return bad("request contains a seed, which no server may see");
    return std::nullopt;
}

// As the original's library words it.
QByteArray wordsOf(const jwt::Finding &finding)
{
    if (finding.code == jwt::code::kExpired)
        return "claim is expired";
    if (finding.code == jwt::code::kNotYetValid)
        return "claim is not yet valid";
    return finding.text.toUtf8();
}

bool isOfTime(const jwt::Finding &finding)
{
    return finding.code == jwt::code::kExpired || finding.code == jwt::code::kNotYetValid;
}

std::optional<Refusal> invalidity(const jwt::Token &token, std::optional<jwt::UnixTime> now)
{
    const jwt::Findings findings = jwt::validate(token, now.value_or(0));
    const bool blocks
        = std::any_of(findings.begin(), findings.end(), [&now](const jwt::Finding &finding) {
              return finding.severity == jwt::Severity::Error && (now || !isOfTime(finding));
          });
    if (!blocks)
        return std::nullopt;
    QByteArray text = "The server was unable to update your account JWT. One more more validation "
                      "issues occurred.";
    for (const jwt::Finding &finding : findings) {
        if (jwt::isVerdictCode(finding.code))
            text += "\n\t - " + wordsOf(finding) + '\n';
    }
    return Refusal{kBadRequest, text, true};
}

// Whose key signed it: an account's that is stored, and by a trusted operator there.
std::optional<Refusal> distrust(const jwt::Claims &activation, const Authority &authority,
                                Store &store)
{
    if (authority.trustsAnybody())
        return std::nullopt;
    const auto untrusted = bad("untrusted issuer in request");
    const auto stored = store.load(jwt::accountOf(activation));
    if (!stored)
        return Refusal{kServerError, "error loading JWT", false};
    if (!*stored)
        return untrusted;
    const jwt::TokenPtr exporter = jwt::Token::decode((*stored)->text);
    const bool believed = exporter->decodes() && exporter->asAccount()
        && exporter->claims().sub == jwt::accountOf(activation)
        && authority.trusts(exporter->claims().iss)
        && jwt::accountSigner(activation.iss, *exporter).role != jwt::Role::UnknownKey;
    return believed ? std::nullopt : std::optional(untrusted);
}

} // namespace

Admission admitAccount(const QByteArray &key, const QByteArray &body, const Authority &authority,
                       std::optional<jwt::UnixTime> now)
{
    const jwt::TokenPtr token = jwt::Token::decode(body);
    if (const auto refusal = refusalOf(body, *token))
        return *refusal;
    if (!token->decodes() || !token->asAccount())
        return bad("bad JWT in request");
    const jwt::Claims &claims = token->claims();
    if (!nkey::passesAs(nkey::Kind::Operator, claims.iss))
        return bad("bad JWT Issuer in request");
    if (!key.isEmpty() && key != claims.sub)
        return bad("pub keys don't match");
    // A hash is a store's key too, but no account's.
    if (!isStoreKey(claims.sub) || !nkey::passesAs(nkey::Kind::Account, claims.sub))
        return bad("bad JWT Subject in request");
    if (!authority.trusts(claims.iss))
        return bad("untrusted issuer in request");
    if (const auto refusal = invalidity(*token, now))
        return *refusal;
    return Admitted{claims.sub, storedToken(*token)};
}

Admission admitActivation(const QByteArray &body, const Authority &authority, Store &store,
                          std::optional<jwt::UnixTime> now)
{
    const jwt::TokenPtr token = jwt::Token::decode(body);
    if (const auto refusal = refusalOf(body, *token))
        return *refusal;
    if (!token->decodes() || !token->asActivation())
        return bad("bad activation JWT in request");
    const jwt::Claims &claims = token->claims();
    if (!nkey::passesAs(nkey::Kind::Operator, claims.iss)
        && !nkey::passesAs(nkey::Kind::Account, claims.iss))
        return bad("bad activation JWT Issuer in request");
    if (!nkey::passesAs(nkey::Kind::Account, claims.sub))
        return bad("bad activation JWT Subject in request");
    const QByteArray hash = jwt::activationHash(claims);
    if (token->asActivation()->subject.isEmpty() || !isStoreKey(hash))
        return bad("bad activation hash in request");
    if (now && claims.exp > 0 && claims.exp < *now)
        return bad("activation JWT in request is expired");
    if (const auto refusal = distrust(claims, authority, store))
        return *refusal;
    return Admitted{hash, storedToken(*token)};
}

} // namespace accountserver
