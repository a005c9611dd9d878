// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/token.h"

#include "core/jwt/jti.h"
#include "core/nkey/base32.h"

#include <QtCore/QCryptographicHash>

namespace jwt {

namespace {

// Cut before the first token that is a wildcard.
QByteArray cleanSubject(const QByteArray &subject)
{
    const QList<QByteArray> tokens = subject.split('.');
    const auto wildcard = std::find_if(tokens.begin(), tokens.end(), [](const QByteArray &token) {
        return token == "*" || token == ">";
    });
    if (wildcard == tokens.begin())
        return "_";
    const QByteArray cleaned = tokens.first(wildcard - tokens.begin()).join('.');
    // An empty token before the wildcard: the library then hashes the whole.
    return cleaned.isEmpty() ? subject : cleaned;
}

template<typename Body>
const Body *bodyOf(const Token &token)
{
    return std::get_if<Body>(&token.claims().body);
}

} // namespace

QByteArray nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Operator:
        return "operator";
    case Kind::Account:
        return "account";
    case Kind::User:
        return "user";
    case Kind::Activation:
        return "activation";
    case Kind::AuthorizationRequest:
        return "authorization_request";
    case Kind::AuthorizationResponse:
        return "authorization_response";
    case Kind::Generic:
        return "generic";
    case Kind::Unknown:
        break;
    }
    return "unknown";
}

QByteArrayView Token::part(int index) const
{
    Q_ASSERT(index >= 0 && index < 3);
    if (m_secondDot < 0)
        return {};
    const QByteArrayView text(m_text);
    switch (index) {
    case 0:
        return text.first(m_firstDot);
    case 1:
        return text.sliced(m_firstDot + 1, m_secondDot - m_firstDot - 1);
    default:
        return text.sliced(m_secondDot + 1);
    }
}

QByteArrayView Token::signedBytes() const
{
    if (m_secondDot < 0)
        return {};
    return m_signsPayloadOnly ? part(1) : QByteArrayView(m_text).first(m_secondDot);
}

const OperatorClaims *Token::asOperator() const
{
    return bodyOf<OperatorClaims>(*this);
}

const AccountClaims *Token::asAccount() const
{
    return bodyOf<AccountClaims>(*this);
}

const UserClaims *Token::asUser() const
{
    return bodyOf<UserClaims>(*this);
}

const ActivationClaims *Token::asActivation() const
{
    return bodyOf<ActivationClaims>(*this);
}

QByteArray Token::computedJti() const
{
    return libraryJti(m_claims, m_v1Type);
}

TokenPtr activationOf(const Import &import)
{
    if (import.token.isEmpty() || import.token.startsWith("http://")
        || import.token.startsWith("https://"))
        return {};
    if (!import.decoded || import.decoded->text() != import.token)
        import.decoded = Token::decode(import.token);
    return import.decoded;
}

QByteArray activationHash(const Claims &activation)
{
    const auto *body = std::get_if<ActivationClaims>(&activation.body);
    if (!body || activation.iss.isEmpty() || activation.sub.isEmpty() || body->subject.isEmpty())
        return {};
    const QByteArray hashed
        = activation.iss + '.' + activation.sub + '.' + cleanSubject(body->subject);
    return nkey::toBase32(QCryptographicHash::hash(hashed, QCryptographicHash::Sha256),
                          nkey::Padding::Full);
}

QByteArray accountOf(const Claims &claims)
{
    const QByteArray account = std::visit(
        [](const auto &body) {
            if constexpr (requires { body.issuerAccount; })
                return body.issuerAccount;
            else
                return QByteArray();
        },
        claims.body);
    return account.isEmpty() ? claims.iss : account;
}

} // namespace jwt
