// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Watching what others say over real servers.
#include "core/capture/requesternames.h"
#include "tests/support/natscluster.h"
#include "tests/support/observer.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"

#include <QtTest/QSignalSpy>

using namespace capture;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = WatchedSubject::State;

class TestWatch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void t64OverlappingSubjectsBringAMessageOnce();
    void t66WhoWatchesEverythingKeepsOthersWaiting();
    void aPullIsAnsweredByItsDeliveries();
    void eachSideOfAServiceImportIsPaired();
    void crossingRequestsOfAClusterArePaired();
    void aRefusedSubjectSaysSo();
    void aRestartedServerLeavesAGap();
    void aReadOnlyConnectionWatches();
    void aRequesterIsNamed();
    void nothingIsLostWhileSubjectsChange();
};

namespace {

constexpr int kLong = 30'000;

nats::RequestSpec request(const QByteArray &subject, const QByteArray &payload = "hi")
{
    nats::RequestSpec spec;
    spec.subject = subject;
    spec.payload = payload;
    spec.rules.total = 10s;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

// Asks and waits for the end; nothing: there was none.
std::optional<nats::Outcome> ask(nats::Session &session, const nats::RequestSpec &spec)
{
    const std::unique_ptr<nats::Gather> gather(session.request(spec, nullptr));
    const RunLog log(gather.get());
    (void)QTest::qWaitFor([&log] { return log.aftermath.has_value(); }, kLong);
    return log.outcome;
}

bool isAnswered(nats::Session &session, const nats::RequestSpec &spec)
{
    const auto outcome = ask(session, spec);
    return outcome && outcome->reason == nats::EndReason::CountReached;
}

} // namespace

void TestWatch::init()
{
    REQUIRE_NATS_SERVER();
}

void TestWatch::t64OverlappingSubjectsBringAMessageOnce()
{
    NatsServer server;
    QVERIFY(server.start());
    Observer observer(server.options());
    QVERIFY(observer.watch({{"a.*"}, {"*.b"}, {"a.b"}, {"c"}}));
    QCOMPARE(observer.watcher().subjects()[2].state, State::Covered);
    Peer peer(server.options());
    QVERIFY(peer.connected());
    for (int i = 0; i < 100; ++i) {
        peer.session().publish("a.b", {}, {}, QByteArray::number(i));
        peer.session().publish("c", {}, {}, QByteArray::number(i));
    }
    QTRY_COMPARE(observer.counts().received, 200u);
    QTRY_COMPARE(observer.counts().copies, 100u);
    for (Number number = 1; number <= 200; ++number)
        QCOMPARE(observer.entry(number).payload, QByteArray::number((number - 1) / 2));
    // Everything covers the inboxes, too.
    QVERIFY(observer.watch(Observer::withInboxes({">"})));
    QVERIFY(peer.serve("svc", Peer::echo()));
    const quint64 before = observer.counts().copies;
    QVERIFY(isAnswered(peer.session(), request("svc")));
    QTRY_COMPARE(observer.about("svc").size(), size_t(1));
    QTRY_COMPARE(observer.about("svc").front().state, ConversationState::Answered);
    QCOMPARE(observer.about("svc").front().replies, 1u);
    QCOMPARE(observer.counts().copies, before);
}

void TestWatch::t66WhoWatchesEverythingKeepsOthersWaiting()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer requester(server.options());
    QVERIFY(requester.connected());
    nats::RequestSpec spec = request("nobody");
    spec.rules.total = 400ms;
    QCOMPARE(ask(requester.session(), spec)->reason, nats::EndReason::NoResponders);

    Observer observer(server.options());
    const auto everything = Observer::withInboxes({">"});
    QVERIFY(!watchWarnings(everything, {}).isEmpty());
    QVERIFY(observer.watch(everything));
    QCOMPARE(ask(requester.session(), spec)->reason, nats::EndReason::TimedOut);
    QTRY_COMPARE(observer.about("nobody").size(), size_t(1));
    QCOMPARE(observer.about("nobody").front().state, ConversationState::Waiting);
    observer.watcher().stop();
    QCOMPARE(observer.about("nobody").front().state, ConversationState::Unwatched);
    QTRY_COMPARE(ask(requester.session(), spec)->reason, nats::EndReason::NoResponders);
}

