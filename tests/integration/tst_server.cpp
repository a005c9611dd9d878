// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Requests against the real nats-server.
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aRequestIsAnswered_data();
    void aRequestIsAnswered();
    void fiveRepliesAreGathered();
    void headersComeBackAsTheyWere();
    void nobodyIsSubscribed();
    void publishIsDenied();
    void theInboxIsDenied();
    void aDeniedRequestLeavesTheNextAlone();
    void moreThanMaxPayloadIsNotSent();
    void tenMegabytesGoBothWays();
    void aKilledServerEndsTheGather();
    void aRestartedServerIsFoundAgain();
    void publishIsAccepted();
};

namespace {

nats::RequestSpec request(const QByteArray &subject, const QByteArray &payload = "hi")
{
    nats::RequestSpec spec;
    spec.subject = subject;
    spec.payload = payload;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

bool settled(const RunLog &log)
{
    return QTest::qWaitFor([&log] { return log.aftermath.has_value(); }, 15'000);
}

constexpr char kDenying[] = R"(
authorization {
  users = [
    {user: all, password: all}
    {user: few, password: few, permissions: {
      publish: {deny: ["secret.>"]}, subscribe: {allow: ["_INBOX.>", "echo"]}}}
    {user: deaf, password: deaf, permissions: {subscribe: {deny: ["_INBOX.>"]}}}
  ]
})";

nats::ConnectOptions as(nats::ConnectOptions options, const QString &user)
{
    options.auth = nats::UserPassword{user, base::Secret(user.toUtf8())};
    return options;
}

} // namespace

void TestServer::init()
{
    REQUIRE_NATS_SERVER();
}

void TestServer::aRequestIsAnswered_data()
{
    QTest::addColumn<nats::InboxStyle>("style");
    QTest::newRow("new inbox") << nats::InboxStyle::New;
    QTest::newRow("mux inbox") << nats::InboxStyle::Mux;
}

void TestServer::aRequestIsAnswered()
{
    QFETCH(nats::InboxStyle, style);
    NatsServer server;
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("echo", Peer::echo()));
    Peer requester(server.options());
    QVERIFY(requester.connected());

    nats::RequestSpec spec = request("echo", QByteArray("a\0\r\nb", 5));
    spec.inboxStyle = style;
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
    QCOMPARE(log.replies.size(), size_t(1));
    QCOMPARE(log.replies.front().message.payload(), spec.payload);
    QVERIFY(log.inbox.startsWith("_INBOX."));
    QVERIFY(log.outcome->at > base::Span(0));
}

void TestServer::fiveRepliesAreGathered()
{
    NatsServer server;
    QVERIFY(server.start());
    std::vector<std::unique_ptr<Peer>> responders;
    for (int i = 0; i < 5; ++i) {
        responders.push_back(std::make_unique<Peer>(server.options()));
        QVERIFY(responders.back()->serve("who", Peer::echo()));
    }
    Peer requester(server.options());
    QVERIFY(requester.connected());

    nats::RequestSpec spec = request("who");
    spec.verb = nats::Verb::Gather;
    spec.rules.maxReplies = 5;
    spec.rules.total = 10s;
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
    QCOMPARE(log.outcome->replies, 5u);
    QCOMPARE(log.count(nats::ReplyKind::Counted), 5);
    QVERIFY(log.rtt.has_value());
}

void TestServer::headersComeBackAsTheyWere()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer responder(server.options());
    QByteArray seen;
    QVERIFY(responder.serve("echo", [&seen](nats::Session &session, const nats::Message &message) {
        seen = message.headerBlock().toByteArray();
        session.publish(message.reply().toByteArray(), {}, {{"B", "2"}, {"b", ""}, {"B", "1"}}, {});
    }));
    Peer requester(server.options());
    QVERIFY(requester.connected());

    nats::RequestSpec spec = request("echo");
    spec.headers = {{"A", "1"}, {"a", "2"}, {"A", "3"}};
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(seen, nats::encodeHeaders(spec.headers));
    QCOMPARE(log.replies.size(), size_t(1));
    QCOMPARE(log.replies.front().message.headerBlock(),
             nats::encodeHeaders({{"B", "2"}, {"b", ""}, {"B", "1"}}));
    QCOMPARE(log.replies.front().message.payloadSize(), 0);
}

void TestServer::nobodyIsSubscribed()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer requester(server.options());
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("nobody"), this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::NoResponders);
    QCOMPARE(log.outcome->replies, 0u);
}

