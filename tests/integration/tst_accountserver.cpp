// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The whole circle with a real nats-server: it asks our account server for its accounts, and hears
// from it what has changed. With Debian's nats-server and, where it is built, a newer one.
#include "core/accountserver/accountserver.h"

#include "core/base/json.h"
#include "tests/support/certificates.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"
#include "tests/support/tokens.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QSignalSpy>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace accountserver;
using State = AccountServer::State;

class TestAccountServerCircle : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aUserLogsInThroughIt_data() { servers(); }
    void aUserLogsInThroughIt();
    void aUserLogsInThroughItOverTls_data() { servers(); }
    void aUserLogsInThroughItOverTls();
    void itMayStartBeforeTheServer_data() { servers(); }
    void itMayStartBeforeTheServer();
    void itMayComeBackWhileTheServerRuns_data() { servers(); }
    void itMayComeBackWhileTheServerRuns();
    void anUpdateIsApplied_data() { servers(); }
    void anUpdateIsApplied();
    void aRevokedUserIsDropped_data() { servers(); }
    void aRevokedUserIsDropped();
    void whatChangedWithoutNatsIsToldLater_data() { servers(); }
    void whatChangedWithoutNatsIsToldLater();
    void aFileThatChangesIsTold_data() { servers(); }
    void aFileThatChangesIsTold();
    void aReplicaServesWithoutItsPrimary_data() { servers(); }
    void aReplicaServesWithoutItsPrimary();

private:
    static void servers();
};

namespace {

jwt::UnixTime now()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

nats::Auth authOf(const jwt::TokenPtr &token, const nkey::KeyPair &key)
{
    const base::Secret seed = key.seed();
    return nats::CredsText{jwt::credsFile(token->text(), seed.reveal())};
}

bool reaches(const AccountServer &server, State state)
{
    return QTest::qWaitFor([&] { return server.state() == state; });
}

// An operator with its system account and an account ORDERS with a user.
struct World
{
    nkey::KeyPair operatorKey = tokens::key(nkey::Kind::Operator);
    nkey::KeyPair systemKey = tokens::key(nkey::Kind::Account);
    nkey::KeyPair ordersKey = tokens::key(nkey::Kind::Account);
    nkey::KeyPair adminKey = tokens::key(nkey::Kind::User);
    nkey::KeyPair userKey = tokens::key(nkey::Kind::User);
    jwt::TokenPtr acme = tokens::make("ACME", operatorKey, operatorKey.publicKey(),
                                      jwt::OperatorClaims(), times());
    jwt::TokenPtr system = account("SYS", systemKey);
    jwt::TokenPtr orders = account("ORDERS", ordersKey);
    jwt::TokenPtr admin
        = tokens::make("admin", systemKey, adminKey.publicKey(), tokens::userClaims(), times());
    jwt::TokenPtr user
        = tokens::make("user", ordersKey, userKey.publicKey(), tokens::userClaims(), times());
    QTemporaryDir folder;
    std::unique_ptr<NatsServer> nats;
    QNetworkAccessManager network;

    World()
    {
        write(u"operator.jwt"_s, acme->text());
        write(u"system.jwt"_s, system->text());
    }

    [[nodiscard]] static tokens::Times times(qint64 ago = 60) { return {now() - ago, 0}; }

    [[nodiscard]] jwt::TokenPtr account(const QByteArray &name, const nkey::KeyPair &key) const
    {
        return tokens::make(name, operatorKey, key.publicKey(), tokens::accountClaims(), times());
    }
    // ORDERS with less: each other limit is another token.
    [[nodiscard]] jwt::TokenPtr ordersWith(qint64 payload, bool revoked = false) const
    {
        jwt::AccountClaims claims = tokens::accountClaims();
        claims.limits.payload = payload;
        if (revoked)
            claims.revocations[userKey.publicKey()] = now();
        return tokens::make("ORDERS", operatorKey, ordersKey.publicKey(), claims, times(0));
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }

