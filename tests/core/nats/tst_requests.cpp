// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Runs against a scripted server: what goes over the wire and how each run ends.
#include "core/nats/gather.h"
#include "core/nats/session.h"

#include "tests/support/fakeserver.h"
#include "tests/support/runlog.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;
using State = nats::ConnectionState;

namespace {

// A connected session and its server.
struct Scene
{
    explicit Scene(const QByteArray &info = FakeServer::info())
    {
        server.greeting = info;
        ConnectOptions options;
        options.servers = *parseServerUrls(server.url());
        session = std::make_unique<Session>(options);
        session->open();
        [this] { QTRY_COMPARE(session->status().state, State::Connected); }();
    }

    // Sends it and waits until the server has it (unless it is refused before).
    std::unique_ptr<RunLog> run(const RequestSpec &spec)
    {
        gather = session->request(spec, session.get());
        auto log = std::make_unique<RunLog>(gather);
        [&log] { QTRY_VERIFY(!log->events.isEmpty()); }();
        if (log->events.first() == "started")
            [this, &spec] { QTRY_VERIFY(published(spec.subject)); }();
        return log;
    }
    [[nodiscard]] bool published(const QByteArray &subject) const
    {
        for (const QByteArray &frame : server.frames()) {
            if (frame.startsWith("MSG " + subject + ' '))
                return true;
        }
        return false;
    }

    FakeServer server;
    std::unique_ptr<Session> session;
    Gather *gather = nullptr;
};

RequestSpec gatherSpec(const QByteArray &subject, base::Span total = 10s)
{
    RequestSpec spec;
    spec.verb = Verb::Gather;
    spec.subject = subject;
    spec.payload = "hi";
    spec.rules.total = total;
    return spec;
}

qsizetype linesWith(const QByteArrayList &lines, const QByteArray &part)
{
    return std::count_if(lines.cbegin(), lines.cend(),
                         [&part](const QByteArray &line) { return line.contains(part); });
}

const auto kNotPong = [](const Frame &frame) { return std::holds_alternative<PingFrame>(frame); };

} // namespace

class TestRequests : public QObject
{
    Q_OBJECT

private slots:
    void t45SubPubAndPingLeaveInOneWrite();
    void muxInboxSubscribesOnce();
    void requestIsSubOneMessageUnsub();
    void unsubscribeUpFrontGoesWithTheRequest();
    void t46NoRespondersComesBeforeThePong_data();
    void t46NoRespondersComesBeforeThePong();
    void t47RefusalsBelongToTheirRequest_data();
    void t47RefusalsBelongToTheirRequest();
    void t47DeniedMuxInboxIsAskedForAgain();
    void t48EndsAtTheTotalTime();
    void t49TimedOutKnowsOfAcceptance();
    void t50StallsAfterTheLastReply();
    void t53RepliesOfOneChunkPastTheCountAreLate();
    void t56CancelEndsAtOnce();
    void t57DisconnectBeforeAndAfterTheWrite();
    void t57KeepWaitingRestoresTheInbox();
    void t58ReplyWithAnotherSubjectCounts_data();
    void t58ReplyWithAnotherSubjectCounts();
    void t59LateThenStray();
    void t60NothingIsSentForABadRequest_data();
    void t60NothingIsSentForABadRequest();
    void t61HundredThousandReplies();
    void concurrentMuxRunsDoNotMix();
    void publishWaitsForItsFence();
    void customReplySubjectIsSubscribed();
    void wireStopsListingMessagesAtItsLimit();
    void deletedHandleUnsubscribes();
    void resetInMidWriteEndsTheRunOnce();
    void silentServerDoesNotHoldTheRunOpen();
    void brokenProtocolIsQuotedInTheEnd();
};

