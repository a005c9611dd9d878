// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace base {

struct Base64Url
{
    QByteArray bytes;       ///< up to where it goes wrong
    qsizetype wrongAt = -1; ///< the offset of the first character that does not fit; -1: none

    [[nodiscard]] bool ok() const { return wrongAt < 0; }
};

// RFC 4648 §5 without padding, as Go reads it: CR and LF are skipped, unused bits of the last
// character may be anything.
[[nodiscard]] Base64Url fromBase64Url(QByteArrayView text);

} // namespace base
