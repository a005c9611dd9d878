// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What is done for a key once, however many wait. Waiting blocks: it goes beside the test.
#include "core/accountserver/flights.h"

#include <QtTest/QTest>

#include <atomic>
#include <future>

using namespace accountserver;
using namespace std::chrono_literals;

class TestFlights : public QObject
{
    Q_OBJECT

private slots:
    void manyWhoWaitAreOneFlight();
    void whoHasNoPatienceLeavesItFlying();
    void noMoreThreadsThanAllowed();
    void whatNobodyWaitsForIsNotBegun();
    void noMoreKeysThanAllowed();
    void stoppingFreesWhoeverWaits();
};

namespace {

Upstream::Copy copyOf(qint64 freshFor)
{
    return {{}, freshFor, {}};
}

// Work that is held back until the gate opens.
struct Gate
{
    std::promise<void> promise;
    std::shared_future<void> opened = promise.get_future().share();
    std::atomic<int> begun = 0;

    [[nodiscard]] Flights::Work work()
    {
        return [this](const QByteArray &key) -> Flights::Result {
            ++begun;
            opened.wait();
            return copyOf(key.size());
        };
    }
    void open() { promise.set_value(); }
};

using Joined = std::future<std::optional<Flights::Result>>;

Joined join(Flights &flights, const QByteArray &key, std::chrono::milliseconds patience = 1h)
{
    return std::async(std::launch::async,
                      [&flights, key, patience] { return flights.join(key, patience); });
}

bool isReady(const Joined &joined)
{
    return joined.wait_for(0s) == std::future_status::ready;
}

} // namespace

void TestFlights::manyWhoWaitAreOneFlight()
{
    Gate gate;
    Flights flights(4, gate.work());
    std::vector<Joined> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(join(flights, "abc"));
    QTRY_COMPARE(gate.begun.load(), 1);
    gate.open();
    for (Joined &joined : all) {
        QTRY_VERIFY(isReady(joined));
        QVERIFY(joined.get()->value().freshFor == 3);
    }
    // Whoever came after it had landed made it fly again.
    QVERIFY(gate.begun >= 1);
    const int before = gate.begun;
    auto later = join(flights, "abc");
    QTRY_VERIFY(isReady(later));
    QCOMPARE(gate.begun.load(), before + 1);
}

void TestFlights::whoHasNoPatienceLeavesItFlying()
{
    Gate gate;
    Flights flights(1, gate.work());
    auto patient = join(flights, "abc");
    QTRY_COMPARE(gate.begun.load(), 1);
    auto hasty = join(flights, "abc", 0ms);
    QTRY_VERIFY(isReady(hasty));
    QVERIFY(!hasty.get());
    QVERIFY(!isReady(patient));
    gate.open();
    QTRY_VERIFY(isReady(patient));
    QVERIFY(patient.get().has_value());
    QCOMPARE(gate.begun.load(), 1);
}

void TestFlights::noMoreThreadsThanAllowed()
{
    Gate gate;
    Flights flights(2, gate.work());
    std::vector<Joined> all;
    for (const char *key : {"a", "b", "c", "d", "e"})
        all.push_back(join(flights, key));
    QTRY_COMPARE(gate.begun.load(), 2);
    gate.open();
    for (Joined &joined : all) {
        QTRY_VERIFY(isReady(joined));
        QVERIFY(joined.get().has_value());
    }
    QCOMPARE(gate.begun.load(), 5);
}

void TestFlights::whatNobodyWaitsForIsNotBegun()
{
    Gate gate;
    Flights flights(1, gate.work());
    auto first = join(flights, "a");
    QTRY_COMPARE(gate.begun.load(), 1);
    auto hasty = join(flights, "b", 1ms);
    QTRY_VERIFY(isReady(hasty));
    QVERIFY(!hasty.get());
    gate.open();
    QTRY_VERIFY(isReady(first));
    auto next = join(flights, "c");
    QTRY_VERIFY(isReady(next));
    QCOMPARE(gate.begun.load(), 2);
}

void TestFlights::noMoreKeysThanAllowed()
{
    Gate gate;
    Flights flights(1, gate.work());
    auto first = join(flights, "first");
    QTRY_COMPARE(gate.begun.load(), 1);
    for (int i = 1; i < Flights::kMaxKeys; ++i)
        QVERIFY(!flights.join(QByteArray::number(i), 0ms));
    // Too many to wait, however patient.
    QVERIFY(!flights.join("one more", 1h));
    gate.open();
    QTRY_VERIFY(isReady(first));
    QVERIFY(first.get().has_value());
    // Then there is room again.
    std::optional<Flights::Result> room;
    QTRY_VERIFY((room = flights.join("one more", 1s)));
}

void TestFlights::stoppingFreesWhoeverWaits()
{
    Gate gate;
    Flights flights(1, gate.work());
    auto flying = join(flights, "a");
    QTRY_COMPARE(gate.begun.load(), 1);
    auto queued = join(flights, "b");
    flights.stop();
    QTRY_VERIFY(isReady(flying) && isReady(queued));
    QVERIFY(!flying.get());
    QVERIFY(!queued.get());
    QVERIFY(!flights.join("c", 1h));
    gate.open();
}

QTEST_APPLESS_MAIN(TestFlights)
#include "tst_flights.moc"
