// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/handshake.h"

#include "core/nats/backoff.h"
#include "core/nats/nuid.h"
#include "core/nats/subscriptions.h"

#include <QtCore/QSet>
#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;

namespace {

const QByteArray kInfo = R"({"server_id":"S","version":"2.9.10","headers":true,"max_payload":1048576})";

struct Scene
{
    explicit Scene(const char *serverUrl = "nats://h:4222")
        : url(*parseServerUrl(QString::fromLatin1(serverUrl))), handshake(options, url, {})
    {
        (void) handshake.onConnected(QStringLiteral("192.0.2.1:4222"), false, {});
    }

    template<typename Step>
    bool stepIs(const Frame &frame)
    {
        last = handshake.onFrame(frame, {});
        return std::holds_alternative<Step>(last);
    }
    [[nodiscard]] QString failure() const { return std::get<Handshake::Fail>(last).failure.error.text; }

    ConnectOptions options;
    ServerUrl url;
    Handshake handshake;
    Handshake::Step last;
};

} // namespace

class TestHandshake : public QObject
{
    Q_OBJECT

private slots:
    void infoThenConnectThenPong();
    void t31AnythingMayComeBeforeThePong();
    void firstLineMustBeInfo();
    void t18BadFirstInfoFailsAndALaterOneIsIgnored();
    void t30HttpIsTheMonitoringPort();
    void t29SilenceHintsAtTlsFirst();
    void otherGreetingsAreShown();
    void wrongPortIsNamed();
    void tlsIsUsedWhenEitherSideWantsIt_data();
    void tlsIsUsedWhenEitherSideWantsIt();
    void t33ClosingRefusalsFailAtOnce();
    void t34UnknownRefusalWaitsForTheClose();
    void closeAfterTlsVerifyAsksForACertificate();
    void urlCredentialsWin();
    void aLoginInTheClearIsAskedFor_data();
    void aLoginInTheClearIsAskedFor();
    void aConnectionThatBreaksIsNotCalledClosed();
    void theNameThatWasVerifiedIsShown();
    void nkeyWithoutNonceIsExplained();
    void t41BackoffStaysWithinItsBounds();
    void nuidsAreUniqueBase62();
    void t36RestoresWithTheSameSids();
};

void TestHandshake::infoThenConnectThenPong()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    const auto &send = std::get<Handshake::Send>(scene.last);
    QVERIFY(send.bytes.startsWith("CONNECT {"));
    QVERIFY(send.bytes.endsWith("}\r\nPING\r\n"));
    QCOMPARE(send.shown.size(), size_t(2));
    QVERIFY(scene.stepIs<Handshake::Connected>(PongFrame()));
    QCOMPARE(scene.handshake.server().version, QStringLiteral("2.9.10"));
}

void TestHandshake::t31AnythingMayComeBeforeThePong()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    QVERIFY(scene.stepIs<Handshake::Wait>(PingFrame()));
    QVERIFY(scene.stepIs<Handshake::Wait>(
        InfoFrame{R"({"server_id":"S","headers":true,"connect_info":true,"remote_account":"ORDERS"})"}));
    QVERIFY(scene.stepIs<Handshake::Wait>(OkFrame()));
    QVERIFY(scene.stepIs<Handshake::Connected>(PongFrame()));
    QVERIFY(scene.stepIs<Handshake::Wait>(PongFrame()));
    QCOMPARE(scene.handshake.server().account, QStringLiteral("ORDERS"));
}

void TestHandshake::firstLineMustBeInfo()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Fail>(PingFrame()));
}

void TestHandshake::t18BadFirstInfoFailsAndALaterOneIsIgnored()
{
    for (const QByteArray &bad : {QByteArray("nonsense"), QByteArray("[1]"), QByteArray("7"),
                                  QByteArray(10'000, '[')}) {
        Scene first;
        QVERIFY(first.stepIs<Handshake::Fail>(InfoFrame{bad}));
        Scene later;
        QVERIFY(later.stepIs<Handshake::Send>(InfoFrame{kInfo}));
        QVERIFY(later.stepIs<Handshake::Wait>(InfoFrame{bad}));
        QCOMPARE(later.handshake.server().serverId, QStringLiteral("S"));
    }
}

void TestHandshake::t30HttpIsTheMonitoringPort()
{
    Scene scene;
    scene.handshake.onBytes("HTTP/1.1 400 Bad Request\r\n");
    const base::Error error = scene.handshake.explainBadBytes({base::ErrorKind::Protocol, {}}).error;
    QVERIFY2(error.text.contains(QStringLiteral("monitoring port")), qPrintable(error.text));
}

void TestHandshake::t29SilenceHintsAtTlsFirst()
{
    Scene scene;
    QVERIFY(scene.handshake.explainTimeout().error.text.contains(QStringLiteral("handshake_first")));
}

void TestHandshake::otherGreetingsAreShown()
{
    Scene ssh;
    ssh.handshake.onBytes("SSH-2.0-OpenSSH");
    QVERIFY(ssh.handshake.explainClose().error.text.contains(QStringLiteral("SSH-2.0")));
    Scene tls;
    tls.handshake.onBytes(QByteArray("\x15\x03\x01\x00\x02", 5));
    QCOMPARE(tls.handshake.explainClose().error.kind, base::ErrorKind::Tls);
}

void TestHandshake::wrongPortIsNamed()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Fail>(InfoFrame{R"({"server_id":"S","gateway":"east"})"}));
    QVERIFY(scene.failure().contains(QStringLiteral("other servers")));
}

void TestHandshake::tlsIsUsedWhenEitherSideWantsIt_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<int>("step"); // 0 login in the clear, 1 TLS, 2 failure
    QTest::newRow("nobody") << QByteArray("nats") << QByteArray("") << 0;
    QTest::newRow("available, not asked for") << QByteArray("nats") << QByteArray(",\"tls_available\":true") << 0;
    QTest::newRow("required") << QByteArray("nats") << QByteArray(",\"tls_required\":true") << 1;
    QTest::newRow("asked and available") << QByteArray("tls") << QByteArray(",\"tls_available\":true") << 1;
    QTest::newRow("asked, not offered") << QByteArray("tls") << QByteArray("") << 2;
}

