// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// A session against a scripted server: connecting, staying connected, and subscriptions.
#include "core/nats/session.h"

#include "core/nats/gather.h"
#include "core/nats/subscription.h"
#include "tests/support/fakeserver.h"
#include "tests/support/runlog.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace nats;
using namespace std::chrono_literals;
using State = nats::ConnectionState;

namespace {

ConnectOptions optionsFor(const QString &urls)
{
    ConnectOptions options;
    options.servers = *parseServerUrls(urls);
    return options;
}

// Whether the socket of this process that is connected to `port` sends small writes at once.
bool hasNoDelay(quint16 port)
{
    const QStringList entries = QDir(QStringLiteral("/proc/self/fd")).entryList();
    for (const QString &entry : entries) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        const int fd = entry.toInt();
        if (getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) != 0
            || peer.sin_family != AF_INET || ntohs(peer.sin_port) != port)
            continue;
        int value = 0;
        size = sizeof value;
        return getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &value, &size) == 0 && value != 0;
    }
    return false;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void t31ConnectsOnceWhateverComesBeforeThePong();
    void t28SilentServerIsGivenUpForTheNext();
    void t29SilenceBeforeInfoHintsAtTlsFirst();
    void t30MonitoringPortIsRecognised();
    void refusedConnectionSaysWhatToDo();
    void t32SameRefusalTwiceAsksForAPerson();
    void t34UnknownErrorKeepsTheConnection();
    void t33OpenRefusalsKeepTheConnection_data();
    void t33OpenRefusalsKeepTheConnection();
    void t20UnaskedOkIsOnlyCounted();
    void t18UnreadableLaterInfoIsAWarning();
    void t21UnknownSidIsStray();
    void t35EndInMidMessageDropsItAndReconnects();
    void t36ReconnectRestoresTheSameSids();
    void t45SocketSendsAtOnce();
    void serverPingIsAnswered();
    void protocolErrorReconnects();
    void withoutReconnectTheFirstFailureIsFinal();
    void subscriptionHandsOverInOrder();
    void deniedSubscriptionIsRefused();
    void sessionMayBeDeletedAtAnyTime();
};

void TestSession::t31ConnectsOnceWhateverComesBeforeThePong()
{
    FakeServer server;
    server.script = [&server](const Frame &frame) {
        if (!std::holds_alternative<PingFrame>(frame))
            return false;
        server.send("PING\r\n"
                    "INFO {\"server_id\":\"FAKE\",\"headers\":true,\"remote_account\":\"ACC\"}\r\n"
                    "+OK\r\nPONG\r\n");
        return true;
    };
    Session session(optionsFor(server.url()));
    int connected = 0;
    State last = State::Idle;
    connect(&session, &Session::statusChanged, this, [&] {
        connected += session.status().state == State::Connected && last != State::Connected ? 1 : 0;
        last = session.status().state;
    });
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QTRY_VERIFY(server.frames().contains("PONG"));
    QCOMPARE(session.status().server.account, QStringLiteral("ACC"));
    QVERIFY(session.status().rtt);
    QCOMPARE(connected, 1);
    QCOMPARE(server.logins(), 1);
}

void TestSession::t28SilentServerIsGivenUpForTheNext()
{
    FakeServer silent;
    silent.answersPings = false;
    FakeServer good;
    ConnectOptions options = optionsFor(silent.url() + QLatin1Char(',') + good.url());
    options.connectTimeout = 200ms;
    Session session(options);
    QStringList errors;
    connect(&session, &Session::statusChanged, this, [&] {
        if (session.status().failure)
            errors.append(session.status().failure->error.text);
    });
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QCOMPARE(session.status().url, good.url());
    QVERIFY(!errors.isEmpty());
    QVERIFY2(errors.first().contains(QStringLiteral("did not answer the login")), qPrintable(errors.first()));
    QVERIFY(!session.status().failure);
    QCOMPARE(ConnectOptions::kDefaultConnectTimeout, base::Span(5s));
}

void TestSession::t29SilenceBeforeInfoHintsAtTlsFirst()
{
    FakeServer server;
    server.greeting.clear();
    ConnectOptions options = optionsFor(server.url());
    options.connectTimeout = 100ms;
    options.reconnect = false;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Closed);
    QVERIFY(session.status().failure->error.text.contains(QStringLiteral("handshake_first")));
}

