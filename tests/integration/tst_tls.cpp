// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// TLS, client certificates and TLS-first against the real nats-server, Debian's and a newer one.
#include "tests/support/certificates.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"

#include <QtCore/QFileInfo>
#include <QtCore/QScopeGuard>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QSslConfiguration>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using Kind = nats::FailureKind;

class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void t42ServerCertificates_data();
    void t42ServerCertificates();
    void t42ClientCertificates_data();
    void t42ClientCertificates();
    void tlsFirst_data();
    void tlsFirst();
    void factsAreTold();
    void tlsIsKeptWhenReconnecting();

private:
    [[nodiscard]] QByteArray content(const QString &name) { return m_made.content(name); }
    void copyTo(const NatsServer &server, const QStringList &names)
    {
        for (const QString &name : names)
            server.write(name, content(name));
    }

    QTemporaryDir m_directory;
    Certificates m_made{m_directory.path()};
};

namespace {

QString newerServer()
{
    return QString::fromLatin1(FANIN_INTEROP) + u"/nats-server"_s;
}

// Ends the test function where the newer server is not built.
#define REQUIRE_NEWER_SERVER() \
    do { \
        if (!QFileInfo::exists(newerServer())) { \
            const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty(); \
            QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), \
                     "nats-server is not built by Go"); \
            QSKIP("the newer nats-server is not built (tests/interop/install.sh needs Go)"); \
        } \
    } while (false)

// How one attempt ended: connected, or the failure.
std::optional<nats::Failure> failureOf(nats::Session &session)
{
    session.open();
    const bool ended = QTest::qWaitFor(
        [&session] {
            return session.status().state == nats::ConnectionState::Connected
                || session.status().state == nats::ConnectionState::Closed;
        },
        15'000);
    if (!ended)
        return nats::Failure{Kind::Other, {base::ErrorKind::State, u"it did not end"_s}, {}};
    return session.status().failure;
}

nats::ConnectStep stepOf(const nats::Session &session, nats::ConnectStep::Kind kind)
{
    for (const nats::ConnectStep &step : session.status().steps) {
        if (step.kind == kind)
            return step;
    }
    return {};
}

#define COMPARE_FAILURE(session, expected) \
    do { \
        const std::optional<nats::Failure> failure = failureOf(session); \
        if (expected == Kind::Other) { \
            QVERIFY2(!failure, failure ? qPrintable(failure->error.text) : ""); \
            QVERIFY(session.status().tls); \
        } else { \
            QVERIFY(failure); \
            QVERIFY2(failure->kind == expected, qPrintable(failure->error.text)); \
            QVERIFY(!failure->advice.isEmpty()); \
        } \
    } while (false)

} // namespace

void TestTls::initTestCase()
{
    REQUIRE_NATS_SERVER();
    REQUIRE_OPENSSL();
    using Key = Certificates::Key;
    QVERIFY(m_made.makeAuthority());
    QVERIFY(m_made.makeAuthority(u"other-ca"_s));
    QVERIFY(m_made.make({.name = u"server"_s}));
    QVERIFY(m_made.make({.name = u"old"_s, .from = -9, .to = -1}));
    QVERIFY(m_made.make({.name = u"future"_s, .from = 1, .to = 2}));
    QVERIFY(m_made.make({.name = u"named"_s, .names = u"DNS:nats.example.org"_s}));
    QVERIFY(m_made.make({.name = u"own"_s, .issuer = {}}));
    QVERIFY(m_made.make({.name = u"client"_s}));
    QVERIFY(m_made.make({.name = u"rsa-client"_s, .key = Key::Rsa}));
    QVERIFY(m_made.make({.name = u"old-client"_s, .from = -9, .to = -1}));
    QVERIFY(m_made.make({.name = u"foreign-client"_s, .issuer = u"other-ca"_s}));
    QVERIFY(m_made.openssl({u"ec"_s, u"-in"_s, u"client-key.pem"_s, u"-no_public"_s, u"-out"_s,
                            u"client-bare.pem"_s}));
    QVERIFY(m_made.openssl({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, u"aes-256-cbc"_s, u"-in"_s,
                            u"client-key.pem"_s, u"-passout"_s, u"pass:secret"_s, u"-out"_s,
                            u"client-enc.pem"_s}));
    QVERIFY(m_made.openssl({u"pkcs12"_s, u"-export"_s, u"-in"_s, u"client.pem"_s, u"-inkey"_s,
                            u"client-key.pem"_s, u"-passout"_s, u"pass:secret"_s, u"-out"_s,
                            u"client.p12"_s}));
}

