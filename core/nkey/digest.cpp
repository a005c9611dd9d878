// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/digest.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace nkey {

namespace {

// SHA-512/256 is SHA-512 from another start, cut to half (FIPS 180-4, 5.3.6.2).
constexpr std::array<quint64, 8> kStart = {
    0x22312194FC2BF72C, 0x9F555FA3C84C64C2, 0x2393B86B6F53B151, 0x963877195940EABD,
    0x96283EE2A88EFFE3, 0xBE5E1E2553863992, 0x2B0199FC2C85B8AA, 0x0EB72DDC81C52CA2,
};
constexpr qsizetype kSize = 32;

} // namespace

QByteArray sha512_256(QByteArrayView message)
{
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    std::copy(kStart.begin(), kStart.end(), std::begin(state.state));
    crypto_hash_sha512_update(&state, reinterpret_cast<const uchar *>(message.data()),
                              size_t(message.size()));
    std::array<uchar, crypto_hash_sha512_BYTES> digest{};
    crypto_hash_sha512_final(&state, digest.data());
    return {reinterpret_cast<const char *>(digest.data()), kSize};
}

} // namespace nkey
