// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/credentials.h"
#include "core/nkey/nkey.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView content = fuzz::view(data, size);
    // What a reader accepts, the next step can use.
    if (const auto credentials = nats::parseCredentials(content)) {
        FUZZ_CHECK(!credentials->jwt.isEmpty());
        FUZZ_CHECK(nkey::KeyPair::fromSeed(credentials->seed.reveal()).ok());
    }
    if (const auto seed = nats::parseSeed(content))
        FUZZ_CHECK(nkey::KeyPair::fromSeed(seed->reveal()).ok());
    if (const auto key = nkey::decodePublic(content))
        FUZZ_CHECK(nkey::encodePublic(*key) == content);
    return 0;
}