void TestHandshake::tlsIsUsedWhenEitherSideWantsIt()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QByteArray, offer);
    QFETCH(int, step);
    Scene scene((scheme + "://h").constData());
    const Handshake::Step result
        = scene.handshake.onFrame(InfoFrame{"{\"server_id\":\"S\"" + offer + "}"}, {});
    QCOMPARE(std::holds_alternative<Handshake::Send>(result), step == 0);
    QCOMPARE(std::holds_alternative<Handshake::StartTls>(result), step == 1);
    QCOMPARE(std::holds_alternative<Handshake::Fail>(result), step == 2);
    if (step == 1)
        QVERIFY(std::holds_alternative<Handshake::Send>(scene.handshake.onEncrypted({}, {})));
}

void TestHandshake::t33ClosingRefusalsFailAtOnce()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    QVERIFY(scene.stepIs<Handshake::Fail>(ErrFrame{"Authorization Violation"}));
    QCOMPARE(std::get<Handshake::Fail>(scene.last).failure.error.kind, base::ErrorKind::Auth);
    Scene full;
    QVERIFY(full.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    QVERIFY(full.stepIs<Handshake::Fail>(ErrFrame{"maximum connections exceeded"}));
    QCOMPARE(std::get<Handshake::Fail>(full.last).failure.error.kind, base::ErrorKind::Network);
}

void TestHandshake::t34UnknownRefusalWaitsForTheClose()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    QVERIFY(scene.stepIs<Handshake::Wait>(ErrFrame{"Something New"}));
    QVERIFY(scene.handshake.explainClose().error.text.contains(QStringLiteral("Something New")));
    QVERIFY(scene.stepIs<Handshake::Connected>(PongFrame()));
}

void TestHandshake::closeAfterTlsVerifyAsksForACertificate()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::StartTls>(
        InfoFrame{R"({"server_id":"S","tls_required":true,"tls_verify":true})"}));
    QVERIFY(std::holds_alternative<Handshake::Send>(scene.handshake.onEncrypted({}, {})));
    QVERIFY(scene.handshake.explainClose().error.text.contains(QStringLiteral("client certificate")));
}

void TestHandshake::urlCredentialsWin()
{
    Scene scene("nats://u%40x:p%2F%3A@h");
    scene.options.auth = Token{base::Secret("other")};
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    const auto &send = std::get<Handshake::Send>(scene.last);
    QVERIFY(send.bytes.contains(R"("user":"u@x")"));
    QVERIFY(send.bytes.contains(R"("pass":"p/:")"));
    QVERIFY(!send.bytes.contains("auth_token"));
    QVERIFY(!send.shown.front().contains("u@x"));
}

void TestHandshake::aLoginInTheClearIsAskedFor_data()
{
    QTest::addColumn<Auth>("auth");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<QString>("words"); ///< empty: it is not asked
    const QString all = QStringLiteral("log in with it");
    // Spec 2.3's test vector.
    const Auth seed
        = NkeySeed{base::Secret("SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y")};
    const Auth password = UserPassword{QStringLiteral("u"), base::Secret("p")};
    QTest::newRow("nobody") << Auth() << false << QString();
    QTest::newRow("user alone") << Auth(UserPassword{QStringLiteral("u"), {}}) << false
                                << QString();
    QTest::newRow("password") << password << false << all;
    QTest::newRow("password, this machine") << password << true << QString();
    QTest::newRow("token") << Auth(Token{base::Secret("t")}) << false << all;
    // Spec 2.2: nobody can log in with a signature, but everything is readable.
    QTest::newRow("nkey") << seed << false << QStringLiteral("could read and change it");
}