void TestRequests::t45SubPubAndPingLeaveInOneWrite()
{
    Scene scene;
    const qsizetype before = scene.server.reads().size();
    const auto log = scene.run(gatherSpec("svc.a"));
    QCOMPARE(scene.server.reads().size(), before + 1);
    QCOMPARE(scene.server.reads().last(), "SUB " + log->inbox + " 1\r\nPUB svc.a " + log->inbox
                                              + " 2\r\nhi\r\nPING\r\n");
    QTRY_VERIFY(log->rtt);
    QVERIFY(log->inbox.startsWith("_INBOX."));
}

void TestRequests::muxInboxSubscribesOnce()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.inboxStyle = InboxStyle::Mux;
    const auto first = scene.run(spec);
    spec.subject = "svc.b";
    const auto second = scene.run(spec);
    const QByteArray prefix = first->inbox.left(first->inbox.lastIndexOf('.') + 1);
    QVERIFY(second->inbox.startsWith(prefix));
    QVERIFY(second->inbox != first->inbox);
    QCOMPARE(linesWith(scene.server.frames(), "SUB "), 1);
    QVERIFY(scene.server.frames().contains("SUB " + prefix + "* [] 1"));
}

void TestRequests::requestIsSubOneMessageUnsub()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.verb = Verb::Request;
    spec.rules.lateWindow = base::Span(0);
    const auto log = scene.run(spec);
    QTRY_VERIFY(log->rtt);
    scene.server.send(scene.server.reply("yo"));
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->outcome->reason, EndReason::CountReached);
    QCOMPARE(log->wire, (QByteArrayList{"> SUB " + log->inbox + " 1",
                                        "> PUB svc.a " + log->inbox + " 2", "> PING", "< PONG",
                                        "< MSG " + log->inbox + " 1 2", "> UNSUB 1", "> PING",
                                        "< PONG"}));
    QCOMPARE(log->events, (QByteArrayList{"started", "measured", "replies", "finished", "settled"}));
}

void TestRequests::unsubscribeUpFrontGoesWithTheRequest()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.rules.maxReplies = 2;
    spec.unsubscribeUpFront = true;
    const auto log = scene.run(spec);
    QVERIFY(scene.server.frames().contains("UNSUB 1 2"));
    scene.server.send(scene.server.reply("1") + scene.server.reply("2") + scene.server.reply("3"));
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::CountReached);
    QCOMPARE(log->outcome->replies, 2u);
}

void TestRequests::t46NoRespondersComesBeforeThePong_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("to 2.11") << QByteArray("NATS/1.0 503\r\n\r\n");
    QTest::newRow("from 2.12") << QByteArray("NATS/1.0 503\r\nNats-Subject: svc.a\r\n\r\n");
}

void TestRequests::t46NoRespondersComesBeforeThePong()
{
    QFETCH(QByteArray, headers);
    Scene scene;
    scene.server.script = kNotPong;
    const auto log = scene.run(gatherSpec("svc.a"));
    const QByteArray size = QByteArray::number(headers.size());
    scene.server.send("HMSG " + log->inbox + " 1 " + size + ' ' + size + "\r\n" + headers + "\r\n");
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::NoResponders);
    QVERIFY(!log->rtt);
    QCOMPARE(log->count(ReplyKind::Status), 1);
    scene.server.send("PONG\r\nPONG\r\n"); // the second one for the UNSUB
    QTRY_VERIFY(log->aftermath);
    QVERIFY(log->rtt);
}

void TestRequests::t47RefusalsBelongToTheirRequest_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<EndReason>("reason");
    QTest::newRow("publish") << QByteArray("Permissions Violation for Publish to \"svc.a\"") << EndReason::PublishDenied;
    QTest::newRow("inbox") << QByteArray("Permissions Violation for Subscription to \"INBOX\"") << EndReason::InboxDenied;
    QTest::newRow("reply") << QByteArray("Permissions Violation for Publish with Reply of \"INBOX\"") << EndReason::ReplySubjectRejected;
    QTest::newRow("limit") << QByteArray("maximum subscriptions exceeded") << EndReason::SubscriptionLimit;
}

