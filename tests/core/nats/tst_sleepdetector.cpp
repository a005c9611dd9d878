// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// T44: what two clocks tell about a machine that slept.
#include "core/nats/sleepdetector.h"

#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;

class TestSleepDetector : public QObject
{
    Q_OBJECT

private slots:
    void clocksTell_data();
    void clocksTell();
    void theFirstReadingSaysNothing();
    void slowDriftIsNoSleep();
    void aSleepIsToldOnce();
};

void TestSleepDetector::clocksTell_data()
{
    QTest::addColumn<qint64>("steadyMs");
    QTest::addColumn<qint64>("wallMs");
    QTest::addColumn<bool>("slept");
    QTest::newRow("in step") << qint64(1000) << qint64(1000) << false;
    QTest::newRow("a little late") << qint64(1900) << qint64(1900) << false;
    QTest::newRow("wall 5 s ahead") << qint64(1000) << qint64(6000) << false;
    QTest::newRow("wall more than 5 s ahead") << qint64(1000) << qint64(6001) << true;
    QTest::newRow("a night") << qint64(1000) << qint64(8 * 3600 * 1000) << true;
    QTest::newRow("wall set back") << qint64(1000) << qint64(-3600 * 1000) << false;
    QTest::newRow("both 5 s late: a busy machine") << qint64(6000) << qint64(6000) << false;
    QTest::newRow("both more than 5 s late: stopped") << qint64(6001) << qint64(6001) << true;
    QTest::newRow("stopped, and the wall clock set back") << qint64(9000) << qint64(0) << true;
}

void TestSleepDetector::clocksTell()
{
    QFETCH(qint64, steadyMs);
    QFETCH(qint64, wallMs);
    QFETCH(bool, slept);
    const base::Instant steady{1h};
    const SleepDetector::WallTime wall{20000h};
    SleepDetector detector;
    QVERIFY(!detector.slept(steady, wall));
    QCOMPARE(detector.slept(steady + std::chrono::milliseconds(steadyMs),
                            wall + std::chrono::milliseconds(wallMs)),
             slept);
}

void TestSleepDetector::theFirstReadingSaysNothing()
{
    SleepDetector detector;
    QVERIFY(!detector.slept(base::Instant(1h), SleepDetector::WallTime(500000h)));
}

void TestSleepDetector::slowDriftIsNoSleep()
{
    SleepDetector detector;
    base::Instant steady{1h};
    SleepDetector::WallTime wall{20000h};
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!detector.slept(steady, wall));
        steady += 1s;
        wall += 1500ms;
    }
}

void TestSleepDetector::aSleepIsToldOnce()
{
    SleepDetector detector;
    const base::Instant steady{1h};
    const SleepDetector::WallTime wall{20000h};
    (void)detector.slept(steady, wall);
    QVERIFY(detector.slept(steady + 1s, wall + 60s));
    QVERIFY(!detector.slept(steady + 2s, wall + 61s));
}

QTEST_GUILESS_MAIN(TestSleepDetector)
#include "tst_sleepdetector.moc"
