// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Staying connected (spec/protocol.md §2.4, §2.5), on this thread and with a wall clock of our own.
#include "core/nats/connection.h"

#include "tests/support/fakeserver.h"

#include <QtTest/QTest>

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

// Refuses whoever logs in.
void refuse(FakeServer &server, const QByteArray &why = "Authorization Violation")
{
    server.script = [&server, why](const Frame &frame) {
        if (!std::holds_alternative<ConnectFrame>(frame))
            return false;
        server.send("-ERR '" + why + "'\r\n");
        server.drop();
        return true;
    };
}

// A connection and everything it said.
struct Scene final : ConnectionEvents
{
    explicit Scene(ConnectOptions options)
        : connection(std::move(options), *this, [this] { return wall; })
    {}

    void onStatus(const ConnectionStatus &now) override
    {
        if (now.state == State::Connecting && status.state != State::Connecting)
            tried += now.url;
        status = now;
    }
    bool onMessage(quint64, Message &&) override { return false; }
    void onFence(quint64, base::Instant, base::Span) override {}
    void onServerError(const ServerError &, base::Instant) override {}
    void onLost(DisconnectCause cause, const QString &, base::Instant) override
    {
        lost.append(cause);
        if (atLoss)
            atLoss();
    }
    void onRestored(base::Instant) override { ++restored; }
    void onWire(const WireEntry &entry) override
    {
        if (entry.direction == WireEntry::Direction::Out)
            sent.append(entry.line);
    }
    void onReadDone() override {}

    [[nodiscard]] bool connected() const { return status.state == State::Connected; }
    [[nodiscard]] KnownServer known(const QString &url) const
    {
        for (const KnownServer &server : status.servers) {
            if (server.url == url)
                return server;
        }
        return {};
    }

    SleepDetector::WallTime wall{500'000h};
    ConnectionStatus status;
    QList<DisconnectCause> lost;
    QByteArrayList sent;
    QStringList tried;
    int restored = 0;
    std::function<void()> atLoss;
    Connection connection;
};

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT

private slots:
    void t32OtherServersHaveTheirTurnBeforeAPersonIsAsked();
    void t32OneGoodServerIsEnough();
    void t40DiscoveredServersAreUsedWhenTheGivenOneDies();
    void t40DiscoveredServersMayBeIgnored();
    void t40AFullServerStillSaysWhoElseIsThere();
    void t41RetryNowDoesNotWait();
    void t41AThrottledLoginWaitsFiveSeconds();
    void t41AThrottledServerDoesNotHoldUpTheOthers();
    void anUnexplainedCloseIsRemembered();
    void anAnnouncedCloseIsExplained();
    void closingByHandIsNoLoss();
    void t38TwoUnansweredPingsEndIt();
    void t38AnsweredPingsKeepIt();
    void t44AfterASleepThereIsAPingAtOnce();
    void t44SilenceAfterASleepEndsIt();
    void afterASleepTheNextAttemptDoesNotWait();
};

void TestConnection::t32OtherServersHaveTheirTurnBeforeAPersonIsAsked()
{
    FakeServer refusing;
    refuse(refusing);
    FakeServer other;
    const QString dead = other.url();
    other.stopListening();
    Scene scene(optionsFor(refusing.url() + u',' + dead));
    scene.connection.open();
    QTRY_COMPARE(scene.status.state, State::NeedsAttention);
    QCOMPARE(scene.tried, (QStringList{refusing.url(), dead, refusing.url(), dead}));
    QCOMPARE(refusing.logins(), 2);
    QCOMPARE(scene.status.failure->error.kind, base::ErrorKind::Auth);
    QCOMPARE(scene.status.url, refusing.url());
    QCOMPARE(scene.known(refusing.url()).failures, 2);
    QVERIFY(!scene.known(dead).lastError.isEmpty());
    // A person may insist.
    refusing.script = nullptr;
    scene.connection.retryNow();
    QTRY_VERIFY(scene.connected());
    QCOMPARE(refusing.logins(), 3);
    QCOMPARE(scene.known(refusing.url()).lastError, QString());
}

