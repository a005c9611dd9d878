// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// One attempt against a scripted server: how far it gets, why it fails, and what it never tells.
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"

#include "tests/support/fakeserver.h"
#include "tests/support/proxyserver.h"
#include "tests/support/runlog.h"

#include <QtCore/QLoggingCategory>
#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = FailureKind;
using State = nats::ConnectionState;
using StepKind = ConnectStep::Kind;
using StepState = ConnectStep::State;

namespace {

// The test vector of spec §2.3.
const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

QByteArray encoded(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jwt()
{
    return encoded(R"({"typ":"JWT","alg":"ed25519-nkey"})") + '.'
        + encoded("{\"sub\":\"" + kPublic + "\"}") + ".c2lnbmF0dXJl";
}

QByteArray creds()
{
    return "-----BEGIN NATS USER JWT-----\n" + jwt() + "\n------END NATS USER JWT------\n\n"
        + "-----BEGIN USER NKEY SEED-----\n" + kSeed + "\n------END USER NKEY SEED------\n";
}

base::Secret secret(const QByteArray &text)
{
    return base::Secret(QByteArray(text.constData(), text.size()));
}

ConnectOptions optionsFor(const QString &urls)
{
    ConnectOptions options;
    options.servers = *parseServerUrls(urls);
    options.reconnect = false;
    return options;
}

// "Name skipped, Tcp passed, …"
QStringList print(const std::vector<ConnectStep> &steps)
{
    static const char *const kinds[] = {"name", "tcp", "info", "tls", "login", "pong", "inbox"};
    static const char *const states[] = {"waiting", "running", "passed", "skipped", "failed"};
    QStringList printed;
    for (const ConnectStep &step : steps)
        printed += QString::fromLatin1(kinds[int(step.kind)]) + u' '
            + QString::fromLatin1(states[int(step.state)]);
    return printed;
}

bool ended(const Session &session)
{
    const State state = session.status().state;
    return state == State::Connected || state == State::Closed || state == State::NeedsAttention;
}

// A server, and options to connect to it once; each case of the table below turns some screws.
struct Scene
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());

    void answerLogin(const QByteArray &answer)
    {
        server.script = [this, answer](const Frame &frame) {
            if (!std::holds_alternative<ConnectFrame>(frame))
                return false;
            server.send(answer);
            server.drop();
            return true;
        };
    }
    // What a client gets to hear who starts TLS.
    void answerTls(const QByteArray &answer)
    {
        server.rawScript = [this, answer](const QByteArray &bytes) {
            if (!bytes.startsWith('\x16'))
                return false;
            server.send(answer);
            if (!answer.isEmpty())
                server.drop();
            return true;
        };
    }
    void useUrl(const QString &url) { options.servers = *parseServerUrls(url); }
    void hurry() { options.connectTimeout = 150ms; }
};
using Turn = std::function<void(Scene &)>;

QByteArray infoWith(const QByteArray &more)
{
    return FakeServer::info(',' + more);
}

// All log messages while it lives.
class LogCapture final
{
public:
    LogCapture()
    {
        QLoggingCategory::setFilterRules(u"*=true"_s);
        s_text.clear();
        m_before
            = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &,
                                        const QString &text) { s_text += text.toUtf8() + '\n'; });
    }
    ~LogCapture()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    [[nodiscard]] static QByteArray text() { return s_text; }

private:
    static inline QByteArray s_text;
    QtMessageHandler m_before = nullptr;
};

// Every text of a status.
QByteArray textsOf(const ConnectionStatus &status)
{
    QStringList texts{status.url, status.peer, status.serverMessage};
    if (status.failure)
        texts << status.failure->error.text << status.failure->advice;
    for (const ConnectStep &step : status.steps)
        texts += step.detail;
    for (const KnownServer &server : status.servers)
        texts << server.url << server.lastError << server.advice;
    if (status.lastLoss)
        texts << status.lastLoss->why << status.lastLoss->explanation;
    return texts.join(u'\n').toUtf8();
}

} // namespace

