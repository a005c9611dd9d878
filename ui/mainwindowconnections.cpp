// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window, its open connections and the saved ones.
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "core/profiles/resolution.h"
#include "ui/connection/connectiondetails.h"
#include "ui/connection/connectionlist.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/environmentbanner.h"
#include "ui/connection/profileactions.h"
#include "ui/connection/profilelist.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"
#include "ui/window/tooltabs.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using profiles::Profile;

namespace ui {

namespace {

bool isSame(const Profile &a, const Profile &b)
{
    return !a.name.isEmpty() && a.name == b.name && a.origin == b.origin;
}

// Also one that was typed in and not saved; but not what the command line gave.
bool isEditable(const Profile &profile)
{
    return profile != Profile();
}

} // namespace

void MainWindow::wireConnections()
{
    connect(m_connections, &ConnectionList::activated, this, &MainWindow::showTabOf);
    connect(m_connections, &ConnectionList::connectRequested, this, &MainWindow::askForConnection);
    connect(m_connections, &ConnectionList::removeRequested, this, &MainWindow::askToRemove);
    connect(m_connections, &ConnectionList::detailsRequested, this, &MainWindow::showDetails);
    connect(m_connections, &ConnectionList::editRequested, this, &MainWindow::editConnection);
    connect(&m_store, &profiles::ProfileStore::changed, this, &MainWindow::showProfiles);
    connect(m_profileList, &ProfileList::actionRequested, m_profileActions, &ProfileActions::run);
    connect(m_profileActions, &ProfileActions::connectRequested, this,
            &MainWindow::connectRequested);
    connect(m_profileActions, &ProfileActions::failed, m_profileList, &ProfileList::showError);
    connect(m_profileActions, &ProfileActions::renamed, this, [this](const Profile &profile) {
        m_profileList->setCurrent(profile.origin, profile.name);
    });
}

void MainWindow::askForConnection()
{
    m_profileActions->newConnection();
}

void MainWindow::openProfile(const Profile &profile)
{
    m_profileActions->open(profile);
}

void MainWindow::setEnvironment(const QProcessEnvironment &environment)
{
    m_environment->setOverrides(profiles::environmentOverrides(environment));
    m_profileActions->setEnvironment(environment);
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
}

int MainWindow::colorFor(const Profile &profile) const
{
    if (const auto named = connectionColorNamed(profile.settings.colorScheme))
        return *named;
    const auto used = [this](int index) {
        return std::ranges::any_of(m_sessions,
                                   [index](const auto &s) { return s.colorIndex == index; });
    };
    int colorIndex = 0;
    while (used(colorIndex))
        ++colorIndex;
    return colorIndex;
}

// What a person has just mended is not left behind broken, unless it holds runs.
nats::Session *MainWindow::failedBefore(const Profile &profile) const
{
    const auto found = std::ranges::find_if(m_sessions, [this, &profile](const Connection &c) {
        return isSame(c.profile, profile) && runsOf(c.session) == 0
            && c.session->status().state != nats::ConnectionState::Connected;
    });
    return found == m_sessions.end() ? nullptr : found->session;
}

void MainWindow::addConnection(nats::Session *session, const Profile &profile)
{
    nats::Session *failed = failedBefore(profile);
    const int colorIndex = failed ? find(failed)->colorIndex : colorFor(profile);
    m_sessions.push_back({session, colorIndex, profile, {}, {}});
    m_current = session;
    m_connections->add(*session, colorIndex,
                       isEditable(profile) ? ConnectionList::Source::Profile
                                           : ConnectionList::Source::Unsaved);
    connect(session, &nats::Session::statusChanged, this, &MainWindow::showStatus);
    connect(session, &QObject::destroyed, this, [this, session] { forget(session); });
    RequestTab *tab = openRequestTab(session);
    if (failed) {
        const std::vector<RequestTab *> before = tabsOf(failed);
        if (!before.empty())
            tab->fill(before.front()->composer()->spec(), before.front()->composer()->reading());
        emit removeRequested(failed);
    }
    tellConnections();
    showProfiles();
}

void MainWindow::forget(nats::Session *session)
{
    const std::vector<RequestTab *> tabs = tabsOf(session);
    std::erase_if(m_sessions, [session](const auto &s) { return s.session == session; });
    m_connections->remove(session);
    if (m_current == session)
        m_current = m_sessions.empty() ? nullptr : m_sessions.back().session;
    {
        // No tab of a session that is gone is shown meanwhile.
        const QSignalBlocker quiet(m_tabs);
        for (RequestTab *tab : tabs)
            m_tabs->remove(m_tabs->indexOf(tab));
    }
    tellConnections();
    showProfiles();
    showCurrent();
}

MainWindow::Connection *MainWindow::find(const nats::Session *session)
{
    const auto found = std::ranges::find(m_sessions, session, &Connection::session);
    return found == m_sessions.end() ? nullptr : &*found;
}

std::vector<RequestTab *> MainWindow::tabsOf(const nats::Session *session) const
{
    std::vector<RequestTab *> tabs;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *tab = qobject_cast<RequestTab *>(m_tabs->page(i));
        if (tab && &tab->session() == session)
            tabs.push_back(tab);
    }
    return tabs;
}

