// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/preloadfile.h"

#include "app/commands/output.h"
#include "core/accountserver/opened.h"
#include "core/accountserver/preload.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QSaveFile>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::PreloadFile)
};

base::Error unwritten(const QString &target, const QString &why)
{
    return {base::ErrorKind::Io, Text::tr("%1 could not be written: %2").arg(target, why), -1};
}

} // namespace

base::Result<base::Done> writePreload(accountserver::Options options, const QString &target)
{
    if (options.store == accountserver::StoreKind::Memory)
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("A memory store is empty: give --dir or --nsc"), -1};
    options.readOnly = true;
    const jwt::UnixTime now = QDateTime::currentSecsSinceEpoch();
    auto opened = accountserver::openAll(options, now);
    if (!opened)
        return opened.error();
    const auto next = accountserver::preloadConfiguration(
        {*opened->store, opened->operatorText, opened->systemAccountKey,
         opened->systemAccount ? opened->systemAccount->text : QByteArray(), now});
    if (target == QLatin1StringView("-")) {
        for (QByteArray piece = next(); !piece.isEmpty(); piece = next()) {
            if (!writeOutput(piece))
                return unwritten(Text::tr("standard output"), Text::tr("nobody reads it"));
        }
        return base::Done();
    }
    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly))
        return unwritten(target, file.errorString());
    for (QByteArray piece = next(); !piece.isEmpty(); piece = next()) {
        if (file.write(piece) != piece.size())
            return unwritten(target, file.errorString());
    }
    if (!file.commit())
        return unwritten(target, file.errorString());
    return base::Done();
}

} // namespace commands
