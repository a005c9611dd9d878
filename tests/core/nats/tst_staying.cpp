// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of requests and subscriptions when the connection goes (spec/protocol.md §2.4,
// §3.4).
#include "core/nats/connection.h"
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"

#include "tests/support/fakeserver.h"
#include "tests/support/runlog.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

using namespace nats;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = nats::ConnectionState;

namespace {

ConnectOptions optionsFor(const QString &urls)
{
    ConnectOptions options;
    options.servers = *parseServerUrls(urls);
    return options;
}

RequestSpec gatherSpec(const QByteArray &subject, base::Span total = 30s)
{
    RequestSpec spec;
    spec.verb = Verb::Gather;
    spec.subject = subject;
    spec.payload = "hi";
    spec.rules.total = total;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

QByteArray lameDuck(const FakeServer *other = nullptr)
{
    QByteArray more = R"(,"ldm":true)";
    if (other)
        more += R"(,"connect_urls":["127.0.0.1:)" + QByteArray::number(other->port()) + "\"]";
    return FakeServer::info(more);
}

bool isConnected(const Session &session)
{
    return session.status().state == State::Connected;
}

qsizetype countOf(const QByteArrayList &lines, const QByteArray &start)
{
    return std::count_if(lines.cbegin(), lines.cend(),
                         [&start](const QByteArray &line) { return line.startsWith(start); });
}

// A server with plain system calls: it runs while the test's own thread stands still.
class BlockingServer final
{
public:
    BlockingServer()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const any = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_listener, any, size) != 0 || ::listen(m_listener, 1) != 0
            || ::getsockname(m_listener, any, &size) != 0)
            qFatal("no loopback port");
        m_port = ntohs(address.sin_port);
    }
    ~BlockingServer()
    {
        ::close(m_client);
        ::close(m_listener);
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    void accept() { m_client = ::accept(m_listener, nullptr, nullptr); }
    void send(const QByteArray &bytes) const
    {
        (void)!::write(m_client, bytes.constData(), size_t(bytes.size()));
    }
    // False after ten seconds without it.
    [[nodiscard]] bool waitFor(const QByteArray &text)
    {
        const timeval limit{10, 0};
        ::setsockopt(m_client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        while (!m_seen.contains(text)) {
            char buffer[4096];
            const ssize_t size = ::read(m_client, buffer, sizeof buffer);
            if (size <= 0)
                return false;
            m_seen.append(buffer, size);
        }
        return true;
    }

private:
    int m_listener = -1;
    int m_client = -1;
    quint16 m_port = 0;
    QByteArray m_seen;
};

} // namespace

class TestStaying : public QObject
{
    Q_OBJECT

private slots:
    void t35TwoLossesBeforeTheRestoringAreOneGap();
    void t35AWatchThatBeganMeanwhileMissesOnlyItsOwnTime();
    void t37PingIsAnsweredWhileTheWindowIsFrozen();
    void t39ALameDuckIsLeftWhenNothingRuns();
    void t39AGatherMayEndOnALameDuck();
    void t39AGatherThatTakesLongIsNotWaitedFor();
    void t39TheOnlyServerIsKeptUntilItCloses();
    void t39TheSameServerUnderAnotherNameIsNoOther();
    void t39ALameDuckMayBeToldDuringTheLogin();
    void aFloodOfErrorsIsToldNowAndThen();
    void aServerThatDoesNotReadIsLeft();
    void whoIsStoppedForIsNotMixedUp();
    void t57AHalfWrittenRequestIsNeverSentAgain();
    void t57KeepWaitingEndsAtItsOwnDeadline();
    void t57KeepWaitingSurvivesALameDuck();
    void t57KeepWaitingEndsWhenThePersonStops();
    void t57NobodyWaitsWhereNothingReconnects();
    void aCutAnywhereEndsAGatherOnce_data();
    void aCutAnywhereEndsAGatherOnce();
};

