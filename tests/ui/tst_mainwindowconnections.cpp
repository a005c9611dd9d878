// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "core/profiles/secretstore.h"
#include "tests/support/fakeserver.h"
#include "tests/support/modelprint.h"
#include "tests/support/screenshots.h"
#include "ui/connection/connectiondetails.h"
#include "ui/connection/profiledelegate.h"
#include "ui/connection/profiledialog.h"
#include "ui/fanin/liverun.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"

#include <QtCore/QProcessEnvironment>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using nats::ConnectionState;
using profiles::Origin;
using profiles::Profile;

namespace {

Profile profile(Origin origin, const QString &name, const QString &url)
{
    Profile result;
    result.origin = origin;
    result.name = name;
    result.settings.url = url;
    return result;
}

// The window over folders of its own, with somebody behind it who opens what it asks for.
struct Window
{
    Window()
    {
        QObject::connect(&window, &ui::MainWindow::connectRequested, &window,
                         [this](const nats::ConnectOptions &options, const Profile &from) {
                             open(options, from);
                         });
        QObject::connect(&window, &ui::MainWindow::removeRequested, &window,
                         [](nats::Session *session) { session->deleteLater(); });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    nats::Session *open(const nats::ConnectOptions &options, const Profile &from)
    {
        auto *session = new nats::Session(options, &sessions);
        session->open();
        window.addConnection(session, from);
        return session;
    }
    void write(const QString &path, const QByteArray &content) const
    {
        const QString file = folder.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
    }
    [[nodiscard]] QByteArray read(const QString &path) const
    {
        QFile in(folder.filePath(path));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : "none"_ba;
    }
    [[nodiscard]] QListView *list() const
    {
        return window.findChild<QListView *>(u"profileListView"_s);
    }
    [[nodiscard]] QStringList rows() const { return modelprint::rows(*list()->model()); }
    void choose(const QString &name) const
    {
        const qsizetype row = rows().indexOf(name);
        QVERIFY2(row >= 0, qPrintable(name));
        list()->setCurrentIndex(list()->model()->index(int(row), 0));
    }
    void act(const QString &action) const
    {
        auto *found = window.findChild<QAction *>(action);
        QVERIFY2(found->isEnabled() && found->isVisible(), qPrintable(action));
        found->trigger();
    }
    [[nodiscard]] QString label(const QString &name) const
    {
        const auto *found = window.findChild<QLabel *>(name);
        return found && found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] qsizetype connections() const { return items().size(); }
    [[nodiscard]] QList<QAbstractButton *> items() const
    {
        return window.findChildren<QAbstractButton *>(u"connection"_s);
    }
    // The context menu of the first open connection.
    [[nodiscard]] QMenu *menu() const
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(items().first(), &event);
        return items().first()->findChildren<QMenu *>(u"connectionMenu"_s).last();
    }
    void chooseFromMenu(const QString &name) const
    {
        QMenu *shown = menu();
        auto *action = shown->findChild<QAction *>(name);
        QVERIFY2(action && action->isVisible(), qPrintable(name));
        action->trigger();
        shown->close();
    }

