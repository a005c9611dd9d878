// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileactions.h"

#include "tests/support/fakekeychain.h"
#include "tests/support/screenshots.h"
#include "ui/common/richview.h"
#include "ui/connection/problemview.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;
using ui::ProfileAction;

namespace {

struct Scene
{
    Scene() { window.show(); }

    const Profile &keep(const QString &name, const QString &url = u"nats://127.0.0.1:4222"_s)
    {
        Profile profile;
        profile.name = name;
        profile.settings.url = url;
        if (!store.save(profile))
            qFatal("the store takes nothing");
        return *store.find(profile.origin, name);
    }
    template<typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return window.findChild<Widget *>(name);
    }
    void type(const QString &name, const QString &text) const
    {
        auto *field = find<QLineEdit>(name);
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void press(const QString &name) const
    {
        QCoreApplication::sendPostedEvents();
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    [[nodiscard]] Profile before(const QSignalSpy &spy) const
    {
        return spy.first().at(0).value<Profile>();
    }
    [[nodiscard]] Profile after(const QSignalSpy &spy) const
    {
        return spy.first().at(1).value<Profile>();
    }

    QTemporaryDir folder;
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    FakeKeychain secrets;
    QWidget window;
    ui::ProfileActions actions{store, secrets, &window};
};

} // namespace

class TestProfileActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Dark); }
    void editingTellsBothStates();
    void renamingTellsBothStates();
    void copyTakesNobodysPlace();
    void aNameThatCannotBeIsSaidAndAskedForAgain();
    void renamingKeepsWhatTheKeychainWouldLose();
    void renamingChangesNothingButTheName();
    void unreadableFilesCanBeRenamed();
};

void TestProfileActions::editingTellsBothStates()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    const QSignalSpy saved(&scene.actions, &ui::ProfileActions::saved);
    scene.actions.run(ProfileAction::Edit, orders);
    scene.type(u"profileServers"_s, u"nats://other"_s);
    scene.type(u"profileName"_s, u"orders 2"_s);
    scene.press(u"profileSave"_s);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(scene.before(saved), orders);
    QCOMPARE(scene.after(saved), *scene.store.find(Origin::Own, u"orders 2"_s));
    QCOMPARE(scene.after(saved).settings.url, u"nats://other"_s);
}

void TestProfileActions::renamingTellsBothStates()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    const QSignalSpy saved(&scene.actions, &ui::ProfileActions::saved);
    scene.actions.run(ProfileAction::Rename, orders);
    scene.type(u"renameName"_s, u"renamed"_s);
    scene.press(u"renameAccept"_s);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(scene.before(saved), orders);
    QCOMPARE(scene.after(saved), *scene.store.find(Origin::Own, u"renamed"_s));
}

void TestProfileActions::copyTakesNobodysPlace()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    const QSignalSpy saved(&scene.actions, &ui::ProfileActions::saved);
    scene.actions.run(ProfileAction::Duplicate, orders);
    scene.press(u"profileSave"_s);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(scene.before(saved).name.isEmpty());
    QCOMPARE(scene.after(saved).name, u"orders copy"_s);
}

void TestProfileActions::aNameThatCannotBeIsSaidAndAskedForAgain()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    scene.keep(u"a & <b>taken"_s);
    const QSignalSpy saved(&scene.actions, &ui::ProfileActions::saved);
    scene.actions.run(ProfileAction::Rename, orders);
    scene.type(u"renameName"_s, u"a & <b>taken"_s);
    scene.press(u"renameAccept"_s);
    auto *problem = scene.find<ui::RichView>(u"renameProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->toPlainText().contains(u"a & <b>taken"_s),
             qPrintable(problem->toPlainText()));
    auto *dialog = scene.find<QWidget>(u"renameDialog"_s);
    QCoreApplication::sendPostedEvents();
    QVERIFY(screenshots::saveInBothThemes(*dialog, u"renamedialog"_s));
    scene.type(u"renameName"_s, u"free"_s);
    scene.press(u"renameAccept"_s);
    QTRY_COMPARE(saved.size(), 1);
    QTRY_VERIFY(!scene.find<QWidget>(u"renameDialog"_s));
}

void TestProfileActions::renamingKeepsWhatTheKeychainWouldLose()
{
    Scene scene;
    Profile orders;
    orders.name = u"orders"_s;
    orders.extras.keychained = {u"token"_s};
    QVERIFY(scene.store.save(orders));
    const QString key = profiles::secretKey(orders, u"token"_s);
    scene.secrets.write(key, base::Secret("s3cret"), this, [](const auto &) {});
    scene.secrets.goesAway = true;
    scene.actions.run(ProfileAction::Rename, orders);
    scene.type(u"renameName"_s, u"renamed"_s);
    scene.press(u"renameAccept"_s);
    auto *problem = scene.find<ui::RichView>(u"renameProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(scene.store.find(Origin::Own, u"orders"_s));
    QVERIFY(!scene.store.find(Origin::Own, u"renamed"_s));
    QCOMPARE(scene.secrets.keys, std::set<QString>{key});
}

void TestProfileActions::renamingChangesNothingButTheName()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    scene.actions.run(ProfileAction::Rename, orders);
    const QByteArray theirs = R"({"url":"nats://theirs","x":1})";
    QFile file(scene.store.fileOf(orders));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(theirs) == theirs.size());
    file.close();
    scene.type(u"renameName"_s, u"renamed"_s);
    scene.press(u"renameAccept"_s);
    QTRY_VERIFY(scene.store.find(Origin::Own, u"renamed"_s));
    QFile renamed(scene.store.fileOf(*scene.store.find(Origin::Own, u"renamed"_s)));
    QVERIFY(renamed.open(QIODevice::ReadOnly));
    QCOMPARE(renamed.readAll(), theirs);
}

void TestProfileActions::unreadableFilesCanBeRenamed()
{
    Scene scene;
    const Profile orders = scene.keep(u"orders"_s);
    QFile file(scene.store.fileOf(orders));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    scene.store.reload();
    scene.actions.run(ProfileAction::Rename, *scene.store.find(Origin::Own, u"orders"_s));
    scene.type(u"renameName"_s, u"renamed"_s);
    scene.press(u"renameAccept"_s);
    QTRY_VERIFY(scene.store.find(Origin::Own, u"renamed"_s));
    QTRY_VERIFY(!scene.find<QWidget>(u"renameDialog"_s));
}

QTEST_MAIN(TestProfileActions)
#include "tst_profileactions.moc"