void TestStaying::t35TwoLossesBeforeTheRestoringAreOneGap()
{
    FakeServer server;
    int pings = 0;
    server.script = [&](const Frame &frame) {
        // Of the second connection the login is answered, the restoring is not.
        if (!std::holds_alternative<PingFrame>(frame) || ++pings != 4)
            return false;
        server.drop();
        return true;
    };
    Session session(optionsFor(server.url()));
    Subscription *const subscription = session.subscribe("a", {}, &session);
    std::vector<base::Instant> gaps;
    connect(subscription, &Subscription::interrupted, this,
            [&gaps](base::Instant from, base::Instant to) {
                gaps.push_back(from);
                gaps.push_back(to);
            });
    session.open();
    QTRY_COMPARE(pings, 2); // of the login, of the restoring
    QTRY_VERIFY(isConnected(session));
    server.drop();
    QTRY_COMPARE(server.logins(), 2);
    const base::Instant secondLogin = base::Clock::now();
    QTRY_COMPARE(gaps.size(), size_t(2));
    QCOMPARE(server.logins(), 3);
    QVERIFY(gaps[0] < secondLogin && gaps[1] > secondLogin);
    QCOMPARE(session.status().reconnects, 2u);
}

void TestStaying::t35AWatchThatBeganMeanwhileMissesOnlyItsOwnTime()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    Session session(options);
    session.open();
    QTRY_VERIFY(isConnected(session));
    server.script = [&server](const Frame &frame) {
        if (!std::holds_alternative<ConnectFrame>(frame))
            return false;
        server.send("-ERR 'Connection throttling is active. Please try again later.'\r\n");
        server.drop();
        return true;
    };
    server.drop();
    QTRY_COMPARE(server.logins(), 2);
    QTRY_COMPARE(session.status().state, State::Backoff);
    const base::Instant before = base::Clock::now();
    Subscription *const subscription = session.subscribe("a", {}, &session);
    base::Instant from;
    connect(subscription, &Subscription::interrupted, this,
            [&from](base::Instant begin) { from = begin; });
    server.script = nullptr;
    session.retryNow();
    QTRY_VERIFY(from != base::Instant());
    QVERIFY(from >= before);
}

void TestStaying::t37PingIsAnsweredWhileTheWindowIsFrozen()
{
    BlockingServer server;
    Session session(optionsFor(u"nats://127.0.0.1:%1"_s.arg(server.port())));
    session.open();
    // This thread's event loop stands still until the other one is done.
    bool answered = false;
    std::thread other([&server, &answered] {
        server.accept();
        server.send(FakeServer::info());
        if (!server.waitFor("PING\r\n"))
            return;
        server.send("PONG\r\n");
        server.send("PING\r\n");
        answered = server.waitFor("PONG\r\n");
    });
    other.join();
    QVERIFY(answered);
    QVERIFY(!isConnected(session)); // it has not even heard of the login
    QTRY_VERIFY(isConnected(session));
}

void TestStaying::t39ALameDuckIsLeftWhenNothingRuns()
{
    FakeServer leaving;
    FakeServer other;
    Session session(optionsFor(leaving.url()));
    Subscription *const subscription = session.subscribe("a", {}, &session);
    QSignalSpy gap(subscription, &Subscription::interrupted);
    session.open();
    QTRY_VERIFY(leaving.frames().contains("SUB a [] 1"));
    const base::Instant told = base::Clock::now();
    leaving.stopListening(); // NATS: new connections are refused
    leaving.send(lameDuck(&other));
    QTRY_COMPARE(gap.size(), 1);
    QCOMPARE(session.status().url, other.url());
    QVERIFY(other.frames().contains("SUB a [] 1"));
    QCOMPARE(session.status().lastLoss->cause, DisconnectCause::LameDuck);
    QVERIFY(!session.status().lastLoss->unexplained);
    QVERIFY(session.status().lastLoss->at - told < Connection::kLeaveLimit);
    QVERIFY(!session.status().server.lameDuck);
}