void TestConnection::t32OneGoodServerIsEnough()
{
    FakeServer refusing;
    refuse(refusing);
    FakeServer good;
    Scene scene(optionsFor(refusing.url() + u',' + good.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QCOMPARE(refusing.logins(), 1);
    QCOMPARE(scene.status.servers.size(), size_t(2));
    QCOMPARE(scene.known(refusing.url()).failures, 1);
    QVERIFY(scene.known(good.url()).current);
}

void TestConnection::t40DiscoveredServersAreUsedWhenTheGivenOneDies()
{
    FakeServer given;
    FakeServer other;
    given.greeting = FakeServer::info(R"(,"connect_urls":["garbage:0","127.0.0.1:)"
                                      + QByteArray::number(other.port()) + "\"]");
    const QString first = given.url();
    Scene scene(optionsFor(first));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QCOMPARE(scene.status.servers.size(), size_t(2));
    QVERIFY(scene.known(other.url()).discovered);
    QVERIFY(scene.known(first).current);
    given.stopListening();
    given.drop();
    QTRY_COMPARE(scene.restored, 1);
    QCOMPARE(scene.status.url, other.url());
    QVERIFY(scene.known(other.url()).current);
    QVERIFY(!scene.known(first).lastError.isEmpty());
    // A later list, while connected: what it leaves out goes, but for the given and the current.
    other.send("INFO {\"connect_urls\":[\"10.0.0.9:4222\"]}\r\n");
    QTRY_COMPARE(scene.status.servers.size(), size_t(3));
    other.send("INFO {\"connect_urls\":[\"10.0.0.8:4222\"]}\r\n");
    QTRY_VERIFY(scene.known(u"nats://10.0.0.8:4222"_s).discovered);
    QCOMPARE(scene.status.servers.size(), size_t(3));
}

void TestConnection::t40DiscoveredServersMayBeIgnored()
{
    FakeServer given;
    given.greeting = FakeServer::info(R"(,"connect_urls":["10.0.0.1:4222"])");
    ConnectOptions options = optionsFor(given.url());
    options.ignoreDiscovered = true;
    Scene scene(options);
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QCOMPARE(scene.status.servers.size(), size_t(1));
}

void TestConnection::t40AFullServerStillSaysWhoElseIsThere()
{
    FakeServer full;
    FakeServer other;
    full.greeting = FakeServer::info(R"(,"connect_urls":["127.0.0.1:)"
                                     + QByteArray::number(other.port()) + "\"]");
    refuse(full, "maximum connections exceeded");
    Scene scene(optionsFor(full.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QCOMPARE(scene.status.url, other.url());
}

void TestConnection::t41RetryNowDoesNotWait()
{
    FakeServer server;
    refuse(server, "Connection throttling is active. Please try again later.");
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_COMPARE(scene.status.state, State::Backoff);
    const base::Instant retryAt = scene.status.retryAt;
    server.script = nullptr;
    scene.connection.retryNow();
    QTRY_VERIFY(scene.connected());
    QVERIFY(base::Clock::now() < retryAt);
    QCOMPARE(scene.status.attempt, 0);
}

void TestConnection::t41AThrottledLoginWaitsFiveSeconds()
{
    FakeServer server;
    refuse(server, "Connection throttling is active. Please try again later.");
    Scene scene(optionsFor(server.url()));
    const base::Instant before = base::Clock::now();
    scene.connection.open();
    QTRY_COMPARE(scene.status.state, State::Backoff);
    QVERIFY(scene.status.retryAt - before >= 5s);
    QCOMPARE(scene.status.attempt, 1);
}

void TestConnection::t41AThrottledServerDoesNotHoldUpTheOthers()
{
    FakeServer throttled;
    refuse(throttled, "Connection throttling is active. Please try again later.");
    FakeServer good;
    Scene scene(optionsFor(throttled.url() + u',' + good.url()));
    const base::Instant before = base::Clock::now();
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QVERIFY(base::Clock::now() - before < 5s);
}

void TestConnection::anUnexplainedCloseIsRemembered()
{
    FakeServer server;
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    QVERIFY(!scene.status.lastLoss);
    server.drop();
    QTRY_COMPARE(scene.restored, 1);
    const Loss &loss = *scene.status.lastLoss;
    QCOMPARE(loss.cause, DisconnectCause::Eof);
    QVERIFY(loss.unexplained);
    QCOMPARE(loss.serverId, u"FAKE"_s);
    QCOMPARE(loss.clientId, 7u);
    QVERIFY(loss.restoredAt && *loss.restoredAt > loss.at);
    QCOMPARE(scene.status.reconnects, 1u);
    QCOMPARE(scene.lost, QList{DisconnectCause::Eof});
}

void TestConnection::anAnnouncedCloseIsExplained()
{
    FakeServer server;
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    server.send("-ERR 'User Authentication Expired'\r\n");
    server.drop();
    QTRY_COMPARE(scene.restored, 1);
    QCOMPARE(scene.status.lastLoss->cause, DisconnectCause::AuthExpired);
    QVERIFY(!scene.status.lastLoss->unexplained);
}

void TestConnection::closingByHandIsNoLoss()
{
    FakeServer server;
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    scene.connection.close();
    QCOMPARE(scene.status.state, State::Closed);
    QVERIFY(!scene.status.lastLoss);
    scene.connection.open();
    QTRY_COMPARE(scene.restored, 1);
    QCOMPARE(scene.status.reconnects, 0u);
}

void TestConnection::t38TwoUnansweredPingsEndIt()
{
    QCOMPARE(ConnectOptions::kDefaultPingInterval, base::Span(10s)); // dead after 20 to 30 s
    FakeServer server;
    bool loggedIn = false;
    int unanswered = 0;
    server.script = [&](const Frame &frame) {
        if (!std::holds_alternative<PingFrame>(frame) || !std::exchange(loggedIn, true))
            return false;
        ++unanswered;
        return true;
    };
    ConnectOptions options = optionsFor(server.url());
    options.pingInterval = 50ms;
    Scene scene(options);
    int unansweredAtLoss = 0;
    scene.atLoss = [&] {
        unansweredAtLoss = unanswered;
    };
    scene.connection.open();
    QTRY_COMPARE(scene.lost, QList{DisconnectCause::Stale});
    QCOMPARE(unansweredAtLoss, 2);
    QVERIFY(!scene.status.lastLoss->unexplained);
}

void TestConnection::t38AnsweredPingsKeepIt()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.pingInterval = 5ms;
    Scene scene(options);
    scene.connection.open();
    QTRY_VERIFY(scene.sent.count("PING") > 20);
    QCOMPARE(server.connections(), 1);
    QVERIFY(scene.lost.isEmpty());
}

void TestConnection::t44AfterASleepThereIsAPingAtOnce()
{
    FakeServer server;
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    scene.sent.clear();
    scene.wall += 3600s; // the next tick, within a second, sees it
    QTRY_COMPARE(scene.sent, QByteArrayList{"PING"});
    QVERIFY(scene.connected());
}

void TestConnection::t44SilenceAfterASleepEndsIt()
{
    FakeServer server;
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_VERIFY(scene.connected());
    server.answersPings = false;
    const base::Instant before = base::Clock::now();
    scene.wall += 3600s;
    QTRY_COMPARE(scene.lost, QList{DisconnectCause::Stale});
    // Long before the usual PINGs would have found out.
    QVERIFY(base::Clock::now() - before < ConnectOptions::kDefaultPingInterval);
    QVERIFY(scene.status.lastLoss->why.contains(u"slept"_s));
}

void TestConnection::afterASleepTheNextAttemptDoesNotWait()
{
    FakeServer server;
    refuse(server, "Connection throttling is active. Please try again later.");
    Scene scene(optionsFor(server.url()));
    scene.connection.open();
    QTRY_COMPARE(scene.status.state, State::Backoff);
    const base::Instant retryAt = scene.status.retryAt;
    server.script = nullptr;
    scene.wall += 3600s;
    QTRY_VERIFY(scene.connected());
    QVERIFY(base::Clock::now() < retryAt);
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