void TestTls::t42ServerCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("host");
    QTest::addColumn<Kind>("expected"); ///< Other: connected
    QTest::addColumn<QString>("words");
    const QString ip = u"127.0.0.1"_s;
    QTest::newRow("trusted") << u"server"_s << u"ca"_s << ip << Kind::Other << QString();
    QTest::newRow("unknown authority")
        << u"server"_s << QString() << ip << Kind::UntrustedCertificate << u"Fanin test CA"_s;
    QTest::newRow("other authority")
        << u"server"_s << u"other-ca"_s << ip << Kind::UntrustedCertificate << u"Fanin test CA"_s;
    QTest::newRow("expired") << u"old"_s << u"ca"_s << ip << Kind::CertificateExpired
                             << u"expired on"_s;
    QTest::newRow("not yet valid")
        << u"future"_s << u"ca"_s << ip << Kind::CertificateNotYetValid << u"only from"_s;
    QTest::newRow("other name") << u"named"_s << u"ca"_s << ip << Kind::WrongHost
                                << u"nats.example.org"_s;
    QTest::newRow("address, asked by name")
        << u"server"_s << u"ca"_s << u"localhost"_s << Kind::WrongHost << u"127.0.0.1"_s;
    QTest::newRow("self-signed") << u"own"_s << u"ca"_s << ip << Kind::SelfSignedCertificate
                                 << u"itself"_s;
    QTest::newRow("self-signed, trusted") << u"own"_s << u"own"_s << ip << Kind::Other << QString();
}

void TestTls::t42ServerCertificates()
{
    QFETCH(QString, certificate);
    QFETCH(QString, authority);
    QFETCH(QString, host);
    QFETCH(Kind, expected);
    QFETCH(QString, words);
    NatsServer server(R"(tls {cert_file: "@DIR@/)" + certificate.toLatin1()
                      + R"(.pem", key_file: "@DIR@/)" + certificate.toLatin1() + R"(-key.pem"})");
    copyTo(server, {certificate + u".pem"_s, certificate + u"-key.pem"_s});
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.servers.front().host = host;
    options.tls.caFile = authority.isEmpty() ? QString() : m_made.file(authority + u".pem"_s);
    nats::Session session(options);
    COMPARE_FAILURE(session, expected);
    if (expected != Kind::Other) {
        QVERIFY2(session.status().failure->error.text.contains(words),
                 qPrintable(session.status().failure->error.text));
        QCOMPARE(stepOf(session, nats::ConnectStep::Kind::Tls).state,
                 nats::ConnectStep::State::Failed);
    }
}

void TestTls::t42ClientCertificates_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<Kind>("expected");
    for (const QByteArray &version : {"1.2"_ba, "1.3"_ba}) {
        const auto row
            = [&version](const char *name, const QString &certificate, const QString &key,
                         Kind expected, const QByteArray &passphrase = {}) {
                  QTest::addRow("%s, TLS %s", name, version.constData())
                      << version << certificate << key << passphrase << expected;
              };
        row("EC", u"client.pem"_s, u"client-key.pem"_s, Kind::Other);
        row("EC without its public part", u"client.pem"_s, u"client-bare.pem"_s, Kind::Other);
        row("RSA", u"rsa-client.pem"_s, u"rsa-client-key.pem"_s, Kind::Other);
        row("encrypted key", u"client.pem"_s, u"client-enc.pem"_s, Kind::Other, "secret");
        row("PKCS#12", u"client.p12"_s, {}, Kind::Other, "secret");
        row("none", {}, {}, Kind::ClientCertificateWanted);
        row("foreign", u"foreign-client.pem"_s, u"foreign-client-key.pem"_s,
            Kind::ClientCertificateRefused);
        row("expired", u"old-client.pem"_s, u"old-client-key.pem"_s,
            Kind::ClientCertificateRefused);
        row("wrong key", u"client.pem"_s, u"rsa-client-key.pem"_s, Kind::ClientCertificateUnusable);
        row("wrong passphrase", u"client.p12"_s, {}, Kind::ClientCertificateUnusable, "guess");
    }
}

