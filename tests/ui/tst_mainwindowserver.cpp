// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "core/profiles/secretstore.h"
#include "tests/support/screenshots.h"
#include "ui/accounts/accountstab.h"
#include "ui/accountserver/accountservertab.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;
using accountserver::StoreKind;
using ui::AccountServerTab;
using State = accountserver::AccountServer::State;

namespace {

ui::ServerForm inMemory()
{
    ui::ServerForm form;
    form.store = StoreKind::Memory;
    form.address = u"127.0.0.1:0"_s;
    return form;
}

struct Window
{
    Window()
    {
        window.rememberIn(settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    void serve(AccountServerTab *tab, const ui::ServerForm &form = inMemory())
    {
        tab->setForm(form);
        tab->start();
        QTRY_COMPARE(tab->facts().state, State::Serving);
    }
    [[nodiscard]] QTabBar *tabs() const { return window.findChild<QTabBar *>(u"toolTabs"_s); }
    [[nodiscard]] QList<AccountServerTab *> servers() const
    {
        return window.findChildren<AccountServerTab *>();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    profiles::MemorySecretStore secrets;
    ui::MainWindow window{ui::Scheme::Light, store, secrets};
};

profiles::Profile profile(const QString &name, bool readOnly)
{
    profiles::Profile made;
    made.name = name;
    made.settings.url = u"nats://127.0.0.1:1"_s;
    made.extras.readOnly = readOnly;
    return made;
}

} // namespace

class TestMainWindowServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Light); }
    void aKeyAndTheMenusOpenATab();
    void aServingTabIsNotClosedUnasked();
    void aStoppedTabClosesAtOnce();
    void theWindowTakesItsServersAlong();
    void whatWasTypedIsRemembered();
    void anotherServerGetsAPortOfItsOwn_data();
    void anotherServerGetsAPortOfItsOwn();
    void closingAStartingTabNamesNoAddress();
    void inspectionOpensOneAccountsTab();
    void connectionsAreOffered();
    void aSavedConnectionIsUsed_data();
    void aSavedConnectionIsUsed();
    void nothingOverlapsInTheLeastWindow();
    void looks_data();
    void looks();
};

void TestMainWindowServer::aKeyAndTheMenusOpenATab()
{
    Window w;
    QTest::keyClick(&w.window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(w.servers().size(), 1);
    QVERIFY(w.servers().first()->findChild<QWidget *>(u"serverFolder"_s)->hasFocus());
    QCOMPARE(w.tabs()->tabText(0), u"Account server"_s);
    auto *action = w.window.findChild<QAction *>(u"actionNewServer"_s);
    for (const QString &menu : {u"addMenu"_s, u"mainMenu"_s})
        QVERIFY(w.window.findChild<QMenu *>(menu)->actions().contains(action));
    action->trigger();
    QCOMPARE(w.servers().size(), 2);
}

void TestMainWindowServer::aServingTabIsNotClosedUnasked()
{
    Window w;
    AccountServerTab *tab = w.window.openAccountServerTab();
    w.serve(tab);
    QTRY_VERIFY(w.tabs()->tabText(0).startsWith(u"Account server :"_s));
    QTest::keyClick(&w.window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(w.servers().size(), 1);
    auto *box = w.window.findChild<QDialog *>(u"stopServerBox"_s);
    QVERIFY(box && box->isVisible());
    box->reject();
    QCOMPARE(tab->facts().state, State::Serving);
    QTRY_VERIFY(!w.window.findChild<QDialog *>(u"stopServerBox"_s));
    w.window.findChild<QAction *>(u"actionCloseTab"_s)->trigger();
    const quint16 port = tab->server()->port();
    QTest::mouseClick(w.window.findChild<QAbstractButton *>(u"stopServerAccept"_s), Qt::LeftButton);
    QTRY_COMPARE(w.servers().size(), 0);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, port));
}

