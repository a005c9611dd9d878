// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/stores.h"

#include "core/accountserver/directorystore.h"
#include "core/accountserver/memorystore.h"
#include "core/accountserver/nscfolder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Stores)
};

base::Error io(const QString &text)
{
    return {base::ErrorKind::Io, text, -1};
}

std::optional<base::Error> folderProblem(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return io(Text::tr("There is no folder %1").arg(path));
    if (!info.isDir())
        return io(Text::tr("%1 is not a folder").arg(path));
    if (!info.isReadable() || !info.isExecutable())
        return io(Text::tr("The folder %1 may not be read").arg(path));
    return std::nullopt;
}

base::Result<std::unique_ptr<Store>> openDirectory(const Options &options)
{
    const QString &path = options.path;
    if (!options.readOnly && !QFileInfo::exists(path) && !QDir().mkpath(path))
        return io(Text::tr("The folder %1 could not be made").arg(path));
    if (auto problem = folderProblem(path))
        return *problem;
    if (!options.readOnly && !QFileInfo(path).isWritable()) {
        return io(Text::tr("The folder %1 may not be written to; a read-only server needs not")
                      .arg(path));
    }
    return std::unique_ptr<Store>(std::make_unique<DirectoryStore>(
        path, options.sharded ? DirectoryStore::Layout::Sharded : DirectoryStore::Layout::Flat,
        !options.readOnly));
}

base::Result<std::unique_ptr<Store>> openNsc(const Options &options)
{
    if (auto problem = folderProblem(options.path))
        return *problem;
    // nsc itself takes a folder without this file for no operator.
    if (!QFileInfo(options.path + u"/.nsc"_s).isFile()) {
        return base::Error{
            base::ErrorKind::InvalidInput,
            Text::tr("%1 is no operator's folder of an nsc store: it has no file .nsc")
                .arg(options.path),
            -1};
    }
    return std::unique_ptr<Store>(std::make_unique<NscFolder>(options.path));
}

} // namespace

base::Result<std::unique_ptr<Store>> openStore(const Options &options)
{
    if (options.store == StoreKind::Memory)
        return std::unique_ptr<Store>(std::make_unique<MemoryStore>(!options.readOnly));
    if (options.path.isEmpty()) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("A folder for the tokens is expected"), -1};
    }
    return options.store == StoreKind::Nsc ? openNsc(options) : openDirectory(options);
}

QString nscOperatorFile(const QString &folder)
{
    const QDir directory(QDir(folder).absolutePath());
    return directory.filePath(directory.dirName() + u".jwt"_s);
}

} // namespace accountserver