void TestTls::t42ClientCertificates()
{
    QFETCH(QByteArray, version);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(Kind, expected);
    // nats-server has no newest version to set: our side is kept at TLS 1.2.
    const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    const auto restore
        = qScopeGuard([&usual] { QSslConfiguration::setDefaultConfiguration(usual); });
    if (version == "1.2") {
        QSslConfiguration older = usual;
        older.setProtocol(QSsl::TlsV1_2);
        QSslConfiguration::setDefaultConfiguration(older);
    }
    NatsServer server(R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem", )"
                      R"(ca_file: "@DIR@/ca.pem", verify: true})");
    copyTo(server, {u"server.pem"_s, u"server-key.pem"_s, u"ca.pem"_s});
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.tls.caFile = m_made.file(u"ca.pem"_s);
    if (!certificate.isEmpty())
        options.tls.certFile = m_made.file(certificate);
    if (!key.isEmpty())
        options.tls.keyFile = m_made.file(key);
    options.tls.keyPassphrase = base::Secret(passphrase);
    nats::Session session(options);
    COMPARE_FAILURE(session, expected);
    if (session.status().tlsFacts)
        QCOMPARE(session.status().tlsFacts->protocol, u"TLS "_s + QString::fromLatin1(version));
    if (expected != Kind::Other)
        QCOMPARE(stepOf(session, nats::ConnectStep::Kind::Tls).state,
                 nats::ConnectStep::State::Failed);
}

void TestTls::tlsFirst_data()
{
    QTest::addColumn<QByteArray>("more"); ///< of the tls block
    QTest::addColumn<bool>("first");
    QTest::addColumn<bool>("certificate");
    QTest::addColumn<Kind>("expected");
    const QByteArray yes = "handshake_first: true";
    QTest::newRow("both") << yes << true << false << Kind::Other;
    QTest::newRow("the server alone") << yes << false << false << Kind::ClosedBeforeGreeting;
    QTest::newRow("we alone") << ""_ba << true << false << Kind::NoTlsFirst;
    QTest::newRow("automatic") << "handshake_first: auto"_ba << true << false << Kind::Other;
    QTest::newRow("automatic, not we")
        << "handshake_first: auto"_ba << false << false << Kind::Other;
    const QByteArray verify = yes + R"(, verify: true, ca_file: "@DIR@/ca.pem")";
    QTest::newRow("client certificate") << verify << true << true << Kind::Other;
    QTest::newRow("no client certificate")
        << verify << true << false << Kind::ClientCertificateWanted;
}

void TestTls::tlsFirst()
{
    REQUIRE_NEWER_SERVER();
    QFETCH(QByteArray, more);
    QFETCH(bool, first);
    QFETCH(bool, certificate);
    QFETCH(Kind, expected);
    NatsServer server(R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem", )"
                          + more + '}',
                      newerServer());
    copyTo(server, {u"server.pem"_s, u"server-key.pem"_s, u"ca.pem"_s});
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.tls.caFile = m_made.file(u"ca.pem"_s);
    options.tls.first = first;
    if (certificate) {
        options.tls.certFile = m_made.file(u"client.pem"_s);
        options.tls.keyFile = m_made.file(u"client-key.pem"_s);
    }
    nats::Session session(options);
    COMPARE_FAILURE(session, expected);
    if (expected == Kind::Other && first)
        QCOMPARE(session.status().steps[2].kind, nats::ConnectStep::Kind::Tls);
}

void TestTls::factsAreTold()
{
    NatsServer server(R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem"})");
    copyTo(server, {u"server.pem"_s, u"server-key.pem"_s});
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.tls.caFile = m_made.file(u"ca.pem"_s);
    nats::Session session(options);
    QVERIFY(!failureOf(session));
    const auto &facts = session.status().tlsFacts;
    QVERIFY(facts);
    QCOMPARE(facts->protocol, u"TLS 1.3"_s);
    QVERIFY2(facts->cipher.startsWith(u"TLS_"), qPrintable(facts->cipher));
    QCOMPARE(facts->subject, u"server"_s);
    QCOMPARE(facts->issuer, u"Fanin test CA"_s);
    QVERIFY(facts->expires > QDateTime::currentSecsSinceEpoch());
    const nats::ConnectStep step = stepOf(session, nats::ConnectStep::Kind::Tls);
    QCOMPARE(step.state, nats::ConnectStep::State::Passed);
    QCOMPARE(step.detail, facts->protocol + u" · "_s + facts->cipher);
    QVERIFY(step.took > base::Span(0));
}

// Spec §2.2: who has spoken TLS never goes plain, whatever greets at the address later.
void TestTls::tlsIsKeptWhenReconnecting()
{
    const QByteArray tls
        = R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem"})";
    NatsServer server(tls);
    copyTo(server, {u"server.pem"_s, u"server-key.pem"_s});
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.servers.front().tls = false;
    options.tls.caFile = m_made.file(u"ca.pem"_s);
    options.reconnect = true;
    nats::Session session(options);
    QVERIFY(!failureOf(session));
    QVERIFY(server.kill());
    QTRY_VERIFY(session.status().state != nats::ConnectionState::Connected);
    QVERIFY(server.start());
    QTRY_COMPARE_WITH_TIMEOUT(session.status().state, nats::ConnectionState::Connected, 15'000);
    QVERIFY(session.status().tls);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
