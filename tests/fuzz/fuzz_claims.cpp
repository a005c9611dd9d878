// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Payloads: signed here, so that what reads and checks claims gets to see them.
#include "core/jwt/claimrows.h"
#include "core/jwt/validation.h"
#include "tests/fuzz/fuzz.h"

#include <utility>

namespace {

struct Signer
{
    nkey::KeyPair pair;
    QByteArray issuer; ///< as the first member of an object
};

Signer signer(nkey::Kind kind)
{
    nkey::KeyPair pair = nkey::KeyPair::generate(kind);
    QByteArray issuer = R"({"iss":")" + pair.publicKey() + "\",";
    return {std::move(pair), std::move(issuer)};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Signer signers[]
        = {signer(nkey::Kind::Operator), signer(nkey::Kind::Account), signer(nkey::Kind::Server)};
    constexpr auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    constexpr jwt::UnixTime now = 1'767'225'600;
    QByteArray payload = fuzz::view(data, size).toByteArray();
    // Who signs it, and by which rule, comes from the payload's length: all are tried soon.
    const Signer &by = signers[size % std::size(signers)];
    if (payload.startsWith('{'))
        payload.replace(0, 1, by.issuer);
    const QByteArray part = payload.toBase64(url);
    const QByteArray both
        = QByteArray(R"({"typ":"JWT","alg":"ed25519-nkey"})").toBase64(url) + '.' + part;
    const bool v1 = payload.contains("\"type\":\"") && !payload.contains("\"version\":2");
    const jwt::TokenPtr token
        = jwt::Token::decode(both + '.' + by.pair.sign(v1 ? part : both).toBase64(url));

    FUZZ_CHECK(token->payloadJson() == payload);
    FUZZ_CHECK(token->decodes() == !token->problem().has_value());
    (void)token->computedJti();
    (void)jwt::activationHash(token->claims());
    const jwt::Findings findings = jwt::validate(*token, now);
    FUZZ_CHECK(token->decodes() || findings.empty());
    for (const jwt::Finding &finding : findings)
        FUZZ_CHECK(!finding.text.isEmpty());
    (void)jwt::inspect(*token, now);
    for (const jwt::ClaimRow &row : jwt::claimRows(*token, now, true))
        FUZZ_CHECK(!row.secret || row.raw.isEmpty());
    return 0;
}