    [[nodiscard]] Options options(quint16 port = 0) const
    {
        Options options;
        options.store = StoreKind::Memory;
        options.port = port;
        options.operatorFile = folder.filePath(u"operator.jwt"_s);
        options.systemAccountFile = folder.filePath(u"system.jwt"_s);
        return options;
    }
    [[nodiscard]] Options notifying(quint16 port = 0) const
    {
        Options with = options(port);
        with.nats = login(admin, adminKey);
        return with;
    }
    [[nodiscard]] nats::ConnectOptions login(const jwt::TokenPtr &token,
                                             const nkey::KeyPair &key) const
    {
        nats::ConnectOptions login = nats->options();
        login.auth = authOf(token, key);
        return login;
    }

    [[nodiscard]] bool startNats(const AccountServer &resolver, const QString &program,
                                 const QByteArray &more = {})
    {
        nats = std::make_unique<NatsServer>(
            "operator: \"" + folder.filePath(u"operator.jwt"_s).toUtf8() + "\"\nsystem_account: "
                + systemKey.publicKey() + '\n' + resolver.resolverLine().toUtf8() + '\n' + more,
            program);
        return nats->start();
    }

    // Both, and notifications from one to the other.
    [[nodiscard]] bool start(AccountServer &server, const QString &program)
    {
        server.start();
        if (!reaches(server, State::Serving) || !startNats(server, program))
            return false;
        server.notifyThrough(login(admin, adminKey));
        return QTest::qWaitFor([&server] { return server.notifier().connected; });
    }

    int post(const AccountServer &server, const jwt::TokenPtr &token)
    {
        QNetworkRequest request(QUrl(server.address() + u"/jwt/v1/accounts/"_s
                                     + QString::fromLatin1(token->claims().sub)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
        const std::unique_ptr<QNetworkReply> reply(network.post(request, token->text()));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
            return -1;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    // The token of ORDERS that the server uses now.
    QByteArray inUse()
    {
        Peer asking(login(admin, adminKey));
        if (!asking.connected())
            return "not connected";
        nats::RequestSpec spec;
        spec.subject = "$SYS.REQ.SERVER.PING.ACCOUNTZ";
        spec.payload = R"({"account":")" + ordersKey.publicKey() + R"("})";
        spec.rules.lateWindow = base::Span(0);
        const RunLog log(asking.session().request(spec, &asking));
        if (!QTest::qWaitFor([&log] { return log.aftermath.has_value(); }) || log.replies.empty())
            return "no answer";
        return base::json::valueAt(log.replies.front().message.payload(),
                                   "/data/account_detail/jwt")
            .value_or("not loaded");
    }
};

} // namespace

void TestAccountServerCircle::servers()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("the system's") << QString();
    QTest::newRow("newer") << QStringLiteral(FANIN_INTEROP "/nats-server");
}

void TestAccountServerCircle::init()
{
    REQUIRE_NATS_SERVER();
    QFETCH(const QString, program);
    if (program.isEmpty() || QFileInfo::exists(program))
        return;
    const char *text = "the newer nats-server is not built (tests/interop/install.sh needs Go)";
    const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty();
    QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), text);
    QSKIP(text);
}

void TestAccountServerCircle::aUserLogsInThroughIt()
{
    QFETCH(const QString, program);
    World world;
    AccountServer server(world.options());
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QCOMPARE(world.post(server, world.orders), 200);
    QVERIFY(world.startNats(server, program));
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    // Somebody whose account nobody has is let in nowhere.
    const nkey::KeyPair otherKey = tokens::key(nkey::Kind::Account);
    const nkey::KeyPair strangerKey = tokens::key(nkey::Kind::User);
    Peer stranger(world.login(tokens::make("stranger", otherKey, strangerKey.publicKey(),
                                           tokens::userClaims(), World::times()),
                              strangerKey));
    QTRY_COMPARE(stranger.session().status().state, nats::ConnectionState::Closed);
    QVERIFY(server.counts().requests >= 4);
    QCOMPARE(world.inUse(), world.orders->text());
}