void TestWatch::aPullIsAnsweredByItsDeliveries()
{
    NatsServer server("jetstream {store_dir: js}");
    QVERIFY(server.start());
    Peer peer(server.options());
    QVERIFY(peer.connected());
    nats::Session &session = peer.session();
    QVERIFY(isAnswered(
        session, request("$JS.API.STREAM.CREATE.S", R"({"name":"S","subjects":["orders.*"]})")));
    QVERIFY(isAnswered(session,
                       request("$JS.API.CONSUMER.DURABLE.CREATE.S.C",
                               R"({"stream_name":"S","config":{"durable_name":"C",)"
                               R"("ack_policy":"explicit","deliver_policy":"all"}})")));
    Observer observer(server.options());
    QVERIFY(observer.watch(Observer::withInboxes({"orders.>", "$JS.API.>", "$JS.ACK.>"})));
    for (int i = 0; i < 3; ++i)
        QVERIFY(isAnswered(session, request("orders.new", QByteArray::number(i))));

    nats::RequestSpec pull
        = request("$JS.API.CONSUMER.MSG.NEXT.S.C", R"({"batch":3,"expires":5000000000})");
    pull.verb = nats::Verb::Gather;
    pull.rules.maxReplies = 3;
    const RunLog log(session.request(pull, &session));
    QTRY_VERIFY(log.aftermath);
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
    for (const nats::Reply &reply : log.replies)
        session.publish(reply.message.reply().toByteArray(), {}, {}, "+ACK");

    // 3 published with their acknowledgement, a pull, 3 deliveries, 3 acks.
    QTRY_COMPARE(observer.counts().received, 3u + 3u + 1u + 3u + 3u);
    const auto pulls = observer.about("$JS.API.CONSUMER.MSG.NEXT.S.C");
    QCOMPARE(pulls.size(), size_t(1));
    QCOMPARE(pulls.front().state, ConversationState::Answered);
    QCOMPARE(pulls.front().replies, 3u);
    QVERIFY(pulls.front().traits & ConversationTrait::JetStream);
    QVERIFY(pulls.front().first.has_value());
    QCOMPARE(observer.count(ConversationState::Orphan), 0);
    QCOMPARE(observer.count(ConversationState::Waiting), 0);
}

void TestWatch::eachSideOfAServiceImportIsPaired()
{
    NatsServer server(R"(
accounts {
  A: {users: [{user: a, password: a}], imports: [{service: {account: B, subject: "svc"}}]}
  B: {users: [{user: b, password: b}], exports: [{service: "svc"}]}
}
)");
    QVERIFY(server.start());
    nats::ConnectOptions a = server.options();
    a.auth = nats::UserPassword{u"a"_s, base::Secret("a")};
    nats::ConnectOptions b = server.options();
    b.auth = nats::UserPassword{u"b"_s, base::Secret("b")};
    Peer responder(b);
    QVERIFY(responder.serve("svc", Peer::echo()));
    Observer here(a);
    Observer there(b);
    // In the other account replies go to inboxes of the server's own making.
    QVERIFY(here.watch(Observer::withInboxes({"svc"})));
    QVERIFY(there.watch({{"svc"}, {"_R_.>", WatchedSubject::Purpose::Pairing}}));
    Peer requester(a);
    QVERIFY(requester.connected());
    for (int i = 0; i < 20; ++i)
        QVERIFY(isAnswered(requester.session(), request("svc")));
    for (const Observer *observer : {&here, &there}) {
        QTRY_COMPARE(observer->counts().received, 40u);
        QCOMPARE(observer->about("svc").size(), size_t(20));
        QCOMPARE(observer->count(ConversationState::Answered), 20);
        QCOMPARE(observer->count(ConversationState::Orphan), 0);
    }
    QVERIFY(here.entry(here.about("svc").front().request).reply.startsWith("_INBOX."));
    QVERIFY(there.entry(there.about("svc").front().request).reply.startsWith("_R_."));
}

