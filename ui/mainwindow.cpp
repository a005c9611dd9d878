// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "ui/accounts/accountstab.h"
#include "ui/connection/connectdialog.h"
#include "ui/connection/connectionlist.h"
#include "ui/connection/connectiontext.h"
#include "ui/fanin/runlist.h"
#include "ui/requesttab.h"
#include "ui/window/examplelist.h"
#include "ui/window/noticepanel.h"
#include "ui/window/statusline.h"
#include "ui/window/tooltabs.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

MainWindow::MainWindow(Scheme scheme, QWidget *parent)
    : QMainWindow(parent)
    , m_scheme(scheme)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Fanin"));
    setWindowIcon(QIcon(u":/icons/fanin.svg"_s));
    resize(1280, 800);
    setMinimumSize(800, 520);
    buildUi();
    showNotice({tr("Connect to a NATS server"),
                tr("Send a request and watch the replies come in against the clock: who answered, "
                   "when, and whether they agree."),
                {}});
    showCurrent();
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

    connect(m_connections, &ConnectionList::activated, this, &MainWindow::showTabOf);
    connect(m_connections, &ConnectionList::connectRequested, this, &MainWindow::askForConnection);
    connect(m_connections, &ConnectionList::removeRequested, this, &MainWindow::askToRemove);
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
    m_exampleList = new ExampleList(m_sideBar);
    m_runsTitle = new QLabel(tr("RUNS"), m_sideBar);
    m_runsTitle->setContentsMargins(16, 0, 0, 0);
    setLook(m_runsTitle, Look::Caption);
    m_runs = new QStackedWidget(m_sideBar);
    auto *layout = new QVBoxLayout(m_sideBar);
    layout->setContentsMargins(0, 7, 0, 0);
    layout->setSpacing(14);
    layout->addLayout(header);
    layout->addWidget(m_connections);
    layout->addWidget(m_exampleList);
    auto *runs = new QWidget(m_sideBar); // takes the rest of the height even when it is empty
    auto *runsLayout = new QVBoxLayout(runs);
    runsLayout->setContentsMargins(0, 0, 0, 0);
    runsLayout->setSpacing(4);
    runsLayout->addWidget(m_runsTitle);
    runsLayout->addWidget(m_runs, 1);
    layout->addWidget(runs, 1);
}

RequestTab *MainWindow::currentTab() const
{
    return qobject_cast<RequestTab *>(m_tabs->current());
}

nats::Session *MainWindow::currentSession() const
{
    if (const RequestTab *tab = currentTab())
        return &tab->session();
    return m_current;
}

void MainWindow::addConnection(nats::Session *session)
{
    const auto used = [this](int index) {
        return std::ranges::any_of(m_sessions,
                                   [index](const auto &s) { return s.colorIndex == index; });
    };
    int colorIndex = 0;
    while (used(colorIndex))
        ++colorIndex;
    m_sessions.push_back({session, colorIndex});
    m_current = session;
    m_connections->add(*session, colorIndex);
    connect(session, &nats::Session::statusChanged, this, &MainWindow::showStatus);
    connect(session, &QObject::destroyed, this, [this, session] { forget(session); });
    openRequestTab(session);
    tellConnections();
}

void MainWindow::forget(nats::Session *session)
{
    std::erase_if(m_sessions, [session](const auto &s) { return s.session == session; });
    m_connections->remove(session);
    if (m_current == session)
        m_current = m_sessions.empty() ? nullptr : m_sessions.back().session;
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        const auto *tab = qobject_cast<RequestTab *>(m_tabs->page(i));
        if (tab && &tab->session() == session)
            m_tabs->remove(i);
    }
    tellConnections();
    showCurrent();
}

void MainWindow::askToRemove(nats::Session *session)
{
    qsizetype runs = 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *tab = qobject_cast<RequestTab *>(m_tabs->page(i));
        runs += tab && &tab->session() == session ? tab->runCount() : 0;
    }
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

RequestTab *MainWindow::openRequestTab(nats::Session *session)
{
    const auto known = std::ranges::find(m_sessions, session, &Connection::session);
    if (known == m_sessions.end())
        return nullptr;
    auto *tab = new RequestTab(*session);
    m_runs->addWidget(tab->runList());
    connect(tab, &RequestTab::titleChanged, this,
            [this, tab] { m_tabs->setTitle(tab, titleOf(tab)); });
    connect(tab, &RequestTab::refusalAsked, this, [this, session] { explainRefusal(session); });
    connect(tab, &RequestTab::runStarted, this, &MainWindow::showStatus);
    connect(tab, &RequestTab::runSettled, this, &MainWindow::showStatus);
    if (!m_examples.empty())
        tab->fill(m_examples.front().spec, m_examples.front().reading);
    m_tabs->add(tab, titleOf(tab), known->colorIndex);
    tab->setFocus();
    showCurrent();
    return tab;
}

QString MainWindow::titleOf(const RequestTab *tab)
{
    return tr("Request — %1").arg(tab->title());
}

void MainWindow::closeTab(int index)
{
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

void MainWindow::askForConnection()
{
    auto *dialog = new ConnectDialog(this);
    connect(dialog, &ConnectDialog::connectRequested, this, &MainWindow::connectRequested);
    dialog->open();
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
    m_runsTitle->setVisible(tab);
    m_runs->setVisible(tab);
    if (tab) {
        m_current = &tab->session();
        m_runs->setCurrentWidget(tab->runList());
    }
    m_connections->setCurrent(currentSession());
    showStatus();
}

void MainWindow::showStatus()
{
    const nats::Session *session = currentSession();
    m_newTab->setEnabled(session);
    m_closeTab->setEnabled(m_tabs->current());
    if (!session)
        m_status->clear();
    const RequestTab *tab = currentTab();
    if (session)
        m_status->setFacts({connectionName(session->options()), session->status(),
                            tab ? tab->keptReplies() : 0, tab ? tab->droppedRuns() : 0});
    if (const AccountsTab *accounts = currentAccounts())
        showTokens(*accounts);
}

} // namespace ui
