// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "core/profiles/secretstore.h"
#include "tests/support/fakeserver.h"
#include "ui/connection/profiledialog.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runlist.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"

#include <QtGui/QAction>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// A session that is never opened: the window must cope with every state.
std::unique_ptr<nats::Session> idleSession(const QString &name)
{
    nats::ConnectOptions options;
    options.name = name;
    nats::ServerUrl server;
    server.host = u"127.0.0.1"_s;
    options.servers = {server};
    return std::make_unique<nats::Session>(options);
}

ui::Example example(const QByteArray &subject)
{
    ui::Example result{QString::fromUtf8(subject), {}, {}};
    result.spec.subject = subject;
    result.spec.verb = nats::Verb::Gather;
    return result;
}

struct Window
{
    Window()
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    [[nodiscard]] QTabBar *tabs() const { return window.findChild<QTabBar *>(u"toolTabs"_s); }

    QTemporaryDir folder;
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    profiles::MemorySecretStore secrets;
    ui::MainWindow window{ui::Scheme::Dark, store, secrets};
};

// A run that goes on until it is stopped.
nats::RequestSpec endless()
{
    nats::RequestSpec spec = example("demo.time").spec;
    spec.rules.total = std::chrono::hours(1);
    return spec;
}

nats::ConnectOptions optionsFor(const FakeServer &server)
{
    nats::ConnectOptions options;
    options.servers = nats::parseServerUrls(server.url()).value();
    return options;
}

// Of the context menu of the only connection.
void chooseForConnection(const ui::MainWindow &window, const QString &action)
{
    auto *item = window.findChild<QAbstractButton *>(u"connection"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(item, &event);
    auto *menu = item->findChildren<QMenu *>(u"connectionMenu"_s).last();
    auto *found = menu->findChild<QAction *>(action);
    QVERIFY(found && found->isVisible() && found->isEnabled());
    found->trigger();
    menu->close();
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutConnectionsItSaysWhatToDo();
    void noticesOfferTheirCommand();
    void everyConnectionOpensItsOwnTab();
    void deletedSessionsTakeTheirTabsAlong();
    void tabsOpenAndCloseByKeyboard();
    void examplesFillTheComposer();
    void sendingWithoutAConnectionSettlesWithAReason();
    void stopActsOnTheRunShownElseOnTheNewest();
    void disconnectingKeepsTabsAndRuns();
    void aConnectionWithRunsIsNotRemovedUnasked();
    void themeIsAskedFor();
    void everyActionHasAKeyOrAMnemonic();
    void noKeyOfTheWindowIsAlsoATabs();
    void aClickOnATabIsForItsPage();
};

void TestMainWindow::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Dark);
}

void TestMainWindow::withoutConnectionsItSaysWhatToDo()
{
    Window w;
    QVERIFY(!w.window.currentTab());
    QVERIFY(!w.window.currentSession());
    auto *action = w.window.findChild<QPushButton *>(u"noticeAction"_s);
    QVERIFY(action->isVisible());
    QTest::mouseClick(action, Qt::LeftButton);
    QVERIFY(w.window.findChild<ui::ProfileDialog *>());
}

void TestMainWindow::noticesOfferTheirCommand()
{
    Window w;
    auto *command = w.window.findChild<QLabel *>(u"noticeCommand"_s);
    QVERIFY(!command->isVisible());
    w.window.showNotice({u"No server"_s, u"Install it."_s, u"sudo apt-get install nats-server"_s});
    QVERIFY(command->isVisible());
    QCOMPARE(command->text(), u"sudo apt-get install nats-server"_s);
    QVERIFY(w.window.grab().save(QStringLiteral(FANIN_SCREENSHOTS "/window-empty.png")));
}

void TestMainWindow::everyConnectionOpensItsOwnTab()
{
    const auto a = idleSession(u"a"_s);
    const auto b = idleSession(u"b"_s);
    Window w;
    w.window.addConnection(a.get());
    QCOMPARE(w.window.currentSession(), a.get());
    w.window.addConnection(b.get());
    QCOMPARE(w.tabs()->count(), 2);
    QCOMPARE(&w.window.currentTab()->session(), b.get());
    QTRY_COMPARE(w.tabs()->size(), w.tabs()->sizeHint());
    const auto items = w.window.findChildren<QAbstractButton *>(u"connection"_s);
    QCOMPARE(items.size(), 2);
    QVERIFY(items.at(1)->isChecked());
    QTest::mouseClick(items.at(0), Qt::LeftButton);
    QCOMPARE(&w.window.currentTab()->session(), a.get());
    QCOMPARE(w.tabs()->count(), 2);
    QVERIFY(w.window.grab().save(QStringLiteral(FANIN_SCREENSHOTS "/window-idle.png")));
}

