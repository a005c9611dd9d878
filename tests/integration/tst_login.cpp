// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Every way to log in, and TLS, against the real nats-server.
#include "tests/support/certificates.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestLogin : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void credentialsDecide_data();
    void credentialsDecide();
    void anNkeySigns();
    void aForeignNkeyIsRefused();
    void aCredsFileSigns();
    void expiredCredsAreRefused();
    void tlsNeedsATrustedServer();
    void tlsThatTheServerDoesNotOfferIsNoFallback();
};

namespace {

// How a connection ends up: "connected" or the kind of its error.
QString outcomeOf(const nats::ConnectOptions &options)
{
    nats::Session session(options);
    session.open();
    const bool ended = QTest::qWaitFor(
        [&session] {
            return session.status().state == nats::ConnectionState::Connected
                || session.status().state == nats::ConnectionState::Closed;
        },
        10'000);
    if (!ended)
        return u"no end"_s;
    if (session.status().state == nats::ConnectionState::Connected)
        return session.status().tls ? u"connected by TLS"_s : u"connected"_s;
    if (!session.status().failure)
        return u"closed without a reason"_s;
    switch (session.status().failure->error.kind) {
    case base::ErrorKind::Auth:
        return u"refused"_s;
    case base::ErrorKind::Tls:
        return u"not trusted"_s;
    default:
        return session.status().failure->error.text;
    }
}

// The test vector of spec §2.3.
constexpr char kSeed[] = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
constexpr char kPublic[] = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

QString fixture(const QString &name)
{
    return QString::fromLatin1(FANIN_FIXTURES) + u"/operator/"_s + name;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestLogin::init()
{
    REQUIRE_NATS_SERVER();
}

void TestLogin::credentialsDecide_data()
{
    QTest::addColumn<QByteArray>("configuration");
    QTest::addColumn<QString>("credentials"); ///< in the URL
    QTest::addColumn<QString>("expected");

    const QByteArray user = R"(authorization {user: "a b", password: "p/:\"é"})";
    const QByteArray token = "authorization {token: s3cret}";
    QTest::newRow("user") << user << u"a%20b:p%2F%3A%22%C3%A9@"_s << u"connected"_s;
    QTest::newRow("wrong password") << user << u"a%20b:nope@"_s << u"refused"_s;
    QTest::newRow("nobody") << user << u""_s << u"refused"_s;
    QTest::newRow("token") << token << u"s3cret@"_s << u"connected"_s;
    QTest::newRow("wrong token") << token << u"secret@"_s << u"refused"_s;
    QTest::newRow("none asked for") << QByteArray() << u"a:b@"_s << u"connected"_s;
}

void TestLogin::credentialsDecide()
{
    QFETCH(QByteArray, configuration);
    QFETCH(QString, credentials);
    NatsServer server(configuration);
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    auto servers = nats::parseServerUrls(server.url().replace("://"_L1, "://"_L1 + credentials));
    QVERIFY(servers.ok());
    options.servers = std::move(servers).value();
    QTEST(outcomeOf(options), "expected");
}

void TestLogin::anNkeySigns()
{
    NatsServer server(QByteArray("authorization {users = [{nkey: ") + kPublic + "}]}");
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.auth = nats::NkeyFile{server.write(u"user.nk"_s, QByteArray(kSeed) + '\n')};
    QCOMPARE(outcomeOf(options), u"connected"_s);
}

void TestLogin::aForeignNkeyIsRefused()
{
    NatsServer server("authorization {users = [{nkey: "
                      "UC7KLSIJNDNGZCBTBVEBQBH5SRSQKV2W6DLWLDNMORI7URAJNIGQC45O}]}");
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.auth = nats::NkeyFile{server.write(u"user.nk"_s, kSeed)};
    QCOMPARE(outcomeOf(options), u"refused"_s);
}

void TestLogin::aCredsFileSigns()
{
    NatsServer server(contentOf(fixture(u"server.conf"_s)));
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.auth = nats::CredsFile{fixture(u"plain.creds"_s)};
    QCOMPARE(outcomeOf(options), u"connected"_s);
}

void TestLogin::expiredCredsAreRefused()
{
    NatsServer server(contentOf(fixture(u"server.conf"_s)));
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.auth = nats::CredsFile{fixture(u"expired.creds"_s)};
    QCOMPARE(outcomeOf(options), u"refused"_s);
}

void TestLogin::tlsNeedsATrustedServer()
{
    REQUIRE_OPENSSL();
    NatsServer server(R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem"})");
    QVERIFY(makeCertificates(server.directory()));
    QVERIFY(server.start());

    nats::ConnectOptions options = server.options();
    QCOMPARE(outcomeOf(options), u"not trusted"_s);
    options.tls.caFile = server.file(u"ca.pem"_s);
    QCOMPARE(outcomeOf(options), u"connected by TLS"_s);
    // The server requires it whatever the URL says.
    options.servers.front().tls = !options.servers.front().tls;
    QCOMPARE(outcomeOf(options), u"connected by TLS"_s);
    // The certificate names 127.0.0.1 alone.
    options.servers.front().host = u"localhost"_s;
    QCOMPARE(outcomeOf(options), u"not trusted"_s);
}

void TestLogin::tlsThatTheServerDoesNotOfferIsNoFallback()
{
    NatsServer server;
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.servers.front().tls = true;
    QCOMPARE(outcomeOf(options), u"not trusted"_s);
}

QTEST_GUILESS_MAIN(TestLogin)
#include "tst_login.moc"
