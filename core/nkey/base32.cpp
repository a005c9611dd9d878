// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/base32.h"

namespace nkey {

namespace {

constexpr int kGroup = 8; // characters of five bytes

int valueOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

} // namespace

QByteArray toBase32(QByteArrayView bytes, Padding padding)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QByteArray text;
    text.reserve((bytes.size() + 4) / 5 * kGroup);
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
    while (padding == Padding::Full && text.size() % kGroup != 0)
        text.append('=');
    return text;
}

std::optional<QByteArray> fromBase32(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() * 5 / kGroup);
    quint32 pending = 0;
    int bits = 0;
    int inGroup = 0;
    qsizetype beforeGroup = 0;
    for (const char c : text) {
        if (c == '\r' || c == '\n')
            continue;
        const int value = valueOf(c);
        if (value < 0)
            return std::nullopt;
        pending = (pending << 5) | quint32(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes.append(char(pending >> bits));
            pending &= (1U << bits) - 1;
        }
        if (++inGroup == kGroup) {
            inGroup = 0;
            beforeGroup = bytes.size();
        }
    }
    if (inGroup == 1 || inGroup == 3 || inGroup == 6)
        bytes.truncate(beforeGroup);
    return bytes;
}

} // namespace nkey
