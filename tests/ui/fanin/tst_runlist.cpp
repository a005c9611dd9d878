// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/runs.h"
#include "tests/support/screenshots.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runlist.h"
#include "ui/fanin/runlistmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>

using namespace ui;
using namespace std::chrono_literals;

namespace {

struct Scene
{
    Scene()
    {
        list.resize(248, 200);
        list.add(&older);
        list.add(&newer);
        list.show();
        view = list.findChild<QListView *>(QStringLiteral("runListView"));
        view->setFocus();
        // Shortcuts reach the focus widget of an active window only.
        active = QTest::qWaitForWindowActive(&list);
    }

    LiveRun older{runs::clocksAtTheEnd()};
    LiveRun newer{runs::clocks()};
    RunList list;
    QListView *view = nullptr;
    bool active = false;
};

} // namespace

class TestRunList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void theNewestRunIsFirstAndCurrent();
    void keysActivateAndPin();
    void aClickOnThePinDoesNotOpenTheRun();
    void aDeletedRunLeavesTheListAndItsPin();
    void withoutRunsItSaysWhatWillBeThere();
    void ageIsRoundedToOneUnit_data();
    void ageIsRoundedToOneUnit();
};

void TestRunList::theNewestRunIsFirstAndCurrent()
{
    Scene scene;
    QAbstractItemModelTester tester(scene.view->model(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(scene.list.current(), &scene.newer);
    QCOMPARE(scene.view->currentIndex().row(), 0);
    QCOMPARE(scene.view->currentIndex().data().toString(), QStringLiteral("demo.time"));
    QVERIFY(screenshots::saveInBothThemes(scene.list, QStringLiteral("runlist")));
}

void TestRunList::keysActivateAndPin()
{
    Scene scene;
    QVERIFY(scene.active);
    QSignalSpy activated(&scene.list, &RunList::activated);
    QSignalSpy pinned(&scene.list, &RunList::pinned);
    QTest::keyClick(scene.view, Qt::Key_Down);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().value<LiveRun *>(), &scene.older);
    QTest::keyClick(scene.view, Qt::Key_P);
    QCOMPARE(scene.list.pinnedRun(), &scene.older);
    QTest::keyClick(scene.view, Qt::Key_P);
    QCOMPARE(scene.list.pinnedRun(), nullptr);
    QCOMPARE(pinned.count(), 2);
}

void TestRunList::aClickOnThePinDoesNotOpenTheRun()
{
    Scene scene;
    QSignalSpy activated(&scene.list, &RunList::activated);
    const QRect row = scene.view->visualRect(scene.view->model()->index(1, 0));
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {},
                      {row.right() - 15, row.center().y()});
    QCOMPARE(scene.list.pinnedRun(), &scene.older);
    QCOMPARE(activated.count(), 0);
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, {40, row.center().y()});
    QCOMPARE(activated.count(), 1);
}

void TestRunList::aDeletedRunLeavesTheListAndItsPin()
{
    Scene scene;
    auto gone = std::make_unique<LiveRun>(runs::clocks());
    scene.list.add(gone.get());
    QTest::keyClick(scene.view, Qt::Key_P);
    QCOMPARE(scene.list.pinnedRun(), gone.get());
    QSignalSpy pinned(&scene.list, &RunList::pinned);
    gone.reset();
    QCOMPARE(pinned.count(), 1);
    QCOMPARE(pinned.first().first().value<LiveRun *>(), nullptr);
    QCOMPARE(scene.view->model()->rowCount(), 2);
    QCOMPARE(scene.list.pinnedRun(), nullptr);
}

void TestRunList::withoutRunsItSaysWhatWillBeThere()
{
    RunList list;
    list.show();
    auto *empty = list.findChild<QLabel *>(QStringLiteral("runListEmpty"));
    QVERIFY(empty->isVisible());
    LiveRun run(runs::clocks());
    list.add(&run);
    QVERIFY(!empty->isVisible());
    list.remove(&run);
    QVERIFY(empty->isVisible());
}

void TestRunList::ageIsRoundedToOneUnit_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("just before ten seconds") << 9 << QStringLiteral("now");
    QTest::newRow("ten seconds") << 10 << QStringLiteral("10 s");
    QTest::newRow("just before a minute") << 59 << QStringLiteral("50 s");
    QTest::newRow("a minute") << 60 << QStringLiteral("1 min");
    QTest::newRow("just before an hour") << 3599 << QStringLiteral("59 min");
    QTest::newRow("an hour") << 3600 << QStringLiteral("1 h");
    QTest::newRow("a day") << 86400 << QStringLiteral("1 d");
}

void TestRunList::ageIsRoundedToOneUnit()
{
    QFETCH(int, seconds);
    QFETCH(QString, text);
    QCOMPARE(RunListModel::ageText(std::chrono::seconds(seconds)), text);
}

QTEST_MAIN(TestRunList)
#include "tst_runlist.moc"