void TestAccountServerCircle::aUserLogsInThroughItOverTls()
{
    REQUIRE_OPENSSL();
    QFETCH(const QString, program);
    World world;
    QVERIFY(makeCertificates(world.folder.path()));
    Options options = world.options();
    options.store = StoreKind::Directory;
    options.path = world.folder.filePath(u"tokens"_s);
    options.tlsCertificate = world.folder.filePath(u"server.pem"_s);
    options.tlsKey = world.folder.filePath(u"server-key.pem"_s);
    QVERIFY(QDir(world.folder.path()).mkdir(u"tokens"_s));
    world.write(u"tokens/"_s + QString::fromLatin1(world.ordersKey.publicKey()) + u".jwt"_s,
                world.orders->text());
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(server.address().startsWith("https://127.0.0.1:"_L1));
    QVERIFY(world.startNats(server, program,
                            "resolver_tls { ca_file: \""
                                + world.folder.filePath(u"ca.pem"_s).toUtf8() + "\" }\n"));
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    QCOMPARE(world.inUse(), world.orders->text());
}

void TestAccountServerCircle::itMayStartBeforeTheServer()
{
    QFETCH(const QString, program);
    World world;
    // The server's port is not known before it has started once.
    quint16 port = 0;
    {
        AccountServer first(world.options());
        first.start();
        QVERIFY(reaches(first, State::Serving));
        port = first.port();
        QVERIFY(world.startNats(first, program));
        QVERIFY(world.nats->kill());
    }
    AccountServer server(world.notifying(port));
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QCOMPARE(world.post(server, world.orders), 200);
    QTRY_VERIFY(!server.notifier().text.isEmpty());
    QVERIFY(!server.notifier().connected);
    QVERIFY(world.nats->start());
    QTRY_VERIFY_WITH_TIMEOUT(server.notifier().connected, 15'000);
    QTRY_COMPARE(server.notifier().sent, 1);
}

void TestAccountServerCircle::itMayComeBackWhileTheServerRuns()
{
    QFETCH(const QString, program);
    World world;
    quint16 port = 0;
    {
        AccountServer first(world.options());
        first.start();
        QVERIFY(reaches(first, State::Serving));
        port = first.port();
        QVERIFY(world.startNats(first, program));
    }
    AccountServer server(world.notifying(port));
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QTRY_VERIFY_WITH_TIMEOUT(server.notifier().connected, 15'000);
    QCOMPARE(world.post(server, world.orders), 200);
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
}

void TestAccountServerCircle::anUpdateIsApplied()
{
    QFETCH(const QString, program);
    World world;
    AccountServer server(world.options());
    QVERIFY(world.start(server, program));
    // Nobody has used the account yet: there is nothing to update.
    QCOMPARE(world.post(server, world.orders), 200);
    QTRY_COMPARE(server.notifier().lastAsked, 1);
    QCOMPARE(server.notifier().lastSkipped, 1);
    QCOMPARE(server.notifier().lastApplied, 0);
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    const jwt::TokenPtr changed = world.ordersWith(1000);
    QCOMPARE(world.post(server, changed), 200);
    QTRY_COMPARE(server.notifier().lastApplied, 1);
    QCOMPARE(server.notifier().lastKey, world.ordersKey.publicKey());
    QCOMPARE(server.notifier().lastSkipped, 0);
    QCOMPARE(server.notifier().lastProblem, QString());
    QCOMPARE(server.notifier().sent, 2);
    QCOMPARE(world.inUse(), changed->text());
    QVERIFY(user.connected());
}

void TestAccountServerCircle::aRevokedUserIsDropped()
{
    QFETCH(const QString, program);
    World world;
    AccountServer server(world.options());
    QVERIFY(world.start(server, program));
    QCOMPARE(world.post(server, world.orders), 200);
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    QCOMPARE(world.post(server, world.ordersWith(-1, true)), 200);
    QTRY_COMPARE(user.session().status().state, nats::ConnectionState::Closed);
    QVERIFY(user.session().status().failure);
    Peer again(world.login(world.user, world.userKey));
    QTRY_COMPARE(again.session().status().state, nats::ConnectionState::Closed);
}

void TestAccountServerCircle::whatChangedWithoutNatsIsToldLater()
{
    QFETCH(const QString, program);
    World world;
    AccountServer server(world.options());
    QVERIFY(world.start(server, program));
    QVERIFY(world.nats->kill());
    QTRY_VERIFY(!server.notifier().connected);
    QCOMPARE(world.post(server, world.orders), 200);
    const jwt::TokenPtr last = world.ordersWith(2000);
    QCOMPARE(world.post(server, last), 200);
    QTRY_COMPARE(server.notifier().queued, 1);
    QCOMPARE(server.notifier().sent, 0);
    QVERIFY(world.nats->start());
    QTRY_COMPARE_WITH_TIMEOUT(server.notifier().sent, 1, 15'000);
    QTRY_COMPARE(server.notifier().queued, 0);
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    QCOMPARE(world.inUse(), last->text());
}

void TestAccountServerCircle::aFileThatChangesIsTold()
{
    QFETCH(const QString, program);
    World world;
    QVERIFY(QDir(world.folder.path()).mkdir(u"tokens"_s));
    const QString file
        = u"tokens/"_s + QString::fromLatin1(world.ordersKey.publicKey()) + u".jwt"_s;
    world.write(file, world.orders->text());
    Options options = world.options();
    options.store = StoreKind::Directory;
    options.path = world.folder.filePath(u"tokens"_s);
    options.readOnly = true;
    AccountServer server(options);
    QVERIFY(world.start(server, program));
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    const jwt::TokenPtr changed = world.ordersWith(3000);
    world.write(u"tokens/new"_s, changed->text());
    // As editors, git and rsync do it; QFile would not write over a file.
    QCOMPARE(std::rename(qPrintable(world.folder.filePath(u"tokens/new"_s)),
                         qPrintable(world.folder.filePath(file))),
             0);
    QTRY_COMPARE_WITH_TIMEOUT(server.notifier().lastApplied, 1, 15'000);
    QCOMPARE(server.notifier().sent, 1);
    QCOMPARE(world.inUse(), changed->text());
}

void TestAccountServerCircle::aReplicaServesWithoutItsPrimary()
{
    QFETCH(const QString, program);
    World world;
    auto primary = std::make_unique<AccountServer>(world.options());
    primary->start();
    QVERIFY(reaches(*primary, State::Serving));
    QCOMPARE(world.post(*primary, world.orders), 200);

    Options options = world.options();
    options.primary = primary->address();
    AccountServer replica(options);
    // The nats-server asks the replica, and both hear of it.
    QVERIFY(world.start(replica, program));
    QCOMPARE(replica.replica()->packTokens, 1);
    primary->notifyThrough(world.login(world.admin, world.adminKey));
    QTRY_VERIFY(primary->notifier().connected);
    QCOMPARE(world.post(replica, world.orders), 405);
    Peer user(world.login(world.user, world.userKey));
    QVERIFY(user.connected());
    const jwt::TokenPtr changed = world.ordersWith(4000);
    QCOMPARE(world.post(*primary, changed), 200);
    QTRY_COMPARE(primary->notifier().lastApplied, 1);
    const auto kept = [&]() -> QByteArray {
        const auto token = replica.store()->load(world.ordersKey.publicKey());
        return token && *token ? (*token)->text : QByteArray();
    };
    QTRY_COMPARE(kept(), changed->text());
    QCOMPARE(replica.notifier().received, 1);
    QCOMPARE(replica.notifier().refused, 0);

    // The primary is gone, and the nats-server begins anew.
    primary.reset();
    QVERIFY(world.nats->kill());
    QVERIFY(world.nats->start());
    Peer again(world.login(world.user, world.userKey));
    QVERIFY(again.connected());
    QCOMPARE(world.inUse(), changed->text());
}

QTEST_GUILESS_MAIN(TestAccountServerCircle)
#include "tst_accountserver.moc"
