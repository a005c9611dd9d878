// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/profilestore.h"

#include "core/profiles/context.h"
#include "core/profiles/objecttext.h"
#include "core/profiles/profilefiles.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

base::Error refusal(const QString &text)
{
    return {base::ErrorKind::State, text, -1};
}

// What the keychain has is not in a file too.
Settings withoutKeychained(const Profile &profile)
{
    Settings settings = profile.settings;
    for (const Field &field : fields()) {
        if (profile.extras.keychained.contains(QLatin1StringView(field.key)))
            (settings.*field.member).clear();
    }
    return settings;
}

} // namespace

ProfileStore::ProfileStore(Folders folders, QObject *parent)
    : QObject(parent)
    , m_folders(std::move(folders))
{
    connect(&m_watch, &base::FileWatch::changed, this, &ProfileStore::reload);
    reload();
}

const Profile *ProfileStore::find(Origin origin, const QString &name) const
{
    const auto it = std::ranges::find_if(m_profiles, [origin, &name](const Profile &profile) {
        return profile.origin == origin && profile.name == name;
    });
    return it == m_profiles.end() ? nullptr : &*it;
}

QString ProfileStore::fileOf(const Profile &profile) const
{
    return folderOf(m_folders, profile.origin) + u'/' + profile.name + u".json"_s;
}

void ProfileStore::reload()
{
    std::vector<base::SeenPath> seen;
    const auto look = [&seen](const QString &path) {
        seen.push_back(base::SeenPath::of(QFileInfo(path)));
    };
    look(selectionFile(m_folders));
    look(extrasFile(m_folders));
    const QString chosen = readSelection(m_folders);

    const ExtrasFile extras = readExtrasFile(m_folders);
    std::vector<Profile> profiles;
    qsizetype dropped = 0;
    for (const Origin origin : {Origin::Own, Origin::NatsContext}) {
        const QString folder = folderOf(m_folders, origin);
        look(folder);
        const Names found = profileNames(folder, kMaxProfiles);
        dropped += found.dropped;
        for (const QString &name : found.names) {
            const QString file = folder + u'/' + name + u".json"_s;
            look(file);
            Profile profile = readProfile(origin, name, file);
            if (origin == Origin::NatsContext) {
                profile.selected = name == chosen;
                addExtras(profile, extras);
            }
            profiles.push_back(std::move(profile));
        }
    }
    m_watch.watch(std::move(seen));
    if (profiles == m_profiles && chosen == m_selected && dropped == m_dropped
        && extras.problem == m_extrasProblem)
        return;
    m_profiles = std::move(profiles);
    m_selected = chosen;
    m_dropped = dropped;
    m_extrasProblem = extras.problem;
    emit changed();
}

base::Result<base::Done> ProfileStore::check(const Profile &profile, const Expected &expected) const
{
    if (std::holds_alternative<Anything>(expected))
        return base::Done{};
    const auto *seen = std::get_if<Profile>(&expected);
    const QString file = fileOf(profile);
    const bool isNew = !seen || fileOf(*seen) != file;
    if (isNew && QFileInfo::exists(file))
        return refusal(tr("There is a “%1” already: %2").arg(profile.name, file));
    if (!seen)
        return base::Done{};
    const QString seenFile = fileOf(*seen);
    if (!QFileInfo::exists(seenFile))
        return refusal(
            tr("“%1” was removed meanwhile by another program: %2").arg(seen->name, seenFile));
    Profile now = readProfile(seen->origin, seen->name, seenFile);
    if (now.origin == Origin::NatsContext)
        addExtras(now, readExtrasFile(m_folders));
    if (now.settings == seen->settings && now.extras == seen->extras
        && now.problem == seen->problem)
        return base::Done{};
    return refusal(
        tr("“%1” was changed meanwhile by another program: %2").arg(seen->name, seenFile));
}

base::Result<base::Done> ProfileStore::save(const Profile &profile, const Expected &expected)
{
    if (auto checked = checkContextName(profile.name); !checked)
        return checked;
    if (auto checked = check(profile, expected); !checked)
        return checked;
    const Settings settings = withoutKeychained(profile);
    if (auto checked = checkSettings(settings); !checked)
        return checked;
    const QString file = fileOf(profile);
    const auto before = readIfThere(file, kMaxContextSize);
    if (!before)
        return before.error();
    const auto content = profile.origin == Origin::Own
        ? writeProfile(settings, profile.extras, *before)
        : writeContext(settings, *before);
    if (!content)
        return base::Error{
            content.error().kind,
            tr("%1 is left as it is, for it cannot be read: %2").arg(file, content.error().text),
            content.error().offset};
    if (content->size() > kMaxContextSize)
        return base::Error{base::ErrorKind::Limit,
                           tr("%1 would have %2 bytes, at most %3 are read")
                               .arg(file)
                               .arg(content->size())
                               .arg(kMaxContextSize),
                           -1};
    // What protects a context is on disk before it is.
    if (profile.origin == Origin::NatsContext) {
        if (auto saved = saveExtras(profile.name, profile.extras); !saved)
            return saved;
    }
    auto written = writeWhole(file, *content);
    reload();
    return written;
}

