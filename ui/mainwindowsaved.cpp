// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window and what is saved of its open connections, which may change while they are open.
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "ui/connection/connectiondetails.h"
#include "ui/connection/connectionentry.h"
#include "ui/connection/connectionlist.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/profileactions.h"
#include "ui/connection/profilelist.h"
#include "ui/requesttab.h"
#include "ui/traffictab.h"
#include "ui/window/tooltabs.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using profiles::Profile;

namespace ui {

namespace {

// What takes effect without a new login, or has nothing to do with it.
Profile forLogin(Profile profile)
{
    profile.name.clear();
    profile.selected = false;
    profile.settings.description.clear();
    profile.settings.colorScheme.clear();
    profile.settings.jetStreamDomain.clear();
    profile.settings.jetStreamApiPrefix.clear();
    profile.settings.jetStreamEventPrefix.clear();
    profile.extras.plainLoginAllowed = false;
    return profile;
}

bool changed(const std::optional<Profile> &before, const std::optional<Profile> &now)
{
    return before && now && !now->problem && forLogin(*before) != forLogin(*now);
}

} // namespace

bool MainWindow::isSame(const Profile &a, const Profile &b)
{
    return !a.name.isEmpty() && a.name == b.name && a.origin == b.origin;
}

// Also one that was typed in and not saved. The demo's has nothing to edit.
bool MainWindow::isEditable(const Profile &profile)
{
    return profile != Profile();
}

SavedState MainWindow::savedStateOf(const Connection &connection)
{
    return changed(connection.opened, connection.saved) ? SavedState::Changed
                                                        : SavedState::AsOpened;
}

QString MainWindow::baseNameOf(const Connection &connection)
{
    return connection.profile.name.isEmpty() ? connectionName(connection.session->options())
                                             : connection.profile.name;
}

QString MainWindow::nameOf(const Connection &connection)
{
    const QString name = baseNameOf(connection);
    return connection.number > 1 ? tr("%1 (%2)").arg(name).arg(connection.number) : name;
}

QString MainWindow::nameOf(const nats::Session *session) const
{
    const auto known = std::ranges::find(m_sessions, session, &Connection::session);
    return known == m_sessions.end() ? connectionName(session->options()) : nameOf(*known);
}

int MainWindow::numberFor(const Connection &connection) const
{
    const QString name = baseNameOf(connection);
    const auto used = [this, &name](int number) {
        return std::ranges::any_of(m_sessions, [&name, number](const Connection &c) {
            return c.number == number && baseNameOf(c) == name;
        });
    };
    int number = 1;
    while (used(number))
        ++number;
    return number;
}

void MainWindow::showProfiles()
{
    std::vector<Profile> closed;
    std::ranges::copy_if(
        m_store.profiles(), std::back_inserter(closed), [this](const Profile &profile) {
            return std::ranges::none_of(m_sessions, [&profile](const Connection &open) {
                return isSame(open.profile, profile);
            });
        });
    const auto &problem = m_store.extrasProblem();
    m_profileList->setProfiles(std::move(closed), m_store.dropped(),
                               problem ? tr("All contexts are read-only: %1").arg(problem->text)
                                       : QString());
    for (Connection &connection : m_sessions)
        followSaved(connection);
    tellConnections();
    showStatus();
}

// It may have another name now; whatever else has changed is in the store.
void MainWindow::followEdit(const Profile &before, const Profile &after)
{
    for (Connection &connection : m_sessions) {
        if (isSame(connection.profile, before))
            connection.profile = after;
    }
    showProfiles();
}

void MainWindow::followSaved(Connection &connection)
{
    const Profile *known = m_store.find(connection.profile.origin, connection.profile.name);
    const std::optional<Profile> saved = known ? std::optional(*known) : std::nullopt;
    if (changed(connection.saved, saved))
        connection.dismissed.outdated = false; // it was another change that was put away
    connection.saved = saved;
    if (saved)
        connection.colorIndex
            = connectionColorNamed(saved->settings.colorScheme).value_or(connection.colorIndex);
    showEntry(connection);
}

void MainWindow::showEntry(const Connection &connection)
{
    const SavedState state = savedStateOf(connection);
    ConnectionEntry entry;
    entry.name = nameOf(connection);
    entry.colorIndex = connection.colorIndex;
    entry.editable = isEditable(connection.profile);
    entry.saved = connection.saved.has_value();
    entry.context = entry.saved && connection.saved->origin == profiles::Origin::NatsContext;
    entry.selected = entry.saved && connection.saved->selected;
    entry.outdated = state == SavedState::Changed;
    m_connections->setEntry(connection.session, entry);
    for (RequestTab *tab : tabsOf(connection.session)) {
        m_tabs->setColor(tab, connection.colorIndex);
        m_tabs->setTitle(tab, titleOf(tab), tipOf(tab));
        tab->connectionPanel()->setSaved(state);
        tab->connectionPanel()->setDismissed(connection.dismissed);
    }
    for (TrafficTab *tab : trafficTabs()) {
        if (tab->session() != connection.session)
            continue;
        m_tabs->setColor(tab, connection.colorIndex);
        showTrafficTitle(tab);
        tab->connectionPanel()->setSaved(state);
        tab->connectionPanel()->setDismissed(connection.dismissed);
    }
    if (connection.details)
        connection.details->setName(entry.name);
}

// What is saved now takes the place of this session, or comes beside it if it holds runs.
void MainWindow::reconnect(nats::Session *session)
{
    const Connection *connection = find(session);
    if (!connection || !connection->saved)
        return;
    m_edited = session;
    m_profileActions->open(Profile(*connection->saved));
}

void MainWindow::runProfileAction(nats::Session *session, ProfileAction action)
{
    const Connection *connection = find(session);
    if (!connection || !connection->saved)
        return;
    m_edited = nullptr;
    m_profileActions->run(action, Profile(*connection->saved)); // the answer may change it
}

} // namespace ui
