// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Watching over a fake server's connection.
#include "core/capture/feed.h"
#include "core/capture/watcher.h"
#include "core/nats/session.h"
#include "tests/support/fakeserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace capture;
using namespace std::chrono_literals;
using nats::ConnectionState;
using Purpose = WatchedSubject::Purpose;
using State = WatchedSubject::State;

class TestWatcher : public QObject
{
    Q_OBJECT

private slots:
    void itFillsTheFeedInTheOrderOfArrival();
    void overlapsComeOnceAndAreCounted();
    void subjectsChangeWhileItWatches();
    void aRefusedSubjectSaysSo();
    void aReconnectLeavesAGap();
    void theServersComplaintIsCounted();
    void itStopsByCount();
    void itStopsByRate();
    void itStopsByTime();
    void itStopsWithTheSession_data();
    void itStopsWithTheSession();
    void whatComesAfterStopIsNotTaken();
    void itMayBeDeletedByWhoFollowsTheFeed();
};

namespace {

struct Scene
{
    explicit Scene(nats::ConnectOptions options = {})
    {
        options.servers = nats::parseServerUrls(server.url()).value();
        options.readOnly = true; // and so it asks nobody about a loss
        session = std::make_unique<nats::Session>(options);
        feed = std::make_unique<Feed>(session->anchor());
        watcher = std::make_unique<Watcher>(*session, *feed);
        stops = std::make_unique<QSignalSpy>(watcher.get(), &Watcher::stopped);
        QObject::connect(watcher.get(), &Watcher::messagesAdded, session.get(),
                         [this](const nats::MessageBatch &messages, quint64 dropped) {
                             recorded += messages->size();
                             lost += dropped;
                         });
    }

