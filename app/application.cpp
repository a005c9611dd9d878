// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "app/clientname.h"
#include "app/commands/exitcode.h"
#include "app/commands/output.h"
#include "app/demoscene.h"
#include "app/display.h"
#include "core/nats/session.h"
#include "ui/accounts/accountstab.h"
#include "ui/accountserver/accountservertab.h"
#include "ui/connection/profileopener.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runlist.h"
#include "ui/requesttab.h"
#include "ui/traffictab.h"

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

namespace app {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kSchemeKey = "window/scheme"_L1;
// The last paint after the run has settled.
constexpr std::chrono::milliseconds kPaintTime{200};
// Of the demo's talk in a picture: a clock that has been asked, and others before and after it.
constexpr quint32 kPicturedReplies = 10;
constexpr quint64 kPicturedMessages = 60;

ui::Scheme rememberedScheme()
{
    const QString name = QSettings().value(kSchemeKey).toString();
    return name == "light"_L1 ? ui::Scheme::Light
        : name == "dark"_L1   ? ui::Scheme::Dark
                              : ui::Scheme::System;
}

QString schemeName(ui::Scheme scheme)
{
    switch (scheme) {
    case ui::Scheme::Light:
        return u"light"_s;
    case ui::Scheme::Dark:
        return u"dark"_s;
    case ui::Scheme::System:
        break;
    }
    return u"system"_s;
}

std::vector<ui::Example> windowExamples()
{
    std::vector<ui::Example> examples;
    for (DemoExample &example : app::demoExamples())
        examples.push_back({example.title, std::move(example.spec), std::move(example.reading)});
    return examples;
}

} // namespace

Application::Application(QApplication &qt, WindowOptions options)
    : m_qt(qt)
    , m_options(std::move(options))
    , m_profiles(m_options.screenshot ? profiles::Folders{m_empty.path(), m_empty.path()}
                                      : profiles::Folders::standard())
    , m_window(m_options.scheme, m_profiles, m_secrets)
{
    connect(&m_window, &ui::MainWindow::connectRequested, this, &Application::open);
    connect(&m_window, &ui::MainWindow::removeRequested, this,
            [](nats::Session *session) { session->deleteLater(); });
    connect(&m_window, &ui::MainWindow::schemeChosen, this, &Application::chooseScheme);
    connect(&m_demo, &Demo::ready, this, &Application::onDemoReady);
    connect(&m_demo, &Demo::failed, this, &Application::onDemoFailed);
}

void Application::start()
{
    if (!m_options.screenshot) {
        m_window.setEnvironment(QProcessEnvironment::systemEnvironment());
        m_window.rememberIn(m_settings);
    }
    if (m_options.screenshot)
        m_window.resize(m_options.size);
    m_window.show();
    if (m_options.connection)
        openProfile(*m_options.connection);
    if (m_options.accounts && !m_options.demo)
        openAccounts(*m_options.accounts);
    if (m_options.capture)
        m_window.openCapture(*m_options.capture);
    if (m_options.demo) {
        m_window.setExamples(windowExamples());
        m_demo.start();
    }
}

nats::Session *Application::open(const nats::ConnectOptions &options,
                                 const profiles::Profile &profile)
{
    nats::ConnectOptions named = options;
    if (named.clientName.isEmpty())
        named.clientName = clientName();
    auto *session = new nats::Session(std::move(named), this);
    session->open();
    m_window.addConnection(session, profile);
    return session;
}

// Of the command line, which has taken the environment into account.
void Application::openProfile(const profiles::Profile &profile)
{
    auto *opener = new ui::ProfileOpener(m_secrets, &m_window);
    connect(opener, &ui::ProfileOpener::opened, this,
            [this](const nats::ConnectOptions &options, const profiles::Profile &opened) {
                profiles::Profile known = opened;
                // What has its name among what is saved is another one.
                if (m_options.connectionFromFile)
                    known.name.clear();
                open(options, known);
            });
    connect(opener, &ui::ProfileOpener::failed, this,
            [this](const profiles::Profile &, const base::Error &error) {
                m_window.showNotice({tr("The connection could not be opened"), error.text, {}});
            });
    opener->open(profile);
}

void Application::openAccounts(const QString &source)
{
    ui::AccountsTab *tab = m_window.openAccountsTab();
    if (!m_options.select.isEmpty())
        tab->selectToken(m_options.select);
    tab->openSource(source);
    if (!m_options.page.isEmpty())
        tab->showPage(m_options.page);
    if (!m_options.screenshot)
        return;
    const auto later = [this] {
        QTimer::singleShot(kPaintTime, this, &Application::saveScreenshot);
    };
    if (tab->loader().isBusy())
        connect(tab, &ui::AccountsTab::settled, this, later, Qt::SingleShotConnection);
    else
        later(); // the source could not be opened, and the tab says why
}

void Application::onDemoReady()
{
    m_demoIsUp = true;
    m_demo.startTalking();
    nats::Session *session = open(m_demo.connection(), {});
    m_window.setTokenExample(tr("Inspect the demo's operator"), m_demo.tokenSource());
    if (m_options.accounts) {
        const bool own = *m_options.accounts == "demo"_L1;
        return openAccounts(own ? m_demo.tokenSource() : *m_options.accounts);
    }
    m_window.openAccountsTab()->openSource(m_demo.tokenSource());
    openDemoServer();
    if (m_options.accountServer)
        return;
    openDemoTraffic();
    if (m_options.traffic)
        return;
    m_window.showTabOf(session);
    if (m_options.screenshot)
        connect(session, &nats::Session::statusChanged, this, &Application::takeScreenshot);
}