    QTemporaryDir folder;
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    profiles::MemorySecretStore secrets;
    QObject sessions; // go after the window, as in the program
    ui::MainWindow window{ui::Scheme::Light, store, secrets};
};

nats::ConnectOptions optionsFor(const QString &url)
{
    nats::ConnectOptions options;
    options.servers = nats::parseServerUrls(url).value();
    return options;
}

// What a shown widget's layout does by itself a moment later.
void layOut()
{
    for (int depth = 0; depth < 4; ++depth)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void fillWithContexts(const Window &w)
{
    w.write(
        u"nats/context/orders-production.json"_s,
        R"({"description":"orders, production","url":"tls://nats-1.example.com,tls://nats-2.example.com","color_scheme":"red"})");
    w.write(u"nats/context/a-context-with-a-name-that-is-longer-than-any-side-bar-is-wide.json"_s,
            R"({"url":"nats://10.0.0.1:4222","description":"long"})");
    w.write(u"nats/context/broken.json"_s, R"({"url": 12})");
    for (int i = 1; i < 12; ++i)
        w.write(u"nats/context/edge-%1.json"_s.arg(i, 2, 10, QChar(u'0')),
                "{\"url\":\"nats://edge-" + QByteArray::number(i) + ".example.com\"}");
    w.write(u"nats/context.txt"_s, "edge-02");
}

} // namespace

class TestMainWindowConnections : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aContextWrittenByHandAppears();
    void aBrokenContextIsShownAndAffectsNoOther();
    void aSavedConnectionOpensAndLeavesTheList();
    void whatCannotBeOpenedSaysWhy();
    void anOpenConnectionIsMendedInItsPlace();
    void aConnectionThatIsNotSavedIsMendedInItsPlace();
    void severalConnectionsKeepTheirTabsAndColors();
    void anOpenConnectionFollowsItsProfile();
    void oneThatHoldsRunsStaysBesideTheNewOne();
    void whatWasTypedInIsMendedInItsPlaceToo();
    void openConnectionsAreManagedLikeSavedOnes();
    void anAmpersandInANameIsNoShortcut();
    void contextsAreSelectedAndUnselected();
    void deletingAsksFirst();
    void renamingMovesTheFileAndItsSecrets();
    void editingBeginsWithWhatIsSaved();
    void aReadOnlyConnectionCannotPublish();
    void theEnvironmentIsShownAndUsed();
    void theSideBarGivesItsHeightToWhatHasRows();
    void theStatusLineCountsDownWhileItWaits();
    void detailsOpenByKeyAndByDoubleClick();
    void aNoticePutAwayInOneTabIsGoneInTheOthers();
    void looksGood_data();
    void looksGood();
};

void TestMainWindowConnections::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestMainWindowConnections::aContextWrittenByHandAppears()
{
    Window w;
    QCOMPARE(w.rows(), QStringList());
    w.write(u"nats/context/first.json"_s, R"({"url":"nats://a"})");
    QTRY_COMPARE(w.rows(), QStringList{u"first"_s});
    w.write(u"fanin/profiles/mine.json"_s, R"({"url":"nats://b"})");
    QTRY_COMPARE(w.rows(), (QStringList{u"mine"_s, u"first"_s}));
    w.choose(u"first"_s);
    QVERIFY(QFile::remove(w.folder.filePath(u"fanin/profiles/mine.json"_s)));
    QTRY_COMPARE(w.rows(), QStringList{u"first"_s});
    QCOMPARE(w.list()->currentIndex().data().toString(), u"first"_s);
}

void TestMainWindowConnections::aBrokenContextIsShownAndAffectsNoOther()
{
    Window w;
    w.write(u"nats/context/bad.json"_s, R"({"url": 12})");
    w.write(u"nats/context/good.json"_s, R"({"url":"nats://a"})");
    QTRY_COMPARE(w.rows(), (QStringList{u"bad"_s, u"good"_s}));
    QVERIFY(w.label(u"profilesUnreadable"_s).contains(u"bad"_s));
    w.choose(u"bad"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QVERIFY(w.label(u"profileError"_s).contains(u"bad"_s));
    QCOMPARE(w.connections(), 0);
}

void TestMainWindowConnections::aSavedConnectionOpensAndLeavesTheList()
{
    FakeServer server;
    Window w;
    QVERIFY(w.store.save(profile(Origin::NatsContext, u"here"_s, server.url())).ok());
    QVERIFY(w.store.save(profile(Origin::NatsContext, u"there"_s, u"nats://b"_s)).ok());
    QCOMPARE(w.rows(), (QStringList{u"here"_s, u"there"_s}));
    w.choose(u"here"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QTRY_COMPARE(w.connections(), 1);
    QCOMPARE(w.window.currentSession()->options().name, u"here"_s);
    QTRY_COMPARE(w.window.currentSession()->status().state, ConnectionState::Connected);
    QCOMPARE(w.rows(), QStringList{u"there"_s});
    w.window.currentSession()->deleteLater();
    QTRY_COMPARE(w.connections(), 0);
    QCOMPARE(w.rows(), (QStringList{u"here"_s, u"there"_s}));
}

void TestMainWindowConnections::whatCannotBeOpenedSaysWhy()
{
    Window w;
    Profile lost = profile(Origin::NatsContext, u"lost"_s, u"nats://b"_s);
    lost.settings.password = u"env://FANIN_TEST_NOT_SET"_s;
    lost.settings.user = u"joe"_s;
    QVERIFY(w.store.save(lost).ok());
    w.choose(u"lost"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QTRY_VERIFY(w.label(u"profileError"_s).startsWith(u"lost: "_s));
    QVERIFY(w.label(u"profileError"_s).contains(u"FANIN_TEST_NOT_SET"_s));
    QCOMPARE(w.connections(), 0);
}

void TestMainWindowConnections::anOpenConnectionIsMendedInItsPlace()
{
    Window w;
    const Profile mine = profile(Origin::Own, u"mine"_s, u"nats://127.0.0.1:1"_s);
    QVERIFY(w.store.save(mine).ok());
    nats::Session *first = w.open(optionsFor(mine.settings.url), mine);
    nats::RequestSpec spec;
    spec.subject = "orders.count";
    w.window.currentTab()->fill(spec, {});
    nats::Session *second = w.open(optionsFor(mine.settings.url), mine);
    QVERIFY(first != second);
    QTRY_COMPARE(w.connections(), 1);
    QCOMPARE(w.window.currentSession(), second);
    QCOMPARE(w.window.currentTab()->composer()->spec().subject, "orders.count"_ba);
    // One that holds runs stays.
    w.window.currentTab()->send();
    w.open(optionsFor(mine.settings.url), mine);
    QTRY_VERIFY(!w.window.currentTab()->run());
    QCOMPARE(w.connections(), 2);
}

void TestMainWindowConnections::aConnectionThatIsNotSavedIsMendedInItsPlace()
{
    Window w;
    Profile typed;
    typed.settings.url = u"nats://127.0.0.1:1"_s;
    nats::ConnectOptions options = optionsFor(typed.settings.url);
    options.name = u"typed"_s;
    const QPointer<nats::Session> other = w.open(options, typed);
    const QPointer<nats::Session> broken = w.open(options, typed);
    for (int i = 0; i < 2; ++i) {
        const QPointer<nats::Session> before = w.window.currentSession();
        emit w.window.currentTab()->editAsked();
        auto *dialog = w.window.findChild<ui::ProfileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"profileName"_s)->text(), u"typed"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"profileConnect"_s), Qt::LeftButton);
        QTRY_VERIFY(!before);
        QTRY_VERIFY(!w.window.findChild<ui::ProfileDialog *>());
        QCOMPARE(w.connections(), 2);
        QCOMPARE(w.window.currentSession()->options().name, u"typed"_s);
    }
    QVERIFY(!broken);
    QVERIFY(other);
}

void TestMainWindowConnections::severalConnectionsKeepTheirTabsAndColors()
{
    FakeServer here;
    FakeServer there;
    Window w;
    Profile red = profile(Origin::NatsContext, u"red"_s, there.url());
    red.settings.colorScheme = u"red"_s;
    QVERIFY(w.store.save(red).ok());
    nats::Session *first = w.open(optionsFor(here.url()), {});
    w.choose(u"red"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QTRY_COMPARE(w.connections(), 2);
    auto *tabs = w.window.findChild<QTabBar *>(u"toolTabs"_s);
    QCOMPARE(tabs->tabData(0).toInt(), 0);
    QCOMPARE(tabs->tabData(1).toInt(), *ui::connectionColorNamed(u"red"_s));
    nats::Session *second = w.window.currentSession();
    QTRY_COMPARE(first->status().state, ConnectionState::Connected);
    QTRY_COMPARE(second->status().state, ConnectionState::Connected);
    tabs->setCurrentIndex(0);
    QCOMPARE(w.window.currentSession(), first);
    there.drop();
    QTRY_VERIFY(second->status().reconnects > 0
                || second->status().state != ConnectionState::Connected);
    QCOMPARE(first->status().state, ConnectionState::Connected);
}

void TestMainWindowConnections::anOpenConnectionFollowsItsProfile()
{
    FakeServer server;
    Window w;
    Profile mine = profile(Origin::Own, u"a"_s, server.url());
    QVERIFY(w.store.save(mine).ok());
    nats::Session *first = w.open(optionsFor(server.url()), mine);
    QTRY_COMPARE(first->status().state, ConnectionState::Connected);
    QCOMPARE(w.label(u"troubleTitle"_s), QString());

    w.chooseFromMenu(u"connectionRename"_s);
    auto *field = w.window.findChild<QLineEdit *>(u"renameName"_s);
    field->setText(u"b"_s);
    QTest::keyClick(field, Qt::Key_Return);
    auto *tabs = w.window.findChild<QTabBar *>(u"toolTabs"_s);
    QTRY_VERIFY(w.items().first()->accessibleName().startsWith(u"b, "_s));
    QCOMPARE(w.rows(), QStringList()); // "b" is the one that is open
    QVERIFY2(tabs->tabToolTip(0).endsWith(u"\nb"_s), qPrintable(tabs->tabToolTip(0)));
    QVERIFY(w.label(u"statusServer"_s).startsWith(u"b · "_s));
    QCOMPARE(w.label(u"troubleTitle"_s), QString()); // a name needs no new login

    mine = *w.store.find(Origin::Own, u"b"_s);
    mine.settings.colorScheme = u"red"_s;
    mine.settings.description = u"mine"_s;
    QVERIFY(w.store.save(mine).ok());
    QCOMPARE(tabs->tabData(0).toInt(), *ui::connectionColorNamed(u"red"_s));
    QCOMPARE(w.label(u"troubleTitle"_s), QString());

    mine.extras.readOnly = true;
    QVERIFY(w.store.save(mine).ok());
    QCOMPARE(w.label(u"troubleTitle"_s), u"The saved settings have changed"_s);
    layOut();
    w.window.resize(1280, 800);
    layOut();
    QVERIFY(screenshots::saveInBothThemes(w.window, u"window-outdated"_s));
    QTest::mouseClick(w.window.findChild<QToolButton *>(u"dismissNotice"_s), Qt::LeftButton);
    QCOMPARE(w.label(u"troubleTitle"_s), QString());
    mine.extras.noEcho = true;
    QVERIFY(w.store.save(mine).ok());
    QCOMPARE(w.label(u"troubleTitle"_s), u"The saved settings have changed"_s); // again
    nats::RequestSpec spec;
    spec.subject = "orders.count";
    w.window.currentTab()->fill(spec, {});
    QTest::mouseClick(w.window.findChild<QPushButton *>(u"reconnect"_s), Qt::LeftButton);
    QTRY_VERIFY(w.connections() == 1 && w.window.currentSession()->options().readOnly);
    QCOMPARE(w.window.currentTab()->composer()->spec().subject, "orders.count"_ba);
    QVERIFY(w.items().first()->accessibleName().startsWith(u"b, read-only, "_s));
}

void TestMainWindowConnections::oneThatHoldsRunsStaysBesideTheNewOne()
{
    Window w;
    Profile mine = profile(Origin::Own, u"mine"_s, u"nats://127.0.0.1:1"_s);
    QVERIFY(w.store.save(mine).ok());
    nats::Session *first = w.open(optionsFor(mine.settings.url), mine);
    nats::RequestSpec spec;
    spec.subject = "orders.count";
    w.window.currentTab()->fill(spec, {});
    w.window.currentTab()->send();
    mine.extras.noEcho = true;
    QVERIFY(w.store.save(mine).ok());
    w.chooseFromMenu(u"connectionReconnect"_s);
    QTRY_COMPARE(w.connections(), 2);
    QVERIFY(w.window.currentSession() != first);
    QVERIFY(w.items().first()->accessibleName().startsWith(u"mine, "_s));
    QVERIFY(w.items().last()->accessibleName().startsWith(u"mine (2), "_s));
}

void TestMainWindowConnections::whatWasTypedInIsMendedInItsPlaceToo()
{
    Window w;
    const Profile typed = profile(Origin::Own, {}, u"nats://127.0.0.1:1"_s);
    nats::Session *first = w.open(optionsFor(typed.settings.url), typed);
    const auto ask = [&w](const QString &url) {
        auto *dialog = w.window.findChildren<ui::ProfileDialog *>().last();
        emit dialog->connectRequested(optionsFor(url), profile(Origin::Own, {}, url));
        dialog->reject();
    };
    w.chooseFromMenu(u"connectionEdit"_s);
    ask(u"nats://127.0.0.1:2"_s);
    QTRY_COMPARE(w.connections(), 1);
    QVERIFY(w.window.currentSession() != first);
    // An editing that was given up takes nothing's place.
    w.chooseFromMenu(u"connectionEdit"_s);
    w.window.findChildren<ui::ProfileDialog *>().last()->reject();
    w.window.findChild<QAction *>(u"actionConnect"_s)->trigger();
    ask(u"nats://127.0.0.1:3"_s);
    QCOMPARE(w.connections(), 2);
}

void TestMainWindowConnections::openConnectionsAreManagedLikeSavedOnes()
{
    Window w;
    const Profile mine = profile(Origin::NatsContext, u"mine"_s, u"nats://127.0.0.1:1"_s);
    QVERIFY(w.store.save(mine).ok());
    w.open(optionsFor(mine.settings.url), mine);
    w.chooseFromMenu(u"connectionSelect"_s);
    QCOMPARE(w.read(u"nats/context.txt"_s), "mine"_ba);
    QVERIFY(w.items().first()->accessibleName().contains(u"selected for the nats command"_s));
    QMenu *menu = w.menu();
    QStringList keys;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator() && action->isVisible())
            keys += action->text().mid(action->text().indexOf(u'&') + 1, 1).toUpper();
    }
    QVERIFY(keys.size() >= 9); // one more while there is something to retry
    QCOMPARE(keys.removeDuplicates(), 0);
    QVERIFY(screenshots::saveInBothThemes(*menu, u"connection-menu"_s));
    menu->close();
    w.chooseFromMenu(u"connectionUnselect"_s);
    QCOMPARE(w.read(u"nats/context.txt"_s), "none"_ba);
    w.chooseFromMenu(u"connectionDelete"_s);
    QTest::mouseClick(w.window.findChild<QAbstractButton *>(u"deleteAccept"_s), Qt::LeftButton);
    QCOMPARE(w.store.profiles().size(), size_t(0));
    QCOMPARE(w.connections(), 1); // stays open
    QMenu *after = w.menu();
    QVERIFY(!after->findChild<QAction *>(u"connectionDelete"_s));
    after->close();
}

void TestMainWindowConnections::anAmpersandInANameIsNoShortcut()
{
    Window w;
    nats::ConnectOptions options = optionsFor(u"nats://127.0.0.1:1"_s);
    options.name = u"R&D"_s;
    w.open(options, {});
    QVERIFY(w.items().first()->shortcut().isEmpty());
    QVERIFY(w.items().first()->accessibleName().startsWith(u"R&D, "_s));
}

void TestMainWindowConnections::contextsAreSelectedAndUnselected()
{
    Window w;
    QVERIFY(w.store.save(profile(Origin::NatsContext, u"a"_s, u"nats://a"_s)).ok());
    w.choose(u"a"_s);
    w.act(u"profileSelect"_s);
    QCOMPARE(w.read(u"nats/context.txt"_s), "a"_ba);
    QCOMPARE(w.list()->currentIndex().data().toString(), u"a"_s);
    w.act(u"profileUnselect"_s);
    QCOMPARE(w.read(u"nats/context.txt"_s), "none"_ba);
}

void TestMainWindowConnections::deletingAsksFirst()
{
    Window w;
    Profile secretive = profile(Origin::Own, u"p"_s, u"nats://a"_s);
    secretive.settings.user = u"joe"_s;
    secretive.extras.keychained = {u"password"_s};
    QVERIFY(w.store.save(secretive).ok());
    const QString key = profiles::secretKey(secretive, u"password"_s);
    bool written = false;
    w.secrets.write(key, base::Secret("s"), this, [&written](const auto &) { written = true; });
    QTRY_VERIFY(written);
    w.choose(u"p"_s);
    w.act(u"profileDelete"_s);
    QCOMPARE(w.rows(), QStringList{u"p"_s});
    auto *accept = w.window.findChild<QAbstractButton *>(u"deleteAccept"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(w.rows(), QStringList());
    std::optional<bool> there;
    w.secrets.read(key, this, [&there](const auto &secret) {
        there = secret.ok() && secret.value().has_value();
    });
    QTRY_VERIFY(there.has_value());
    QVERIFY(!*there);
    // The selected one among others: refused, and said so.
    for (const QString &name : {u"a"_s, u"b"_s})
        QVERIFY(w.store.save(profile(Origin::NatsContext, name, u"nats://a"_s)).ok());
    QVERIFY(w.store.select(u"a"_s).ok());
    w.choose(u"a"_s);
    w.act(u"profileDelete"_s);
    QTest::mouseClick(w.window.findChildren<QAbstractButton *>(u"deleteAccept"_s).last(),
                      Qt::LeftButton);
    QVERIFY(w.label(u"profileError"_s).contains(u"select another one"_s));
    QCOMPARE(w.rows(), (QStringList{u"a"_s, u"b"_s}));
}

void TestMainWindowConnections::renamingMovesTheFileAndItsSecrets()
{
    Window w;
    Profile secretive = profile(Origin::Own, u"old"_s, u"nats://a"_s);
    secretive.settings.user = u"joe"_s;
    secretive.extras.keychained = {u"password"_s};
    QVERIFY(w.store.save(secretive).ok());
    QVERIFY(w.store.save(profile(Origin::Own, u"taken"_s, u"nats://a"_s)).ok());
    bool written = false;
    w.secrets.write(profiles::secretKey(secretive, u"password"_s), base::Secret("s"), this,
                    [&written](const auto &) { written = true; });
    QTRY_VERIFY(written);
    w.choose(u"old"_s);
    const auto rename = [&w](const QString &name) {
        auto *field = w.window.findChild<QLineEdit *>(u"renameName"_s);
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
    };
    w.act(u"profileRename"_s);
    rename(u"taken"_s);
    auto *problem = w.window.findChild<QTextBrowser *>(u"renameProblem"_s);
    QTRY_VERIFY2(problem->toPlainText().contains(u"taken"_s), qPrintable(problem->toPlainText()));
    rename(u"new"_s);
    QTRY_COMPARE(w.rows(), (QStringList{u"new"_s, u"taken"_s}));
    QCOMPARE(w.list()->currentIndex().data().toString(), u"new"_s);
    Profile renamed = secretive;
    renamed.name = u"new"_s;
    const auto has = [this, &w](const Profile &whose) {
        std::optional<bool> there;
        w.secrets.read(
            profiles::secretKey(whose, u"password"_s), this,
            [&there](const auto &secret) { there = secret.ok() && secret.value().has_value(); });
        [[maybe_unused]] const bool answered
            = QTest::qWaitFor([&there] { return there.has_value(); });
        return there.value_or(false);
    };
    QTRY_VERIFY(has(renamed));
    QTRY_VERIFY(!has(secretive));
}

void TestMainWindowConnections::editingBeginsWithWhatIsSaved()
{
    Window w;
    Profile mine = profile(Origin::Own, u"mine"_s, u"nats://127.0.0.1:1"_s);
    QVERIFY(w.store.save(mine).ok());
    w.choose(u"mine"_s);
    w.list()->setFocus();
    QTest::keyClick(w.list(), Qt::Key_E, Qt::ControlModifier);
    auto *dialog = w.window.findChild<ui::ProfileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"profileServers"_s)->text(), mine.settings.url);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"profileName"_s)->text(), u"mine"_s);
}

void TestMainWindowConnections::aReadOnlyConnectionCannotPublish()
{
    FakeServer server;
    Window w;
    Profile careful = profile(Origin::NatsContext, u"careful"_s, server.url());
    careful.extras.readOnly = true;
    QVERIFY(w.store.save(careful).ok());
    w.choose(u"careful"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QTRY_COMPARE(w.connections(), 1);
    QTRY_COMPARE(w.window.currentSession()->status().state, ConnectionState::Connected);
    ui::RequestTab *tab = w.window.currentTab();
    nats::RequestSpec spec;
    spec.subject = "orders.count";
    tab->fill(spec, {});
    auto *send = tab->findChild<QAbstractButton *>(u"send"_s);
    QVERIFY(!send->isEnabled());
    QVERIFY(send->toolTip().contains(u"read-only"_s));
    QCOMPARE(w.label(u"sendingForbidden"_s), u"Read-only"_s);
    tab->setFocus();
    QTest::keyClick(tab, Qt::Key_Return, Qt::ControlModifier);
    tab->send();
    QCOMPARE(tab->runCount(), 0);
    for (const QByteArray &frame : server.frames())
        QVERIFY2(!frame.contains("orders.count"), frame.constData());
    QCOMPARE(w.label(u"statusReadOnly"_s), u"read-only"_s);
    auto *tabs = w.window.findChild<QTabBar *>(u"toolTabs"_s);
    QVERIFY(!tabs->tabIcon(0).isNull());
    QVERIFY(tabs->tabToolTip(0).contains(u"read-only"_s));
    QCOMPARE(w.label(u"faninEmptyTitle"_s),
             u"Read-only: nothing can be sent over this connection"_s);
    QCOMPARE(w.label(u"faninEmptyText"_s), QString());
    w.window.resize(1280, 800);
    layOut();
    QVERIFY(screenshots::saveInBothThemes(w.window, u"window-readonly"_s));
}

void TestMainWindowConnections::theEnvironmentIsShownAndUsed()
{
    FakeServer server;
    Window w;
    QProcessEnvironment environment;
    w.window.setEnvironment(environment);
    QCOMPARE(w.label(u"environmentText"_s), QString());
    environment.insert(u"NATS_URL"_s, server.url());
    environment.insert(u"NATS_PASSWORD"_s, u"hunter2"_s);
    w.window.setEnvironment(environment);
    const QString text = w.label(u"environmentText"_s);
    QVERIFY2(text.contains(u"NATS_URL"_s) && text.contains(u"NATS_PASSWORD"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"hunter2"_s) && !text.contains(server.url()), qPrintable(text));
    environment.remove(u"NATS_PASSWORD"_s);
    w.window.setEnvironment(environment);
    const Profile elsewhere = profile(Origin::NatsContext, u"elsewhere"_s, u"nats://127.0.0.1:1"_s);
    QVERIFY(w.store.save(elsewhere).ok());
    w.choose(u"elsewhere"_s);
    QTest::keyClick(w.list(), Qt::Key_Return);
    QTRY_COMPARE(w.connections(), 1);
    QTRY_COMPARE(w.window.currentSession()->status().state, ConnectionState::Connected);
    QCOMPARE(w.window.currentSession()->status().url, server.url());
    QCOMPARE(w.store.find(Origin::NatsContext, u"elsewhere"_s)->settings, elsewhere.settings);
    QTest::mouseClick(w.window.findChild<QToolButton *>(u"environmentDismiss"_s), Qt::LeftButton);
    QCOMPARE(w.label(u"environmentText"_s), QString());
}

void TestMainWindowConnections::theSideBarGivesItsHeightToWhatHasRows()
{
    Window w;
    w.window.resize(1280, 800);
    const auto part = [&w](const QString &name) {
        const auto *found = w.window.findChild<QWidget *>(name);
        return QRect(found->mapTo(&w.window, QPoint()), found->size());
    };
    layOut();
    // The empty list's title and its text stay together, right under the connections.
    const QRect empty = part(u"profilesEmpty"_s);
    QVERIFY2(empty.top() - part(u"connectionsEmpty"_s).bottom() < 80, "torn apart");
    const auto *text = w.window.findChild<QLabel *>(u"profilesEmpty"_s);
    QVERIFY2(empty.height() >= text->heightForWidth(empty.width()), "cut off");
    fillWithContexts(w);
    w.store.reload();
    w.open(optionsFor(u"nats://127.0.0.1:1"_s), {});
    layOut();
    const QRect runs = part(u"runListEmpty"_s);
    QVERIFY(runs.height() < 40);
    const QRect rows = part(u"profileListView"_s);
    QVERIFY2(rows.height() > 10 * ui::ProfileDelegate::kHeight
                 && runs.top() - rows.bottom() < 2 * ui::ProfileDelegate::kHeight,
             "not all of the height is used");
    nats::RequestSpec spec;
    spec.subject = "orders.count";
    w.window.currentTab()->fill(spec, {});
    w.window.currentTab()->send();
    layOut();
    QVERIFY(part(u"runListView"_s).height() > 100);
}

void TestMainWindowConnections::theStatusLineCountsDownWhileItWaits()
{
    FakeServer server;
    Window w;
    const auto *countdown = w.window.findChild<QTimer *>(u"statusCountdown"_s);
    QVERIFY(!countdown->isActive());
    nats::Session *session = w.open(optionsFor(server.url()), {});
    QTRY_COMPARE(session->status().state, ConnectionState::Connected);
    QTRY_VERIFY(w.label(u"statusRtt"_s).startsWith(u"RTT "_s));
    QVERIFY(!countdown->isActive());
    server.stopListening();
    server.drop();
    QTRY_COMPARE(session->status().state, ConnectionState::Backoff);
    QVERIFY(countdown->isActive());
    QCOMPARE(w.label(u"statusRtt"_s), QString());
    session->close();
    QTRY_COMPARE(session->status().state, ConnectionState::Closed);
    QVERIFY(!countdown->isActive());
}

void TestMainWindowConnections::detailsOpenByKeyAndByDoubleClick()
{
    Window w;
    QVERIFY(!w.window.findChild<QAction *>(u"actionDetails"_s)->isEnabled());
    w.open(optionsFor(u"nats://127.0.0.1:1"_s), {});
    QTest::keyClick(&w.window, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(w.window.findChildren<ui::ConnectionDetails *>().size(), 1);
    auto *item = w.window.findChild<QAbstractButton *>(u"connection"_s);
    QTest::mouseDClick(item, Qt::LeftButton);
    QCOMPARE(w.window.findChildren<ui::ConnectionDetails *>().size(), 1); // the same
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(item, &event);
    auto *menu = item->findChild<QMenu *>(u"connectionMenu"_s);
    QVERIFY(menu->findChild<QAction *>(u"connectionDetails"_s));
    QVERIFY(!menu->findChild<QAction *>(u"connectionEdit"_s)->isVisible()); // nothing is saved
    menu->close();
}

void TestMainWindowConnections::aNoticePutAwayInOneTabIsGoneInTheOthers()
{
    FakeServer server;
    Window w;
    nats::Session *session = w.open(optionsFor(server.url()), {});
    QTRY_COMPARE(session->status().state, ConnectionState::Connected);
    ui::RequestTab *first = w.window.currentTab();
    ui::RequestTab *second = w.window.openRequestTab(session);
    server.drop();
    QTRY_VERIFY(session->status().lastLoss && session->status().lastLoss->restoredAt);
    const auto panel = [](ui::RequestTab *tab) {
        return tab->findChild<QWidget *>(u"connectionPanel"_s);
    };
    QTRY_VERIFY(panel(second)->isVisible());
    QVERIFY(!panel(first)->isHidden());
    QTest::mouseClick(second->findChild<QToolButton *>(u"dismissNotice"_s), Qt::LeftButton);
    QVERIFY(panel(second)->isHidden());
    QVERIFY(panel(first)->isHidden());
    QVERIFY(panel(w.window.openRequestTab(session))->isHidden());
}

void TestMainWindowConnections::looksGood_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x800") << QSize(1280, 800);
    QTest::newRow("2560x1440") << QSize(2560, 1440);
}

void TestMainWindowConnections::looksGood()
{
    QFETCH(QSize, size);
    const QString suffix = QLatin1StringView(QTest::currentDataTag());
    FakeServer server;
    Window w;
    w.window.resize(size);
    fillWithContexts(w);
    Profile own = profile(Origin::Own, u"staging"_s, u"tls://staging.example.com"_s);
    own.extras.readOnly = true;
    QVERIFY(w.store.save(own).ok());
    w.store.reload();
    QProcessEnvironment environment;
    environment.insert(u"NATS_URL"_s, u"nats://x"_s);
    environment.insert(u"NATS_CREDS"_s, u"/c"_s);
    w.window.setEnvironment(environment);
    w.choose(u"edge-02"_s);
    QVERIFY(screenshots::saveInBothThemes(w.window, u"window-profiles-"_s + suffix));
    nats::ConnectOptions options = optionsFor(server.url());
    options.name = u"demo"_s;
    nats::Session *demo = w.open(options, {});
    QTRY_COMPARE(demo->status().state, ConnectionState::Connected);
    options = optionsFor(u"nats://127.0.0.1:1"_s);
    options.name = u"staging"_s;
    options.readOnly = true;
    nats::Session *staging = w.open(options, own);
    QTRY_COMPARE(staging->status().state, ConnectionState::Backoff);
    QVERIFY(screenshots::saveInBothThemes(w.window, u"window-connections-"_s + suffix));
}

QTEST_MAIN(TestMainWindowConnections)
#include "tst_mainwindowconnections.moc"
