// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <vector>

// Files as the NATS tools decorate them: a token or a seed on a line between two lines of dashes.
namespace nkey {

// What lies between two lines of dashes.
struct Blocks
{
    std::vector<QByteArrayView> contents;
    bool carriageReturns = false;
    bool blankLines = false; ///< next to a content, where the reference parser allows none
    bool indented = false;   ///< a content has blanks around it, which that parser does not allow
};

// One pass over the lines with the result of the reference's regular expression
// (nkeys creds_utils.go), except that blanks and blank lines around a content are accepted.
[[nodiscard]] Blocks findBlocks(QByteArrayView content);

// Whether the line could be what stands between two such lines.
[[nodiscard]] bool isBlockContent(QByteArrayView line);
// By its first letters; the checksum is not looked at.
[[nodiscard]] bool looksLikeSeed(QByteArrayView line);
// The first line that looks so, without the blanks around it.
[[nodiscard]] QByteArrayView firstSeedLine(QByteArrayView content);

// The line `rest` begins with, without its LF; it is taken off `rest`.
[[nodiscard]] QByteArrayView takeLine(QByteArrayView &rest);

} // namespace nkey
