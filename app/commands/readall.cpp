// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands/readall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::ReadAll)
};

constexpr qint64 kStep = 256 * 1024;

} // namespace

base::Result<QByteArray> readAll(QFile &file, const QString &name, qint64 limit)
{
    QByteArray bytes;
    while (true) {
        const QByteArray part = file.read(kStep);
        if (part.isEmpty())
            break;
        bytes += part;
        if (bytes.size() > limit)
            return base::Error{base::ErrorKind::Limit,
                               Text::tr("%1 is longer than %2 bytes").arg(name).arg(limit), limit};
    }
    if (file.error() != QFileDevice::NoError)
        return base::Error{base::ErrorKind::Io,
                           Text::tr("%1 cannot be read: %2").arg(name, file.errorString()), -1};
    return bytes;
}

} // namespace commands
