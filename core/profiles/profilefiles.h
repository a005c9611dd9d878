// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/profiles/extras.h"
#include "core/profiles/profilestore.h"

// What profiles are on disk.
namespace profiles {

constexpr qint64 kMaxExtrasSize = 4 * 1024 * 1024; ///< of contexts.json
constexpr qint64 kMaxSelectionSize = 4 * 1024;     ///< of context.txt, previous-context.txt

[[nodiscard]] QString folderOf(const Folders &folders, Origin origin);
[[nodiscard]] QString selectionFile(const Folders &folders);
[[nodiscard]] QString previousFile(const Folders &folders);
[[nodiscard]] QString extrasFile(const Folders &folders);

// The names of a folder's profiles as the nats CLI lists them: no folders, no empty files, no names
// it refuses; sorted. At most `limit`; the others are counted.
struct Names
{
    QStringList names;
    qsizetype dropped = 0;
};
[[nodiscard]] Names profileNames(const QString &folder, qsizetype limit);

// Never fails: what cannot be read is the profile's problem, which names it. Not the extras of a
// context, which are in another file.
[[nodiscard]] Profile readProfile(Origin origin, const QString &name, const QString &file);

// What the nats CLI's contexts have besides their files.
struct ExtrasFile
{
    QString file;
    ContextExtras extras;
    std::optional<base::Error> problem; ///< nobody knows then what is read-only: everything is
};
[[nodiscard]] ExtrasFile readExtrasFile(const Folders &folders);
void addExtras(Profile &context, const ExtrasFile &extras);

// By the name of a context or of an own profile, or the path of a file that ends with ".json":
// theirs, or another one of the same form. Errors name it; a file that cannot be read is the
// profile's problem.
base::Result<Profile> loadProfile(const Folders &folders, const QString &nameOrFile);

// What context.txt or previous-context.txt names, trimmed; empty if there is none.
[[nodiscard]] QString readContextName(const QString &file);
[[nodiscard]] QString readSelection(const Folders &folders);

// The whole file, empty if there is none.
base::Result<QByteArray> readIfThere(const QString &file, qint64 limit);
// A temporary file of mode 0600, synced and renamed; folders are made with 0700. On an error what
// was there before is there still.
base::Result<base::Done> writeWhole(const QString &file, QByteArrayView content);
base::Result<base::Done> removeFile(const QString &file);

} // namespace profiles