void TestMainWindowServer::aStoppedTabClosesAtOnce()
{
    Window w;
    w.window.openAccountServerTab();
    QTest::keyClick(&w.window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(w.servers().size(), 0);
    QCOMPARE(w.tabs()->count(), 0);
}

void TestMainWindowServer::theWindowTakesItsServersAlong()
{
    quint16 port = 0;
    {
        Window w;
        AccountServerTab *tab = w.window.openAccountServerTab();
        w.serve(tab);
        port = tab->server()->port();
        QVERIFY(w.window.close()); // asks nothing
    }
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, port));
}

void TestMainWindowServer::whatWasTypedIsRemembered()
{
    Window w;
    AccountServerTab *tab = w.window.openAccountServerTab();
    QCOMPARE(tab->form(), ui::ServerForm());
    ui::ServerForm form = inMemory();
    form.packs = false;
    w.serve(tab, form);
    QCOMPARE(w.window.openAccountServerTab()->form(), form);
}

void TestMainWindowServer::anotherServerGetsAPortOfItsOwn_data()
{
    QTest::addColumn<QHostAddress>("host");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("another");
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost) << u"127.0.0.1:%1"_s
                          << u"127.0.0.1:0"_s;
    QTest::newRow("no host") << QHostAddress(QHostAddress::LocalHost) << u":%1"_s
                             << u"127.0.0.1:0"_s;
    QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6) << u"[::1]:%1"_s
                          << u"[::1]:0"_s;
}

void TestMainWindowServer::anotherServerGetsAPortOfItsOwn()
{
    QFETCH(QHostAddress, host);
    QFETCH(QString, typed);
    QFETCH(QString, another);
    QTcpServer free;
    if (!free.listen(host))
        QSKIP("there is no such address here");
    ui::ServerForm form = inMemory();
    form.address = typed.arg(free.serverPort());
    free.close();
    Window w;
    AccountServerTab *first = w.window.openAccountServerTab();
    w.serve(first, form);
    AccountServerTab *second = w.window.openAccountServerTab();
    QCOMPARE(second->form().address, another);
    second->start();
    QTRY_COMPARE(second->facts().state, State::Serving);
    QCOMPARE(ui::savedForm(w.settings).address, form.address); // nobody typed the other one
    first->stop();
    QTRY_VERIFY(!first->isRunning());
    QCOMPARE(w.window.openAccountServerTab()->form().address, form.address);
}

void TestMainWindowServer::closingAStartingTabNamesNoAddress()
{
    Window w;
    AccountServerTab *tab = w.window.openAccountServerTab();
    tab->setForm(inMemory());
    tab->start();
    QCOMPARE(tab->facts().state, State::Starting);
    w.window.findChild<QAction *>(u"actionCloseTab"_s)->trigger();
    auto *box = w.window.findChild<QMessageBox *>(u"stopServerBox"_s);
    QVERIFY(box);
    const QString text = box->informativeText();
    QVERIFY2(!text.contains(tab->tip()) && text.startsWith(u"It is about to"_s), qPrintable(text));
}

void TestMainWindowServer::inspectionOpensOneAccountsTab()
{
    Window w;
    AccountServerTab *tab = w.window.openAccountServerTab();
    w.serve(tab);
    auto *verify = tab->findChild<QAbstractButton *>(u"verifyServer"_s);
    QTest::mouseClick(verify, Qt::LeftButton);
    auto *accounts = w.window.findChild<ui::AccountsTab *>();
    QVERIFY(accounts && accounts->isVisible());
    QTRY_VERIFY(!accounts->loader().isBusy());
    QVERIFY(accounts->loader().source(tab->server()->address() + u"/jwt/v1/"_s)
            || accounts->loader().source(tab->server()->address() + u"/jwt/v1"_s));
    w.tabs()->setCurrentIndex(0);
    QTest::mouseClick(verify, Qt::LeftButton);
    QCOMPARE(w.window.findChildren<ui::AccountsTab *>().size(), 1);
    QVERIFY(accounts->isVisible());
    w.tabs()->setCurrentIndex(1);
    w.window.findChild<QAction *>(u"actionCloseTab"_s)->trigger(); // the accounts tab
    QTest::mouseClick(verify, Qt::LeftButton);
    QCOMPARE(w.window.findChildren<ui::AccountsTab *>().size(), 1);
}