void TestStaying::t39AGatherMayEndOnALameDuck()
{
    FakeServer leaving;
    FakeServer other;
    Session session(optionsFor(leaving.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc");
    spec.rules.maxReplies = 2;
    const RunLog log(session.request(spec, &session));
    QTRY_COMPARE(countOf(leaving.frames(), "MSG svc"), 1);
    leaving.send(leaving.reply("1"));
    leaving.send(lameDuck(&other));
    QTRY_VERIFY(session.status().server.lameDuck); // said at once
    QVERIFY(isConnected(session));
    QVERIFY(!log.outcome);
    QCOMPARE(other.connections(), 0);
    leaving.send(leaving.reply("2"));
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::CountReached);
    QCOMPARE(log.outcome->replies, 2u);
    QTRY_COMPARE(session.status().url, other.url());
    QTRY_VERIFY(isConnected(session));
    const RunLog next(session.request(spec, &session));
    QTRY_COMPARE(countOf(other.frames(), "MSG svc"), 1);
    other.send(other.reply("1") + other.reply("2"));
    QTRY_VERIFY(next.outcome);
    QCOMPARE(next.outcome->reason, EndReason::CountReached);
}

void TestStaying::t39AGatherThatTakesLongIsNotWaitedFor()
{
    FakeServer leaving;
    FakeServer other;
    Session session(optionsFor(leaving.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    const RunLog log(session.request(gatherSpec("svc"), &session));
    QTRY_COMPARE(countOf(leaving.frames(), "MSG svc"), 1);
    leaving.send(lameDuck(&other));
    QTRY_VERIFY_WITH_TIMEOUT(log.outcome, 15'000);
    QCOMPARE(log.outcome->reason, EndReason::Disconnected);
    QCOMPARE(log.outcome->cause, DisconnectCause::LameDuck);
    QTRY_COMPARE(other.logins(), 1);
}

void TestStaying::t39TheOnlyServerIsKeptUntilItCloses()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    server.send(lameDuck());
    QTRY_VERIFY(session.status().server.lameDuck);
    const RunLog log(session.request(gatherSpec("svc"), &session));
    QTRY_COMPARE(countOf(server.frames(), "MSG svc"), 1);
    QCOMPARE(server.connections(), 1);
    server.drop();
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->cause, DisconnectCause::LameDuck);
    QVERIFY(!session.status().lastLoss->unexplained);
}

void TestStaying::t39TheSameServerUnderAnotherNameIsNoOther()
{
    FakeServer server;
    server.greeting = FakeServer::info(R"(,"connect_urls":["127.0.0.1:)"
                                       + QByteArray::number(server.port()) + "\"]");
    Session session(optionsFor(u"localhost:%1"_s.arg(server.port())));
    session.open();
    QTRY_VERIFY(isConnected(session));
    QCOMPARE(session.status().servers.size(), size_t(2));
    server.send(lameDuck());
    QTRY_VERIFY(session.status().server.lameDuck);
    server.send("PING\r\n");
    QTRY_VERIFY(server.frames().contains("PONG"));
    QCOMPARE(server.connections(), 1);
    QVERIFY(isConnected(session));
}

void TestStaying::t39ALameDuckMayBeToldDuringTheLogin()
{
    FakeServer leaving;
    FakeServer other;
    leaving.script = [&](const Frame &frame) {
        if (std::holds_alternative<ConnectFrame>(frame))
            leaving.send(lameDuck(&other));
        return false;
    };
    Session session(optionsFor(leaving.url()));
    session.open();
    QTRY_COMPARE(session.status().url, other.url());
    QTRY_VERIFY(isConnected(session));
}

// A status holds up to a thousand servers: a peer must not decide how often it is copied.
void TestStaying::aFloodOfErrorsIsToldNowAndThen()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    const QSignalSpy changes(&session, &Session::statusChanged);
    server.send(QByteArray("-ERR 'x'\r\n").repeated(10'000) + "-ERR 'the last'\r\n");
    QTRY_VERIFY(session.status().serverMessage.contains("the last"_L1));
    QVERIFY2(changes.size() < 1'000, QByteArray::number(changes.size()).constData());
}

void TestStaying::aServerThatDoesNotReadIsLeft()
{
    FakeServer server;
    server.greeting = FakeServer::info(R"(,"max_payload":67108864)");
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    server.stopReading();
    RequestSpec spec = gatherSpec("svc");
    spec.payload = QByteArray(32 * 1024 * 1024, 'x'); // more than the system takes from us
    const RunLog log(session.request(spec, &session));
    QTRY_VERIFY(!log.wire.isEmpty());
    server.send(QByteArray("PING\r\n").repeated(2 * Connection::kMaxUnreadPongs));
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->cause, DisconnectCause::Stale);
    QVERIFY(log.outcome->detail.contains("does not read"_L1));
}

void TestStaying::whoIsStoppedForIsNotMixedUp()
{
    FakeServer refusing;
    refusing.script = [&refusing](const Frame &frame) {
        if (!std::holds_alternative<ConnectFrame>(frame))
            return false;
        refusing.send("-ERR 'Authorization Violation'\r\n");
        refusing.drop();
        return true;
    };
    FakeServer gone;
    Session session(optionsFor(refusing.url() + u',' + gone.url()));
    gone.stopListening();
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.status().state, State::NeedsAttention, 15'000);
    QCOMPARE(session.status().url, refusing.url());
    QCOMPARE(session.status().failure->kind, FailureKind::CredentialsRefused);
    QVERIFY(session.status().steps.empty()); // those of the last attempt are of the other server
    session.retryNow();
    QTRY_VERIFY(!session.status().steps.empty());
}

void TestStaying::t57KeepWaitingEndsWhenThePersonStops()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc");
    spec.keepWaiting = true;
    const RunLog log(session.request(spec, &session));
    QTRY_COMPARE(countOf(server.frames(), "MSG svc"), 1);
    server.stopListening();
    server.drop();
    QTRY_VERIFY(!isConnected(session));
    QVERIFY(!log.outcome);
    session.close();
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::Disconnected);
    QCOMPARE(log.outcome->cause, DisconnectCause::UserClose);
}

