// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/waterfall.h"

#include <QtTest/QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace ui;
using capture::Conversation;
using capture::ConversationState;

namespace {

const base::Instant kStart{1h};

Conversation answered(base::Span first, base::Span last, base::Span begin = 0ms)
{
    Conversation c;
    c.state = ConversationState::Answered;
    c.at = kStart + begin;
    c.replies = first == last ? 1 : 2;
    c.first = first;
    c.last = last;
    return c;
}

Conversation standing(ConversationState state)
{
    Conversation c;
    c.state = state;
    c.at = kStart;
    return c;
}

WaterfallScale latencies(base::Span length)
{
    return {WaterfallKind::Latency, {}, length};
}

} // namespace

class TestWaterfall : public QObject
{
    Q_OBJECT

private slots:
    void scalesAreRound_data();
    void scalesAreRound();
    void shortLatenciesCanBeToldApartBesideALongOne();
    void theAxisHoldsTheLongestInSight();
    void theAxisStaysUntilItIsFarTooLong();
    void byTimeOfDayTheAxisBeginsWithTheFirst();
    void whatStillWaitsDoesNotStretchTheAxis();
    void ticksAreRoundAndApart_data();
    void ticksAreRoundAndApart();
    void barsTellHowAConversationStands();
    void aWaitingOneGrows();
    void timesBeyondTheAxisEndWithIt();
    void labels_data();
    void labels();
};