class TestAttempt : public QObject
{
    Q_OBJECT

private slots:
    void stepsPassOneAfterTheOther();
    void namesAreLookedUp();
    void eachFailureHasItsKindAndStep_data();
    void eachFailureHasItsKindAndStep();
    void unusableFilesStopBeforeConnecting();
    void t42PlainErrorsDuringTlsAreShown();
    void nothingIsDeliveredBeforeTheLogin();
    void everyAddressOfANameIsTried();
    void inboxIsTried();
    void deniedInboxIsAShortcoming();
    void readOnlyPublishesNothing();
    void proxyIsGoneThrough_data();
    void proxyIsGoneThrough();
    void secretsAppearNowhere_data();
    void secretsAppearNowhere();
};

void TestAttempt::stepsPassOneAfterTheOther()
{
    FakeServer server;
    Session session(optionsFor(server.url()));
    QList<QStringList> seen;
    connect(&session, &Session::statusChanged, this, [&] {
        const QStringList now = print(session.status().steps);
        if (seen.isEmpty() || seen.last() != now)
            seen += now;
    });
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QCOMPARE(seen.first().first(), u"name running"_s);
    QCOMPARE(seen.last(),
             (QStringList{u"name skipped"_s, u"tcp passed"_s, u"info passed"_s, u"tls skipped"_s,
                          u"login passed"_s, u"pong passed"_s}));
    QVERIFY(seen.contains(QStringList({u"name skipped"_s, u"tcp passed"_s, u"info passed"_s,
                                       u"tls skipped"_s, u"login passed"_s, u"pong running"_s})));
    const auto &steps = session.status().steps;
    QCOMPARE(steps[1].detail, u"127.0.0.1:%1"_s.arg(server.port()));
    QVERIFY2(steps[2].detail.contains(u"2.9.10 · fake"), qPrintable(steps[2].detail));
    QVERIFY(steps[1].took > 0ns && steps[2].took > 0ns && steps[5].took > 0ns);
    QCOMPARE(steps[0].took, 0ns);
}

void TestAttempt::namesAreLookedUp()
{
    FakeServer server;
    Session session(optionsFor(u"nats://localhost:%1"_s.arg(server.port())));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    const ConnectStep &name = session.status().steps.front();
    QCOMPARE(name.state, StepState::Passed);
    QVERIFY2(name.detail.contains(u"127.0.0.1"), qPrintable(name.detail));
}

