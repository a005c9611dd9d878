// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/seedsearch.h"

namespace accountserver {

namespace {

constexpr qsizetype kSeedLength = 58;

bool isBase32(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
}

// The two prefix bytes as base32: "SUA" and a letter whose first bit is 0.
bool beginsSeed(QByteArrayView four)
{
    return four[0] == 'S' && QByteArrayView("ACNOUX").contains(four[1]) && four[2] == 'A'
        && four[3] >= 'A' && four[3] <= 'P';
}

} // namespace

bool containsSeed(QByteArrayView bytes)
{
    qsizetype run = 0; // of base32 up to here
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        run = isBase32(bytes[i]) ? run + 1 : 0;
        if (run >= kSeedLength && beginsSeed(bytes.sliced(i + 1 - kSeedLength, 4)))
            return true;
    }
    return false;
}

} // namespace accountserver