void TestStaying::t57NobodyWaitsWhereNothingReconnects()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.reconnect = false;
    Session session(options);
    session.open();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc");
    spec.keepWaiting = true;
    const RunLog log(session.request(spec, &session));
    QTRY_COMPARE(countOf(server.frames(), "MSG svc"), 1);
    server.drop();
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::Disconnected);
    QCOMPARE(log.outcome->cause, DisconnectCause::Eof);
}

void TestStaying::t57AHalfWrittenRequestIsNeverSentAgain()
{
    BlockingServer stuck; // takes what its kernel takes and reads no more
    FakeServer other;
    Session session(optionsFor(u"nats://127.0.0.1:%1,%2"_s.arg(stuck.port()).arg(other.url())));
    session.open();
    stuck.accept();
    stuck.send(FakeServer::info(R"(,"max_payload":67108864)"));
    QVERIFY(stuck.waitFor("PING\r\n"));
    stuck.send("PONG\r\n");
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc.half");
    spec.payload = QByteArray(48 * 1024 * 1024, 'x');
    spec.keepWaiting = true;
    const RunLog log(session.request(spec, &session));
    QTRY_VERIFY(log.events.contains("started"));
    stuck.send("-ERR 'Slow Consumer'\r\nMSG a 1 nonsense\r\n"); // this end gives up
    QTRY_VERIFY(log.outcome);
    // What has not left completely cannot be answered: there is nothing to wait for.
    QCOMPARE(log.outcome->reason, EndReason::Disconnected);
    QCOMPARE(log.outcome->sent, Sent::Partly);
    QTRY_COMPARE(session.status().url, other.url());
    QTRY_VERIFY(isConnected(session));
    const RunLog next(session.request(gatherSpec("svc.next"), &session));
    QTRY_COMPARE(countOf(other.frames(), "MSG svc.next"), 1);
    QCOMPARE(countOf(other.frames(), "MSG svc.half"), 0);
    QCOMPARE(countOf(other.frames(), "MSG"), 1);
}