void TestAttempt::eachFailureHasItsKindAndStep_data()
{
    QTest::addColumn<Turn>("turn");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<StepKind>("step");
    const auto row = [](const char *name, Kind kind, StepKind step, const Turn &turn) {
        QTest::newRow(name) << turn << kind << step;
    };
    const auto greets
        = [&row](const char *name, Kind kind, StepKind step, const QByteArray &bytes) {
              row(name, kind, step, [bytes](Scene &scene) { scene.server.greeting = bytes; });
          };
    const auto answers = [&row](const char *name, Kind kind, const QByteArray &bytes,
                                StepKind step = StepKind::Login) {
        row(name, kind, step, [bytes](Scene &scene) { scene.answerLogin(bytes); });
    };
    row("nobody listens", Kind::ConnectionRefused, StepKind::Tcp,
        [](Scene &scene) { scene.server.stopListening(); });
    row("no such host", Kind::HostNotFound, StepKind::Name,
        [](Scene &scene) { scene.useUrl(u"nats://nonexistent.invalid"_s); });
    row("no way there", Kind::Unreachable, StepKind::Tcp,
        [](Scene &scene) { scene.useUrl(u"nats://255.255.255.255:4222"_s); });
    row("no proxy", Kind::ProxyFailed, StepKind::Tcp, [](Scene &scene) {
        ProxyServer gone;
        scene.options.proxy = nats::SocksProxy{u"127.0.0.1"_s, gone.port(), {}, {}};
    });

    row("T29 silence", Kind::Silent, StepKind::Info, [](Scene &scene) {
        scene.server.greeting.clear();
        scene.hurry();
    });
    row("closed at once", Kind::ClosedBeforeGreeting, StepKind::Info, [](Scene &scene) {
        scene.server.greeting.clear();
        scene.server.closesAtOnce = true;
    });
    greets("T30 HTTP", Kind::MonitoringPort, StepKind::Info, "HTTP/1.1 400 Bad Request\r\n\r\n");
    greets("SSH", Kind::NotNats, StepKind::Info, "SSH-2.0-OpenSSH_9.2\r\n");
    greets("PONG first", Kind::NotNats, StepKind::Info, "PONG\r\n");
    greets("PING first", Kind::NotNats, StepKind::Info, "PING\r\n" + FakeServer::info());
    greets("message first", Kind::NotNats, StepKind::Info,
           "MSG a 1 5\r\nhello\r\n" + FakeServer::info());
    greets("TLS first", Kind::TlsFirstServer, StepKind::Info,
           QByteArray("\x15\x03\x03\x00\x02\x02\x46\r\n", 9));
    greets("gateway port", Kind::OtherPort, StepKind::Info, infoWith(R"("gateway":"east")"));
    greets("route port", Kind::OtherPort, StepKind::Info,
           "-ERR 'attempted to connect to route port'\r\n");
    greets("T18 unreadable INFO", Kind::ProtocolError, StepKind::Info, "INFO [\r\n");
    greets("throttled", Kind::Throttled, StepKind::Info,
           "-ERR 'Connection throttling is active. Please try again later.'\r\n");

    row("T42 TLS is not offered", Kind::NoTls, StepKind::Tls,
        [](Scene &scene) { scene.options.servers.front().tls = true; });
    row("TLS is required here", Kind::NoTls, StepKind::Tls,
        [](Scene &scene) { scene.options.tls.require = true; });
    greets("T42 bytes after INFO", Kind::PlainBytesAfterInfo, StepKind::Tls,
           infoWith(R"("tls_required":true)") + "PING\r\n");
    row("T42 -ERR during TLS", Kind::PlainErrorInTls, StepKind::Tls, [](Scene &scene) {
        scene.server.greeting = infoWith(R"("tls_required":true)");
        scene.answerTls("-ERR 'Secure Connection - TLS Required'\r\n");
    });
    row("other bytes during TLS", Kind::TlsFailed, StepKind::Tls, [](Scene &scene) {
        scene.server.greeting = infoWith(R"("tls_required":true)");
        scene.answerTls("what is this?\r\n");
    });
    row("silence during TLS", Kind::TlsTimeout, StepKind::Tls, [](Scene &scene) {
        scene.server.greeting = infoWith(R"("tls_required":true)");
        scene.answerTls({});
        scene.hurry();
    });
    row("closed during TLS", Kind::TlsFailed, StepKind::Tls, [](Scene &scene) {
        scene.server.greeting = infoWith(R"("tls_required":true)");
        scene.server.rawScript = [&scene](const QByteArray &) {
            scene.server.drop();
            return true;
        };
    });
    row("TLS first, greeted in the clear", Kind::NoTlsFirst, StepKind::Tls,
        [](Scene &scene) { scene.options.tls.first = true; });
    row("TLS first at an HTTP port", Kind::MonitoringPort, StepKind::Tls, [](Scene &scene) {
        scene.options.tls.first = true;
        scene.server.greeting.clear();
        scene.answerTls("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    row("TLS first at another port", Kind::NotNats, StepKind::Tls, [](Scene &scene) {
        scene.options.tls.first = true;
        scene.server.greeting = "220 mail.example ESMTP\r\n";
    });
    row("TLS first, silence", Kind::TlsTimeout, StepKind::Tls, [](Scene &scene) {
        scene.options.tls.first = true;
        scene.server.greeting.clear();
        scene.answerTls({});
        scene.hurry();
    });

    row("nkey, no nonce", Kind::NoNonce, StepKind::Login,
        [](Scene &scene) { scene.options.auth = NkeySeed{secret(kSeed)}; });
    row("unusable credentials", Kind::CredentialsUnusable, StepKind::Login,
        [](Scene &scene) { scene.options.auth = CredsFile{u"/nonexistent/user.creds"_s}; });
    answers("refused", Kind::CredentialsRefused, "-ERR 'Authorization Violation'\r\n");
    answers("user expired", Kind::CredentialsExpired, "-ERR 'User Authentication Expired'\r\n");
    answers("account expired", Kind::CredentialsExpired,
            "-ERR 'Account Authentication Expired'\r\n");
    answers("revoked", Kind::CredentialsExpired, "-ERR 'User Authentication Revoked'\r\n");
    answers("JWT too long", Kind::LoginTooLong, "-ERR 'maximum control line exceeded'\r\n");
    answers("server full", Kind::ServerFull, "-ERR 'maximum connections exceeded'\r\n");
    answers("account full", Kind::AccountFull,
            "-ERR 'maximum account active connections exceeded'\r\n");
    answers("closed without a word", Kind::LoginClosed, {});
    answers("login too late", Kind::LoginTimeout, "-ERR 'Authentication Timeout'\r\n",
            StepKind::Pong);
    answers("unknown reason", Kind::Other, "-ERR 'Something New'\r\n", StepKind::Pong);
    answers("broken protocol", Kind::ProtocolError, "MSG x\r\n", StepKind::Pong);
    row("T28 silence after the login", Kind::LoginTimeout, StepKind::Pong, [](Scene &scene) {
        scene.server.answersPings = false;
        scene.hurry();
    });
    row("T42 no client certificate, found late", Kind::LoginClosed, StepKind::Login,
        [](Scene &scene) {
            scene.server.greeting = infoWith(R"("tls_available":true,"tls_verify":true)");
            scene.answerLogin({});
        });
}

void TestAttempt::eachFailureHasItsKindAndStep()
{
    QFETCH(Turn, turn);
    QFETCH(FailureKind, kind);
    QFETCH(StepKind, step);
    Scene scene;
    turn(scene);
    Session session(scene.options);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(ended(session), 10'000);
    const ConnectionStatus &status = session.status();
    QCOMPARE(status.state, State::Closed);
    QVERIFY(status.failure);
    QVERIFY2(status.failure->kind == kind, qPrintable(status.failure->error.text));
    QVERIFY(!status.failure->error.text.isEmpty());
    QCOMPARE(status.failure->advice.isEmpty(), kind == Kind::Other);
    bool failed = false;
    for (const ConnectStep &each : status.steps) {
        if (each.kind == step) {
            QVERIFY2(each.state == StepState::Failed, qPrintable(print(status.steps).join(u", ")));
            failed = true;
        } else if (failed) {
            QCOMPARE(each.state, StepState::Waiting);
        } else {
            QVERIFY2(each.state == StepState::Passed || each.state == StepState::Skipped,
                     qPrintable(print(status.steps).join(u", ")));
        }
    }
    QVERIFY(failed);
}

void TestAttempt::unusableFilesStopBeforeConnecting()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.tls.caFile = u"/nonexistent/ca.pem"_s;
    for (const Kind kind : {Kind::CaUnusable, Kind::ClientCertificateUnusable}) {
        Session session(options);
        session.open();
        QTRY_VERIFY(ended(session));
        QCOMPARE(session.status().failure->kind, kind);
        QCOMPARE(print(session.status().steps),
                 (QStringList{u"name waiting"_s, u"tcp waiting"_s, u"info waiting"_s,
                              u"tls failed"_s, u"login waiting"_s, u"pong waiting"_s}));
        options.tls = {};
        options.tls.certFile = u"/nonexistent/client.pem"_s;
    }
    QCOMPARE(server.connections(), 0);
}

// Whoever is in between may forge what comes before TLS: it reaches no watch.
void TestAttempt::nothingIsDeliveredBeforeTheLogin()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.reconnect = true;
    Session session(options);
    Subscription *const subscription = session.subscribe("a", {}, &session);
    QByteArrayList payloads;
    connect(subscription, &Subscription::messagesAdded, this,
            [&payloads](const MessageBatch &messages) {
                for (const Message &message : *messages)
                    payloads += message.payload().toByteArray();
            });
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.greeting = "MSG a 1 6\r\nforged\r\n" + FakeServer::info();
    server.drop();
    QTRY_COMPARE(session.status().failure ? session.status().failure->kind : Kind::Other,
                 Kind::NotNats);
    server.greeting = FakeServer::info();
    server.script = [&server](const Frame &frame) {
        if (std::holds_alternative<ConnectFrame>(frame))
            server.send("MSG a 1 5\r\nearly\r\n");
        return false;
    };
    session.retryNow();
    QTRY_COMPARE(session.status().state, State::Connected);
    server.send("MSG a 1 4\r\ntrue\r\n");
    QTRY_VERIFY(!payloads.isEmpty());
    QCOMPARE(payloads, QByteArrayList{"true"});
    QTRY_COMPARE(session.status().stray, 1u);
}

