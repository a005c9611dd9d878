// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/profilefiles.h"

#include "core/jwt/readfile.h"
#include "core/profiles/context.h"
#include "core/profiles/reference.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::ProfileFiles)
};

constexpr auto kSuffix = ".json"_L1;
constexpr QFileDevice::Permissions kFileMode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions kFolderMode = kFileMode | QFileDevice::ExeOwner;

base::Error io(const QString &text)
{
    return {base::ErrorKind::Io, text, -1};
}

bool makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return true;
    const QString above = info.absolutePath();
    return above != path && makeFolder(above) && QDir().mkdir(path, kFolderMode);
}

QString fileIn(const Folders &folders, Origin origin, const QString &name)
{
    return folderOf(folders, origin) + u'/' + name + kSuffix;
}

Profile readKept(const Folders &folders, Origin origin, const QString &name)
{
    Profile profile = readProfile(origin, name, fileIn(folders, origin, name));
    if (origin == Origin::NatsContext)
        addExtras(profile, readExtrasFile(folders));
    return profile;
}

struct Kept
{
    Origin origin;
    QString name;
};

// The profile whose file this is, whichever way leads there: a link to a context is the context,
// and so is a link that lies among them.
std::optional<Kept> keptAt(const Folders &folders, const QFileInfo &file)
{
    const QString paths[]
        = {QFileInfo(file.absolutePath()).canonicalFilePath() + u'/' + file.fileName(),
           file.canonicalFilePath()};
    for (const Origin origin : {Origin::NatsContext, Origin::Own}) {
        const QString folder = QFileInfo(folderOf(folders, origin)).canonicalFilePath();
        for (const QString &path : paths) {
            const QFileInfo place(path);
            const QString name = place.completeBaseName();
            if (place.absolutePath() == folder && path.endsWith(kSuffix) && checkContextName(name))
                return Kept{origin, name};
        }
    }
    return {};
}

QString describe(Origin origin, const QString &name)
{
    return origin == Origin::Own ? Text::tr("Profile “%1”").arg(name)
                                 : Text::tr("Context “%1”").arg(name);
}

} // namespace

Folders Folders::standard()
{
    return of(QProcessEnvironment::systemEnvironment());
}

Folders Folders::of(const QProcessEnvironment &environment)
{
    QString config = environment.value(u"XDG_CONFIG_HOME"_s);
    if (config.isEmpty())
        config = homeOf(environment) + u"/.config"_s;
    return {config + u"/nats"_s, config + u"/fanin"_s};
}

QString folderOf(const Folders &folders, Origin origin)
{
    return origin == Origin::Own ? folders.fanin + u"/profiles"_s : folders.nats + u"/context"_s;
}

QString selectionFile(const Folders &folders)
{
    return folders.nats + u"/context.txt"_s;
}

QString previousFile(const Folders &folders)
{
    return folders.nats + u"/previous-context.txt"_s;
}

QString extrasFile(const Folders &folders)
{
    return folders.fanin + u"/contexts.json"_s;
}

Names profileNames(const QString &folder, qsizetype limit)
{
    QStringList files
        = QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Unsorted);
    std::ranges::sort(files);
    Names found;
    for (const QString &file : files) {
        const QString name = file.chopped(std::min(file.size(), kSuffix.size()));
        if (!file.endsWith(kSuffix) || !checkContextName(name))
            continue;
        if (found.names.size() == limit) {
            ++found.dropped;
            continue;
        }
        const QFileInfo info(folder + u'/' + file);
        if (!info.isFile() || info.size() > 0)
            found.names += name;
    }
    return found;
}

Profile readProfile(Origin origin, const QString &name, const QString &file)
{
    Profile profile;
    profile.origin = origin;
    profile.name = name;
    const auto fail = [&profile](base::Error error) {
        error.text = describe(profile.origin, profile.name) + u": "_s + error.text;
        profile.settings = {};
        profile.problem = std::move(error);
        return profile;
    };
    const auto content = jwt::readFile(file, kMaxContextSize);
    if (!content)
        return fail(content.error());
    auto settings = parseContext(*content);
    if (!settings)
        return fail(settings.error());
    profile.settings = std::move(settings).value();
    if (origin == Origin::Own) {
        auto extras = parseProfileExtras(*content);
        if (!extras)
            return fail(extras.error());
        profile.extras = std::move(extras).value();
    }
    return profile;
}

ExtrasFile readExtrasFile(const Folders &folders)
{
    ExtrasFile read{extrasFile(folders), {}, {}};
    const auto content = readIfThere(read.file, kMaxExtrasSize);
    if (!content) {
        read.problem = content.error();
    } else if (!content->isEmpty()) {
        auto all = parseContextExtras(*content);
        if (all)
            read.extras = std::move(all).value();
        else
            read.problem = base::Error{all.error().kind, read.file + u": "_s + all.error().text,
                                       all.error().offset};
    }
    return read;
}

void addExtras(Profile &context, const ExtrasFile &extras)
{
    context.extras.readOnly = extras.problem.has_value();
    const auto it = extras.extras.constFind(context.name);
    if (it == extras.extras.cend())
        return;
    if (*it) {
        context.extras = it->value();
        return;
    }
    context.settings = {};
    if (!context.problem)
        context.problem
            = base::Error{it->error().kind,
                          extras.file + u": “"_s + context.name + u"”: "_s + it->error().text, -1};
}

base::Result<Profile> loadProfile(const Folders &folders, const QString &nameOrFile)
{
    const QFileInfo given(nameOrFile);
    if (nameOrFile.endsWith(kSuffix) && given.isFile()) {
        if (const auto kept = keptAt(folders, given))
            return readKept(folders, kept->origin, kept->name);
        return readProfile(Origin::NatsContext, given.completeBaseName(), nameOrFile);
    }
    if (auto checked = checkContextName(nameOrFile); !checked)
        return checked.error();
    for (const Origin origin : {Origin::NatsContext, Origin::Own}) {
        if (QFileInfo::exists(fileIn(folders, origin, nameOrFile)))
            return readKept(folders, origin, nameOrFile);
    }
    return io(Text::tr("there is no context “%1” in %2")
                  .arg(nameOrFile, folderOf(folders, Origin::NatsContext)));
}

QString readContextName(const QString &file)
{
    const auto content = readIfThere(file, kMaxSelectionSize);
    return content ? QString::fromUtf8(*content).trimmed() : QString();
}

QString readSelection(const Folders &folders)
{
    return readContextName(selectionFile(folders));
}

base::Result<QByteArray> readIfThere(const QString &file, qint64 limit)
{
    if (!QFileInfo::exists(file))
        return QByteArray();
    return jwt::readFile(file, limit);
}

base::Result<base::Done> writeWhole(const QString &file, QByteArrayView content)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!makeFolder(folder))
        return io(Text::tr("%1 could not be made, so nothing was written").arg(folder));
    QSaveFile save(file);
    const auto fail = [&save, &file] {
        return io(
            Text::tr("%1 could not be written and is as it was: %2").arg(file, save.errorString()));
    };
    if (!save.open(QIODevice::WriteOnly) || !save.setPermissions(kFileMode))
        return fail();
    // Flushed here: commit() takes a buffer that was written in part for a whole one.
    if (save.write(content.data(), content.size()) != content.size() || !save.flush())
        return fail();
    if (!save.commit())
        return fail();
    return base::Done{};
}

base::Result<base::Done> removeFile(const QString &file)
{
    QFile old(file);
    if (!old.remove() && QFileInfo::exists(file))
        return io(Text::tr("%1 could not be removed: %2").arg(file, old.errorString()));
    return base::Done{};
}

} // namespace profiles