void TestWatch::crossingRequestsOfAClusterArePaired()
{
    constexpr int kRequests = 400;
    NatsCluster cluster;
    QVERIFY(cluster.start());
    Peer one(cluster.options(0));
    Peer two(cluster.options(1));
    QVERIFY(one.serve("one", Peer::echo()));
    QVERIFY(two.serve("two", Peer::echo()));
    Observer observer(cluster.options(2));
    QVERIFY(observer.watch(Observer::withInboxes({"one", "two"})));
    // Interest takes its time from node to node.
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered(one.session(), request("two"))
                                 && isAnswered(two.session(), request("one"))
                                 && observer.count(ConversationState::Answered) >= 2,
                             kLong);
    std::vector<std::unique_ptr<RunLog>> logs;
    const auto begin = [&](Peer &peer, const QByteArray &subject) {
        logs.push_back(std::make_unique<RunLog>(
            peer.session().request(request(subject, "crossing"), &peer.session())));
    };
    for (int i = 0; i < kRequests / 2; ++i) {
        begin(one, "two");
        begin(two, "one");
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(logs.begin(), logs.end(),
                    [](const auto &log) { return log->aftermath.has_value(); }),
        kLong);
    // Without those before, whose interest was still on its way.
    const auto crossing = [&observer](ConversationState state) {
        auto all = observer.conversations();
        std::erase_if(all, [&](const Conversation &conversation) {
            const Number number
                = conversation.request != kNone ? conversation.request : conversation.firstReply;
            return conversation.state != state || observer.entry(number).payload != "crossing";
        });
        return all;
    };
    QTRY_COMPARE_WITH_TIMEOUT(crossing(ConversationState::Answered).size(), size_t(kRequests),
                              kLong);
    QCOMPARE(crossing(ConversationState::Orphan).size(), size_t(0));
    QCOMPARE(observer.counts().copies, 0u);
    // A reply that was seen before its request is marked, and no time is below zero.
    for (const Conversation &conversation : crossing(ConversationState::Answered)) {
        QCOMPARE(conversation.replies, 1u);
        QVERIFY(conversation.first.value_or(base::Span(-1)) >= base::Span(0));
    }
}

void TestWatch::aRefusedSubjectSaysSo()
{
    NatsServer server(R"(
authorization {users: [
  {user: all, password: all}
  {user: few, password: few, permissions: {subscribe: {deny: ["secret.>"]}}}]}
)");
    QVERIFY(server.start());
    nats::ConnectOptions few = server.options();
    few.auth = nats::UserPassword{u"few"_s, base::Secret("few")};
    Observer observer(few);
    QVERIFY(observer.watch({{"secret.>"}, {"secret.a"}, {"open.>"}}));
    QTRY_COMPARE(observer.watcher().subjects()[1].state, State::Refused);
    QCOMPARE(observer.watcher().subjects()[0].state, State::Refused);
    QVERIFY(observer.watcher().subjects()[0].refusal.contains(u"secret.>"_s));
    QCOMPARE(observer.watcher().subjects()[2].state, State::Watched);
    nats::ConnectOptions all = server.options();
    all.auth = nats::UserPassword{u"all"_s, base::Secret("all")};
    Peer peer(all);
    QVERIFY(peer.connected());
    peer.session().publish("secret.a", {}, {}, "1");
    peer.session().publish("open.a", {}, {}, "2");
    QTRY_COMPARE(observer.counts().received, 1u);
    QCOMPARE(observer.entry(1).payload, "2");
}

