// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "ui/accounts/accountstab.h"
#include "ui/accountserver/accountservertab.h"
#include "ui/connection/connectionlist.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/environmentbanner.h"
#include "ui/connection/profileactions.h"
#include "ui/connection/profilelist.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runlist.h"
#include "ui/requesttab.h"
#include "ui/traffictab.h"
#include "ui/window/examplelist.h"
#include "ui/window/noticepanel.h"
#include "ui/window/statusline.h"
#include "ui/window/tooltabs.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// How the saved connections and the runs divide what is left of the side bar's height.
constexpr int kSavedShare = 3;
constexpr int kRunsShare = 2;

} // namespace

MainWindow::MainWindow(Scheme scheme, profiles::ProfileStore &store, profiles::SecretStore &secrets,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_scheme(scheme)
    , m_store(store)
    , m_secrets(secrets)
    , m_profileActions(new ProfileActions(store, secrets, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Fanin"));
    setWindowIcon(QIcon(u":/icons/fanin.svg"_s));
    resize(1280, 800);
    setMinimumSize(800, 520);
    setAcceptDrops(true);
    buildUi();
    showNotice({tr("Connect to a NATS server"),
                tr("Send a request and watch the replies come in against the clock: who answered, "
                   "when, and whether they agree."),
                {}});
    showCurrent();
    wireConnections();
    showProfiles();
    m_countdown.setObjectName(u"statusCountdown"_s);
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &MainWindow::showStatus);
}

void MainWindow::buildUi()
{
    m_tabs = new ToolTabs(this);
    m_notice = new NoticePanel(this);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_notice);
    m_centre->addWidget(m_tabs);
    buildSideBar();
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"windowSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_sideBar);
    m_splitter->addWidget(m_centre);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kSideBarWidth, 1280 - kSideBarWidth});
    m_status = new StatusLine(this);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_status);
    setCentralWidget(centre);
    buildMenus();

    connect(m_exampleList, &ExampleList::chosen, this,
            [this](int index) { fill(m_examples.at(size_t(index))); });
    connect(m_tabs, &ToolTabs::currentChanged, this, &MainWindow::showCurrent);
    connect(m_tabs, &ToolTabs::closeRequested, this, &MainWindow::closeTab);
    connect(m_notice, &NoticePanel::actionTriggered, this, &MainWindow::startWork);
    connect(m_notice, &NoticePanel::otherTriggered, this, &MainWindow::openAccountsTab);
}

void MainWindow::buildSideBar()
{
    m_sideBar = new QWidget(this);
    m_sideBar->setObjectName(u"sideBar"_s);
    m_sideBar->setMinimumWidth(200);
    m_sideBar->setMaximumWidth(420);
    setLook(m_sideBar, Look::Raised);
    auto *name = new QLabel(tr("Fanin"), m_sideBar);
    setLook(name, Look::Title);
    m_menuButton = new QToolButton(m_sideBar);
    m_menuButton->setObjectName(u"menuButton"_s);
    m_menuButton->setIcon(icon(u"menu"_s, Tint::Quiet));
    m_menuButton->setToolTip(tr("Menu (F10)"));
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setShortcut(Qt::Key_F10);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(16, 0, 10, 0);
    header->addWidget(name, 1);
    header->addWidget(m_menuButton);

    m_connections = new ConnectionList(m_sideBar);
    m_profileList = new ProfileList(m_sideBar);
    m_environment = new EnvironmentBanner(m_sideBar);
    m_exampleList = new ExampleList(m_sideBar);
    auto *runsTitle = new QLabel(tr("RUNS"), m_sideBar);
    runsTitle->setContentsMargins(16, 0, 0, 0);
    setLook(runsTitle, Look::Caption);
    m_runs = new QStackedWidget(m_sideBar);
    m_sideLayout = new QVBoxLayout(m_sideBar);
    m_sideLayout->setContentsMargins(0, 7, 0, 0);
    m_sideLayout->setSpacing(14);
    m_sideLayout->addLayout(header);
    auto *environment = new QVBoxLayout;
    environment->setContentsMargins(10, 0, 10, 0);
    environment->addWidget(m_environment);
    m_sideLayout->addLayout(environment);
    m_sideLayout->addWidget(m_connections);
    m_sideLayout->addWidget(m_profileList, kSavedShare);
    m_sideLayout->addWidget(m_exampleList);
    m_runsPart = new QWidget(m_sideBar);
    auto *runsLayout = new QVBoxLayout(m_runsPart);
    runsLayout->setContentsMargins(0, 0, 0, 0);
    runsLayout->setSpacing(4);
    runsLayout->addWidget(runsTitle);
    runsLayout->addWidget(m_runs, 1);
    m_sideLayout->addWidget(m_runsPart);
    m_sideLayout->addStretch(0); // takes the height that nobody wants
}

RequestTab *MainWindow::currentTab() const
{
    return qobject_cast<RequestTab *>(m_tabs->current());
}

nats::Session *MainWindow::currentSession() const
{
    if (const RequestTab *tab = currentTab())
        return &tab->session();
    if (const TrafficTab *tab = currentTraffic(); tab && tab->session())
        return tab->session();
    return m_current;
}