// The server listens at 127.0.0.1; most machines know ::1 by that name too, and first.
void TestAttempt::everyAddressOfANameIsTried()
{
    FakeServer server;
    Session session(optionsFor(u"nats://localhost:%1"_s.arg(server.port())));
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QCOMPARE(session.status().peer, u"127.0.0.1:%1"_s.arg(server.port()));
}

void TestAttempt::t42PlainErrorsDuringTlsAreShown()
{
    Scene scene;
    scene.server.greeting = infoWith(R"("tls_required":true)");
    scene.answerTls("-ERR 'Secure Connection - TLS Required'\r\n");
    Session session(scene.options);
    session.open();
    QTRY_VERIFY(ended(session));
    const QString text = session.status().failure->error.text;
    QVERIFY2(text.contains(u"“Secure Connection - TLS Required”"), qPrintable(text));
}

void TestAttempt::inboxIsTried()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.probeInbox = true;
    options.inboxPrefix = "_MY";
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QVERIFY(!session.status().failure);
    QCOMPARE(session.status().steps.back().kind, StepKind::Inbox);
    QCOMPARE(session.status().steps.back().state, StepState::Passed);
    QCOMPARE(server.frames().size(), 3);
    QVERIFY2(server.frames().at(1).startsWith("SUB _MY."), server.frames().at(1).constData());
    QVERIFY2(server.frames().at(2).startsWith("UNSUB"), server.frames().at(2).constData());
}

