// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/issuer.h"

#include "core/jwt/claimswriter.h"
#include "core/jwt/jti.h"

namespace jwt {

namespace {

QByteArray base64Url(QByteArrayView bytes)
{
    return QByteArray(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QByteArray issue(Claims claims, const nkey::KeyPair &issuer)
{
    claims.iss = issuer.publicKey();
    claims.jti = libraryJti(claims, {});
    QByteArray token = base64Url(R"({"typ":"JWT","alg":"ed25519-nkey"})");
    token.append('.').append(base64Url(payloadOf(claims)));
    const QByteArray signature = base64Url(issuer.sign(token));
    return token.append('.').append(signature);
}

base::Secret credsFile(QByteArrayView userToken, QByteArrayView userSeed)
{
    // Appended, not added up: no temporary copy of the seed is left behind.
    QByteArray file;
    file.reserve(userToken.size() + userSeed.size() + 512);
    file.append("-----BEGIN NATS USER JWT-----\n").append(userToken);
    file.append("\n------END NATS USER JWT------\n\n"
                "************************* IMPORTANT *************************\n"
                "NKEY Seed printed below can be used to sign and prove identity.\n"
                "NKEYs are sensitive and should be treated as secrets.\n\n"
                "-----BEGIN USER NKEY SEED-----\n");
    file.append(userSeed);
    file.append("\n------END USER NKEY SEED------\n\n"
                "*************************************************************\n");
    return base::Secret(std::move(file));
}

AccountLimits unlimitedAccount()
{
    AccountLimits limits;
    limits.subs = limits.data = limits.payload = kUnlimited;
    limits.imports = limits.exports = kUnlimited;
    limits.conn = limits.leaf = kUnlimited;
    limits.wildcards = true;
    return limits;
}

UserRights unlimitedUser()
{
    UserRights rights;
    rights.subs = rights.data = rights.payload = kUnlimited;
    return rights;
}

} // namespace jwt