void TestStaying::t57KeepWaitingEndsAtItsOwnDeadline()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc", 700ms);
    spec.keepWaiting = true;
    const RunLog log(session.request(spec, &session));
    QTRY_COMPARE(countOf(server.frames(), "MSG svc"), 1);
    const QByteArray reply = server.reply("1");
    server.drop();
    QTRY_COMPARE(countOf(server.frames(), "SUB " + log.inbox + " [] 1"), 2);
    server.send(reply);
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::Deadline);
    QCOMPARE(log.outcome->replies, 1u);
    QVERIFY(log.outcome->gap);
    QVERIFY(log.outcome->at >= 700ms);
    QCOMPARE(countOf(server.frames(), "MSG svc"), 1);
}

void TestStaying::t57KeepWaitingSurvivesALameDuck()
{
    FakeServer leaving;
    FakeServer other;
    Session session(optionsFor(leaving.url()));
    session.open();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc");
    spec.keepWaiting = true;
    spec.rules.maxReplies = 1;
    const RunLog log(session.request(spec, &session));
    QTRY_COMPARE(countOf(leaving.frames(), "MSG svc"), 1);
    const QByteArray reply = leaving.reply("1");
    leaving.send(lameDuck(&other));
    QTRY_VERIFY(session.status().server.lameDuck);
    leaving.drop();
    QTRY_COMPARE(countOf(other.frames(), "SUB " + log.inbox + " [] 1"), 1);
    other.send(reply);
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::CountReached);
    QVERIFY(log.outcome->gap);
}

void TestStaying::aCutAnywhereEndsAGatherOnce_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed") << false;
    QTest::newRow("reset") << true;
}

// What the server sends during a gather of three, cut all over.
void TestStaying::aCutAnywhereEndsAGatherOnce()
{
    QFETCH(bool, reset);
    FakeServer server;
    qsizetype cut = 0;
    qsizetype whole = 1;
    qsizetype firstEnd = 0;
    bool armed = true;
    server.script = [&](const Frame &frame) {
        const auto *message = std::get_if<Message>(&frame);
        if (!message || message->subject() != "svc" || !armed)
            return false;
        const QByteArray one = server.reply("answer");
        const QByteArray bytes
            = one + "PING\r\n+OK\r\n" + one + "-ERR 'Whatever'\r\nPONG\r\n" + one;
        whole = bytes.size();
        firstEnd = one.size();
        server.send(bytes.first(cut));
        reset ? server.reset() : server.drop();
        armed = false;
        return true;
    };
    Session session(optionsFor(server.url()));
    session.open();
    for (; cut < whole; cut += reset ? 13 : 3) {
        armed = true;
        session.retryNow(); // do not wait because of so many losses
        QTRY_VERIFY(isConnected(session));
        RequestSpec spec = gatherSpec("svc");
        spec.rules.maxReplies = 3;
        const RunLog log(session.request(spec, &session));
        QTRY_VERIFY(log.aftermath);
        QCOMPARE(log.events.count("finished"), 1);
        QCOMPARE(log.outcome->reason, EndReason::Disconnected);
        QCOMPARE(log.outcome->cause, DisconnectCause::Eof);
        QCOMPARE(log.outcome->replies, quint64(log.count(ReplyKind::Counted)));
        if (!reset) // what the kernel held is read first
            QCOMPARE(log.outcome->replies > 0, cut >= firstEnd);
        // The loss was told before the end: whatever says that it is connected now is the next one.
    }
    session.retryNow();
    QTRY_VERIFY(isConnected(session));
    RequestSpec spec = gatherSpec("svc");
    spec.verb = Verb::Request;
    const RunLog log(session.request(spec, &session));
    QTRY_VERIFY(!server.lastReply().isEmpty() && server.lastReply() == log.inbox);
    server.send(server.reply("at last"));
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.outcome->reason, EndReason::CountReached);
}

QTEST_GUILESS_MAIN(TestStaying)
#include "tst_staying.moc"