void TestSession::t30MonitoringPortIsRecognised()
{
    FakeServer server;
    server.greeting = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n400 Bad Request";
    ConnectOptions options = optionsFor(server.url());
    options.reconnect = false;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Closed);
    QVERIFY(session.status().failure->error.text.contains(QStringLiteral("monitoring port")));
}

void TestSession::refusedConnectionSaysWhatToDo()
{
    FakeServer server;
    const QString url = server.url();
    server.stopListening();
    ConnectOptions options = optionsFor(url);
    options.reconnect = false;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Closed);
    QVERIFY(session.status().failure->error.text.contains(QStringLiteral("Nothing listens at ") + url));
}

void TestSession::t32SameRefusalTwiceAsksForAPerson()
{
    FakeServer server;
    server.script = [&server](const Frame &frame) {
        if (!std::holds_alternative<ConnectFrame>(frame))
            return false;
        server.send("-ERR 'Authorization Violation'\r\n");
        server.drop();
        return true;
    };
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::NeedsAttention);
    QCOMPARE(session.status().failure->error.kind, base::ErrorKind::Auth);
    QCOMPARE(server.logins(), 2);
    session.retryNow();
    QTRY_COMPARE(server.logins(), 3);
}

void TestSession::t34UnknownErrorKeepsTheConnection()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("-ERR 'Something New'\r\nPING\r\n");
    QTRY_VERIFY(server.frames().contains("PONG"));
    QTRY_VERIFY(session.status().serverMessage.contains(QStringLiteral("Something New")));
    QCOMPARE(session.status().state, State::Connected);
    QCOMPARE(server.connections(), 1);
}

void TestSession::t33OpenRefusalsKeepTheConnection_data()
{
    QTest::addColumn<QByteArray>("error");
    for (const char *error :
         {"maximum subscriptions exceeded", "Invalid Subject", "Invalid Publish Subject",
          "Permissions Violation for Publish to \"x\"",
          "Permissions Violation for Subscription to \"x\"", "Failed Account Registration"})
        QTest::newRow(error) << QByteArray(error);
}

void TestSession::t33OpenRefusalsKeepTheConnection()
{
    QFETCH(QByteArray, error);
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("-ERR '" + error + "'\r\nPING\r\n");
    QTRY_VERIFY(server.frames().contains("PONG"));
    QCOMPARE(session.status().state, State::Connected);
    QCOMPARE(server.connections(), 1);
}

void TestSession::t20UnaskedOkIsOnlyCounted()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("+OK\r\n+OK\r\nPONG\nPING\r\n");
    QTRY_VERIFY(server.frames().contains("PONG"));
    QTRY_COMPARE(session.status().unaskedOks, 2u);
    QTRY_COMPARE(session.status().lenientLines, 1u);
    QCOMPARE(session.status().state, State::Connected);
}

void TestSession::t18UnreadableLaterInfoIsAWarning()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("INFO nonsense\r\n");
    QTRY_VERIFY(session.status().serverMessage.contains(QStringLiteral("INFO")));
    QCOMPARE(session.status().state, State::Connected);
    QCOMPARE(session.status().server.serverId, QStringLiteral("FAKE"));
}

void TestSession::t21UnknownSidIsStray()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("MSG \xff.x 4711 1\r\nx\r\nMSG a not.a.number 1\r\nx\r\n");
    QTRY_COMPARE(session.status().stray, 2u);
    QCOMPARE(session.status().messagesIn, 2u);
    QCOMPARE(session.status().state, State::Connected);
}

void TestSession::t35EndInMidMessageDropsItAndReconnects()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    Subscription *const subscription = session.subscribe("a", {}, &session);
    QByteArrayList payloads;
    connect(subscription, &Subscription::messagesAdded, this,
            [&payloads](const MessageBatch &messages) {
                for (const Message &message : *messages)
                    payloads.append(message.payload().toByteArray());
            });
    int gaps = 0;
    base::Span gap{0};
    connect(subscription, &Subscription::interrupted, this,
            [&](base::Instant from, base::Instant to) {
                ++gaps;
                gap = to - from;
            });
    session.open();
    QTRY_VERIFY(server.frames().contains("SUB a [] 1"));
    server.send("MSG a 1 5\r\nfirst\r\nMSG a 1 10\r\nhalf");
    QTRY_COMPARE(payloads, QByteArrayList{"first"});
    server.drop();
    QTRY_COMPARE(server.logins(), 2);
    QTRY_COMPARE(gaps, 1);
    QVERIFY(gap > base::Span(0));
    server.send("MSG a 1 6\r\nsecond\r\n");
    QTRY_COMPARE(payloads, (QByteArrayList{"first", "second"}));
}

