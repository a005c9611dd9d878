// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Texts of any kind: as one token, and as something that may have tokens in it.
#include "core/jwt/claimrows.h"
#include "core/jwt/tokentext.h"
#include "core/jwt/validation.h"
#include "tests/fuzz/fuzz.h"

namespace {

void check(const jwt::Token &token, jwt::UnixTime now)
{
    FUZZ_CHECK(token.decodes() == !token.problem().has_value());
    FUZZ_CHECK(!token.decodes() || token.signature() == jwt::Signature::Valid);
    (void)token.computedJti();
    (void)jwt::activationHash(token.claims());
    (void)jwt::validate(token, now);
    for (const jwt::Finding &finding : jwt::inspect(token, now))
        FUZZ_CHECK(!jwt::isVerdictCode(finding.code));
    FUZZ_CHECK(qsizetype(jwt::claimRows(token, now, true).size()) <= jwt::kMaxClaimRows + 100);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr jwt::UnixTime now = 1'767'225'600;
    const QByteArrayView content = fuzz::view(data, size);
    const jwt::TokenPtr whole = jwt::Token::decode(content.toByteArray());
    FUZZ_CHECK(whole->text() == content);
    check(*whole, now);

    const jwt::TokenText found = jwt::findTokens(content);
    FUZZ_CHECK(!found.tokens.empty() || !found.warning.isEmpty());
    for (const jwt::FoundText &text : found.tokens) {
        FUZZ_CHECK(content.sliced(text.offset, text.token.size()) == text.token);
        check(*jwt::Token::decode(text.token), now);
    }
    if (!found.seed.isEmpty())
        FUZZ_CHECK(nkey::KeyPair::fromSeed(found.seed.reveal()).ok());
    return 0;
}
