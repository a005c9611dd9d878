// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// A subscription of many patterns over a fake server's connection.
#include "core/nats/session.h"
#include "core/nats/subscription.h"
#include "tests/support/fakeserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace nats;
using State = ConnectionState;

class TestSubscription : public QObject
{
    Q_OBJECT

private slots:
    void oneStreamInTheOrderOfArrival();
    void copiesAreDroppedAndCounted();
    void aWiderPatternTakesOver();
    void aPatternIsAcceptedOrRefused();
    void aFullServerRefusesThePatternThatWasAskedFor();
    void afterAReconnectEachIsAskedForAgain();
    void deletingItUnsubscribesAll();
};

namespace {

struct Scene
{
    Scene()
        : session(options(server))
        , subscription(session.subscribe(&session))
        , gaps(subscription, &Subscription::interrupted)
    {
        QObject::connect(subscription, &Subscription::messagesAdded, &session,
                         [this](const MessageBatch &messages, quint64 lost, quint64 twice) {
                             for (const Message &message : *messages)
                                 payloads.append(message.payload().toByteArray());
                             dropped += lost;
                             copies += twice;
                         });
        QObject::connect(subscription, &Subscription::accepted, &session,
                         [this](const QByteArray &pattern) { accepted += pattern; });
        QObject::connect(subscription, &Subscription::refused, &session,
                         [this](const QByteArray &pattern) { refused += pattern; });
        session.open();
    }