void TestMainWindow::deletedSessionsTakeTheirTabsAlong()
{
    auto a = idleSession(u"a"_s);
    const auto b = idleSession(u"b"_s);
    Window w;
    w.window.addConnection(b.get());
    w.window.addConnection(a.get());
    w.window.openRequestTab(a.get()); // the current one, with another beside it
    a.reset();
    QCOMPARE(w.tabs()->count(), 1);
    QCOMPARE(w.window.currentSession(), b.get());
    QCOMPARE(w.window.findChildren<QAbstractButton *>(u"connection"_s).size(), 1);
}

void TestMainWindow::tabsOpenAndCloseByKeyboard()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.addConnection(session.get());
    QTest::keyClick(&w.window, Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(w.tabs()->count(), 2);
    QTest::keyClick(&w.window, Qt::Key_W, Qt::ControlModifier);
    QTest::keyClick(&w.window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(w.tabs()->count(), 0);
    QVERIFY(!w.window.currentTab());
    QCOMPARE(w.window.currentSession(), session.get()); // stays open without a tab
    QTest::keyClick(&w.window, Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(w.tabs()->count(), 1);
}

void TestMainWindow::examplesFillTheComposer()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.setExamples({example("demo.time"), example("demo.echo")});
    w.window.addConnection(session.get());
    QCOMPARE(w.window.currentTab()->composer()->spec().subject, "demo.time"_ba);
    QCOMPARE(w.tabs()->tabText(0), u"Request — demo.time"_s);
    QTest::mouseClick(w.window.findChild<QAbstractButton *>(u"example1"_s), Qt::LeftButton);
    QCOMPARE(w.window.currentTab()->composer()->spec().subject, "demo.echo"_ba);
    QCOMPARE(w.tabs()->tabText(0), u"Request — demo.echo"_s);
}

void TestMainWindow::sendingWithoutAConnectionSettlesWithAReason()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.addConnection(session.get());
    ui::RequestTab *tab = w.window.currentTab();
    const QSignalSpy settled(tab, &ui::RequestTab::runSettled);
    const QSignalSpy started(tab, &ui::RequestTab::runStarted);
    tab->send(); // no subject yet
    QCOMPARE(started.size(), 0);
    tab->fill(example("demo.time").spec, {});
    tab->send();
    QCOMPARE(started.size(), 1);
    QTRY_COMPARE(settled.size(), 1);
    QVERIFY(tab->run());
    QTest::keyClick(&w.window, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(settled.size(), 2); // the first run is kept
}

void TestMainWindow::stopActsOnTheRunShownElseOnTheNewest()
{
    FakeServer server;
    nats::Session session(optionsFor(server));
    Window w;
    w.window.addConnection(&session);
    session.open();
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Connected);
    ui::RequestTab *tab = w.window.currentTab();
    tab->fill(endless(), {});
    std::array<ui::LiveRun *, 3> runs{};
    for (ui::LiveRun *&run : runs) {
        tab->send();
        run = tab->run();
        QTRY_VERIFY(run->run().sentAt());
    }
    auto *list = tab->runList()->findChild<QListView *>(u"runListView"_s);
    list->setCurrentIndex(list->model()->index(2, 0));
    QCOMPARE(tab->run(), runs[0]);
    QAction *stop = tab->composer()->stopAction();
    for (const size_t stopped : {0u, 2u, 1u}) { // the one shown, then from the newest
        QVERIFY(stop->isEnabled());
        stop->trigger();
        QTRY_VERIFY(!runs[stopped]->isRunning());
        QCOMPARE(runs[stopped]->run().outcome()->reason, nats::EndReason::Cancelled);
        QCOMPARE(runs[1]->isRunning(), stopped != 1);
    }
    QVERIFY(!stop->isEnabled());
}

