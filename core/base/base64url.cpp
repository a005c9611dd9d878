// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/base64url.h"

#include <array>
#include <string_view>

namespace base {

namespace {

constexpr std::string_view kAlphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uchar kNone = 0xff;

constexpr std::array<uchar, 256> valuesOf(std::string_view alphabet)
{
    std::array<uchar, 256> values{};
    for (uchar &value : values)
        value = kNone;
    for (size_t i = 0; i < alphabet.size(); ++i)
        values[uchar(alphabet[i])] = uchar(i);
    return values;
}

constexpr std::array<uchar, 256> kValues = valuesOf(kAlphabet);

// Decodes whole groups of four from `i` on while nothing is odd about them.
qsizetype decodeGroups(QByteArrayView text, qsizetype i, char *&out)
{
    for (; i + 4 <= text.size(); i += 4) {
        const uchar a = kValues[uchar(text[i])];
        const uchar b = kValues[uchar(text[i + 1])];
        const uchar c = kValues[uchar(text[i + 2])];
        const uchar d = kValues[uchar(text[i + 3])];
        if (((a | b | c | d) & 0x80) != 0)
            break;
        *out++ = char(a << 2 | b >> 4);
        *out++ = char(b << 4 | c >> 2);
        *out++ = char(c << 6 | d);
    }
    return i;
}

} // namespace

Base64Url fromBase64Url(QByteArrayView text)
{
    Base64Url result;
    result.bytes = QByteArray(text.size() / 4 * 3 + 3, Qt::Uninitialized);
    char *const begin = result.bytes.data();
    char *out = begin;
    quint32 pending = 0;
    int characters = 0; // in `pending`
    for (qsizetype i = decodeGroups(text, 0, out); i < text.size(); ++i) {
        const uchar value = kValues[uchar(text[i])];
        if (value == kNone) {
            if (text[i] == '\r' || text[i] == '\n')
                continue;
            result.wrongAt = i;
            break;
        }
        pending = (pending << 6) | value;
        if (++characters < 4)
            continue;
        *out++ = char(pending >> 16);
        *out++ = char(pending >> 8);
        *out++ = char(pending);
        characters = 0;
    }
    if (characters == 1 && result.ok())
        result.wrongAt = text.size();
    if (characters >= 2)
        *out++ = char(pending >> (characters * 6 - 8));
    if (characters == 3)
        *out++ = char(pending >> 2);
    result.bytes.truncate(out - begin);
    return result;
}

} // namespace base
