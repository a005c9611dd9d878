// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/timescale.h"

#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

constexpr Axis kAxis{100, 1000};
constexpr TimeRange kTwoSeconds{0s, 2s};

} // namespace

class TestTimescale : public QObject
{
    Q_OBJECT

private slots:
    void timesAndPixelsAreEachOthersInverse_data();
    void timesAndPixelsAreEachOthersInverse();
    void aRangeWithoutLengthPutsEverythingOnTheLeftEdge();
    void anAxisWithoutWidthReadsTheBegin();
    void zoomKeepsTheAnchorInPlace_data();
    void zoomKeepsTheAnchorInPlace();
    void zoomStopsAtTheShortestAndTheLongestRange();
    void keptNearMovesBackWithoutResizing();
    void tickStepsAreNice_data();
    void tickStepsAreNice();
    void tickLabelsShowWhatTheStepNeeds_data();
    void tickLabelsShowWhatTheStepNeeds();
};

void TestTimescale::timesAndPixelsAreEachOthersInverse_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<double>("x");
    QTest::newRow("left edge") << qint64(0) << 100.0;
    QTest::newRow("middle") << qint64(1'000'000'000) << 600.0;
    QTest::newRow("right edge") << qint64(2'000'000'000) << 1100.0;
    QTest::newRow("outside") << qint64(-200'000'000) << 0.0;
}

void TestTimescale::timesAndPixelsAreEachOthersInverse()
{
    QFETCH(qint64, at);
    QFETCH(double, x);
    QCOMPARE(timeToX(base::Span(at), kTwoSeconds, kAxis), x);
    QCOMPARE(xToTime(x, kTwoSeconds, kAxis), base::Span(at));
}

void TestTimescale::aRangeWithoutLengthPutsEverythingOnTheLeftEdge()
{
    const TimeRange point{5ms, 5ms};
    QCOMPARE(timeToX(5ms, point, kAxis), 100.0);
    QCOMPARE(timeToX(900ms, point, kAxis), 100.0);
    QCOMPARE(timeToX(0ms, TimeRange{2ms, 1ms}, kAxis), 100.0);
}

void TestTimescale::anAxisWithoutWidthReadsTheBegin()
{
    QCOMPARE(xToTime(500, TimeRange{3ms, 9ms}, Axis{100, 0}), base::Span(3ms));
    QCOMPARE(xToTime(500, TimeRange{3ms, 9ms}, Axis{100, -5}), base::Span(3ms));
}

void TestTimescale::zoomKeepsTheAnchorInPlace_data()
{
    QTest::addColumn<double>("factor");
    QTest::newRow("in") << 0.5;
    QTest::newRow("out") << 2.0;
    QTest::newRow("not at all") << 1.0;
}

void TestTimescale::zoomKeepsTheAnchorInPlace()
{
    QFETCH(double, factor);
    const base::Span anchor = 700ms;
    const TimeRange range = zoomed(kTwoSeconds, anchor, factor);
    QCOMPARE(timeToX(anchor, range, kAxis), timeToX(anchor, kTwoSeconds, kAxis));
    QCOMPARE(double(range.length().count()), 2e9 * factor);
}

void TestTimescale::zoomStopsAtTheShortestAndTheLongestRange()
{
    QCOMPARE(zoomed(kTwoSeconds, 0s, 1e-12).length(), kShortestRange);
    QCOMPARE(zoomed(kTwoSeconds, 0s, 1e12).length(), kLongestRange);
}

void TestTimescale::keptNearMovesBackWithoutResizing()
{
    const TimeRange tooFarRight{5s, 6s};
    const TimeRange kept = keptNear(tooFarRight, 2s);
    QCOMPARE(kept.length(), base::Span(1s));
    QVERIFY(kept.begin < 2s && kept.end > 1s);
    QCOMPARE(keptNear(TimeRange{-3s, -2s}, 2s).length(), base::Span(1s));
    QVERIFY(keptNear(TimeRange{-3s, -2s}, 2s).end > 0s);
    const TimeRange inside{500ms, 600ms};
    QCOMPARE(keptNear(inside, 2s), inside);
}

void TestTimescale::tickStepsAreNice_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<qint64>("step");
    QTest::newRow("2 s: 100 ms would be 50 px") << qint64(2'000'000'000) << qint64(200'000'000);
    QTest::newRow("1.6 s: 100 ms fit") << qint64(1'600'000'000) << qint64(100'000'000);
    QTest::newRow("60 µs") << qint64(60'000) << qint64(5'000);
    QTest::newRow("a minute") << qint64(60'000'000'000) << qint64(5'000'000'000);
    QTest::newRow("no length") << qint64(0) << qint64(kShortestRange.count());
}

void TestTimescale::tickStepsAreNice()
{
    QFETCH(qint64, length);
    QFETCH(qint64, step);
    QCOMPARE(tickStep(TimeRange{0s, base::Span(length)}, kAxis, 60).count(), step);
}

void TestTimescale::tickLabelsShowWhatTheStepNeeds_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<QString>("label");
    QTest::newRow("ms") << qint64(400'000'000) << qint64(200'000'000) << qint64(2'000'000'000)
                        << QStringLiteral("400 ms");
    QTest::newRow("parts of a ms") << qint64(1'250'000) << qint64(50'000) << qint64(2'000'000)
                                   << QStringLiteral("1.25 ms");
    QTest::newRow("µs") << qint64(20'000) << qint64(10'000) << qint64(90'000)
                        << QStringLiteral("20 µs");
    QTest::newRow("s") << qint64(15'000'000'000) << qint64(5'000'000'000)
                       << qint64(60'000'000'000) << QStringLiteral("15 s");
}

void TestTimescale::tickLabelsShowWhatTheStepNeeds()
{
    QFETCH(qint64, at);
    QFETCH(qint64, step);
    QFETCH(qint64, end);
    QFETCH(QString, label);
    QString shown = tickLabel(base::Span(at), base::Span(step), TimeRange{0s, base::Span(end)});
    QCOMPARE(shown.replace(QChar(0x2009), QChar(u' ')), label);
}

QTEST_APPLESS_MAIN(TestTimescale)
#include "tst_timescale.moc"