RequestTab *MainWindow::openRequestTab(nats::Session *session)
{
    const auto known = std::ranges::find(m_sessions, session, &Connection::session);
    if (known == m_sessions.end())
        return nullptr;
    auto *tab = new RequestTab(*session);
    m_runs->addWidget(tab->runList());
    connect(tab, &RequestTab::titleChanged, this,
            [this, tab] { m_tabs->setTitle(tab, titleOf(tab), tipOf(tab)); });
    connect(tab, &RequestTab::refusalAsked, this, [this, session] { explainRefusal(session); });
    wireNotices(tab, *known);
    connect(tab, &RequestTab::runStarted, this, &MainWindow::showStatus);
    connect(tab, &RequestTab::runSettled, this, &MainWindow::showStatus);
    connect(tab->runList(), &RunList::removeRequested, this, &MainWindow::showStatus);
    if (!m_examples.empty())
        tab->fill(m_examples.front().spec, m_examples.front().reading);
    m_tabs->add(tab, titleOf(tab), known->colorIndex);
    m_tabs->setTitle(tab, titleOf(tab), tipOf(tab));
    if (session->options().readOnly)
        m_tabs->setMark(tab, icon(u"lock"_s, Tint::Quiet));
    tab->setFocus();
    showCurrent();
    return tab;
}

QString MainWindow::titleOf(const RequestTab *tab)
{
    return tr("Request — %1").arg(tab->title());
}

QString MainWindow::tipOf(const RequestTab *tab) const
{
    const QString name = nameOf(&tab->session());
    return tab->session().options().readOnly ? tr("%1, read-only").arg(name) : name;
}

void MainWindow::closeTab(int index)
{
    auto *server = qobject_cast<AccountServerTab *>(m_tabs->page(index));
    if (server && server->endsWithTab())
        askToStop(server);
    else
        removeTab(index);
}

void MainWindow::removeTab(int index)
{
    m_inspections.remove(qobject_cast<AccountServerTab *>(m_tabs->page(index)));
    m_tabs->remove(index);
    showCurrent();
}

void MainWindow::showTabOf(nats::Session *session)
{
    m_current = session;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *tab = qobject_cast<RequestTab *>(m_tabs->page(i));
        if (tab && &tab->session() == session)
            return m_tabs->setCurrent(tab);
    }
    openRequestTab(session);
}

void MainWindow::setExamples(std::vector<Example> examples)
{
    m_examples = std::move(examples);
    QStringList titles;
    for (const Example &example : m_examples)
        titles += example.title;
    m_exampleList->setTitles(titles);
}

void MainWindow::fill(const Example &example)
{
    if (!currentTab() && currentSession())
        showTabOf(currentSession());
    if (RequestTab *tab = currentTab())
        tab->fill(example.spec, example.reading);
}

void MainWindow::showNotice(const Notice &notice)
{
    m_emptyNotice = notice;
    showCurrent();
}

void MainWindow::startWork()
{
    if (m_sessions.empty())
        askForConnection();
    else
        openRequestTab(currentSession());
}

void MainWindow::showCurrent()
{
    RequestTab *tab = currentTab();
    m_centre->setCurrentWidget(m_tabs->current() ? static_cast<QWidget *>(m_tabs) : m_notice);
    if (m_sessions.empty()) {
        m_notice->setNotice(m_emptyNotice.title, m_emptyNotice.text, m_emptyNotice.command);
        m_notice->setAction(tr("Connect…"), tr("Ctrl+N"));
    } else {
        m_notice->setNotice(tr("No tab is open"), tr("The connection stays open without one."), {});
        m_notice->setAction(tr("New request tab"), tr("Ctrl+T"));
    }
    m_notice->setOther(tr("&Inspect account JWTs"), tr("Needs no connection (Ctrl+Shift+A)"));
    if (tab) {
        m_current = &tab->session();
        m_runs->setCurrentWidget(tab->runList());
    } else if (const TrafficTab *traffic = currentTraffic(); traffic && traffic->session()) {
        m_current = traffic->session();
    }
    m_connections->setCurrent(currentSession());
    showStatus();
}

// As high as its one line while there are no runs: the height is the saved connections'.
void MainWindow::showRunsPart()
{
    const RequestTab *tab = currentTab();
    m_runsPart->setVisible(tab);
    if (!tab)
        return;
    const bool any = tab->runCount() > 0;
    m_runs->setMaximumHeight(any ? QWIDGETSIZE_MAX : tab->runList()->sizeHint().height());
    m_runsPart->setSizePolicy(QSizePolicy::Preferred,
                              any ? QSizePolicy::Preferred : QSizePolicy::Maximum);
    m_sideLayout->setStretchFactor(m_runsPart, any ? kRunsShare : 0);
}

void MainWindow::showStatus()
{
    const nats::Session *session = currentSession();
    m_newTab->setEnabled(session);
    m_newTraffic->setEnabled(session);
    m_details->setEnabled(session);
    m_closeTab->setEnabled(m_tabs->current());
    showRunsPart();
    if (session && session->status().state == nats::ConnectionState::Backoff)
        m_countdown.start();
    else
        m_countdown.stop();
    if (!session)
        m_status->clear();
    const RequestTab *tab = currentTab();
    if (session)
        m_status->setFacts({nameOf(session), connectionPlace(session->status(), base::Clock::now()),
                            session->status(), tab ? tab->keptReplies() : 0,
                            tab ? tab->droppedRuns() : 0, session->options().readOnly});
    if (const AccountsTab *accounts = currentAccounts())
        showTokens(*accounts);
    if (const auto *server = qobject_cast<AccountServerTab *>(m_tabs->current()))
        showServer(*server);
    if (const TrafficTab *traffic = currentTraffic())
        showTraffic(*traffic);
}

} // namespace ui