void TestAttempt::deniedInboxIsAShortcoming()
{
    FakeServer server;
    server.script = [&server](const Frame &frame) {
        const auto *sub = std::get_if<SubFrame>(&frame);
        if (!sub)
            return false;
        server.send("-ERR 'Permissions Violation for Subscription to \"" + sub->subject
                    + "\"'\r\n");
        return true;
    };
    ConnectOptions options = optionsFor(server.url());
    options.probeInbox = true;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    QVERIFY(session.status().failure);
    QCOMPARE(session.status().failure->kind, Kind::InboxDenied);
    QVERIFY(session.status().failure->error.text.contains(u"_INBOX"));
    QVERIFY(!session.status().failure->advice.isEmpty());
    QCOMPARE(print(session.status().steps).last(), u"inbox failed"_s);
}

void TestAttempt::readOnlyPublishesNothing()
{
    FakeServer server;
    ConnectOptions options = optionsFor(server.url());
    options.readOnly = true;
    Session session(options);
    session.open();
    QTRY_COMPARE(session.status().state, State::Connected);
    session.publish("a", {}, {}, "x");
    for (const Verb verb : {Verb::Request, Verb::Gather, Verb::Publish}) {
        RequestSpec spec;
        spec.verb = verb;
        spec.subject = "a";
        const RunLog log(session.request(spec, this));
        QTRY_VERIFY(log.outcome);
        QCOMPARE(log.outcome->reason, EndReason::InvalidRequest);
        QVERIFY2(log.outcome->detail.contains(u"read-only"), qPrintable(log.outcome->detail));
    }
    // A subscription goes out behind whatever would have been published.
    const Subscription *subscription = session.subscribe("b", {}, this);
    QVERIFY(subscription);
    QTRY_COMPARE(server.frames().size(), 2);
    QVERIFY(server.frames().last().startsWith("SUB b"));
}

void TestAttempt::proxyIsGoneThrough_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("connects");
    QTest::newRow("open") << ""_ba
                          << ""_ba << true;
    QTest::newRow("password") << "me"_ba
                              << "hidden"_ba << true;
    QTest::newRow("wrong password") << "me"_ba
                                    << "other"_ba << false;
}

void TestAttempt::proxyIsGoneThrough()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    QFETCH(bool, connects);
    FakeServer server;
    ProxyServer proxy;
    proxy.user = user;
    proxy.password = "hidden";
    // Only the proxy knows this name.
    ConnectOptions options = optionsFor(u"nats://inside.invalid:%1"_s.arg(server.port()));
    options.proxy
        = nats::SocksProxy{u"127.0.0.1"_s, proxy.port(), QString::fromUtf8(user), secret(password)};
    Session session(options);
    session.open();
    QTRY_VERIFY(ended(session));
    QCOMPARE(session.status().state == State::Connected, connects);
    if (connects) {
        QCOMPARE(proxy.asked, "inside.invalid");
        QCOMPARE(session.status().steps.front().state, StepState::Skipped);
        QVERIFY(session.status().steps[1].detail.contains(options.proxy->display()));
    } else {
        QCOMPARE(session.status().failure->kind, Kind::ProxyFailed);
        QVERIFY(!textsOf(session.status()).contains(password));
    }
}

