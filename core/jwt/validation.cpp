// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/validation.h"

#include "core/jwt/accountrules.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/gourl.h"
#include "core/jwt/sharerules.h"
#include "core/jwt/userrules.h"

#include <QtCore/QCoreApplication>

#include <charconv>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr char kWebsocketUrls[] = "2.5.3"; // of the library: it takes ws:// and wss://

void checkTime(Issues &issues, const Claims &claims, UnixTime now)
{
    if (claims.exp > 0 && now > claims.exp) {
        issues.time(code::kExpired, "exp",
                    Text::tr("claim is expired, since %1").arg(timeText(claims.exp)));
    }
    if (claims.nbf > 0 && claims.nbf > now) {
        issues.time(code::kNotYetValid, "nbf",
                    Text::tr("claim is not yet valid, until %1").arg(timeText(claims.nbf)));
    }
}

// A number as Go's Atoi reads it.
std::optional<qint64> number(QByteArrayView text)
{
    const bool plus = text.startsWith('+') && text.size() > 1 && text[1] != '-';
    const QByteArrayView digits = plus ? text.sliced(1) : text;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (digits.isEmpty() || error != std::errc() || end != digits.end())
        return std::nullopt;
    return value;
}

QString versionProblem(const QByteArray &version)
{
    if (version.isEmpty())
        return {};
    const QList<QByteArray> parts = version.split('.');
    if (parts.size() != 3)
        return Text::tr("asserted server version must be of the form <major>.<minor>.<update>");
    bool negative = false;
    for (const QByteArray &part : parts) {
        const std::optional<qint64> value = number(part);
        if (!value)
            return Text::tr("asserted server version cant parse %1 to int")
                .arg(QString::fromUtf8(part));
        negative |= *value < 0;
    }
    return negative ? Text::tr("asserted server version can'b contain negative values: %1")
                          .arg(QString::fromUtf8(version))
                    : QString();
}

void checkServiceUrl(Issues &issues, const QByteArray &path, const QByteArray &text)
{
    if (text.isEmpty())
        return;
    const QString quoted = goQuoted(text);
    const base::Result<GoUrl> url = parseGoUrl(text);
    if (!url) {
        issues.error(
            path,
            Text::tr("error parsing operator service url %1: %2").arg(quoted, url.error().text));
    } else if (url->hasUser) {
        issues.error(
            path, Text::tr("operator service url %1 - credentials are not supported").arg(quoted));
    } else if (!url->path.isEmpty()) {
        issues.error(path,
                     Text::tr("operator service url %1 - paths are not supported").arg(quoted));
    } else if (url->scheme == "ws" || url->scheme == "wss") {
        issues.older(path,
                     Text::tr("operator service url %1 - protocol not supported (only 'nats' or "
                              "'tls' only)")
                         .arg(quoted),
                     kWebsocketUrls);
    } else if (url->scheme != "nats" && url->scheme != "tls") {
        issues.error(path,
                     Text::tr("operator service url %1 - protocol not supported (only "
                              "'nats', 'tls', 'ws', 'wss' only)")
                         .arg(quoted));
    }
}

