// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/jti.h"

#include "core/jwt/gojson.h"
#include "core/nkey/base32.h"
#include "core/nkey/digest.h"

namespace jwt {

QByteArray libraryJti(const Claims &claims, QByteArrayView v1Type)
{
    GoJson json;
    json.beginObject();
    json.member("aud", claims.aud);
    json.member("exp", claims.exp);
    json.member("iat", claims.iat);
    json.member("iss", claims.iss);
    json.member("name", claims.name);
    json.member("nbf", claims.nbf);
    json.member("sub", claims.sub);
    if (!v1Type.isEmpty()) {
        json.member("tags", claims.tags);
        json.member("type", v1Type);
    }
    json.endObject();
    return nkey::toBase32(nkey::sha512_256(json.bytes()));
}

} // namespace jwt