void TestWatch::aRestartedServerLeavesAGap()
{
    NatsServer server;
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.reconnect = true;
    Observer observer(options);
    QVERIFY(observer.watch({{"a.>"}, {"a.b"}}));
    {
        Peer peer(server.options());
        QVERIFY(peer.connected());
        peer.session().publish("a.b", {}, {}, "before");
        QTRY_COMPARE(observer.counts().received, 1u);
    }
    QVERIFY(server.kill());
    QTRY_COMPARE(observer.watcher().subjects()[0].state, State::Asked);
    QVERIFY(server.start());
    observer.session().retryNow();
    QVERIFY(observer.settled());
    QTRY_COMPARE(observer.counts().gaps, 1u);
    Peer peer(server.options());
    QVERIFY(peer.connected());
    peer.session().publish("a.b", {}, {}, "after");
    QTRY_COMPARE(observer.counts().received, 2u);
    QCOMPARE(observer.entry(2).kind, EntryKind::Gap);
    QVERIFY(observer.entry(2).until > observer.entry(2).at);
    QCOMPARE(observer.entry(3).payload, "after");
    QVERIFY(observer.watcher().isWatching());
}

void TestWatch::aReadOnlyConnectionWatches()
{
    NatsServer server;
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.readOnly = true;
    Observer observer(options);
    const RequesterNames names(&observer.session(), observer.feed());
    Observer other(server.options());
    QVERIFY(other.watch({{">"}}));
    QVERIFY(observer.watch(Observer::withInboxes({"svc"})));
    Peer peer(server.options());
    QVERIFY(peer.serve("svc", Peer::echo()));
    nats::RequestSpec spec = request("svc");
    spec.inboxStyle = nats::InboxStyle::Mux;
    QVERIFY(isAnswered(peer.session(), spec));
    QTRY_COMPARE(observer.count(ConversationState::Answered), 1);
    QVERIFY(!names.isKnown(1));
    // Nobody but the peer has said anything: the fence of serve(), request and reply.
    QTRY_COMPARE(other.counts().received, 3u);
}

void TestWatch::aRequesterIsNamed()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("svc", Peer::echo()));
    Observer observer(server.options());
    const RequesterNames names(&observer.session(), observer.feed());
    QVERIFY(observer.watch(Observer::withInboxes({">"})));
    nats::ConnectOptions options = server.options();
    options.clientName = "shop-api";
    Peer requester(options);
    QVERIFY(requester.connected());
    nats::RequestSpec spec = request("svc");
    spec.inboxStyle = nats::InboxStyle::Mux;
    QVERIFY(isAnswered(requester.session(), spec));
    QTRY_COMPARE(observer.about("svc").size(), size_t(1));
    const quint32 number = observer.about("svc").front().requester;
    QVERIFY(number > 0);
    QTRY_VERIFY(names.isKnown(number));
    QVERIFY2(names.name(number).contains(u"shop-api"_s), qPrintable(names.name(number)));
    // What was asked for that is no traffic.
    QCOMPARE(observer.about("$SYS.REQ.SERVER.PING.CONNZ").size(), size_t(0));
    QCOMPARE(observer.count(ConversationState::Orphan), 0);
}

// While somebody publishes all the time, wider and narrower subjects replace each other.
void TestWatch::nothingIsLostWhileSubjectsChange()
{
    constexpr int kMessages = 20'000;
    constexpr int kEach = 1'000; // then others are watched
    NatsServer server;
    QVERIFY(server.start());
    Observer observer(server.options());
    QVERIFY(observer.watch({{"a.b"}}));
    Peer peer(server.options());
    QVERIFY(peer.connected());
    const std::vector<Observer::Subjects> ways{{{"a.>"}},
                                               {{"a.b"}},
                                               {{"*.b"}, {"a.*"}},
                                               {{">"}},
                                               {{"a.b"}}};
    int sent = 0;
    QTimer publisher;
    connect(&publisher, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 20; ++i)
            peer.session().publish("a.b", {}, {}, QByteArray::number(sent++));
        if (sent % kEach == 0)
            observer.watcher().setSubjects(ways[size_t(sent / kEach) % ways.size()]);
        if (sent == kMessages)
            publisher.stop();
    });
    publisher.start(2);
    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isActive(), kLong);
    QVERIFY(observer.settled());
    QTRY_COMPARE_WITH_TIMEOUT(observer.counts().received, quint64(kMessages), kLong);
    for (int i = 0; i < kMessages; ++i)
        QCOMPARE(observer.entry(Number(i + 1)).payload, QByteArray::number(i));
    QCOMPARE(observer.counts().lost, 0u);
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