// A picture of it shows a change that went all the way.
void Application::openDemoServer()
{
    ui::AccountServerTab *tab = m_window.openAccountServerTab();
    accountserver::AccountServer *server = m_demo.accountServer();
    tab->show(*server);
    tab->setExample(tr("&Renew ORDERS"),
                    tr("Post the account ORDERS with a month more and twice the connections: the "
                       "demo's nats-server is told and applies it"));
    connect(tab, &ui::AccountServerTab::exampleRequested, &m_demo, &Demo::renewOrders);
    connect(&m_demo, &Demo::renewalFailed, tab, &ui::AccountServerTab::failExample);
    if (!m_options.screenshot || !m_options.accountServer)
        return;
    if (m_demo.isOrdersThere())
        m_demo.renewOrders();
    else
        connect(&m_demo, &Demo::ordersIsThere, &m_demo, &Demo::renewOrders);
    connect(server, &accountserver::AccountServer::notifierChanged, this, [this, server] {
        if (server->notifier().lastApplied > 0)
            QTimer::singleShot(kPaintTime, this, &Application::saveScreenshot);
    });
}

void Application::openDemoTraffic()
{
    ui::TrafficTab *tab = m_window.openTrafficTab();
    ui::WatchForm form;
    form.chosen = demoWatched();
    tab->showExample(form);
    if (!m_options.screenshot || !m_options.traffic)
        return;
    m_look.setInterval(kPaintTime);
    connect(&m_look, &QTimer::timeout, this, [this, tab] { takeTrafficPicture(*tab); });
    m_look.start();
}

void Application::takeTrafficPicture(ui::TrafficTab &tab)
{
    const capture::Capture &seen = tab.capture();
    if (seen.counts().received < kPicturedMessages)
        return;
    const capture::Correlator &conversations = seen.conversations();
    for (capture::ConversationId id = conversations.first(); id < conversations.end(); ++id) {
        if (conversations.at(id).replies < kPicturedReplies)
            continue;
        m_look.stop();
        tab.select(id);
        return QTimer::singleShot(kPaintTime, this, &Application::saveScreenshot);
    }
}

void Application::onDemoFailed(const QString &text)
{
    if (m_options.screenshot) {
        commands::printError(u"fanin: "_s + text + u'\n');
        QCoreApplication::exit(int(commands::ExitCode::NoConnection));
        return;
    }
    // Later the connection itself says that its server has gone.
    if (m_demoIsUp)
        return;
    const bool missing = NatsServerProcess::find().isEmpty();
    m_window.showNotice(
        {tr("The demo could not start"),
         text + u'\n' + tr("Fanin works with any other server meanwhile: add a connection."),
         missing ? u"sudo apt-get install nats-server"_s : QString()});
}

void Application::chooseScheme(ui::Scheme scheme)
{
    ui::applyTheme(m_qt, scheme);
    m_settings.setValue(kSchemeKey, schemeName(scheme));
}

// Called at each change of the connection: sends once it is up.
void Application::takeScreenshot()
{
    nats::Session *session = m_window.currentSession();
    ui::RequestTab *tab = m_window.currentTab();
    if (!session || !tab || session->status().state != nats::ConnectionState::Connected)
        return;
    disconnect(session, &nats::Session::statusChanged, this, &Application::takeScreenshot);
    connect(tab, &ui::RequestTab::runSettled, this,
            [this] { QTimer::singleShot(kPaintTime, this, &Application::saveScreenshot); });
    tab->send();
}

void Application::saveScreenshot()
{
    const bool saved = m_window.grab().save(*m_options.screenshot, "PNG");
    if (!saved)
        commands::printError(tr("fanin: %1 could not be written\n").arg(*m_options.screenshot));
    QCoreApplication::exit(int(saved ? commands::ExitCode::Success : commands::ExitCode::Usage));
}

int runWindow(int &argc, char **argv, const WindowOptions &options)
{
    const QString problem = displayProblem(QProcessEnvironment::systemEnvironment());
    if (!problem.isEmpty() && !options.screenshot) {
        commands::printError(u"fanin: "_s + problem + u'\n');
        return int(commands::ExitCode::Usage);
    }
    // A picture needs no display.
    if (!problem.isEmpty())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication qt(argc, argv);
    QApplication::setOrganizationName(u"fanin"_s);
    QApplication::setApplicationName(u"fanin"_s);
    QApplication::setApplicationDisplayName(u"Fanin"_s);
    QApplication::setApplicationVersion(QLatin1String(FANIN_VERSION));
    QApplication::setDesktopFileName(u"fanin"_s);

    WindowOptions used = options;
    // A picture shows what was asked for, whoever's settings these are.
    if (used.scheme == ui::Scheme::System && !used.screenshot)
        used.scheme = rememberedScheme();
    ui::applyTheme(qt, used.scheme);
    Application application(qt, std::move(used));
    QTimer::singleShot(0, &application, &Application::start);
    return QApplication::exec();
}

} // namespace app
