// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Staying connected to real servers that are killed, restarted and put out of service.
#include "tests/support/natscluster.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = nats::ConnectionState;

class TestCluster : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void t40TheOthersAreDiscovered();
    void aKilledNodeEndsItsGathersAndAnotherTakesOver();
    void t39ALameDuckIsLeftOnceTheGatherHasEnded();
    void allNodesMayBeRestarted();
    void killedAtAnyMomentAGatherEndsOnce();
    void t67TheServerSaysWhyItClosed();
    void t67WhoMayNotAskIsNotTold();
};

namespace {

constexpr int kLong = 30'000;

nats::RequestSpec gatherSpec(const QByteArray &subject, quint64 replies)
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = subject;
    spec.payload = "hi";
    spec.rules.total = 120s;
    spec.rules.maxReplies = replies;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

bool isConnected(const nats::Session &session)
{
    return session.status().state == State::Connected;
}

// Asks until it is answered: interest takes its time from node to node.
bool isAnswered(nats::Session &session, const QByteArray &subject)
{
    const QDeadlineTimer limit(kLong);
    while (!limit.hasExpired()) {
        nats::RequestSpec spec = gatherSpec(subject, 1);
        spec.rules.total = 2s;
        const std::unique_ptr<nats::Gather> gather(session.request(spec, nullptr));
        const RunLog log(gather.get());
        if (!QTest::qWaitFor([&log] { return log.outcome.has_value(); }, kLong))
            return false;
        if (log.outcome->reason == nats::EndReason::CountReached)
            return true;
    }
    return false;
}

// Answers each request once, remembers where to, and can say more later.
struct Responder
{
    explicit Responder(const nats::ConnectOptions &options)
        : peer(options)
    {}

    [[nodiscard]] bool serve(const QByteArray &subject)
    {
        return peer.serve(subject, [this](nats::Session &session, const nats::Message &message) {
            replyTo = message.reply().toByteArray();
            session.publish(replyTo, {}, {}, "first");
        });
    }
    void say(const QByteArray &inbox, const QByteArray &payload)
    {
        peer.session().publish(inbox, {}, {}, payload);
    }

    QByteArray replyTo;
    Peer peer;
};

// A cluster of three: somebody answers at one node, and this session, at another, hears it.
struct Scene
{
    [[nodiscard]] bool start()
    {
        if (!cluster.start())
            return false;
        responder.emplace(cluster.options(1));
        if (!responder->serve("svc"))
            return false;
        session.emplace(cluster.options(0));
        session->open();
        return QTest::qWaitFor([this] { return isConnected(*session); }, kLong)
            && isAnswered(*session, "svc");
    }
    // Asks for two replies, of which one comes at once.
    [[nodiscard]] nats::Gather *ask(bool keepWaiting)
    {
        nats::RequestSpec spec = gatherSpec("svc", 2);
        spec.keepWaiting = keepWaiting;
        return session->request(spec, &*session);
    }

    NatsCluster cluster;
    std::optional<Responder> responder;
    std::optional<nats::Session> session;
};

} // namespace

void TestCluster::init()
{
    REQUIRE_NATS_SERVER();
}

void TestCluster::t40TheOthersAreDiscovered()
{
    NatsCluster cluster;
    QVERIFY(cluster.start());
    nats::Session session(cluster.options(0));
    session.open();
    QTRY_VERIFY(isConnected(session));
    QCOMPARE(session.status().servers.size(), size_t(3));
    int discovered = 0;
    for (const nats::KnownServer &server : session.status().servers) {
        discovered += server.discovered ? 1 : 0;
        QCOMPARE(server.current, server.url == cluster.url(0));
    }
    QCOMPARE(discovered, 2);
    QCOMPARE(session.status().server.cluster, u"c"_s);
}