void TestRequests::t47RefusalsBelongToTheirRequest()
{
    QFETCH(QByteArray, error);
    QFETCH(EndReason, reason);
    Scene scene;
    // An older request that has passed its fence, and a younger one that has not, stay as they are.
    const auto older = scene.run(gatherSpec("svc.a"));
    QTRY_VERIFY(older->rtt);
    scene.server.script = kNotPong;
    const auto denied = scene.run(gatherSpec("svc.a"));
    const auto younger = scene.run(gatherSpec("svc.b"));
    scene.server.send("-ERR '" + error.replace("INBOX", denied->inbox) + "'\r\n");
    QTRY_VERIFY(denied->outcome);
    QCOMPARE(denied->outcome->reason, reason);
    QCOMPARE(denied->outcome->replies, 0u);
    scene.server.send("PONG\r\nPONG\r\nPONG\r\n"); // the last one for the UNSUB
    QTRY_VERIFY(denied->aftermath);
    QTRY_VERIFY(younger->rtt);
    QVERIFY(!older->outcome);
    QVERIFY(!younger->outcome);
}

void TestRequests::t47DeniedMuxInboxIsAskedForAgain()
{
    Scene scene;
    scene.server.script = kNotPong;
    RequestSpec spec = gatherSpec("svc.a");
    spec.inboxStyle = InboxStyle::Mux;
    const auto log = scene.run(spec);
    const QByteArray pattern = log->inbox.left(log->inbox.lastIndexOf('.') + 1) + '*';
    scene.server.send("-ERR 'Permissions Violation for Subscription to \"" + pattern + "\"'\r\n");
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::InboxDenied);
    QVERIFY(log->outcome->detail.contains(QString::fromUtf8(pattern)));
    spec.subject = "svc.b";
    const auto again = scene.run(spec);
    QCOMPARE(linesWith(scene.server.frames(), "SUB "), 2);
}

void TestRequests::t48EndsAtTheTotalTime()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a", 500ms));
    scene.server.send(scene.server.reply("1") + scene.server.reply("2") + scene.server.reply("3"));
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::Deadline);
    QCOMPARE(log->outcome->replies, 3u);
    QVERIFY(log->outcome->at >= 500ms);
    QCOMPARE(log->outcome->bytes, 3u);
    // How much later depends on the machine; past the tolerance it must be admitted.
    QVERIFY(log->outcome->at <= 520ms || log->outcome->clockSlip > base::Span(0));
}

void TestRequests::t49TimedOutKnowsOfAcceptance()
{
    Scene scene;
    const auto accepted = scene.run(gatherSpec("svc.a", 100ms));
    QTRY_VERIFY(accepted->outcome);
    QCOMPARE(accepted->outcome->reason, EndReason::TimedOut);
    QVERIFY(accepted->outcome->accepted);
    scene.server.script = kNotPong;
    const auto unheard = scene.run(gatherSpec("svc.b", 100ms));
    QTRY_VERIFY(unheard->outcome);
    QCOMPARE(unheard->outcome->reason, EndReason::TimedOut);
    QVERIFY(!unheard->outcome->accepted);
}

void TestRequests::t50StallsAfterTheLastReply()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.rules.quiet = 100ms;
    const auto log = scene.run(spec);
    scene.server.send(scene.server.reply("1"));
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::Stalled);
    const base::Span lastReply = log->replies.back().message.at() - log->sentAt;
    QVERIFY(log->outcome->at >= lastReply + base::Span(100ms));
}

void TestRequests::t53RepliesOfOneChunkPastTheCountAreLate()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.rules.maxReplies = 2;
    spec.rules.lateWindow = 50ms;
    const auto log = scene.run(spec);
    scene.server.send(scene.server.reply("1") + scene.server.reply("2") + scene.server.reply("3"));
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->outcome->reason, EndReason::CountReached);
    QCOMPARE(log->outcome->replies, 2u);
    QCOMPARE(log->aftermath->late, 1u);
    QCOMPARE(log->count(ReplyKind::Late), 1);
}