qsizetype MainWindow::runsOf(const nats::Session *session) const
{
    qsizetype runs = 0;
    for (const RequestTab *tab : tabsOf(session))
        runs += tab->runCount();
    return runs;
}

void MainWindow::askToRemove(nats::Session *session)
{
    const qsizetype runs = runsOf(session);
    if (runs == 0)
        return emit removeRequested(session);
    auto *box = new QMessageBox(this);
    box->setObjectName(u"removeBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Remove connection"));
    box->setText(tr("Remove %1?").arg(connectionName(session->options())));
    box->setInformativeText(
        runs == 1 ? tr("Its tabs close, and its run with all replies is lost.")
                  : tr("Its tabs close, and its %1 runs with all replies are lost.").arg(runs));
    auto *remove = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    remove->setObjectName(u"removeAccept"_s);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, session,
            [this, session] { emit removeRequested(session); });
    connect(session, &QObject::destroyed, box, &QDialog::reject);
    box->open();
}

void MainWindow::wireNotices(RequestTab *tab, const Connection &connection)
{
    nats::Session *session = connection.session;
    tab->connectionPanel()->setEditable(isEditable(connection.profile));
    tab->connectionPanel()->setDismissed(connection.dismissed);
    connect(tab, &RequestTab::editAsked, this, [this, session] { editConnection(session); });
    connect(tab, &RequestTab::noticeDismissed, this,
            [this, session](const Dismissed &dismissed) { dismissNotices(session, dismissed); });
    connect(tab, &RequestTab::plainLoginAllowed, this, [this, session] {
        if (const Connection *allowed = find(session))
            m_profileActions->rememberPlainLogin(allowed->profile);
    });
}

void MainWindow::dismissNotices(nats::Session *session, const Dismissed &dismissed)
{
    if (Connection *connection = find(session))
        connection->dismissed = dismissed;
    for (RequestTab *tab : tabsOf(session))
        tab->connectionPanel()->setDismissed(dismissed);
}

void MainWindow::editConnection(nats::Session *session)
{
    const Connection *connection = find(session);
    if (!connection)
        return;
    const Profile &opened = connection->profile;
    // As it is now: it may have been edited since it was opened.
    const Profile *saved = m_store.find(opened.origin, opened.name);
    m_profileActions->edit(saved ? *saved : opened,
                           saved ? ProfileDialog::Mode::Edit : ProfileDialog::Mode::New);
}

void MainWindow::showDetails(nats::Session *session)
{
    Connection *connection = find(session);
    if (!connection)
        return;
    if (!connection->details)
        connection->details = new ConnectionDetails(*session, this);
    connection->details->show();
    connection->details->raise();
    connection->details->activateWindow();
}

void MainWindow::showCurrentDetails()
{
    if (currentSession())
        showDetails(currentSession());
}

} // namespace ui
