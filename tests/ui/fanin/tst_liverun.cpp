// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "tests/support/runs.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runtext.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

// A live run with its gather; the session is never opened, so the gather's signals are the test's.
struct Scene
{
    Scene()
        : live(fanin::Run(runs::gatherSpec(), runs::byClock(), {runs::kSentAt, {}})),
          gather(session.request(runs::gatherSpec(), nullptr))
    {
        live.attach(gather);
    }

    nats::Session session{nats::ConnectOptions{}};
    LiveRun live;
    QPointer<nats::Gather> gather;
};

std::vector<nats::Reply> batch(qsizetype count)
{
    const fanin::Run run = runs::many(count, 3);
    std::vector<nats::Reply> replies;
    for (qsizetype i = 0; i < count; ++i)
        replies.push_back(run.reply(i));
    return replies;
}

} // namespace

class TestLiveRun : public QObject
{
    Q_OBJECT

private slots:
    void ownsItsGather();
    void sendingWithoutAConnectionEndsWithThatReason();
    void repliesReachTheRunBeforeTheirSignal();
    void manyRepliesAreNotReadInTheTurnTheyCome();
    void onlyReadRepliesAreAnnounced();
    void repliesStillUnreadAtTheEndAreReadAfterIt();
    void aChangeOfReadingWhileSomeAreUnreadLosesNone();
    void wireRecordsAreCollected();
    void elapsedStopsAtTheEnd();
    void manyRepliesAreReadAgainInSlices();
    void theSameReadingIsNotReadAgain();
    void remembersWhenEachResponderFirstAnswered();
};

void TestLiveRun::ownsItsGather()
{
    Scene scene;
    QCOMPARE(scene.gather->parent(), &scene.live);
    auto *live = new LiveRun(runs::clocks());
    QPointer<nats::Gather> gather = scene.session.request(runs::gatherSpec(), nullptr);
    live->attach(gather);
    delete live;
    QVERIFY(!gather);
}

void TestLiveRun::sendingWithoutAConnectionEndsWithThatReason()
{
    Scene scene;
    QVERIFY(scene.live.isRunning());
    QSignalSpy changed(&scene.live, &LiveRun::changed);
    QTRY_VERIFY(scene.live.run().outcome());
    QCOMPARE(scene.live.run().outcome()->reason, nats::EndReason::NotConnected);
    QVERIFY(!scene.live.isRunning());
    QVERIFY(changed.count() > 0);
}

void TestLiveRun::repliesReachTheRunBeforeTheirSignal()
{
    Scene scene;
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    qsizetype seen = -1;
    connect(&scene.live, &LiveRun::repliesAppended, &scene.live,
            [&scene, &seen](qsizetype first, qsizetype count) {
                QCOMPARE(first, 0);
                QCOMPARE(count, 1);
                seen = scene.live.run().size();
            });
    emit scene.gather->repliesAdded({runs::reply({1, "a", "x"})});
    QTRY_COMPARE(seen, 1);
}