void TestMainWindowServer::connectionsAreOffered()
{
    Window w;
    QVERIFY(w.store.save(profile(u"saved"_s, false)));
    AccountServerTab *tab = w.window.openAccountServerTab();
    auto *names = tab->findChild<QComboBox *>(u"serverConnection"_s);
    QCOMPARE(names->count(), 1);
    QCOMPARE(names->itemText(0), u"saved"_s);
    nats::ConnectOptions options;
    options.name = u"open"_s;
    options.servers = nats::parseServerUrls(u"nats://127.0.0.1:1"_s).value();
    nats::Session session(options);
    w.window.addConnection(&session);
    QCOMPARE(names->count(), 2);
    QCOMPARE(names->itemText(0), u"open"_s);
}

void TestMainWindowServer::aSavedConnectionIsUsed_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("that may publish") << false;
    QTest::newRow("that is read-only") << true;
}

void TestMainWindowServer::aSavedConnectionIsUsed()
{
    QFETCH(bool, readOnly);
    Window w;
    QVERIFY(w.store.save(profile(u"system"_s, readOnly)));
    AccountServerTab *tab = w.window.openAccountServerTab();
    ui::ServerForm form = inMemory();
    form.news = ui::NewsBy::Connection;
    form.connection = u"system"_s;
    tab->setForm(form);
    tab->start();
    if (readOnly) {
        auto *text = tab->findChild<QLabel *>(u"problemText"_s);
        QTRY_VERIFY(text->text().contains(u"read-only"_s));
        QVERIFY(!tab->isRunning());
        return;
    }
    QTRY_COMPARE(tab->facts().state, State::Serving);
    QCOMPARE(tab->server()->options().nats->servers.front().port, 1);
    tab->stop();
    QTRY_COMPARE(tab->facts().state, State::Stopped);
    form.connection = u"gone"_s;
    tab->setForm(form);
    tab->start();
    QVERIFY(!tab->isRunning());
    QVERIFY(tab->findChild<QLabel *>(u"problemText"_s)->text().contains(u"gone"_s));
}

void TestMainWindowServer::nothingOverlapsInTheLeastWindow()
{
    Window w;
    AccountServerTab *tab = w.window.openAccountServerTab();
    w.serve(tab);
    w.window.resize(w.window.minimumSize());
    auto *bar = tab->findChild<QWidget *>(u"serverBar"_s);
    const auto fits = [&] {
        int end = 0;
        for (const char *name : {"serverStore", "serverFolder", "serverBrowse", "serverAddress",
                                 "serverSettings", "serverStart"}) {
            const auto *control = bar->findChild<QWidget *>(QString::fromLatin1(name));
            if (control->x() < end || control->width() < control->minimumWidth())
                return false;
            end = control->geometry().right() + 1;
        }
        return end <= bar->width();
    };
    QTRY_VERIFY2(fits(), qPrintable(QString::number(bar->width())));
    QVERIFY(screenshots::saveInBothThemes(w.window, u"window-accountserver-least"_s));
}

void TestMainWindowServer::looks_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x800") << QSize(1280, 800);
    QTest::newRow("2560x1440") << QSize(2560, 1440);
}

void TestMainWindowServer::looks()
{
    QFETCH(QSize, size);
    Window w;
    w.window.resize(size);
    AccountServerTab *tab = w.window.openAccountServerTab();
    QVERIFY(screenshots::saveInBothThemes(
        w.window, u"window-accountserver-new-"_s + QString::fromLatin1(QTest::currentDataTag())));
    w.serve(tab);
    w.window.openAccountServerTab();
    w.tabs()->setCurrentIndex(0);
    QVERIFY(screenshots::saveInBothThemes(
        w.window, u"window-accountserver-"_s + QString::fromLatin1(QTest::currentDataTag())));
}

QTEST_MAIN(TestMainWindowServer)
#include "tst_mainwindowserver.moc"