void checkOperator(Issues &issues, const OperatorClaims &claims)
{
    const QByteArray urlPath = "nats.account_server_url";
    if (!claims.accountServerUrl.isEmpty()) {
        const base::Result<GoUrl> url = parseGoUrl(claims.accountServerUrl);
        if (!url) {
            issues.error(urlPath,
                         Text::tr("error parsing account server url: %1").arg(url.error().text));
        } else if (url->scheme.isEmpty()) {
            issues.error(urlPath,
                         Text::tr("account server url %1 requires a protocol")
                             .arg(goQuoted(claims.accountServerUrl)));
        }
    }
    for (qsizetype i = 0; i < claims.serviceUrls.size() && !issues.full(); ++i) {
        checkServiceUrl(issues, "nats.operator_service_urls[" + QByteArray::number(i) + ']',
                        claims.serviceUrls[i]);
    }
    for (qsizetype i = 0; i < claims.signingKeys.size() && !issues.full(); ++i) {
        if (!nkey::passesAs(nkey::Kind::Operator, claims.signingKeys[i])) {
            issues.error("nats.signing_keys[" + QByteArray::number(i) + ']',
                         Text::tr("%1 is not an operator public key")
                             .arg(QString::fromUtf8(claims.signingKeys[i])));
        }
    }
    if (!claims.systemAccount.isEmpty()
        && !nkey::passesAs(nkey::Kind::Account, claims.systemAccount)) {
        issues.error("nats.system_account",
                     Text::tr("%1 is not an account public key")
                         .arg(QString::fromUtf8(claims.systemAccount)));
    }
    if (const QString problem = versionProblem(claims.assertServerVersion); !problem.isEmpty()) {
        issues.error("nats.assert_server_version",
                     Text::tr("assert server version error: %1").arg(problem));
    }
}

void checkUser(Issues &issues, const Token &token, const UserClaims &user)
{
    checkRights(issues, "nats", user.rights);
    if (!user.issuerAccount.isEmpty() && !nkey::passesAs(nkey::Kind::Account, user.issuerAccount)) {
        issues.error(token.version() == 1 ? "issuer_account" : "nats.issuer_account",
                     Text::tr("account_id is not an account public key"));
    }
}

void checkRequest(Issues &issues, const AuthorizationRequestClaims &request)
{
    const QByteArray path = "nats.user_nkey";
    if (request.userNkey.isEmpty()) {
        issues.error(path, Text::tr("User nkey is required"));
    } else if (!nkey::passesAs(nkey::Kind::User, request.userNkey)) {
        issues.error(path,
                     Text::tr("User nkey %1 is not a valid user public key")
                         .arg(goQuoted(request.userNkey)));
    }
}

void checkResponse(Issues &issues, const Claims &claims,
                   const AuthorizationResponseClaims &response)
{
    if (!nkey::passesAs(nkey::Kind::User, claims.sub))
        issues.error("sub", Text::tr("Subject must be a user public key"));
    if (!nkey::passesAs(nkey::Kind::Server, claims.aud))
        issues.error("aud", Text::tr("Audience must be a server public key"));
    if (response.error.isEmpty() && response.jwt.isEmpty())
        issues.error("nats", Text::tr("Error or Jwt is required"));
    if (!response.error.isEmpty() && !response.jwt.isEmpty())
        issues.error("nats", Text::tr("Only Error or Jwt can be set"));
    if (!response.issuerAccount.isEmpty()
        && !nkey::passesAs(nkey::Kind::Account, response.issuerAccount)) {
        issues.error("nats.issuer_account",
                     Text::tr("issuer_account is not an account public key"));
    }
}

struct Check
{
    Issues &issues;
    const Token &token;

    void operator()(const GenericClaims &) const {}
    void operator()(const OperatorClaims &claims) const { checkOperator(issues, claims); }
    void operator()(const AccountClaims &claims) const
    {
        checkAccount(issues, token.claims(), claims);
    }
    void operator()(const UserClaims &claims) const { checkUser(issues, token, claims); }
    void operator()(const ActivationClaims &claims) const
    {
        const bool v1 = token.version() == 1;
        checkActivation(issues, claims, "nats.subject", v1 ? "nats.type" : "nats.kind",
                        v1 ? "issuer_account" : "nats.issuer_account");
    }
    void operator()(const AuthorizationRequestClaims &claims) const
    {
        checkRequest(issues, claims);
    }
    void operator()(const AuthorizationResponseClaims &claims) const
    {
        checkResponse(issues, token.claims(), claims);
    }
};

} // namespace

Findings validate(const Token &token, UnixTime now)
{
    if (!token.decodes())
        return {};
    Issues issues;
    checkTime(issues, token.claims(), now);
    std::visit(Check{issues, token}, token.claims().body);
    return issues.findings();
}

} // namespace jwt
