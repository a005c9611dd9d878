// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/payload.h"

#include "app/commands/readall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cstdio>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Payload)
};

} // namespace

base::Result<QByteArray> readPayload(const PayloadSource &source, qint64 limit)
{
    if (const auto *bytes = std::get_if<QByteArray>(&source))
        return *bytes;
    if (const auto *named = std::get_if<FilePayload>(&source)) {
        QFile file(named->path);
        if (!file.open(QIODevice::ReadOnly))
            return base::Error{
                base::ErrorKind::Io,
                Text::tr("%1 cannot be read: %2").arg(named->path, file.errorString()), -1};
        return readAll(file, named->path, limit);
    }
    QFile file;
    if (!file.open(stdin, QIODevice::ReadOnly))
        return base::Error{base::ErrorKind::Io, Text::tr("Standard input cannot be read"), -1};
    return readAll(file, Text::tr("Standard input"), limit);
}

} // namespace commands
