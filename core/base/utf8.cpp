// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace base {

namespace {

bool isAscii(QByteArrayView text)
{
    constexpr quint64 highBits = 0x8080'8080'8080'8080;
    quint64 all = 0;
    qsizetype i = 0;
    for (; i + qsizetype(sizeof(all)) <= text.size(); i += qsizetype(sizeof(all))) {
        quint64 eight = 0;
        std::memcpy(&eight, text.data() + i, sizeof(eight));
        all |= eight;
    }
    for (; i < text.size(); ++i)
        all |= uchar(text[i]);
    return (all & highBits) == 0;
}

// The length of the character at the start of `text`; 0 if there is none.
int characterSize(QByteArrayView text)
{
    const auto first = uchar(text[0]);
    if (first < 0x80)
        return 1;
    int size = 0;
    uchar low = 0x80; // what the second byte may be: no longer form than needed, no surrogates
    uchar high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) {
        size = 2;
    } else if (first >= 0xe0 && first <= 0xef) {
        size = 3;
        low = first == 0xe0 ? 0xa0 : low;
        high = first == 0xed ? 0x9f : high;
    } else if (first >= 0xf0 && first <= 0xf4) {
        size = 4;
        low = first == 0xf0 ? 0x90 : low;
        high = first == 0xf4 ? 0x8f : high;
    }
    if (size == 0 || text.size() < size || uchar(text[1]) < low || uchar(text[1]) > high)
        return 0;
    for (int i = 2; i < size; ++i) {
        if (uchar(text[i]) < 0x80 || uchar(text[i]) > 0xbf)
            return 0;
    }
    return size;
}

} // namespace

std::optional<QByteArray> repairedUtf8(QByteArrayView text)
{
    if (isAscii(text))
        return std::nullopt;
    std::optional<QByteArray> repaired;
    for (qsizetype i = 0; i < text.size();) {
        const int size = characterSize(text.sliced(i));
        if (size == 0 && !repaired)
            repaired = text.first(i).toByteArray();
        if (size == 0)
            repaired->append("\xef\xbf\xbd");
        else if (repaired)
            repaired->append(text.sliced(i, size));
        i += std::max(size, 1);
    }
    return repaired;
}

} // namespace base
