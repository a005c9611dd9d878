// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/authority.h"

#include "core/jwt/claimrows.h"
#include "core/jwt/tokenfile.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Authority)
};

base::Error bad(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

} // namespace

base::Result<Authority> Authority::of(const jwt::TokenPtr &token, jwt::UnixTime now)
{
    if (!token->decodes()) {
        return bad(
            token->problem()
                ? Text::tr("The operator's token does not decode: %1").arg(token->problem()->text)
                : Text::tr("The operator's token does not decode"));
    }
    if (!token->asOperator()) {
        return bad(Text::tr("An operator's token is expected, this one is of kind %1")
                       .arg(QString::fromUtf8(jwt::nameOf(token->kind()))));
    }
    const jwt::Claims &claims = token->claims();
    if (claims.iss != claims.sub)
        return bad(Text::tr("The operator's token is not signed by the operator itself"));
    if (claims.exp > 0 && claims.exp < now)
        return bad(Text::tr("The operator's token expired %1").arg(jwt::timeText(claims.exp)));
    Authority authority;
    authority.m_token = token;
    return authority;
}

base::Result<Authority> Authority::fromFile(const QString &path, jwt::UnixTime now)
{
    auto text = jwt::readTokenFile(path);
    if (!text)
        return text.error();
    auto authority = of(jwt::Token::decode(std::move(text).value()), now);
    if (!authority) {
        return base::Error{authority.error().kind,
                           Text::tr("%1: %2").arg(path, authority.error().text), -1};
    }
    return authority;
}

Authority Authority::anybody()
{
    Authority authority;
    authority.m_trustsAnybody = true;
    return authority;
}

QString Authority::name() const
{
    if (!m_token)
        return {};
    const jwt::Claims &claims = m_token->claims();
    return QString::fromUtf8(claims.name.isEmpty() ? claims.sub : claims.name);
}

bool Authority::isStrict() const
{
    return m_token && m_token->asOperator()->strictSigningKeyUsage;
}

bool Authority::trusts(QByteArrayView issuer) const
{
    if (!m_token)
        return m_trustsAnybody;
    if (issuer == m_token->claims().sub)
        return !isStrict();
    return m_token->asOperator()->signingKeys.contains(issuer);
}

} // namespace accountserver