void TestHandshake::aLoginInTheClearIsAskedFor()
{
    QFETCH(Auth, auth);
    QFETCH(bool, loopback);
    QFETCH(QString, words);
    ConnectOptions options;
    options.auth = auth;
    options.plainLogin = PlainLogin::Ask;
    const ServerUrl url = *parseServerUrl(QStringLiteral("nats://h:4222"));
    const InfoFrame info{R"({"server_id":"S","version":"2.9.10","nonce":"abc"})"};
    Handshake asks(options, url, {});
    (void)asks.onConnected(QStringLiteral("192.0.2.1:4222"), loopback, {});
    const Handshake::Step step = asks.onFrame(info, {});
    const auto *fail = std::get_if<Handshake::Fail>(&step);
    QCOMPARE(fail != nullptr, !words.isEmpty());
    if (fail) {
        QCOMPARE(fail->failure.kind, FailureKind::PlainLoginAsked);
        QVERIFY2(fail->failure.error.text.contains(words), qPrintable(fail->failure.error.text));
    }
    options.plainLogin = PlainLogin::Allow;
    Handshake allowed(options, url, {});
    (void)allowed.onConnected(QStringLiteral("192.0.2.1:4222"), loopback, {});
    QVERIFY(std::holds_alternative<Handshake::Send>(allowed.onFrame(info, {})));
}

void TestHandshake::aConnectionThatBreaksIsNotCalledClosed()
{
    Scene scene;
    QVERIFY(scene.stepIs<Handshake::Send>(InfoFrame{kInfo}));
    const Failure during = scene.handshake.explainBroken(QStringLiteral("no route"));
    QCOMPARE(during.kind, FailureKind::Unreachable);
    QVERIFY(during.error.text.contains(QStringLiteral("no route")));
    QVERIFY(scene.stepIs<Handshake::Connected>(PongFrame()));
    const Failure after = scene.handshake.explainBroken(QStringLiteral("no route"));
    QCOMPARE(after.kind, FailureKind::Lost);
    QVERIFY(!after.error.text.contains(QStringLiteral("closed")));
}

void TestHandshake::theNameThatWasVerifiedIsShown()
{
    const ServerUrl found = *parseServerUrl(QStringLiteral("tls://10.0.0.2:4222"));
    const ConnectOptions options;
    const Handshake handshake(options, found, {}, QStringLiteral("nats.example"));
    const Failure failure = handshake.explainTls({QSslError(QSslError::HostNameMismatch)}, {}, {});
    QCOMPARE(failure.kind, FailureKind::WrongHost);
    QVERIFY2(failure.error.text.startsWith(QStringLiteral("nats.example ")),
             qPrintable(failure.error.text));
}

void TestHandshake::nkeyWithoutNonceIsExplained()
{
    Scene scene;
    scene.options.auth = NkeyFile{QStringLiteral("/nonexistent")};
    QVERIFY(scene.stepIs<Handshake::Fail>(InfoFrame{kInfo}));
    QVERIFY(scene.failure().contains(QStringLiteral("nonce")));
}

void TestHandshake::t41BackoffStaysWithinItsBounds()
{
    for (const double random : {0.0, 0.5, 0.999}) {
        Backoff backoff;
        QVERIFY(backoff.next(random) <= Backoff::kFirst);
        base::Span expected = 500ms;
        for (int pass = 1; pass < 100; ++pass) {
            const base::Span wait = backoff.next(random);
            QVERIFY(wait >= expected / 2);
            QVERIFY(wait <= expected * 3 / 2);
            expected = std::min<base::Span>(expected * 2, Backoff::kMax);
        }
        backoff.reset();
        QVERIFY(backoff.next(random) <= Backoff::kFirst);
    }
}

void TestHandshake::nuidsAreUniqueBase62()
{
    QSet<QByteArray> seen;
    Nuid one;
    Nuid two;
    for (int i = 0; i < 10'000; ++i) {
        for (Nuid *nuid : {&one, &two}) {
            const QByteArray next = nuid->next();
            QCOMPARE(next.size(), Nuid::kSize);
            for (const char c : next)
                QVERIFY(QChar::isLetterOrNumber(uint(uchar(c))) && uchar(c) < 128);
            seen.insert(next);
        }
    }
    QCOMPARE(seen.size(), 20'000);
}

void TestHandshake::t36RestoresWithTheSameSids()
{
    Subscriptions subscriptions;
    const quint64 plain = subscriptions.add("a", {});
    const quint64 limited = subscriptions.add("b", "q", 5);
    const quint64 gone = subscriptions.add("c", {});
    const quint64 used = subscriptions.add("d", {}, 1);
    subscriptions.remove(gone);
    QVERIFY(!subscriptions.onMessage(gone));
    QVERIFY(subscriptions.onMessage(used));
    QVERIFY(subscriptions.onMessage(limited));
    QVERIFY(subscriptions.onMessage(limited));
    const QByteArray expected = "SUB a " + QByteArray::number(plain) + "\r\nSUB b q "
        + QByteArray::number(limited) + "\r\nUNSUB " + QByteArray::number(limited) + " 3\r\n";
    QCOMPARE(subscriptions.restoreBytes(), expected);
    QVERIFY(subscriptions.add("e", {}) > used);
}

QTEST_APPLESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