void TestCluster::aKilledNodeEndsItsGathersAndAnotherTakesOver()
{
    Scene scene;
    QVERIFY(scene.start());
    NatsCluster &cluster = scene.cluster;
    nats::Session &session = *scene.session;
    const RunLog ended(scene.ask(false));
    QTRY_COMPARE(ended.replies.size(), size_t(1));
    const RunLog kept(scene.ask(true));
    QTRY_COMPARE(kept.replies.size(), size_t(1));
    const nats::Subscription *const watch = session.subscribe("news", {}, &session);
    QSignalSpy gap(watch, &nats::Subscription::interrupted);

    QVERIFY(cluster.kill(0));
    QTRY_VERIFY(ended.outcome);
    QCOMPARE(ended.outcome->reason, nats::EndReason::Disconnected);
    QCOMPARE(ended.outcome->cause, nats::DisconnectCause::Eof);
    QCOMPARE(ended.outcome->replies, 1u);
    QTRY_COMPARE_WITH_TIMEOUT(gap.size(), 1, kLong);
    QVERIFY(session.status().url != cluster.url(0));
    QVERIFY(session.status().lastLoss->unexplained);
    QVERIFY(isAnswered(session, "svc"));
    QVERIFY(!kept.outcome);
    scene.responder->say(kept.inbox, "second");
    QTRY_VERIFY(kept.outcome);
    QCOMPARE(kept.outcome->reason, nats::EndReason::CountReached);
    QCOMPARE(kept.outcome->replies, 2u);
    QVERIFY(kept.outcome->gap);
    QCOMPARE(ended.events.count("finished"), 1);
}

void TestCluster::t39ALameDuckIsLeftOnceTheGatherHasEnded()
{
    Scene scene;
    QVERIFY(scene.start());
    NatsCluster &cluster = scene.cluster;
    nats::Session &session = *scene.session;
    const RunLog log(scene.ask(false));
    QTRY_COMPARE(log.replies.size(), size_t(1));

    cluster.lameDuck(0);
    QTRY_VERIFY(session.status().server.lameDuck);
    QVERIFY(isConnected(session));
    QCOMPARE(session.status().url, cluster.url(0));
    scene.responder->say(log.inbox, "second");
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
    QTRY_VERIFY_WITH_TIMEOUT(session.status().lastLoss && session.status().lastLoss->restoredAt,
                             kLong);
    QCOMPARE(session.status().lastLoss->cause, nats::DisconnectCause::LameDuck);
    QVERIFY(session.status().url != cluster.url(0));
    QVERIFY(isAnswered(session, "svc"));
    QCOMPARE(session.status().reconnects, 1u);
}

void TestCluster::allNodesMayBeRestarted()
{
    Scene scene;
    QVERIFY(scene.start());
    NatsCluster &cluster = scene.cluster;
    nats::Session &session = *scene.session;
    const RunLog ended(scene.ask(false));
    QTRY_COMPARE(ended.replies.size(), size_t(1));
    const RunLog kept(scene.ask(true));
    QTRY_COMPARE(kept.replies.size(), size_t(1));

    for (int i = 0; i < cluster.size(); ++i)
        QVERIFY(cluster.kill(i));
    QTRY_VERIFY(ended.outcome);
    QCOMPARE(ended.outcome->reason, nats::EndReason::Disconnected);
    QTRY_VERIFY(!isConnected(session));
    const RunLog meanwhile(session.request(gatherSpec("svc", 1), &session));
    QTRY_VERIFY(meanwhile.outcome);
    QCOMPARE(meanwhile.outcome->reason, nats::EndReason::NotConnected);
    QVERIFY(cluster.start());
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(session) && isConnected(scene.responder->peer.session()),
                             kLong);
    QVERIFY(isAnswered(session, "svc"));
    scene.responder->say(kept.inbox, "second");
    QTRY_VERIFY(kept.outcome);
    QCOMPARE(kept.outcome->reason, nats::EndReason::CountReached);
    QVERIFY(kept.outcome->gap);
}