void TestRequests::t56CancelEndsAtOnce()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a"));
    scene.server.send(scene.server.reply("1"));
    QTRY_COMPARE(log->replies.size(), size_t(1));
    scene.gather->cancel();
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::Cancelled);
    scene.server.send(scene.server.reply("2"));
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->replies.size(), size_t(1));
    QVERIFY(scene.server.frames().contains("UNSUB 1"));
    QCOMPARE(log->events.count("finished"), 1);
}

void TestRequests::t57DisconnectBeforeAndAfterTheWrite()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a"));
    scene.server.stopListening();
    scene.server.drop();
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->outcome->reason, EndReason::Disconnected);
    QCOMPARE(log->outcome->cause, DisconnectCause::Eof);
    QCOMPARE(log->outcome->sent, Sent::Yes);

    Gather *const unsent = scene.session->request(gatherSpec("svc.b"), scene.session.get());
    RunLog unsentLog(unsent);
    QVERIFY(unsentLog.events.isEmpty()); // never before the call has returned
    QTRY_VERIFY(unsentLog.aftermath);
    QCOMPARE(unsentLog.outcome->reason, EndReason::NotConnected);
    QCOMPARE(unsentLog.outcome->sent, Sent::No);
    QVERIFY(!scene.published("svc.b"));
}

void TestRequests::t57KeepWaitingRestoresTheInbox()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a", 5s);
    spec.keepWaiting = true;
    spec.rules.maxReplies = 2;
    const auto log = scene.run(spec);
    const QByteArray reply = scene.server.reply("1");
    scene.server.send(reply);
    QTRY_COMPARE(log->replies.size(), size_t(1));
    scene.server.drop();
    QTRY_COMPARE(linesWith(scene.server.frames(), "SUB " + log->inbox + " [] 1"), 2);
    scene.server.send(reply);
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::CountReached);
    QVERIFY(log->outcome->gap);
    QCOMPARE(linesWith(scene.server.frames(), "MSG svc.a"), 1); // never sent again
}

void TestRequests::t58ReplyWithAnotherSubjectCounts_data()
{
    QTest::addColumn<InboxStyle>("style");
    QTest::newRow("by sid") << InboxStyle::New;
    QTest::newRow("only mux request") << InboxStyle::Mux;
}

void TestRequests::t58ReplyWithAnotherSubjectCounts()
{
    QFETCH(InboxStyle, style);
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.verb = Verb::Request;
    spec.inboxStyle = style;
    const auto log = scene.run(spec);
    scene.server.send("MSG orders.1 1 $JS.ACK.S.C.1.1.1.1.0 2\r\nok\r\n");
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::CountReached);
    QCOMPARE(log->replies.front().message.subject().toByteArray(), "orders.1");
}

void TestRequests::t59LateThenStray()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a", 50ms);
    spec.rules.lateWindow = 400ms;
    const auto log = scene.run(spec);
    const QByteArray reply = scene.server.reply("x");
    QTRY_VERIFY(log->outcome);
    scene.server.send(reply);
    QTRY_COMPARE(log->count(ReplyKind::Late), 1);
    // A reply that crosses the UNSUB on the wire: after it, and before its fence's PONG.
    scene.server.script = [&](const Frame &frame) {
        if (std::holds_alternative<UnsubFrame>(frame))
            scene.server.send(reply);
        return false;
    };
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(*log->aftermath, (Aftermath{1, 1}));
    QCOMPARE(log->replies.size(), size_t(1));
    QVERIFY(log->replies.front().message.at() - log->sentAt > log->outcome->at);
}

