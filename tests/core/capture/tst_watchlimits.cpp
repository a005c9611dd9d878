// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/watchlimits.h"

#include <QtTest/QTest>

using namespace capture;
using namespace std::chrono_literals;

class TestWatchLimits : public QObject
{
    Q_OBJECT

private slots:
    void withoutLimitsItGoesOn();
    void theTimeIsUp();
    void exactlySoManyMessages();
    void tooManyInASecond();
    void tooManyBytesInASecond();
    void lostOnesCountForTheRate();
    void aSentenceSaysWhy();
};

namespace {

const base::Instant kStart{1h};

std::vector<nats::Message> messages(int count, base::Instant at, qsizetype size = 0)
{
    std::vector<nats::Message> batch;
    for (int i = 0; i < count; ++i)
        batch.push_back(nats::Message::fromParts("a", {}, {}, QByteArray(size, 'x'), at));
    return batch;
}

} // namespace

void TestWatchLimits::withoutLimitsItGoesOn()
{
    WatchMeter meter({}, kStart);
    QVERIFY(!meter.stopsAt());
    const auto verdict = meter.onMessages(messages(1'000, kStart), 1'000'000, kStart + 1'000h);
    QCOMPARE(verdict.taken, size_t(1'000));
    QVERIFY(!verdict.end);
}

void TestWatchLimits::theTimeIsUp()
{
    WatchMeter meter({.time = 60s}, kStart);
    QCOMPARE(*meter.stopsAt(), kStart + 60s);
    QVERIFY(!meter.onMessages(messages(1, kStart), 0, kStart + 60s - 1ns).end);
    QCOMPARE(*meter.onMessages(messages(1, kStart), 0, kStart + 60s).end, WatchEnd::Time);
    QCOMPARE(*WatchMeter({.time = base::Span::max()}, kStart).stopsAt(), base::Instant::max());
}

void TestWatchLimits::exactlySoManyMessages()
{
    WatchMeter meter({.messages = 5}, kStart);
    auto verdict = meter.onMessages(messages(4, kStart), 0, kStart);
    QCOMPARE(verdict.taken, size_t(4));
    QVERIFY(!verdict.end);
    QVERIFY(!meter.onMessages({}, 3, kStart).end);
    verdict = meter.onMessages(messages(4, kStart), 0, kStart);
    QCOMPARE(verdict.taken, size_t(1));
    QCOMPARE(*verdict.end, WatchEnd::Count);
    WatchMeter exact({.messages = 5}, kStart);
    verdict = exact.onMessages(messages(5, kStart), 0, kStart);
    QCOMPARE(verdict.taken, size_t(5));
    QCOMPARE(*verdict.end, WatchEnd::Count);
}

void TestWatchLimits::tooManyInASecond()
{
    WatchMeter meter({.perSecond = 100}, kStart);
    QVERIFY(!meter.onMessages(messages(100, kStart + 10ms), 0, kStart + 20ms).end);
    // The next second begins with the first message that comes in it.
    QVERIFY(!meter.onMessages(messages(60, kStart + 1'500ms), 0, kStart + 1'500ms).end);
    QVERIFY(!meter.onMessages(messages(40, kStart + 2'499ms), 0, kStart + 3s).end);
    const auto verdict = meter.onMessages(messages(40, kStart + 2'499ms), 0, kStart + 3s);
    QCOMPARE(verdict.taken, size_t(1));
    QCOMPARE(*verdict.end, WatchEnd::Rate);
    QVERIFY(meter.sentence(WatchEnd::Rate).contains(QStringLiteral("100 messages")));
}

void TestWatchLimits::tooManyBytesInASecond()
{
    WatchMeter meter({.perSecond = 1'000, .bytesPerSecond = 10'000}, kStart);
    QVERIFY(!meter.onMessages(messages(10, kStart, 1'000), 0, kStart).end);
    QCOMPARE(*meter.onMessages(messages(1, kStart, 1), 0, kStart).end, WatchEnd::Rate);
    QVERIFY(meter.sentence(WatchEnd::Rate).contains(QStringLiteral("10,000 bytes")));
}

void TestWatchLimits::lostOnesCountForTheRate()
{
    WatchMeter meter({.perSecond = 100}, kStart);
    QVERIFY(!meter.onMessages(messages(50, kStart), 50, kStart).end);
    QCOMPARE(*meter.onMessages({}, 1, kStart).end, WatchEnd::Rate);

    // Those of several seconds did not come in one.
    WatchMeter slow({.perSecond = 100}, kStart);
    QVERIFY(!slow.onMessages(messages(50, kStart), 0, kStart).end);
    QVERIFY(!slow.onMessages({}, 300, kStart + 4s).end);
    QCOMPARE(*slow.onMessages({}, 300, kStart + 5s).end, WatchEnd::Rate);
}

void TestWatchLimits::aSentenceSaysWhy()
{
    const WatchMeter meter({.time = 1'500ms, .messages = 2'000}, kStart);
    QCOMPARE(meter.sentence(WatchEnd::Time), QStringLiteral("Stopped after 1.5 s, as set."));
    QCOMPARE(meter.sentence(WatchEnd::Count),
             QStringLiteral("Stopped after 2000 messages, as set."));
    QVERIFY(meter.sentence(WatchEnd::User).isEmpty());
    QVERIFY(!meter.sentence(WatchEnd::SessionGone).isEmpty());
}

QTEST_GUILESS_MAIN(TestWatchLimits)
#include "tst_watchlimits.moc"