void TestServer::publishIsDenied()
{
    NatsServer server(kDenying);
    QVERIFY(server.start());
    Peer requester(as(server.options(), u"few"_s));
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("secret.plan"), this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::PublishDenied);
}

void TestServer::theInboxIsDenied()
{
    NatsServer server(kDenying);
    QVERIFY(server.start());
    Peer requester(as(server.options(), u"deaf"_s));
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("echo"), this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::InboxDenied);
}

void TestServer::aDeniedRequestLeavesTheNextAlone()
{
    NatsServer server(kDenying);
    QVERIFY(server.start());
    Peer responder(as(server.options(), u"all"_s));
    QVERIFY(responder.serve("echo", Peer::echo()));
    Peer requester(as(server.options(), u"few"_s));
    QVERIFY(requester.connected());
    const RunLog denied(requester.session().request(request("secret.plan"), this));
    const RunLog answered(requester.session().request(request("echo"), this));
    QVERIFY(settled(denied));
    QVERIFY(settled(answered));
    QCOMPARE(denied.outcome->reason, nats::EndReason::PublishDenied);
    QCOMPARE(answered.outcome->reason, nats::EndReason::CountReached);
}

void TestServer::moreThanMaxPayloadIsNotSent()
{
    NatsServer server("max_payload: 1000");
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("echo", Peer::echo()));
    Peer requester(server.options());
    QVERIFY(requester.connected());
    for (const auto &[size, reason] : {std::pair(999, nats::EndReason::CountReached),
                                       std::pair(1000, nats::EndReason::CountReached),
                                       std::pair(1001, nats::EndReason::MaxPayloadExceeded)}) {
        const RunLog log(requester.session().request(request("echo", QByteArray(size, 'x')), this));
        QVERIFY(settled(log));
        QCOMPARE(log.outcome->reason, reason);
    }
    QCOMPARE(requester.session().status().state, nats::ConnectionState::Connected);
}

void TestServer::tenMegabytesGoBothWays()
{
    NatsServer server("max_payload: 16777216");
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("echo", Peer::echo()));
    Peer requester(server.options());
    QVERIFY(requester.connected());

    QByteArray payload(10 * 1024 * 1024, '\0');
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(i * 7919 >> 5);
    nats::RequestSpec spec = request("echo", payload);
    spec.rules.total = 14s;
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
    QVERIFY(log.replies.front().message.payload() == payload);
}

void TestServer::aKilledServerEndsTheGather()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("slow", [](nats::Session &, const nats::Message &) {}));
    Peer requester(server.options());
    QVERIFY(requester.connected());
    nats::RequestSpec spec = request("slow");
    spec.rules.total = 60s;
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(QTest::qWaitFor([&log] { return log.rtt.has_value(); }));
    QVERIFY(server.kill());
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::Disconnected);
    QCOMPARE(log.outcome->sent, nats::Sent::Yes);
}

void TestServer::aRestartedServerIsFoundAgain()
{
    NatsServer server;
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.reconnect = true;
    Peer responder(options);
    QVERIFY(responder.serve("echo", Peer::echo()));
    Peer requester(options);
    QVERIFY(requester.connected());

    QVERIFY(server.kill());
    const auto lost = [](Peer &peer) {
        return peer.session().status().state != nats::ConnectionState::Connected;
    };
    QTRY_VERIFY(lost(responder) && lost(requester));
    QVERIFY(server.start());
    QTRY_VERIFY_WITH_TIMEOUT(!lost(responder) && !lost(requester), 20'000);
    // The responder's subscription is restored with the connection.
    nats::RequestSpec spec = request("echo");
    const RunLog log(requester.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::CountReached);
}

void TestServer::publishIsAccepted()
{
    NatsServer server;
    QVERIFY(server.start());
    Peer subscriber(server.options());
    QByteArray seen;
    QVERIFY(subscriber.serve("news", [&seen](nats::Session &, const nats::Message &message) {
        seen = message.payload().toByteArray();
    }));
    Peer publisher(server.options());
    QVERIFY(publisher.connected());
    nats::RequestSpec spec = request("news", "today");
    spec.verb = nats::Verb::Publish;
    const RunLog log(publisher.session().request(spec, this));
    QVERIFY(settled(log));
    QCOMPARE(log.outcome->reason, nats::EndReason::Accepted);
    QTRY_COMPARE(seen, "today");
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