void TestRequests::t60NothingIsSentForABadRequest_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<qsizetype>("payload");
    QTest::addColumn<EndReason>("reason");
    QTest::newRow("payload max + 1") << QByteArray("a") << qsizetype(1025) << EndReason::MaxPayloadExceeded;
    QTest::newRow("5000 byte subject") << QByteArray(5'000, 's') << qsizetype(0) << EndReason::ControlLineTooLong;
    QTest::newRow("wildcard") << QByteArray("a.>") << qsizetype(0) << EndReason::InvalidRequest;
    QTest::newRow("empty") << QByteArray() << qsizetype(0) << EndReason::InvalidRequest;
    QTest::newRow("space") << QByteArray("a b") << qsizetype(0) << EndReason::InvalidRequest;
}

void TestRequests::t60NothingIsSentForABadRequest()
{
    QFETCH(QByteArray, subject);
    QFETCH(qsizetype, payload);
    QFETCH(EndReason, reason);
    Scene scene("INFO {\"server_id\":\"FAKE\",\"headers\":true,\"max_payload\":1024}\r\n");
    const qsizetype before = scene.server.reads().size();
    RequestSpec spec = gatherSpec(subject);
    spec.payload = QByteArray(payload, 'x');
    const auto log = scene.run(spec);
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->outcome->reason, reason);
    QCOMPARE(log->outcome->sent, Sent::No);
    // A good one afterwards: had anything been sent before it, it would be in front.
    const auto good = scene.run(gatherSpec("good"));
    QCOMPARE(scene.server.reads().size(), before + 1);
    QVERIFY(scene.server.reads().last().startsWith("SUB " + good->inbox));
}

void TestRequests::t61HundredThousandReplies()
{
    constexpr quint64 count = 100'000;
    Scene scene;
    for (const quint64 cap : {StopRules::kDefaultReplyCap, quint64(10'000)}) {
        RequestSpec spec = gatherSpec("svc.a", 30s);
        spec.rules.replyCap = cap;
        spec.rules.lateWindow = 100ms;
        const auto log = scene.run(spec);
        QByteArray bytes;
        const QByteArray reply = scene.server.reply(QByteArray(34, 'x'));
        for (quint64 i = 0; i < count; ++i)
            bytes += reply;
        const qsizetype pongs = scene.server.frames().count("PONG");
        scene.server.send(bytes + "PING\r\n");
        QTRY_COMPARE(scene.server.frames().count("PONG"), pongs + 1);
        if (cap > count) {
            QTRY_COMPARE(quint64(log->replies.size()), count);
            scene.gather->cancel();
            QTRY_VERIFY(log->aftermath);
            QCOMPARE(log->outcome->reason, EndReason::Cancelled);
            QCOMPARE(log->outcome->replies, count);
        } else {
            QTRY_VERIFY(log->aftermath);
            QCOMPARE(log->outcome->reason, EndReason::Overflow);
            QCOMPARE(quint64(log->replies.size()), cap);
            QCOMPARE(log->aftermath->late + log->aftermath->stray, count - cap);
        }
    }
}

void TestRequests::concurrentMuxRunsDoNotMix()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.inboxStyle = InboxStyle::Mux;
    const auto a = scene.run(spec);
    spec.subject = "svc.b";
    const auto b = scene.run(spec);
    scene.server.send("MSG " + b->inbox + " 1 1\r\nb\r\nMSG " + a->inbox + " 1 1\r\na\r\nMSG "
                      + a->inbox + "x 1 1\r\n?\r\nMSG other 1 1\r\n?\r\nMSG " + b->inbox
                      + " 1 1\r\nB\r\n");
    QTRY_COMPARE(b->replies.size(), size_t(2));
    QTRY_COMPARE(a->replies.size(), size_t(1));
    QCOMPARE(a->replies.front().message.payload().toByteArray(), "a");
    QTRY_COMPARE(scene.session->status().stray, 2u);
}

void TestRequests::publishWaitsForItsFence()
{
    Scene scene;
    RequestSpec spec;
    spec.verb = Verb::Publish;
    spec.subject = "svc.a";
    spec.headers = {{"K", "V"}};
    const auto log = scene.run(spec);
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(log->outcome->reason, EndReason::Accepted);
    QVERIFY(log->rtt);
    QVERIFY(log->inbox.isEmpty());
    QCOMPARE(linesWith(scene.server.frames(), "SUB "), 0);
    QVERIFY(scene.server.frames().last().startsWith("MSG svc.a - [NATS/1.0\r\nK:"));
}

void TestRequests::customReplySubjectIsSubscribed()
{
    Scene scene;
    RequestSpec spec = gatherSpec("svc.a");
    spec.customReply = "my.reply";
    const auto log = scene.run(spec);
    QVERIFY(scene.server.frames().contains("SUB my.reply [] 1"));
    QCOMPARE(scene.server.lastReply(), "my.reply");
    QCOMPARE(log->inbox, "my.reply");
}

void TestRequests::wireStopsListingMessagesAtItsLimit()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a"));
    const qsizetype extra = 5;
    scene.server.send(scene.server.reply("x").repeated(WireRecord::kMaxMessages + extra));
    QTRY_COMPARE(log->replies.size(), size_t(WireRecord::kMaxMessages + extra));
    scene.gather->cancel();
    QTRY_VERIFY(log->aftermath);
    QCOMPARE(linesWith(log->wire, "< MSG"), WireRecord::kMaxMessages);
    QCOMPARE(log->unlisted, quint64(extra));
    QCOMPARE(linesWith(log->wire, "UNSUB"), 1);
}