void TestSession::t36ReconnectRestoresTheSameSids()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.readOnly = true; // nor does it ask why it was closed
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    Subscription *const a = session.subscribe("a", {}, &session);
    Subscription *const gone = session.subscribe("b", "q", &session);
    (void) session.subscribe("c.*", "q", &session);
    QSignalSpy restored(a, &Subscription::interrupted);
    delete gone;
    QTRY_VERIFY(server.frames().contains("UNSUB 2"));
    const qsizetype before = server.frames().size();
    server.drop();
    QTRY_COMPARE(restored.size(), 1);
    const QByteArrayList after = server.frames().sliced(before);
    QCOMPARE(after.size(), 3);
    QVERIFY(after[0].startsWith("CONNECT"));
    QCOMPARE(after[1], "SUB a [] 1");
    QCOMPARE(after[2], "SUB c.* [q] 3");
}

void TestSession::t45SocketSendsAtOnce()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QVERIFY(hasNoDelay(server.port()));
}

void TestSession::serverPingIsAnswered()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("PING\r\nPING\r\n");
    QTRY_COMPARE(server.frames().count("PONG"), 2);
}

void TestSession::protocolErrorReconnects()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    QStringList errors;
    connect(&session, &Session::statusChanged, this, [&] {
        if (session.status().failure)
            errors.append(session.status().failure->error.text);
    });
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("MSG a 1 nonsense\r\n");
    QTRY_COMPARE(server.logins(), 2);
    QTRY_COMPARE(session.status().state, State::Connected);
    QVERIFY(errors.first().contains(QStringLiteral("nonsense")));
}

void TestSession::withoutReconnectTheFirstFailureIsFinal()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.reconnect = false;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.drop();
    QTRY_COMPARE(session.status().state, State::Closed);
    QVERIFY(session.status().failure);
    QCOMPARE(server.connections(), 1);
}

void TestSession::subscriptionHandsOverInOrder()
{
    constexpr int count = 20'000;
    FakeServer server;
    Session session(optionsFor(server.url()));
    Subscription *const subscription = session.subscribe("n", {}, &session);
    std::vector<Message> kept;
    quint64 dropped = 0;
    connect(subscription, &Subscription::messagesAdded, this,
            [&](const MessageBatch &messages, quint64 lost) {
                kept.insert(kept.end(), messages->begin(), messages->end());
                dropped += lost;
            });
    session.open();
    QTRY_COMPARE(server.lastSid(), "1");
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        const QByteArray payload = QByteArray::number(i);
        bytes += "MSG n 1 " + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n";
    }
    server.send(bytes);
    QTRY_COMPARE(quint64(kept.size()) + dropped, quint64(count));
    QCOMPARE(dropped, 0u);
    for (int i = 0; i < count; ++i)
        QCOMPARE(kept[size_t(i)].payload().toInt(), i);
}

void TestSession::deniedSubscriptionIsRefused()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    Subscription *const subscription = session.subscribe("secret", {}, &session);
    QSignalSpy refused(subscription, &Subscription::refused);
    session.open();
    QTRY_COMPARE(server.lastSid(), "1");
    server.send("-ERR 'Permissions Violation for Subscription to \"secret\"'\r\n");
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.first().first().toByteArray(), "secret");
    QVERIFY(refused.first().last().toString().contains(QStringLiteral("secret")));
    QCOMPARE(session.status().state, State::Connected);
}

void TestSession::sessionMayBeDeletedAtAnyTime()
{
    FakeServer server;
    for (int round = 0; round < 20; ++round) {
        auto session = std::make_unique<Session>(optionsFor(server.url()));
        session->open();
        Subscription *const subscription = session->subscribe("a", {}, this);
        RequestSpec spec;
        spec.subject = "b";
        Gather *const gather = session->request(spec, this);
        if (round % 3 == 1)
            QTRY_COMPARE(session->status().state, State::Connected);
        if (round % 3 == 2)
            connect(session.get(), &Session::statusChanged, this, [&session] { session.reset(); });
        else
            session.reset();
        QTRY_VERIFY(!session);
        gather->cancel(); // handles outlive their session harmlessly
        delete gather;
        delete subscription;
    }
    QVERIFY(server.connections() > 0);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