void TestCluster::killedAtAnyMomentAGatherEndsOnce()
{
    constexpr int rounds = 25;
    constexpr quint64 replies = 8;
    QRandomGenerator random(20'261'122);
    NatsCluster cluster(2);
    QVERIFY(cluster.start());
    // Says one thing after the other, as fast as its event loop turns.
    Peer responder(cluster.options(1));
    QVERIFY(responder.serve("svc", [](nats::Session &session, const nats::Message &message) {
        const QByteArray inbox = message.reply().toByteArray();
        for (quint64 i = 0; i < replies; ++i) {
            QTimer::singleShot(int(i) * 4, &session,
                               [&session, inbox] { session.publish(inbox, {}, {}, "x"); });
        }
    }));
    nats::ConnectOptions options = cluster.options(0);
    options.ignoreDiscovered = true;
    nats::Session session(options);
    session.open();
    int disconnected = 0;
    for (int round = 0; round < rounds; ++round) {
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(session), kLong);
        QVERIFY(isAnswered(session, "svc"));
        const RunLog log(session.request(gatherSpec("svc", replies), &session));
        bool killed = false;
        QTimer::singleShot(random.bounded(40), this, [&] { killed = cluster.kill(0); });
        QTRY_VERIFY(killed);
        QTRY_VERIFY(log.aftermath);
        QCOMPARE(log.events.count("finished"), 1);
        QCOMPARE(log.events.count("settled"), 1);
        const bool lost = log.outcome->reason == nats::EndReason::Disconnected;
        QVERIFY2(lost || log.outcome->reason == nats::EndReason::CountReached,
                 qPrintable(nats::sentence(*log.outcome, gatherSpec("svc", replies))));
        QCOMPARE(log.outcome->replies, quint64(log.count(nats::ReplyKind::Counted)));
        QCOMPARE(log.outcome->replies == replies, !lost);
        disconnected += lost ? 1 : 0;
        QVERIFY(cluster.start(0));
        session.retryNow();
    }
    QVERIFY(disconnected > 0);
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(session), kLong);
    QVERIFY(isAnswered(session, "svc"));
}

namespace {

constexpr char kAccounts[] = R"(
accounts {A: {users: [
  {user: a, password: a}
  {user: few, password: few, permissions: {publish: {deny: ["$SYS.>"]}}}]}}
)";

// A connection of that user which the server has closed without a word, restored.
std::unique_ptr<nats::Session> closed(NatsServer &server, const QString &user)
{
    nats::ConnectOptions options = server.options();
    options.reconnect = true;
    options.auth = nats::UserPassword{user, base::Secret(user.toUtf8())};
    auto session = std::make_unique<nats::Session>(options);
    session->open();
    if (!QTest::qWaitFor([&session] { return isConnected(*session); }))
        return {};
    session->publish("too many words here for", {}, {}, "x"); // NATS: closed without -ERR
    if (!QTest::qWaitFor([&session] {
            const auto &loss = session->status().lastLoss;
            return loss && loss->restoredAt;
        }))
        return {};
    return session;
}

} // namespace

void TestCluster::t67TheServerSaysWhyItClosed()
{
    NatsServer server(kAccounts);
    QVERIFY(server.start());
    const auto session = closed(server, u"a"_s);
    QVERIFY(session);
    QVERIFY(session->status().lastLoss->unexplained);
    QTRY_VERIFY(session->status().lastLoss->explanation.contains(u"could not read"_s));
}

void TestCluster::t67WhoMayNotAskIsNotTold()
{
    NatsServer server(kAccounts);
    QVERIFY(server.start());
    const auto session = closed(server, u"few"_s);
    QVERIFY(session);
    nats::RequestSpec denied = gatherSpec("$SYS.REQ.USER.INFO", 1);
    const RunLog log(session->request(denied, session.get()));
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, nats::EndReason::PublishDenied);
    // The question went out before this one.
    QCOMPARE(session->status().lastLoss->explanation, QString());
    QVERIFY(isConnected(*session));
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
