// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window, its open connections and the saved ones.
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "core/profiles/resolution.h"
#include "ui/connection/connectiondetails.h"
#include "ui/connection/connectionlist.h"
#include "ui/connection/connectionpanel.h"
#include "ui/connection/environmentbanner.h"
#include "ui/connection/profileactions.h"
#include "ui/connection/profilelist.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"
#include "ui/traffictab.h"
#include "ui/window/tooltabs.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using profiles::Profile;

namespace ui {

void MainWindow::wireConnections()
{
    connect(m_connections, &ConnectionList::activated, this, &MainWindow::showTabOf);
    connect(m_connections, &ConnectionList::connectRequested, this, &MainWindow::askForConnection);
    connect(m_connections, &ConnectionList::removeRequested, this, &MainWindow::askToRemove);
    connect(m_connections, &ConnectionList::detailsRequested, this, &MainWindow::showDetails);
    connect(m_connections, &ConnectionList::editRequested, this, &MainWindow::editConnection);
    connect(&m_store, &profiles::ProfileStore::changed, this, &MainWindow::showProfiles);
    connect(m_connections, &ConnectionList::reconnectRequested, this, &MainWindow::reconnect);
    connect(m_connections, &ConnectionList::profileActionRequested, this,
            &MainWindow::runProfileAction);
    connect(m_profileList, &ProfileList::actionRequested, this,
            [this](ProfileAction action, const Profile &profile) {
                m_edited = nullptr;
                m_profileActions->run(action, profile);
            });
    connect(m_profileActions, &ProfileActions::connectRequested, this, &MainWindow::openAsked);
    connect(m_profileActions, &ProfileActions::saved, this, &MainWindow::followEdit);
    connect(m_profileActions, &ProfileActions::failed, m_profileList, &ProfileList::showError);
    connect(m_profileActions, &ProfileActions::renamed, this, [this](const Profile &profile) {
        m_profileList->setCurrent(profile.origin, profile.name);
    });
}

void MainWindow::askForConnection()
{
    m_edited = nullptr;
    m_profileActions->newConnection();
}

void MainWindow::setEnvironment(const QProcessEnvironment &environment)
{
    m_environment->setOverrides(profiles::environmentOverrides(environment));
    m_profileActions->setEnvironment(environment);
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

// What was asked for a session takes its place.
void MainWindow::openAsked(const nats::ConnectOptions &options, const Profile &profile)
{
    m_replaced = std::exchange(m_edited, nullptr);
    emit connectRequested(options, profile);
    m_replaced = nullptr;
}

// Unless it holds runs: these are nobody's to throw away unasked.
nats::Session *MainWindow::replacedBy(const Profile &profile) const
{
    const auto found = std::ranges::find_if(m_sessions, [this, &profile](const Connection &c) {
        return (c.session == m_replaced || isSame(c.profile, profile)) && runsOf(c.session) == 0;
    });
    return found == m_sessions.end() ? nullptr : found->session;
}

void MainWindow::addConnection(nats::Session *session, const Profile &profile)
{
    nats::Session *replaced = replacedBy(profile);
    Connection connection;
    connection.session = session;
    connection.profile = profile;
    connection.colorIndex = colorFor(profile);
    if (replaced && !connectionColorNamed(profile.settings.colorScheme))
        connection.colorIndex = find(replaced)->colorIndex;
    if (const Profile *saved = m_store.find(profile.origin, profile.name))
        connection.opened = *saved;
    connection.number = replaced ? find(replaced)->number : numberFor(connection);
    m_sessions.push_back(std::move(connection));
    m_current = session;
    m_connections->add(*session);
    connect(session, &nats::Session::statusChanged, this, &MainWindow::showStatus);
    connect(session, &QObject::destroyed, this, [this, session] { forget(session); });
    if (replaced) {
        takeOverTabs(replaced, session);
        takeOverTraffic(replaced);
        emit removeRequested(replaced);
    } else {
        openRequestTab(session);
    }
    showProfiles();
}

// What stands in their composers, in tabs of the other connection.
void MainWindow::takeOverTabs(nats::Session *from, nats::Session *to)
{
    const QWidget *current = m_tabs->current();
    RequestTab *shown = nullptr;
    for (const RequestTab *before : tabsOf(from)) {
        RequestTab *tab = openRequestTab(to);
        tab->fill(before->composer()->spec(), before->composer()->reading());
        if (!shown || before == current)
            shown = tab;
    }
    if (shown)
        m_tabs->setCurrent(shown);
    else
        openRequestTab(to);
}

void MainWindow::forget(nats::Session *session)
{
    const std::vector<RequestTab *> tabs = tabsOf(session);
    std::erase_if(m_sessions, [session](const auto &s) { return s.session == session; });
    if (m_edited == session)
        m_edited = nullptr;
    m_connections->remove(session);
    if (m_current == session)
        m_current = m_sessions.empty() ? nullptr : m_sessions.back().session;
    {
        // No tab of a session that is gone is shown meanwhile.
        const QSignalBlocker quiet(m_tabs);
        for (RequestTab *tab : tabs)
            m_tabs->remove(m_tabs->indexOf(tab));
        forgetTraffic(session);
    }
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
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove %1?").arg(nameOf(session)));
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
    tab->connectionPanel()->setSaved(savedStateOf(connection));
    tab->connectionPanel()->setDismissed(connection.dismissed);
    connect(tab->connectionPanel(), &ConnectionPanel::reconnectRequested, this,
            [this, session] { reconnect(session); });
    connect(tab, &RequestTab::editAsked, this, [this, session] { editConnection(session); });
    connect(tab, &RequestTab::noticeDismissed, this,
            [this, session](const Dismissed &dismissed) { dismissNotices(session, dismissed); });
    connect(tab, &RequestTab::plainLoginAllowed, this,
            [this, session] { rememberPlainLogin(session); });
}

void MainWindow::rememberPlainLogin(const nats::Session *session)
{
    if (const Connection *allowed = find(session))
        m_profileActions->rememberPlainLogin(allowed->profile);
}

void MainWindow::dismissNotices(nats::Session *session, const Dismissed &dismissed)
{
    if (Connection *connection = find(session))
        connection->dismissed = dismissed;
    for (RequestTab *tab : tabsOf(session))
        tab->connectionPanel()->setDismissed(dismissed);
    for (const TrafficTab *tab : trafficTabs()) {
        if (tab->session() == session)
            tab->connectionPanel()->setDismissed(dismissed);
    }
}

void MainWindow::editConnection(nats::Session *session)
{
    const Connection *connection = find(session);
    if (!connection)
        return;
    m_edited = session;
    if (connection->saved)
        return m_profileActions->edit(*connection->saved, ProfileDialog::Mode::Edit);
    Profile typed = connection->profile;
    typed.name = session->options().name; // what is not saved is called so here only
    m_profileActions->edit(typed, ProfileDialog::Mode::New);
}

void MainWindow::showDetails(nats::Session *session)
{
    Connection *connection = find(session);
    if (!connection)
        return;
    if (!connection->details)
        connection->details = new ConnectionDetails(*session, this);
    connection->details->setName(nameOf(*connection));
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
