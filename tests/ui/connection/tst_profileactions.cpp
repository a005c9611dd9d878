// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileactions.h"

#include "core/profiles/secretstore.h"
#include "tests/support/screenshots.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QInputDialog>
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
    profiles::MemorySecretStore secrets;
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
    auto *dialog = scene.find<QInputDialog>(u"renameDialog"_s);
    dialog->setTextValue(u"renamed"_s);
    dialog->accept();
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

QTEST_MAIN(TestProfileActions)
#include "tst_profileactions.moc"
