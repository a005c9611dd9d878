// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profiletext.h"

#include "core/base/counted.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;

namespace ui {

namespace {

constexpr auto kUsualScheme = "nats://"_L1;
constexpr auto kUsualServer = "nats://127.0.0.1:4222"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ProfileText", text);
}

// The whole list at once: a password may hold a comma, and what cannot be read may hold one too.
// In doubt a server's name goes with the login before it, never the other way round.
QString withoutLogins(const QString &urls)
{
    static const QRegularExpression scheme(u"(?:^|,)\\s*[A-Za-z][A-Za-z0-9+.-]*://"_s);
    QString text = urls;
    qsizetype host = 0;
    for (qsizetype at = 0; (at = text.indexOf(u'@', host)) >= 0;) {
        QRegularExpressionMatch found;
        qsizetype login = 0;
        if (text.lastIndexOf(scheme, at, &found) >= 0)
            login = found.capturedEnd();
        text.remove(login, at + 1 - login);
        host = login;
    }
    return text;
}

// Of a text without a login.
QString shownServer(const QString &text)
{
    const auto url = nats::parseServerUrl(text);
    const QString shown = url ? url->display() : text;
    return shown.startsWith(kUsualScheme) ? shown.mid(kUsualScheme.size()) : shown;
}

} // namespace

QString shownServers(const QString &url)
{
    const QStringList all = withoutLogins(url).split(u',', Qt::SkipEmptyParts);
    if (all.isEmpty())
        return shownServer(kUsualServer);
    const QString first = shownServer(all.first().trimmed());
    return all.size() == 1 ? first
                           : base::counted(all.size() - 1, tr("%1 and 1 more").arg(first),
                                           first + u' ' + tr("and %1 more"));
}

QString originText(Origin origin)
{
    return origin == Origin::Own ? tr("Fanin profile") : tr("context of the nats command");
}

QString profileDetail(const Profile &profile)
{
    if (profile.problem)
        return tr("cannot be read");
    const QString servers = shownServers(profile.settings.url);
    return profile.settings.description.isEmpty()
        ? servers
        : QString(servers + u" · "_s + profile.settings.description.simplified());
}

QString profileTip(const Profile &profile)
{
    QStringList lines{profile.name, originText(profile.origin)};
    if (profile.selected)
        lines.last() += tr(", the one it uses when none is named");
    if (profile.problem) {
        lines += profile.problem->text;
        return lines.join(u'\n');
    }
    const QString &url = profile.settings.url;
    const QString servers = url.isEmpty() ? QString(kUsualServer) : withoutLogins(url);
    for (const QString &server : servers.split(u','))
        lines += server.trimmed();
    if (!profile.settings.description.isEmpty())
        lines += profile.settings.description;
    if (profile.extras.readOnly)
        lines += tr("Read-only: nothing can be published");
    return lines.join(u'\n');
}

QString profileSpoken(const Profile &profile)
{
    QStringList parts{profile.name, originText(profile.origin)};
    if (profile.selected)
        parts += tr("selected");
    if (profile.extras.readOnly)
        parts += tr("read-only");
    parts += profileDetail(profile);
    if (profile.problem)
        parts += profile.problem->text;
    return parts.join(u", "_s);
}

QString unreadableText(const std::vector<Profile> &profiles)
{
    const Profile *first = nullptr;
    qsizetype count = 0;
    for (const Profile &profile : profiles) {
        if (!profile.problem)
            continue;
        first = first ? first : &profile;
        ++count;
    }
    if (!first)
        return {};
    return count == 1 ? first->problem->text
                      : tr("%1 cannot be read: %2; …").arg(count).arg(first->problem->text);
}

QString overridesText(const std::vector<profiles::Override> &overrides)
{
    QStringList names;
    for (const profiles::Override &one : overrides)
        names += one.variable;
    if (names.isEmpty())
        return {};
    if (names.size() == 1)
        return tr("%1 is set: it takes the place of what saved connections say.")
            .arg(names.first());
    const QString last = names.takeLast();
    return tr("%1 and %2 are set: they take the place of what saved connections say.")
        .arg(names.join(u", "_s), last);
}

} // namespace ui