void TestWaterfall::scalesAreRound_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<qint64>("rounded");
    QTest::newRow("nothing") << qint64(0) << qint64(10'000);
    QTest::newRow("less than can be measured") << qint64(9'999) << qint64(10'000);
    QTest::newRow("itself") << qint64(20'000) << qint64(20'000);
    QTest::newRow("one more") << qint64(20'001) << qint64(50'000);
    QTest::newRow("1.1307 s") << qint64(1'130'700'000) << qint64(2'000'000'000);
    QTest::newRow("three hundred years")
        << std::numeric_limits<qint64>::max() << qint64(50'000'000'000'000'000);
}

void TestWaterfall::scalesAreRound()
{
    QFETCH(qint64, span);
    QFETCH(qint64, rounded);
    QCOMPARE(roundedUp(base::Span(span)).count(), rounded);
}

void TestWaterfall::shortLatenciesCanBeToldApartBesideALongOne()
{
    const WaterfallScale scale = latencies(1s);
    const double three = scale.xOf(3ms, 200);
    const double ten = scale.xOf(10ms, 200);
    QVERIFY2(three > 8, qPrintable(QString::number(three)));
    QVERIFY2(ten - three > 8, qPrintable(QString::number(ten)));
    QCOMPARE(scale.xOf(1s, 200), 200.0);
}

void TestWaterfall::theAxisHoldsTheLongestInSight()
{
    WaterfallSpan span;
    span.add(answered(3ms, 3ms), kStart + 2s);
    span.add(answered(18ms, 1130ms), kStart + 2s);
    QCOMPARE(span.scale(WaterfallKind::Latency, latencies(100ms)).length, base::Span(2s));
}

void TestWaterfall::theAxisStaysUntilItIsFarTooLong()
{
    WaterfallSpan span;
    span.add(answered(10ms, 10ms), kStart + 2s);
    QCOMPARE(span.scale(WaterfallKind::Latency, latencies(100ms)).length, base::Span(100ms));
    QCOMPARE(span.scale(WaterfallKind::Latency, latencies(200ms)).length, base::Span(10ms));
    QCOMPARE(WaterfallSpan().scale(WaterfallKind::Latency, latencies(1ms)).kind,
             WaterfallKind::Latency);
}

void TestWaterfall::byTimeOfDayTheAxisBeginsWithTheFirst()
{
    WaterfallSpan span;
    span.add(answered(5ms, 30ms, 10ms), kStart + 2s);
    span.add(answered(1ms, 1ms, 200ms), kStart + 2s);
    const WaterfallScale scale = span.scale(WaterfallKind::Clock, latencies(1s));
    QCOMPARE(scale.origin, kStart + 10ms);
    QCOMPARE(scale.length, base::Span(191ms));
    const WaterfallBar bar = waterfallBar(answered(1ms, 1ms, 200ms), scale, 191, kStart + 2s);
    QCOMPARE(bar, (WaterfallBar{WaterfallBar::Form::Bar, 190, 191, 191}));
}

void TestWaterfall::whatStillWaitsDoesNotStretchTheAxis()
{
    WaterfallSpan span;
    span.add(answered(10ms, 10ms), kStart + 20s);
    span.add(standing(ConversationState::Waiting), kStart + 20s);
    QCOMPARE(span.scale(WaterfallKind::Latency, latencies(20ms)).length, base::Span(20ms));
    QCOMPARE(span.scale(WaterfallKind::Clock, {}).length, base::Span(10ms));
}

void TestWaterfall::ticksAreRoundAndApart_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<double>("width");
    for (const int kind : {0, 1}) {
        for (const qint64 length : {qint64(10'000), qint64(191'000'000), qint64(2'000'000'000),
                                    qint64(600'000'000'000)}) {
            for (const double width : {46.0, 90.0, 300.0, 2'000.0}) {
                QTest::addRow("kind %d, %lld ns on %d px", kind, static_cast<long long>(length),
                              int(width))
                    << kind << length << width;
            }
        }
    }
}

void TestWaterfall::ticksAreRoundAndApart()
{
    QFETCH(int, kind);
    QFETCH(qint64, length);
    QFETCH(double, width);
    constexpr double kApart = 46;
    const WaterfallScale scale{WaterfallKind(kind), {}, base::Span(length)};
    const auto ticks = scale.ticks(width, kApart);
    QVERIFY(!ticks.empty());
    QCOMPARE(ticks.front(), (WaterfallScale::Tick{0, u"0"_s}));
    for (size_t i = 1; i < ticks.size(); ++i) {
        QVERIFY(ticks[i].x <= width);
        QVERIFY2(ticks[i].x - ticks[i - 1].x >= kApart - 0.01, qPrintable(ticks[i].label));
        QVERIFY(ticks[i].label != ticks[i - 1].label);
    }
    if (width >= 300 && length > 100'000)
        QVERIFY(ticks.size() >= 3);
    QVERIFY(scale.ticks(kApart - 1, kApart).empty());
}

void TestWaterfall::barsTellHowAConversationStands()
{
    using Form = WaterfallBar::Form;
    const WaterfallScale scale = latencies(100ms);
    const auto bar = [&scale](const Conversation &c) {
        return waterfallBar(c, scale, 100, kStart + 25ms);
    };
    QCOMPARE(bar(answered(25ms, 100ms)), (WaterfallBar{Form::Bar, 0, 50, 100}));
    QCOMPARE(bar(answered(0ms, 0ms)), (WaterfallBar{Form::Bar, 0, 0, 0}));
    QCOMPARE(bar(standing(ConversationState::Publish)), (WaterfallBar{Form::Dot, 0, 0, 0}));
    QCOMPARE(bar(standing(ConversationState::Orphan)), (WaterfallBar{Form::Dot, 0, 0, 0}));
    QCOMPARE(bar(standing(ConversationState::Unanswered)),
             (WaterfallBar{Form::Missing, 0, 0, 100}));
}

void TestWaterfall::aWaitingOneGrows()
{
    const WaterfallScale scale = latencies(100ms);
    const Conversation waiting = standing(ConversationState::Waiting);
    QCOMPARE(waterfallBar(waiting, scale, 100, kStart + 25ms),
             (WaterfallBar{WaterfallBar::Form::Open, 0, 0, 50}));
    QCOMPARE(waterfallBar(waiting, scale, 100, kStart + 64ms).last, 80.0);
    // A file's times are not this clock's.
    QCOMPARE(waterfallBar(waiting, scale, 100, kStart - 1h).last, 0.0);
}

void TestWaterfall::timesBeyondTheAxisEndWithIt()
{
    QCOMPARE(waterfallBar(answered(25ms, 1h), latencies(100ms), 100, kStart),
             (WaterfallBar{WaterfallBar::Form::Bar, 0, 50, 100}));
}

void TestWaterfall::labels_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("label");
    QTest::newRow("none") << qint64(0) << u"0"_s;
    QTest::newRow("ns") << qint64(500) << u"500\u2009ns"_s;
    QTest::newRow("µs") << qint64(20'000) << u"20\u2009µs"_s;
    QTest::newRow("ms") << qint64(1'500'000) << u"1.5\u2009ms"_s;
    QTest::newRow("s") << qint64(2'000'000'000) << u"2\u2009s"_s;
    QTest::newRow("min") << qint64(120'000'000'000) << u"2\u2009min"_s;
}

void TestWaterfall::labels()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QString, label);
    QCOMPARE(axisLabel(base::Span(nanoseconds)), label);
}

QTEST_GUILESS_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
