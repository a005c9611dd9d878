// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/decoration.h"

#include <algorithm>

namespace nkey {

namespace {

bool isDecoration(QByteArrayView line)
{
    return line.size() >= 6 && line.startsWith("---") && line.endsWith("---");
}

} // namespace

bool isBlockContent(QByteArrayView line)
{
    return std::all_of(line.begin(), line.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '-' || c == '.' || c == '=';
    });
}

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n');
    const QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return line;
}

Blocks findBlocks(QByteArrayView content)
{
    Blocks blocks;
    bool opened = false;
    bool blank = false;
    bool indented = false;
    QByteArrayView candidate;
    for (QByteArrayView rest = content; !rest.isEmpty();) {
        const QByteArrayView raw = takeLine(rest);
        const QByteArrayView line = raw.trimmed();
        blocks.carriageReturns |= raw.endsWith('\r');
        if (line.isEmpty()) {
            blank |= opened;
        } else if (isDecoration(line)) {
            const bool complete = opened && !candidate.isEmpty();
            if (complete) {
                blocks.contents.push_back(candidate);
                blocks.blankLines |= blank;
                blocks.indented |= indented;
            }
            opened = !complete;
            candidate = {};
            blank = false;
        } else if (opened && candidate.isEmpty() && isBlockContent(line)) {
            candidate = line;
            indented = raw.trimmed().size() != raw.size() - (raw.endsWith('\r') ? 1 : 0);
        } else {
            opened = false;
            candidate = {};
        }
    }
    return blocks;
}

bool looksLikeSeed(QByteArrayView line)
{
    return line.size() > 2 && line[0] == 'S' && QByteArrayView("OAUNCX").contains(line[1])
        && isBlockContent(line) && !line.contains('.');
}

QByteArrayView firstSeedLine(QByteArrayView content)
{
    for (QByteArrayView rest = content; !rest.isEmpty();) {
        const QByteArrayView line = takeLine(rest).trimmed();
        if (looksLikeSeed(line))
            return line;
    }
    return {};
}

} // namespace nkey
