// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/base/result.h"
#include "core/profiles/settings.h"

#include <QtCore/QObject>
#include <QtCore/QProcessEnvironment>

#include <optional>
#include <variant>
#include <vector>

namespace profiles {

enum class Origin {
    Own,         ///< Fanin's own folder
    NatsContext, ///< the nats CLI's
};

struct Profile
{
    Origin origin = Origin::Own;
    QString name;
    Settings settings;
    Extras extras;
    bool selected = false; ///< the context the nats CLI uses
    // Its file cannot be read: `settings` is empty, and this says what was expected and where.
    std::optional<base::Error> problem;

    bool operator==(const Profile &) const = default;
};

// What has to be there when a profile is saved, lest what another program wrote is lost.
struct Anything
{};
struct Nothing
{};
using Expected = std::variant<Anything, Nothing, Profile>; ///< a profile: just as it was read

struct Folders
{
    QString nats;  ///< <config>/nats: context/*.json, context.txt, previous-context.txt
    QString fanin; ///< <config>/fanin: profiles/*.json, contexts.json (extras of contexts)

    // <config> is $XDG_CONFIG_HOME if it is set, else ~/.config, on every system.
    [[nodiscard]] static Folders standard();
    [[nodiscard]] static Folders of(const QProcessEnvironment &environment);
};

// The nats CLI's contexts and Fanin's own profiles, watched live. Own profiles are files of the
// same form with a "fanin" member for the extras. Everything written is written to a temporary
// file, synced and renamed (0600, folders 0700); no secret but one a person put into a context on
// purpose. One file that cannot be read affects no other.
class ProfileStore final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxProfiles = 1'000; ///< of each origin; more are counted

    explicit ProfileStore(Folders folders = Folders::standard(), QObject *parent = nullptr);

    // Own ones first, each by name.
    [[nodiscard]] const std::vector<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] const Profile *find(Origin origin, const QString &name) const;
    [[nodiscard]] QString selected() const { return m_selected; } ///< may be empty, or name no file
    [[nodiscard]] qsizetype dropped() const { return m_dropped; }
    // Why contexts.json cannot be read. Nobody knows then which contexts are read-only: all are.
    [[nodiscard]] const std::optional<base::Error> &extrasProblem() const
    {
        return m_extrasProblem;
    }
    [[nodiscard]] const Folders &folders() const { return m_folders; }
    [[nodiscard]] QString fileOf(const Profile &profile) const;

    // Looks at the disk. A profile that is expected under another name is to be replaced by this
    // one, which must then not be there yet.
    [[nodiscard]] base::Result<base::Done> check(const Profile &profile,
                                                 const Expected &expected) const;
    // Writes it anew, or over the one of that name and origin, whose unknown keys stay. Fails as
    // check() does.
    base::Result<base::Done> save(const Profile &profile, const Expected &expected = Anything());
    base::Result<base::Done> rename(const Profile &profile, const QString &name);
    // As with the nats CLI the selected context cannot be removed unless it is the only one.
    base::Result<base::Done> remove(const Profile &profile);
    // Empty: none. The one before goes to previous-context.txt.
    base::Result<base::Done> select(const QString &context);

    void reload();

signals:
    void changed();

private:
    base::Result<base::Done> saveExtras(const QString &context,
                                        const std::optional<Extras> &extras);
    base::Result<base::Done> renameElsewhere(const QString &before, const QString &after);

    Folders m_folders;
    std::vector<Profile> m_profiles;
    std::optional<base::Error> m_extrasProblem;
    QString m_selected;
    qsizetype m_dropped = 0;
    base::FileWatch m_watch;
};

} // namespace profiles