    [[nodiscard]] static ConnectOptions options(const FakeServer &server)
    {
        ConnectOptions options;
        options.servers = parseServerUrls(server.url()).value();
        options.readOnly = true; // and so it asks nobody about a loss
        return options;
    }
    [[nodiscard]] bool connected()
    {
        return QTest::qWaitFor([this] { return session.status().state == State::Connected; });
    }
    void send(const QByteArray &subject, int sid, const QByteArray &payload)
    {
        server.send("MSG " + subject + ' ' + QByteArray::number(sid) + ' '
                    + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n");
    }

    FakeServer server;
    Session session;
    Subscription *subscription;
    // A spy's values would be freed in Qt, where ThreadSanitizer does not see who else had them.
    QByteArrayList accepted;
    QByteArrayList refused;
    QSignalSpy gaps;
    QByteArrayList payloads;
    quint64 dropped = 0;
    quint64 copies = 0;
};

QByteArrayList subscribed(const QByteArrayList &frames)
{
    QByteArrayList subs;
    std::copy_if(frames.begin(), frames.end(), std::back_inserter(subs),
                 [](const QByteArray &frame) { return frame.startsWith("SUB "); });
    return subs;
}

} // namespace

void TestSubscription::oneStreamInTheOrderOfArrival()
{
    Scene scene;
    scene.subscription->add("orders.>");
    scene.subscription->add("_INBOX.>");
    scene.subscription->add("orders.>"); // once is enough
    QVERIFY(scene.connected());
    QTRY_COMPARE(scene.accepted.size(), 2);
    QByteArrayList expected;
    for (int i = 0; i < 2'000; ++i) {
        expected.append(QByteArray::number(i));
        scene.send(i % 2 ? "_INBOX.x" : "orders.new", i % 2 ? 2 : 1, expected.last());
    }
    QTRY_COMPARE(scene.payloads.size(), expected.size());
    QCOMPARE(scene.payloads, expected);
    QCOMPARE(subscribed(scene.server.frames()),
             (QByteArrayList{"SUB orders.> [] 1", "SUB _INBOX.> [] 2"}));
}

// T64
void TestSubscription::copiesAreDroppedAndCounted()
{
    Scene scene;
    scene.subscription->add("a.*");
    scene.subscription->add("*.b");
    QVERIFY(scene.connected());
    QTRY_COMPARE(scene.accepted.size(), 2);
    scene.send("a.b", 2, "one"); // whichever the server sends first
    scene.send("a.b", 1, "one");
    scene.send("a.c", 1, "two");
    scene.send("a.b", 1, "three");
    scene.send("a.b", 2, "three");
    scene.send("c.b", 2, "four");
    QTRY_COMPARE(scene.payloads, (QByteArrayList{"one", "two", "three", "four"}));
    QTRY_COMPARE(scene.copies, 2u);
    // A copy alone is told, too.
    scene.send("a.b", 2, "five");
    QTRY_COMPARE(scene.copies, 3u);
    QCOMPARE(scene.dropped, 0u);
    QCOMPARE(scene.session.status().stray, 0u);
}

void TestSubscription::aWiderPatternTakesOver()
{
    Scene scene;
    scene.subscription->add("a.b");
    QVERIFY(scene.connected());
    QTRY_COMPARE(scene.accepted.size(), 1);
    scene.server.answersPings = false;
    scene.subscription->add("a.>");
    scene.subscription->remove("a.b");
    QTRY_VERIFY(scene.server.frames().contains("SUB a.> [] 2"));
    scene.send("a.b", 1, "1");
    scene.send("a.b", 2, "1");
    scene.send("a.c", 2, "2");             // only the new one brings it
    scene.server.send("PONG\r\nPONG\r\n"); // of SUB a.>, and the first of the handover
    scene.send("a.b", 2, "3");
    scene.send("a.b", 1, "3");
    QTRY_COMPARE(scene.payloads, (QByteArrayList{"1", "2", "3"}));
    QVERIFY(!scene.server.frames().contains("UNSUB 1"));
    scene.server.answersPings = true;
    scene.server.send("PONG\r\n");
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
    QTRY_COMPARE(scene.copies, 2u);
    scene.send("a.b", 2, "4");
    QTRY_COMPARE(scene.payloads, (QByteArrayList{"1", "2", "3", "4"}));
    QCOMPARE(scene.copies, 2u);
}

void TestSubscription::aPatternIsAcceptedOrRefused()
{
    Scene scene;
    scene.server.script = [&scene](const Frame &frame) {
        const auto *sub = std::get_if<SubFrame>(&frame);
        if (sub && sub->subject == "secret.>")
            scene.server.send("-ERR 'Permissions Violation for Subscription to \"secret.>\"'\r\n");
        return false;
    };
    QVERIFY(scene.connected());
    scene.subscription->add("secret.>");
    scene.subscription->add("secret.*");
    QTRY_COMPARE(scene.accepted.size(), 1);
    QCOMPARE(scene.accepted.first(), "secret.*");
    QCOMPARE(scene.refused.size(), 1);
    QCOMPARE(scene.refused.first(), "secret.>");
    scene.send("secret.a", 2, "hello");
    QTRY_COMPARE(scene.payloads, QByteArrayList{"hello"});
}

void TestSubscription::aFullServerRefusesThePatternThatWasAskedFor()
{
    Scene scene;
    scene.server.script = [&scene](const Frame &frame) {
        const auto *sub = std::get_if<SubFrame>(&frame);
        if (sub && sub->sid.toInt() > 2)
            scene.server.send("-ERR 'maximum subscriptions exceeded'\r\n");
        return false;
    };
    QVERIFY(scene.connected());
    for (const char *pattern : {"a", "b", "c", "d"})
        scene.subscription->add(pattern);
    QTRY_COMPARE(scene.refused.size(), 2);
    QCOMPARE(scene.refused[0], "c");
    QCOMPARE(scene.refused[1], "d");
    QCOMPARE(scene.accepted.size(), 2);
}

void TestSubscription::afterAReconnectEachIsAskedForAgain()
{
    Scene scene;
    scene.subscription->add("a");
    scene.subscription->add("b.c");
    QVERIFY(scene.connected());
    QTRY_COMPARE(scene.accepted.size(), 2);
    scene.server.script = [&scene](const Frame &frame) {
        const auto *sub = std::get_if<SubFrame>(&frame);
        if (sub && sub->subject == "a")
            scene.server.send("-ERR 'Permissions Violation for Subscription to \"a\"'\r\n");
        return false;
    };
    // A handover is under way: what it was to end is not asked for again.
    scene.server.answersPings = false;
    scene.subscription->add("b.>");
    scene.subscription->remove("b.c");
    QTRY_VERIFY(scene.server.frames().contains("SUB b.> [] 3"));
    const qsizetype before = scene.server.frames().size();
    scene.server.answersPings = true;
    scene.server.drop();
    QTRY_COMPARE(scene.gaps.size(), 1);
    QTRY_COMPARE(scene.accepted.size(), 3);
    QCOMPARE(scene.accepted.last(), "b.>");
    QCOMPARE(scene.refused.size(), 1);
    QCOMPARE(subscribed(scene.server.frames().sliced(before)),
             (QByteArrayList{"SUB a [] 1", "SUB b.> [] 3"}));
    scene.send("b.c", 3, "hello");
    QTRY_COMPARE(scene.payloads, QByteArrayList{"hello"});
}

void TestSubscription::deletingItUnsubscribesAll()
{
    Scene scene;
    scene.subscription->add("a");
    scene.subscription->add("b");
    QVERIFY(scene.connected());
    QTRY_COMPARE(scene.accepted.size(), 2);
    delete scene.subscription;
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 2"));
    QVERIFY(scene.server.frames().contains("UNSUB 1"));
}

QTEST_GUILESS_MAIN(TestSubscription)
#include "tst_subscription.moc"