void TestLiveRun::manyRepliesAreNotReadInTheTurnTheyCome()
{
    Scene scene;
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    QSignalSpy changed(&scene.live, &LiveRun::changed);
    const auto replies = batch(20'000);
    emit scene.gather->repliesAdded(replies);
    emit scene.gather->repliesAdded(replies);
    // What needs no reading is known at once.
    QCOMPARE(scene.live.run().readCount(), 0);
    QCOMPARE(scene.live.run().figures().replies, quint64(40'000));
    QVERIFY(scene.live.run().figures().median);
    QCOMPARE(changed.count(), 2);
    QTRY_COMPARE(scene.live.announced(), 40'000);
    QVERIFY(scene.live.run().isRead());
}

void TestLiveRun::onlyReadRepliesAreAnnounced()
{
    Scene scene;
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    qsizetype next = 0;
    bool contiguous = true;
    bool read = true;
    connect(&scene.live, &LiveRun::repliesAppended, &scene.live,
            [&](qsizetype first, qsizetype count) {
                contiguous = contiguous && first == next && count > 0;
                next = first + count;
                read = read && next <= scene.live.run().readCount();
            });
    for (int i = 0; i < 5; ++i)
        emit scene.gather->repliesAdded(batch(10'000));
    QTRY_COMPARE(next, 50'000);
    QVERIFY(contiguous);
    QVERIFY(read);
}

void TestLiveRun::repliesStillUnreadAtTheEndAreReadAfterIt()
{
    Scene scene;
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    emit scene.gather->repliesAdded(batch(20'000));
    emit scene.gather->finished(runs::ended(scene.live.run(), nats::EndReason::Deadline, 2000));
    emit scene.gather->settled({});
    QVERIFY(!scene.live.run().isRead());
    QCOMPARE(stateOf(scene.live.run(), {}).headline, QStringLiteral("Reading the replies"));
    bool complete = false; // as the last signal found it
    connect(&scene.live, &LiveRun::changed, &scene.live,
            [&] { complete = scene.live.run().isRead(); });
    QTRY_VERIFY(complete);
    QCOMPARE(scene.live.announced(), 20'000);
    QCOMPARE(scene.live.run().figures().distinct, quint64(1));
    QVERIFY(stateOf(scene.live.run(), {}).headline != QStringLiteral("Reading the replies"));
}

void TestLiveRun::aChangeOfReadingWhileSomeAreUnreadLosesNone()
{
    Scene scene;
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    emit scene.gather->repliesAdded(batch(100));
    QTRY_COMPARE(scene.live.announced(), 100);
    emit scene.gather->repliesAdded(batch(20'000));
    QSignalSpy replaced(&scene.live, &LiveRun::readingReplaced);
    fanin::Reading reading = scene.live.run().reading();
    reading.lanes = fanin::ByArrival{};
    scene.live.setReading(reading);
    QTRY_COMPARE(scene.live.announced(), 20'100);
    QCOMPARE(replaced.count(), 1);
    QVERIFY(scene.live.run().isRead());
}

void TestLiveRun::wireRecordsAreCollected()
{
    Scene scene;
    QSignalSpy appended(&scene.live, &LiveRun::wireAppended);
    nats::WireRecord record;
    record.entries.push_back({runs::kSentAt, nats::WireEntry::Direction::Out, "PING", -1});
    record.unlisted = 2;
    emit scene.gather->wireAdded(record);
    emit scene.gather->wireAdded(record);
    QCOMPARE(appended.count(), 2);
    QCOMPARE(scene.live.run().wire().entries.size(), size_t(2));
    QCOMPARE(scene.live.run().wire().unlisted, quint64(4));
}

void TestLiveRun::elapsedStopsAtTheEnd()
{
    Scene scene;
    QCOMPARE(scene.live.elapsed(runs::kSentAt + 5s), base::Span(0));
    emit scene.gather->started("_INBOX.x", runs::kSentAt);
    QCOMPARE(scene.live.elapsed(runs::kSentAt + 700ms), base::Span(700ms));
    emit scene.gather->finished(runs::ended(scene.live.run(), nats::EndReason::TimedOut, 2000));
    QCOMPARE(scene.live.elapsed(runs::kSentAt + 5s), base::Span(2s));
}

void TestLiveRun::manyRepliesAreReadAgainInSlices()
{
    LiveRun live(runs::many(20'000, 3));
    QSignalSpy replaced(&live, &LiveRun::readingReplaced);
    fanin::Reading reading = live.run().reading();
    reading.lanes = fanin::ByArrival{};
    live.setReading(reading);
    QVERIFY(live.isRereading()); // the call came back before all were read
    QTRY_COMPARE(replaced.count(), 1);
    QVERIFY(!live.isRereading());
    QCOMPARE(live.run().readCount(), live.run().size());
    QCOMPARE(qsizetype(live.run().lanes().lanes().size()), fanin::Lanes::kMaxLanes);
}

void TestLiveRun::theSameReadingIsNotReadAgain()
{
    LiveRun live(runs::clocks());
    QSignalSpy replaced(&live, &LiveRun::readingReplaced);
    live.setReading(live.run().reading());
    QCOMPARE(replaced.count(), 0);
    QVERIFY(!live.isRereading());
}

void TestLiveRun::remembersWhenEachResponderFirstAnswered()
{
    LiveRun live(runs::clocks());
    live.setPrevious(runs::clocksAtTheEnd());
    QCOMPARE(live.previousAnswers().value("clock-2"), runs::millis(61.377));
    QCOMPARE(live.previousAnswers().value("clock-6"), runs::millis(2412.3));
    QVERIFY(!live.previousAnswers().contains("clock-7"));
}

QTEST_GUILESS_MAIN(TestLiveRun)
#include "tst_liverun.moc"
