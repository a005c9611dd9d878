// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimpath.h"

#include <QtCore/QString>

namespace jwt {

namespace {

constexpr char kEllipsis[] = "…";

// At most that many bytes, no character of UTF-8 cut in two.
QByteArrayView cut(QByteArrayView text, qsizetype bytes)
{
    constexpr qsizetype longest = 3; // bytes that continue a character
    const auto continues = [text](qsizetype at) {
        return (uchar(text[at]) & 0xc0) == 0x80;
    };
    qsizetype end = bytes;
    while (end > 0 && bytes - end < longest && continues(end))
        --end;
    return text.first(end);
}

void append(QByteArray &path, const QByteArray &step)
{
    if (path.size() + step.size() <= kMaxPath)
        path += step;
    else if (path.size() <= kMaxPath)
        path.append(cut(step, kMaxPath - path.size())).append(kEllipsis);
}

} // namespace

QByteArray pathName(QByteArrayView name)
{
    if (name.size() <= kMaxPathName)
        return name.toByteArray();
    return cut(name, kMaxPathName).toByteArray().append(kEllipsis);
}

void appendMember(QByteArray &path, QByteArrayView name)
{
    append(path, path.isEmpty() ? pathName(name) : QByteArray('.' + pathName(name)));
}

void appendElement(QByteArray &path, qsizetype index)
{
    append(path, '[' + QByteArray::number(index) + ']');
}

} // namespace jwt