void TestMainWindow::disconnectingKeepsTabsAndRuns()
{
    FakeServer server;
    nats::Session session(optionsFor(server));
    Window w;
    w.window.addConnection(&session);
    session.open();
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Connected);
    ui::RequestTab *tab = w.window.currentTab();
    tab->fill(endless(), {});
    tab->send();
    const QSignalSpy removed(&w.window, &ui::MainWindow::removeRequested);
    chooseForConnection(w.window, u"connectionDisconnect"_s);
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Closed);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(w.window.currentTab(), tab);
    QCOMPARE(tab->runCount(), 1);
    QCOMPARE(tab->findChild<QLabel *>(u"troubleTitle"_s)->text(), u"Closed by you"_s);
    chooseForConnection(w.window, u"connectionAgain"_s);
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Connected);
}

void TestMainWindow::aConnectionWithRunsIsNotRemovedUnasked()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.addConnection(session.get());
    QList<nats::Session *> removed;
    connect(&w.window, &ui::MainWindow::removeRequested, this,
            [&removed](nats::Session *which) { removed += which; });
    chooseForConnection(w.window, u"connectionRemove"_s);
    QCOMPARE(removed.size(), 1); // nothing would be lost
    w.window.currentTab()->fill(example("demo.time").spec, {});
    w.window.currentTab()->send();
    chooseForConnection(w.window, u"connectionRemove"_s);
    QCOMPARE(removed.size(), 1);
    auto *accept = w.window.findChild<QAbstractButton *>(u"removeAccept"_s);
    QVERIFY(accept && accept->isVisible());
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(removed == QList({session.get(), session.get()}));
}

void TestMainWindow::themeIsAskedFor()
{
    Window w;
    const QSignalSpy chosen(&w.window, &ui::MainWindow::schemeChosen);
    w.window.findChild<QAction *>(u"themeLight"_s)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<ui::Scheme>(), ui::Scheme::Light);
}

void TestMainWindow::everyActionHasAKeyOrAMnemonic()
{
    Window w;
    int seen = 0;
    for (const QAction *action : w.window.actions()) {
        if (action->objectName().isEmpty())
            continue;
        QVERIFY2(!action->shortcut().isEmpty() || action->text().contains(u'&'),
                 qPrintable(action->text()));
        ++seen;
    }
    QVERIFY(seen >= 5);
}

// Qt tries neither of two that are in force at once.
void TestMainWindow::noKeyOfTheWindowIsAlsoATabs()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.addConnection(session.get());
    for (const QString &name :
         {u"actionNewTab"_s, u"actionNewTraffic"_s, u"actionNewAccounts"_s, u"actionNewServer"_s})
        w.window.findChild<QAction *>(name)->trigger();
    QHash<QKeySequence, QString> keys;
    const QList<QAction *> actions = w.window.actions();
    for (const QAction *action : actions) {
        for (const QKeySequence &key : action->shortcuts())
            keys.insert(key, action->objectName());
    }
    QVERIFY(keys.size() >= 5);
    int seen = 0;
    const auto check = [&](const QKeySequence &key, const QString &name) {
        if (key.isEmpty())
            return;
        QVERIFY2(!keys.contains(key), qPrintable(name + u" and "_s + keys.value(key)));
        ++seen;
    };
    for (const QWidget *widget : w.window.findChildren<QWidget *>()) {
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            check(button->shortcut(), button->objectName());
        for (const QAction *action : widget->actions()) {
            for (const QKeySequence &key : action->shortcuts()) {
                if (!actions.contains(action))
                    check(key, action->objectName());
            }
        }
    }
    QVERIFY(seen >= 20);
}

void TestMainWindow::aClickOnATabIsForItsPage()
{
    const auto session = idleSession(u"a"_s);
    Window w;
    w.window.addConnection(session.get());
    w.window.findChild<QAction *>(u"actionNewTraffic"_s)->trigger();
    const QWidget *traffic = w.window.findChild<QWidget *>(u"trafficTab"_s);
    QVERIFY(traffic->isAncestorOf(w.window.focusWidget()));
    for (const int index : {0, 1, 1}) {
        QTest::mouseClick(w.tabs(), Qt::LeftButton, {}, w.tabs()->tabRect(index).center());
        QTRY_COMPARE(traffic->isAncestorOf(w.window.focusWidget()), index == 1);
        QVERIFY(!w.tabs()->hasFocus());
    }
    // From elsewhere, too.
    w.window.findChild<QWidget *>(u"menuButton"_s)->setFocus();
    QTest::mouseClick(w.tabs(), Qt::LeftButton, {}, w.tabs()->tabRect(1).center());
    QTRY_VERIFY(traffic->isAncestorOf(w.window.focusWidget()));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