void TestRequests::deletedHandleUnsubscribes()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a"));
    delete scene.gather;
    QTRY_VERIFY(scene.server.frames().contains("UNSUB 1"));
    scene.server.send("MSG x 1 1\r\nx\r\n");
    QTRY_COMPARE(scene.session->status().stray, 1u);
    QVERIFY(!log->outcome);
}

void TestRequests::resetInMidWriteEndsTheRunOnce()
{
    for (int round = 0; round < 20; ++round) {
        Scene scene;
        scene.server.script = [&scene, round](const Frame &frame) {
            if (!std::holds_alternative<Message>(frame))
                return false;
            // The client answers both at once, into a connection that is no more.
            scene.server.send(round % 2 == 0 ? scene.server.reply("x") : QByteArray("PING\r\n"));
            scene.server.reset();
            return true;
        };
        RequestSpec spec = gatherSpec("svc.a");
        spec.verb = Verb::Request;
        spec.rules.lateWindow = base::Span(0);
        RunLog log(scene.session->request(spec, scene.session.get()));
        QTRY_VERIFY(log.aftermath);
        QCOMPARE(log.events.count("finished"), 1);
        QVERIFY(log.outcome->reason == EndReason::CountReached
                || log.outcome->reason == EndReason::Disconnected);
        scene.server.script = {};
        QTRY_COMPARE(scene.session->status().state, State::Connected);
    }
}

void TestRequests::silentServerDoesNotHoldTheRunOpen()
{
    Scene scene;
    scene.server.script = kNotPong;
    RequestSpec spec = gatherSpec("svc.a", 50ms);
    spec.rules.lateWindow = base::Span(0);
    const auto log = scene.run(spec);
    QTRY_VERIFY(log->aftermath); // the keepalive would give the server up only after 20 s
    QCOMPARE(log->outcome->reason, EndReason::TimedOut);
    QCOMPARE(scene.server.connections(), 1);
}

void TestRequests::brokenProtocolIsQuotedInTheEnd()
{
    Scene scene;
    const auto log = scene.run(gatherSpec("svc.a"));
    scene.server.send("MSG a 1 nonsense\r\n");
    QTRY_VERIFY(log->outcome);
    QCOMPARE(log->outcome->reason, EndReason::Disconnected);
    QCOMPARE(log->outcome->cause, DisconnectCause::ProtocolError);
    QVERIFY2(log->outcome->detail.contains(QStringLiteral("nonsense")), qPrintable(log->outcome->detail));
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
