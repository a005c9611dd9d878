// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.h"
#include "core/capture/filetime.h"

#include <QtTest/QTest>

using namespace std::chrono_literals;
using capture::WallTime;

class TestFileTime : public QObject
{
    Q_OBJECT

private slots:
    void timesAreWritten_data();
    void timesAreWritten();
    void theWindowWritesThemAlike();
    void timesAreRead_data();
    void timesAreRead();
    void whatIsNoTimeIsRefused_data();
    void whatIsNoTimeIsRefused();
};

void TestFileTime::timesAreWritten_data()
{
    QTest::addColumn<qint64>("nanos");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000000000Z");
    QTest::newRow("just before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999999999Z");
    QTest::newRow("a nanosecond") << qint64(1795377693'000000001)
                                  << QByteArray("2026-11-22T20:01:33.000000001Z");
    QTest::newRow("a leap day") << qint64(1709164799'999999999)
                                << QByteArray("2024-02-28T23:59:59.999999999Z");
    QTest::newRow("the day after it")
        << qint64(1709251200'000000000) << QByteArray("2024-03-01T00:00:00.000000000Z");
}

void TestFileTime::timesAreWritten()
{
    QFETCH(qint64, nanos);
    QFETCH(QByteArray, text);
    QByteArray out("<");
    capture::appendTime(out, WallTime(std::chrono::nanoseconds(nanos)));
    QCOMPARE(out, QByteArray("<" + text));
    if (nanos >= 0)
        QCOMPARE(capture::parseTime(text)->time_since_epoch().count(), nanos);
}

void TestFileTime::theWindowWritesThemAlike()
{
    const base::WallAnchor anchor = base::WallAnchor::now();
    for (const base::Span later : {0ns, 1ns, 999'999'999ns, 86'400'000'000'000ns, -1ns}) {
        QByteArray out;
        capture::appendTime(out, anchor.wallAt(anchor.steady + later));
        QCOMPARE(out, anchor.rfc3339(anchor.steady + later));
    }
}

void TestFileTime::timesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanos");
    const auto row = [](const char *text, qint64 nanos) {
        QTest::newRow(text) << QByteArray(text) << nanos;
    };
    row("2026-11-22T20:01:33Z", 1795377693'000000000);
    row("2026-11-22 20:01:33z", 1795377693'000000000);
    row("2026-11-22T20:01:33.5Z", 1795377693'500000000);
    row("2026-11-22T20:01:33.1234567899Z", 1795377693'123456789);
    row("2026-11-22T22:01:33+02:00", 1795377693'000000000);
    row("2026-11-22T15:31:33-04:30", 1795377693'000000000);
    row("2016-12-31T23:59:60Z", 1483228800'000000000);
    row("1970-01-01T00:00:00Z", 0);
    row("2199-12-31T23:59:59Z", 7258118399'000000000);
}

void TestFileTime::timesAreRead()
{
    QFETCH(QByteArray, text);
    const auto time = capture::parseTime(text);
    QVERIFY(time);
    QTEST(qint64(time->time_since_epoch().count()), "nanos");
}

void TestFileTime::whatIsNoTimeIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "2026",
                             "2026-11-22",
                             "2026-11-22T20:01:33",
                             "2026-11-22T20:01:33.Z",
                             "2026-11-22T20:01:33.5",
                             "2026-11-22T20:01:33.5Zx",
                             "2026-11-22T20:01:33+0200",
                             "2026-11-22T20:01:33+24:00",
                             "2026-11-22T20:01:33+02:60",
                             "2026-13-22T20:01:33Z",
                             "2026-02-29T20:01:33Z",
                             "2026-00-01T20:01:33Z",
                             "2026-01-00T20:01:33Z",
                             "2026-11-22T24:01:33Z",
                             "2026-11-22T20:60:33Z",
                             "2026-11-22T20:01:61Z",
                             "1969-12-31T23:59:59Z",
                             "2200-01-01T00:00:00Z",
                             "+026-11-22T20:01:33Z",
                             "2026-1a-22T20:01:33Z",
                             "2026/11/22T20:01:33Z",
                             "2026-11-22X20:01:33Z"})
        QTest::newRow(*text == 0 ? "(empty)" : text) << QByteArray(text);
}

void TestFileTime::whatIsNoTimeIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!capture::parseTime(text));
}

QTEST_GUILESS_MAIN(TestFileTime)
#include "tst_filetime.moc"
