// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/overviewstrip.h"

#include "tests/support/traffic.h"
#include "ui/common/theme.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace ui;
using traffic::add;
using traffic::at;

namespace {

const base::WallAnchor kAnchor{
    at(0), std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(20)};

// Ten seconds, a message each 100 ms: a hundred bars of 6 px.
struct Scene
{
    capture::Feed feed{kAnchor};
    OverviewStrip strip;
    QSignalSpy brushed{&strip, &OverviewStrip::brushChanged};

    Scene()
    {
        for (int i = 0; i < 100; ++i)
            add(feed.edit(), i * 100, "a");
        feed.publish();
        strip.resize(600, strip.sizeHint().height());
        strip.setFeed(&feed);
        strip.show();
        strip.setFocus();
        (void)QTest::qWaitForWindowActive(&strip);
    }

    void drag(int from, int to)
    {
        QTest::mousePress(&strip, Qt::LeftButton, {}, {from, 20});
        QTest::mouseMove(&strip, {(from + to) / 2, 20});
        QTest::mouseMove(&strip, {to, 20});
        QTest::mouseRelease(&strip, Qt::LeftButton, {}, {to, 20});
    }

    [[nodiscard]] bool isBrushed(qint64 from, qint64 to) const
    {
        return strip.from() == at(from) && strip.to() == at(to);
    }
};

} // namespace

class TestOverviewStrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aStretchIsBrushed();
    void aBrushIsMovedAndResized();
    void aClickBesideItLetsGo();
    void aDoubleClickLetsGo();
    void keysBrush();
    void escapeWithoutABrushIsNotTaken();
    void aProgramsBrushIsSilent();
    void clearedTrafficHasNoBrush();
    void nothingCannotBeBrushed();
    void aFeedMayGoFirst();
    void itSaysWhatItShows();
};

void TestOverviewStrip::initTestCase()
{
    qputenv("TZ", "UTC");
    applyTheme(*qApp, Scheme::Light);
}

void TestOverviewStrip::aStretchIsBrushed()
{
    Scene scene;
    scene.drag(61, 181);
    QVERIFY(scene.isBrushed(1'000, 3'000));
    QVERIFY(!scene.brushed.isEmpty());
    // Outside of it another one begins.
    scene.drag(400, 340);
    QVERIFY(scene.isBrushed(5'700, 6'700));
}

void TestOverviewStrip::aBrushIsMovedAndResized()
{
    Scene scene;
    scene.strip.setBrush(at(1'000), at(3'000)); // 60 to 180 px
    scene.drag(120, 150);
    QVERIFY(scene.isBrushed(1'500, 3'500));
    scene.drag(210, 240);
    QVERIFY(scene.isBrushed(1'500, 4'000));
    scene.drag(90, 60);
    QVERIFY(scene.isBrushed(1'000, 4'000));
}

void TestOverviewStrip::aClickBesideItLetsGo()
{
    Scene scene;
    scene.strip.setBrush(at(1'000), at(3'000));
    QTest::mouseClick(&scene.strip, Qt::LeftButton, {}, {120, 20});
    QVERIFY(scene.isBrushed(1'000, 3'000));
    QCOMPARE(scene.brushed.size(), 0);
    QTest::mouseClick(&scene.strip, Qt::LeftButton, {}, {400, 20});
    QCOMPARE(scene.strip.from(), std::nullopt);
    QCOMPARE(scene.brushed.size(), 1);
}

void TestOverviewStrip::aDoubleClickLetsGo()
{
    Scene scene;
    scene.strip.setBrush(at(1'000), at(3'000));
    QTest::mouseDClick(&scene.strip, Qt::LeftButton, {}, {120, 20});
    QCOMPARE(scene.strip.to(), std::nullopt);
}

void TestOverviewStrip::keysBrush()
{
    Scene scene;
    QTest::keyClick(&scene.strip, Qt::Key_Left);
    QVERIFY(scene.isBrushed(8'900, 10'000)); // the newest tenth
    QTest::keyClick(&scene.strip, Qt::Key_Left);
    QVERIFY(scene.isBrushed(8'800, 9'900));
    QTest::keyClick(&scene.strip, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(scene.isBrushed(7'800, 8'900));
    QTest::keyClick(&scene.strip, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(scene.isBrushed(7'800, 9'000));
    QTest::keyClick(&scene.strip, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(scene.isBrushed(7'800, 8'000));
    QTest::keyClick(&scene.strip, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(scene.isBrushed(7'800, 7'900)); // never empty
    QTest::keyClick(&scene.strip, Qt::Key_Escape);
    QCOMPARE(scene.strip.from(), std::nullopt);
    QCOMPARE(scene.brushed.size(), 7);
}

void TestOverviewStrip::escapeWithoutABrushIsNotTaken()
{
    Scene scene;
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, {});
    QApplication::sendEvent(&scene.strip, &escape);
    QVERIFY(!escape.isAccepted());
}

void TestOverviewStrip::aProgramsBrushIsSilent()
{
    Scene scene;
    scene.strip.setBrush(at(1'000), at(3'000));
    scene.strip.setBrush(std::nullopt, at(3'000));
    QCOMPARE(scene.strip.from(), std::nullopt);
    QCOMPARE(scene.brushed.size(), 0);
}

void TestOverviewStrip::clearedTrafficHasNoBrush()
{
    Scene scene;
    scene.strip.setBrush(at(1'000), at(3'000));
    scene.feed.clear();
    QTRY_COMPARE(scene.brushed.size(), 1);
    QCOMPARE(scene.strip.from(), std::nullopt);
}

void TestOverviewStrip::nothingCannotBeBrushed()
{
    Scene scene;
    capture::Feed none(kAnchor);
    scene.strip.setFeed(&none);
    scene.drag(60, 180);
    QTest::keyClick(&scene.strip, Qt::Key_Left);
    QCOMPARE(scene.brushed.size(), 0);
    QCOMPARE(scene.strip.accessibleDescription(), u"nothing yet"_s);
}

void TestOverviewStrip::aFeedMayGoFirst()
{
    OverviewStrip strip;
    strip.resize(600, 64);
    strip.show();
    {
        capture::Feed feed(kAnchor);
        add(feed.edit(), 0, "a");
        feed.publish();
        strip.setFeed(&feed);
        QVERIFY(!strip.grab().isNull());
    }
    QVERIFY(!strip.grab().isNull());
    QCOMPARE(strip.accessibleDescription(), QString());
}

void TestOverviewStrip::itSaysWhatItShows()
{
    Scene scene;
    QCOMPARE(scene.strip.accessibleName(), u"Messages over time"_s);
    QCOMPARE(scene.strip.accessibleDescription(), u"100 messages · peak 10 a second"_s);
    scene.strip.setBrush(at(1'000), at(3'500));
    QCOMPARE(scene.strip.accessibleDescription(),
             u"20:00:01.0 – 20:00:03.5 · 2.50\u2009s · Esc shows all"_s);
    // Of what is there, not of what has been cleared.
    scene.feed.clear();
    add(scene.feed.edit(), 20'000, "a");
    scene.feed.publish();
    QTRY_COMPARE(scene.strip.accessibleDescription(), u"1 message"_s);
}

QTEST_MAIN(TestOverviewStrip)
#include "tst_overviewstrip.moc"
