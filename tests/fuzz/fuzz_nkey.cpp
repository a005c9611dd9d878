// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nkey/base32.h"
#include "core/nkey/nkey.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text = fuzz::view(data, size);
    const auto strict = nkey::decodePublic(text);
    const auto tolerant = nkey::readPublic(text);
    // Whatever a person may give, a token may hold; and it is the same key.
    if (strict) {
        FUZZ_CHECK(nkey::encodePublic(*strict) == text);
        FUZZ_CHECK(tolerant && *tolerant == *strict);
    }
    if (tolerant)
        FUZZ_CHECK(nkey::passesAs(tolerant->kind, text));
    if (const auto pair = nkey::KeyPair::fromSeed(text)) {
        FUZZ_CHECK(pair->seed().reveal() == text);
        FUZZ_CHECK(nkey::decodePublic(pair->publicKey()).ok());
    }
    FUZZ_CHECK(nkey::fromBase32(nkey::toBase32(text)) == text);
    return 0;
}
