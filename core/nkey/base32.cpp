// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/base32.h"

namespace nkey {

QByteArray toBase32(QByteArrayView bytes, Padding padding)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QByteArray text;
    quint32 pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | uchar(byte);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text.append(alphabet[(pending >> bits) & 31]);
        }
        pending &= (1U << bits) - 1;
    }
    if (bits > 0)
        text.append(alphabet[(pending << (5 - bits)) & 31]);
    while (padding == Padding::Full && text.size() % 8 != 0)
        text.append('=');
    return text;
}

} // namespace nkey