    void watch(std::vector<WatchedSubject> subjects, WatchLimits limits = {})
    {
        const size_t count = subjects.size();
        watcher->setSubjects(std::move(subjects));
        watcher->start(limits);
        session->open();
        QTRY_VERIFY(settled() == count);
    }
    [[nodiscard]] size_t settled() const
    {
        const auto &subjects = watcher->subjects();
        return size_t(std::count_if(subjects.begin(), subjects.end(), [](const auto &subject) {
            return subject.state != State::Asked;
        }));
    }
    [[nodiscard]] State state(size_t index) const { return watcher->subjects()[index].state; }
    [[nodiscard]] const Counts &counts() const { return feed->capture().counts(); }
    [[nodiscard]] QByteArrayList payloads() const
    {
        QByteArrayList all;
        const Log &log = feed->capture().log();
        for (Number number = log.first(); number < log.end(); ++number) {
            const Entry entry = log.at(number);
            all += entry.kind == EntryKind::Gap ? QByteArray("gap") : entry.payload.toByteArray();
        }
        return all;
    }
    void send(const QByteArray &subject, int sid, const QByteArray &payload)
    {
        server.send("MSG " + subject + ' ' + QByteArray::number(sid) + ' '
                    + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n");
    }
    [[nodiscard]] WatchEnd ended() const
    {
        return stops->size() == 1 ? stops->first().first().value<WatchEnd>() : WatchEnd::User;
    }

    FakeServer server;
    std::unique_ptr<nats::Session> session;
    std::unique_ptr<Feed> feed;
    std::unique_ptr<Watcher> watcher;
    std::unique_ptr<QSignalSpy> stops;
    size_t recorded = 0;
    quint64 lost = 0;
};

} // namespace

void TestWatcher::itFillsTheFeedInTheOrderOfArrival()
{
    Scene scene;
    scene.watch({{"orders.>"}, {"_INBOX.>", Purpose::Pairing}});
    QVERIFY(scene.watcher->isWatching());
    QByteArrayList expected;
    for (int i = 0; i < 3'000; ++i) {
        expected += QByteArray::number(i);
        scene.send(i % 2 ? "_INBOX.a.b" : "orders.new", i % 2 ? 2 : 1, expected.last());
    }
    QTRY_COMPARE(scene.counts().received, 3'000u);
    QCOMPARE(scene.payloads(), expected);
    QCOMPARE(scene.recorded, size_t(3'000));
    QTRY_VERIFY(scene.watcher->uncertainty());
}

// T64
void TestWatcher::overlapsComeOnceAndAreCounted()
{
    Scene scene;
    scene.watch({{"a.*"}, {"*.b"}, {">", Purpose::Pairing}, {"a.b.c"}});
    QCOMPARE(scene.state(0), State::Covered);
    QCOMPARE(scene.watcher->subjects()[1].coveredBy, ">");
    QCOMPARE(scene.server.lastSid(), "1");
    scene.watcher->setSubjects({{"a.*"}, {"*.b"}, {"a.b"}});
    QTRY_COMPARE(scene.settled(), size_t(3));
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
    scene.send("a.b", 2, "once");
    scene.send("a.b", 3, "once");
    QTRY_COMPARE(scene.counts().copies, 1u);
    QCOMPARE(scene.counts().received, 1u);
    QCOMPARE(scene.counts().kept, 1u);
}

void TestWatcher::subjectsChangeWhileItWatches()
{
    Scene scene;
    QSignalSpy changes(scene.watcher.get(), &Watcher::subjectsChanged);
    scene.watch({{"a.b"}});
    const qsizetype before = changes.size();
    scene.watcher->setSubjects({{"a.b"}, {"a.>"}});
    QCOMPARE(scene.state(0), State::Covered);
    QVERIFY(changes.size() > before);
    QTRY_COMPARE(scene.state(1), State::Watched);
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
    scene.watcher->setSubjects({{"a.b"}});
    QTRY_COMPARE(scene.state(0), State::Watched);
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 2"));
    scene.send("a.b", 3, "hello");
    QTRY_COMPARE(scene.payloads(), QByteArrayList{"hello"});
}

void TestWatcher::aRefusedSubjectSaysSo()
{
    Scene scene;
    scene.server.script = [&scene](const nats::Frame &frame) {
        const auto *sub = std::get_if<nats::SubFrame>(&frame);
        if (sub && sub->subject == "secret.>")
            scene.server.send("-ERR 'Permissions Violation for Subscription to \"secret.>\"'\r\n");
        return false;
    };
    scene.watch({{"secret.>"}, {"secret.a"}});
    QTRY_COMPARE(scene.state(0), State::Refused);
    QVERIFY(scene.watcher->subjects()[0].refusal.contains(QStringLiteral("secret.>")));
    // What it would have covered stands by itself.
    QTRY_COMPARE(scene.state(1), State::Watched);
    scene.send("secret.a", 2, "seen");
    QTRY_COMPARE(scene.payloads(), QByteArrayList{"seen"});
    QVERIFY(scene.watcher->isWatching());
}

void TestWatcher::aReconnectLeavesAGap()
{
    Scene scene;
    QSignalSpy gaps(scene.watcher.get(), &Watcher::gapAdded);
    scene.watch({{"a"}});
    scene.send("a", 1, "before");
    QTRY_COMPARE(scene.counts().received, 1u);
    scene.server.drop();
    QTRY_COMPARE(gaps.size(), 1);
    QTRY_COMPARE(scene.state(0), State::Watched);
    scene.send("a", 1, "after");
    QTRY_COMPARE(scene.payloads(), (QByteArrayList{"before", "gap", "after"}));
    QCOMPARE(scene.counts().gaps, 1u);
    QCOMPARE(scene.counts().slowConsumer, 0u);
    const Log &log = scene.feed->capture().log();
    QVERIFY(log.at(2).until > log.at(2).at);
}

void TestWatcher::theServersComplaintIsCounted()
{
    Scene scene;
    scene.watch({{"a"}});
    scene.server.send("-ERR 'Slow Consumer'\r\n");
    scene.server.drop();
    QTRY_COMPARE(scene.counts().slowConsumer, 1u);
    QTRY_COMPARE(scene.counts().gaps, 1u);
    QTRY_COMPARE(scene.state(0), State::Watched);
    scene.server.drop();
    QTRY_COMPARE(scene.counts().gaps, 2u);
    QCOMPARE(scene.counts().slowConsumer, 1u);
}

void TestWatcher::itStopsByCount()
{
    Scene scene;
    scene.watch({{"a"}}, {.messages = 3});
    for (int i = 0; i < 10; ++i)
        scene.send("a", 1, QByteArray::number(i));
    QTRY_COMPARE(scene.stops->size(), 1);
    QCOMPARE(scene.ended(), WatchEnd::Count);
    QCOMPARE(scene.payloads(), (QByteArrayList{"0", "1", "2"}));
    QCOMPARE(scene.recorded, size_t(3));
    QVERIFY(!scene.watcher->isWatching());
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
}

void TestWatcher::itStopsByRate()
{
    Scene scene;
    scene.watch({{"a"}}, {.perSecond = 100});
    QByteArray burst;
    for (int i = 0; i < 1'000; ++i)
        burst += "MSG a 1 1\r\nx\r\n";
    scene.server.send(burst);
    QTRY_COMPARE(scene.stops->size(), 1);
    QCOMPARE(scene.ended(), WatchEnd::Rate);
    QVERIFY(scene.stops->first().last().toString().contains(QStringLiteral("100")));
}

void TestWatcher::itStopsByTime()
{
    Scene scene;
    QVERIFY(!scene.watcher->stopsAt());
    scene.watch({{"a"}}, {.time = 1h});
    QVERIFY(scene.watcher->stopsAt());
    scene.watcher->start({.time = 1ms}); // another limit
    QTRY_COMPARE(scene.stops->size(), 1);
    QCOMPARE(scene.ended(), WatchEnd::Time);
    QVERIFY(!scene.watcher->stopsAt());
}

void TestWatcher::itStopsWithTheSession_data()
{
    QTest::addColumn<bool>("deleted");
    QTest::newRow("closed") << false;
    QTest::newRow("deleted") << true;
}

void TestWatcher::itStopsWithTheSession()
{
    QFETCH(const bool, deleted);
    Scene scene;
    scene.watch({{"a"}});
    if (deleted)
        scene.session.reset();
    else
        scene.session->close();
    QTRY_COMPARE(scene.stops->size(), 1);
    QCOMPARE(scene.ended(), WatchEnd::SessionGone);
    QVERIFY(!scene.stops->first().last().toString().isEmpty());
    QCOMPARE(scene.state(0), State::Asked);
    scene.watcher->setSubjects({{"b"}});
    QVERIFY(!scene.watcher->isWatching());
    if (deleted) {
        scene.watcher->start();
        QVERIFY(!scene.watcher->isWatching());
        QVERIFY(!scene.watcher->uncertainty());
    }
}

void TestWatcher::whatComesAfterStopIsNotTaken()
{
    Scene scene;
    scene.watch({{"a"}});
    scene.send("a", 1, "one");
    QTRY_COMPARE(scene.counts().received, 1u);
    scene.watcher->stop();
    QCOMPARE(scene.stops->size(), 1);
    QCOMPARE(scene.ended(), WatchEnd::User);
    scene.send("a", 1, "two");
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
    scene.watcher->setSubjects({{"a"}}, "q");
    scene.watcher->start();
    QTRY_COMPARE(scene.state(0), State::Watched);
    QCOMPARE(scene.watcher->queue(), "q");
    QVERIFY(scene.server.frames().contains("SUB a [q] 2"));
    scene.send("a", 2, "three");
    QTRY_COMPARE(scene.payloads(), (QByteArrayList{"one", "three"}));
}

void TestWatcher::itMayBeDeletedByWhoFollowsTheFeed()
{
    Scene scene;
    scene.watch({{"a"}}, {.messages = 1});
    connect(scene.feed.get(), &Feed::changed, scene.session.get(),
            [&scene] { scene.watcher.reset(); });
    scene.send("a", 1, "one");
    QTRY_VERIFY(!scene.watcher);
    QCOMPARE(scene.counts().received, 1u);
}

QTEST_GUILESS_MAIN(TestWatcher)
#include "tst_watcher.moc"