base::Result<base::Done> ProfileStore::saveExtras(const QString &context,
                                                  const std::optional<Extras> &extras)
{
    const QString file = extrasFile(m_folders);
    const auto before = readIfThere(file, kMaxExtrasSize);
    if (!before)
        return before.error();
    const auto members = membersOf(before->isEmpty() ? QByteArrayView("{}") : *before);
    if (!members)
        return base::Error{members.error().kind, file + u": "_s + members.error().text,
                           members.error().offset};
    const QString folder = folderOf(m_folders, Origin::NatsContext);
    ObjectText object;
    const Member *old = nullptr;
    bool changes = false;
    for (const Member &member : *members) {
        const QString name = QString::fromUtf8(member.name);
        if (name == context)
            old = &member;
        // What a context that has gone was allowed is not allowed to another of the same name.
        else if (!QFileInfo::exists(folder + u'/' + name + u".json"_s))
            changes = true;
        else
            object.add(member.key, member.value);
    }
    if (extras && (old || *extras != Extras{})) {
        const auto written = writeExtras(*extras, old ? old->value : QByteArrayView(), 1);
        if (!written)
            return base::Error{written.error().kind,
                               file + u": “"_s + context + u"”: "_s + written.error().text, -1};
        object.add(goText(context.toUtf8()), *written);
        changes = changes || !old || old->value != QByteArrayView(*written);
    } else if (old) {
        changes = true;
    }
    return changes ? writeWhole(file, object.finished()) : base::Result<base::Done>(base::Done{});
}

base::Result<base::Done> ProfileStore::rename(const Profile &profile, const QString &name)
{
    if (name == profile.name)
        return base::Done{};
    if (auto checked = checkContextName(name); !checked)
        return checked;
    Profile renamed = profile;
    renamed.name = name;
    if (QFileInfo::exists(fileOf(renamed)))
        return refusal(tr("There is a “%1” already").arg(name));
    const bool context = profile.origin == Origin::NatsContext;
    if (context) {
        if (auto saved = saveExtras(name, profile.extras); !saved)
            return saved;
    }
    QFile file(fileOf(profile));
    if (!file.rename(fileOf(renamed))) {
        const base::Error error{
            base::ErrorKind::Io,
            tr("%1 could not be renamed: %2").arg(fileOf(profile), file.errorString()), -1};
        if (context)
            (void)saveExtras(name, std::nullopt); // the error above says more
        return error;
    }
    base::Result<base::Done> done = base::Done{};
    if (context)
        done = renameElsewhere(profile.name, name);
    reload();
    return done;
}

// What else names a context, each whatever becomes of the others; the first error counts.
base::Result<base::Done> ProfileStore::renameElsewhere(const QString &before, const QString &after)
{
    base::Result<base::Done> done = base::Done{};
    const auto take = [&done](base::Result<base::Done> result) {
        if (done)
            done = std::move(result);
    };
    for (const QString &file : {selectionFile(m_folders), previousFile(m_folders)}) {
        if (readContextName(file) == before)
            take(writeWhole(file, after.toUtf8()));
    }
    take(saveExtras(before, std::nullopt));
    return done;
}

base::Result<base::Done> ProfileStore::remove(const Profile &profile)
{
    const bool context = profile.origin == Origin::NatsContext;
    const bool selected = context && readSelection(m_folders) == profile.name;
    if (selected && profileNames(folderOf(m_folders, profile.origin), 2).names.size() > 1)
        return refusal(tr("“%1” is the context that the nats command uses; select another one "
                          "first")
                           .arg(profile.name));
    auto removed = removeFile(fileOf(profile));
    // What still names it goes too, each whatever becomes of the other.
    if (removed && selected)
        removed = removeFile(selectionFile(m_folders));
    if (context && !QFileInfo::exists(fileOf(profile))) {
        auto forgotten = saveExtras(profile.name, std::nullopt);
        if (removed)
            removed = std::move(forgotten);
    }
    reload();
    return removed;
}

base::Result<base::Done> ProfileStore::select(const QString &context)
{
    if (!context.isEmpty()) {
        if (auto checked = checkContextName(context); !checked)
            return checked;
        if (!QFileInfo(folderOf(m_folders, Origin::NatsContext) + u'/' + context + u".json"_s)
                 .isFile())
            return refusal(tr("There is no context “%1”").arg(context));
    }
    base::Result<base::Done> done = base::Done{};
    // As the nats command does it: even if it is the same one.
    if (const QString before = readSelection(m_folders); !before.isEmpty())
        done = writeWhole(previousFile(m_folders), before.toUtf8());
    if (done)
        done = context.isEmpty() ? removeFile(selectionFile(m_folders))
                                 : writeWhole(selectionFile(m_folders), context.toUtf8());
    reload();
    return done;
}

} // namespace profiles
