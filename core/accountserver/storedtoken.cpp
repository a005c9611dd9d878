// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/store.h"
#include "core/jwt/storedname.h"
#include "core/nkey/publicform.h"

namespace accountserver {

StoredPtr storedToken(QByteArray text)
{
    return storedToken(*jwt::Token::decode(std::move(text)));
}

StoredPtr storedToken(const jwt::Token &token)
{
    auto stored = std::make_shared<StoredToken>();
    stored->text = token.text();
    stored->decodes = token.decodes();
    if (!stored->decodes)
        return stored;
    const jwt::Claims &claims = token.claims();
    stored->jti = claims.jti;
    stored->subject = claims.sub;
    stored->iat = claims.iat;
    stored->exp = claims.exp;
    stored->kind = token.kind();
    return stored;
}

bool isStoreKey(QByteArrayView key)
{
    return nkey::isPublic(nkey::Kind::Account, key) || jwt::isActivationHash(key);
}

} // namespace accountserver
