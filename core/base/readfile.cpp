// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/readfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace base {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(base::ReadFile)
};

constexpr qint64 kPiece = 1024 * 1024;

} // namespace

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return Error{ErrorKind::Io, Text::tr("%1 is not a file").arg(path), -1};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Io,
                     Text::tr("%1 could not be read: %2").arg(path, file.errorString()), -1};
    // In pieces: its size is only what it was a moment ago.
    QByteArray content;
    while (content.size() <= limit && !file.atEnd()) {
        const QByteArray piece = file.read(qMin(kPiece, limit + 1 - content.size()));
        if (piece.isEmpty())
            break;
        content += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return Error{ErrorKind::Io,
                     Text::tr("%1 could not be read: %2").arg(path, file.errorString()), -1};
    if (content.size() > limit)
        return Error{ErrorKind::Limit,
                     Text::tr("%1 is too large: %2 bytes, at most %3 are read")
                         .arg(path)
                         .arg(qMax(file.size(), qint64(content.size())))
                         .arg(limit),
                     -1};
    return content;
}

} // namespace base