void TestAttempt::secretsAppearNowhere_data()
{
    QTest::addColumn<Auth>("auth");
    QTest::addColumn<QString>("inUrl");
    QTest::addColumn<QByteArrayList>("secrets");
    const QByteArrayList forJwt{jwt(), kSeed, "c2lnbmF0dXJl"};
    QTest::newRow("user and password")
        << Auth(UserPassword{u"u"_s, secret("s3cret")}) << QString() << QByteArrayList{"s3cret"};
    QTest::newRow("token") << Auth(Token{secret("s3cret")}) << QString()
                           << QByteArrayList{"s3cret"};
    QTest::newRow("URL") << Auth() << u"u:s3cret@"_s << QByteArrayList{"s3cret"};
    QTest::newRow("URL token") << Auth() << u"s3cret@"_s << QByteArrayList{"s3cret"};
    QTest::newRow("nkey") << Auth(NkeySeed{secret(kSeed)}) << QString() << QByteArrayList{kSeed};
    QTest::newRow("credentials") << Auth(CredsText{secret(creds())}) << QString() << forJwt;
    QTest::newRow("JWT and seed") << Auth(UserJwt{secret(jwt()), secret(kSeed)}) << QString()
                                  << forJwt;
    QTest::newRow("bearer") << Auth(UserJwt{secret(jwt()), {}}) << QString() << forJwt;
    QTest::newRow("broken credentials") << Auth(
        CredsText{secret(creds().replace("UA", "UB").replace(kSeed.left(20), "SUXXs3cret"))})
                                        << QString() << QByteArrayList{"s3cret", jwt()};
    QTest::newRow("broken nkey") << Auth(NkeySeed{secret("SUs3cret")}) << QString()
                                 << QByteArrayList{"s3cret"};
}

// Connects, is thrown out while a gather waits (whose wire view then has the second login in it),
// logs in again, and is refused the third time.
void TestAttempt::secretsAppearNowhere()
{
    QFETCH(Auth, auth);
    QFETCH(QString, inUrl);
    QFETCH(QByteArrayList, secrets);
    secrets += "extra-s3cret";
    const LogCapture logs;
    Scene scene;
    scene.server.greeting = infoWith(R"("nonce":"hello nonce")");
    scene.options.auth = auth;
    scene.options.extraToken = secret("extra-s3cret");
    scene.useUrl(u"nats://"_s + inUrl + u"127.0.0.1:"_s + QString::number(scene.server.port()));
    scene.options.reconnect = true;
    Session session(scene.options);
    QByteArray texts;
    connect(&session, &Session::statusChanged, this,
            [&] { texts += textsOf(session.status()) + '\n'; });
    session.open();
    QTRY_VERIFY(ended(session));
    QByteArray wire;
    if (session.status().state == State::Connected) {
        RequestSpec spec;
        spec.verb = Verb::Gather;
        spec.subject = "a";
        spec.keepWaiting = true;
        spec.rules.total = 30s;
        const RunLog log(session.request(spec, this));
        QTRY_VERIFY(!log.events.isEmpty());
        scene.server.drop();
        QTRY_COMPARE(scene.server.logins(), 2);
        QTRY_COMPARE(session.status().state, State::Connected);
        scene.answerLogin("-ERR 'Authorization Violation'\r\n");
        scene.server.drop();
        QTRY_COMPARE(session.status().state, State::NeedsAttention);
        wire = log.wire.join('\n');
        QVERIFY(wire.contains("> CONNECT {"));
    }
    QVERIFY(!texts.isEmpty());
    for (const QByteArray &hidden : secrets) {
        QVERIFY2(!wire.contains(hidden), wire.constData());
        QVERIFY2(!texts.contains(hidden), texts.constData());
        QVERIFY2(!LogCapture::text().contains(hidden), LogCapture::text().constData());
    }
}

QTEST_GUILESS_MAIN(TestAttempt)
#include "tst_attempt.moc"
