// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// T41: how long is waited between two passes over the servers.
#include "core/nats/backoff.h"

#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private slots:
    void t41WaitsStayWithinTheirBounds();
    void t41SuccessBeginsAnew();
    void itNeverEnds();
};

void TestBackoff::t41WaitsStayWithinTheirBounds()
{
    constexpr double kMost = 0.999'999;
    Backoff low;
    Backoff high;
    QCOMPARE(low.next(0), base::Span(0));
    QVERIFY(high.next(kMost) < 100ms);
    for (const std::chrono::milliseconds middle :
         {500ms, 1000ms, 2000ms, 4000ms, 8000ms, 16000ms, 30000ms, 30000ms, 30000ms}) {
        QCOMPARE(low.next(0), base::Span(middle) / 2);
        const base::Span most = high.next(kMost);
        QVERIFY(most < middle * 3 / 2);
        QVERIFY(most > middle * 3 / 2 - 1ms);
    }
}

void TestBackoff::t41SuccessBeginsAnew()
{
    Backoff backoff;
    for (int i = 0; i < 20; ++i)
        (void)backoff.next(0.5);
    QCOMPARE(backoff.next(0.5), base::Span(30s));
    backoff.reset();
    QCOMPARE(backoff.next(0.5), base::Span(50ms));
    QCOMPARE(backoff.next(0.5), base::Span(500ms));
}

void TestBackoff::itNeverEnds()
{
    Backoff backoff;
    for (int i = 0; i < 100'000; ++i) {
        const base::Span wait = backoff.next(0.25);
        QVERIFY(wait > base::Span(0) && wait <= base::Span(45s));
    }
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
