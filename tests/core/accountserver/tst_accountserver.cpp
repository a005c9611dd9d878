// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The whole account server: started, asked, stopped, again.
#include "core/accountserver/accountserver.h"

#include "tests/support/fakeserver.h"
#include "tests/support/httppeer.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace accountserver;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = AccountServer::State;

class TestAccountServer : public QObject
{
    Q_OBJECT

private slots:
    void itServesAndStops();
    void eachStartIsTold();
    void itStartsAgainAfterStoppingAtOnce();
    void whatCannotStartSaysWhy_data();
    void whatCannotStartSaysWhy();
    void aTakenPortIsNamed();
    void addressesAreForOthersToUse_data();
    void addressesAreForOthersToUse();
    void whatIsPostedIsToldToEverybody();
    void aPostIsNotToldTwice();
    void whatOthersWriteIsToldToo();
    void askingForNoticeTellsAgain();
    void aConnectionMayBeGivenLater();
    void whatNobodyHeardIsToldAfterTheNextStart();
    void anNscStoreHasItsOwnOperator();
    void aReplicaTakesThePackFirst();
    void aReplicaServesWhileThePrimaryIsSlow();
    void aReplicaHearsOfUpdates();
    void theLogIsHandedOver();
    void itMayBeDeletedAtAnyTime();
};

namespace {

QByteArray fixture(const QString &name)
{
    return jwtfixtures::read(u"jwt/%1.jwt"_s.arg(name));
}

QByteArray keyOf(const QByteArray &text)
{
    return jwt::Token::decode(text)->claims().sub;
}

nats::ConnectOptions connectionTo(const FakeServer &server)
{
    nats::ConnectOptions options;
    options.servers = *nats::parseServerUrls(server.url());
    return options;
}

// "SUBJECT" of each notification so far.
QByteArrayList notified(const FakeServer &server)
{
    QByteArrayList all;
    for (const QByteArray &frame : server.frames()) {
        if (frame.startsWith("MSG $SYS.ACCOUNT."))
            all += frame.split(' ').value(1);
    }
    return all;
}

Options memory()
{
    Options options;
    options.store = StoreKind::Memory;
    options.port = 0;
    options.operatorFile = jwtfixtures::path(u"jwt/operator/operator.jwt"_s);
    options.systemAccountFile = jwtfixtures::path(u"jwt/account/sys.jwt"_s);
    return options;
}

Options directory(const QTemporaryDir &folder)
{
    Options options = memory();
    options.store = StoreKind::Directory;
    options.path = folder.path();
    return options;
}

bool reaches(const AccountServer &server, State state)
{
    return QTest::qWaitFor([&] { return server.state() == state; });
}

struct Client
{
    struct Answer
    {
        int status = 0;
        QByteArray body;
    };

    QNetworkAccessManager network;

    Answer get(const AccountServer &server, const QByteArray &path)
    {
        return wait(network.get(requestFor(server, path)));
    }
    Answer post(const AccountServer &server, const QByteArray &path, const QByteArray &body)
    {
        QNetworkRequest request = requestFor(server, path);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
        return wait(network.post(request, body));
    }

private:
    static QNetworkRequest requestFor(const AccountServer &server, const QByteArray &path)
    {
        return QNetworkRequest(QUrl(server.address() + QString::fromLatin1("/jwt/v1" + path)));
    }
    static Answer wait(QNetworkReply *reply)
    {
        const bool finished = QTest::qWaitFor([reply] { return reply->isFinished(); });
        const Answer answer{
            finished ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : -1,
            reply->readAll()};
        reply->deleteLater();
        return answer;
    }
};

} // namespace

void TestAccountServer::itServesAndStops()
{
    AccountServer server(memory());
    QCOMPARE(server.state(), State::Stopped);
    QVERIFY(!server.store());
    server.start();
    QCOMPARE(server.state(), State::Starting);
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(server.port() != 0);
    QVERIFY(server.store());
    QVERIFY(server.isWritable());
    QCOMPARE(server.authority().name(), u"ACME"_s);
    QCOMPARE(server.address(), u"http://127.0.0.1:%1"_s.arg(server.port()));
    QCOMPARE(server.resolverLine(),
             u"resolver: URL(http://127.0.0.1:%1/jwt/v1/accounts/)"_s.arg(server.port()));
    Client client;
    QCOMPARE(client.get(server, "/accounts/").status, 200);
    const QByteArray system = fixture(u"account/sys"_s);
    QCOMPARE(client.get(server, "/accounts/" + keyOf(system)).body, system);
    QCOMPARE(client.get(server, "/operator").body, fixture(u"operator/operator"_s));
    QCOMPARE(server.counts().requests, 3);
    server.stop();
    QVERIFY(reaches(server, State::Stopped));
    QVERIFY(!server.store());
    QCOMPARE(server.port(), 0);
    QCOMPARE(server.counts().requests, 3);
    QVERIFY(server.address().isEmpty());
}

void TestAccountServer::eachStartIsTold()
{
    AccountServer server(memory());
    QList<State> states;
    connect(&server, &AccountServer::stateChanged, this, [&] { states += server.state(); });
    server.start();
    QVERIFY(states.isEmpty());
    QVERIFY(reaches(server, State::Serving));
    server.start();
    server.stop();
    QTRY_COMPARE(states.value(states.size() - 1), State::Stopped);
    QCOMPARE(states, (QList<State>{State::Starting, State::Serving, State::Stopped}));
}

void TestAccountServer::itStartsAgainAfterStoppingAtOnce()
{
    AccountServer server(memory());
    for (int i = 0; i < 5; ++i) {
        server.start();
        server.stop();
    }
    server.start();
    QVERIFY(reaches(server, State::Serving));
    server.stop();
    server.start();
    server.stop();
    QVERIFY(reaches(server, State::Stopped));
    // Nothing more comes of it.
    QSignalSpy changes(&server, &AccountServer::stateChanged);
    AccountServer other(memory());
    other.start();
    QVERIFY(reaches(other, State::Serving));
    QCOMPARE(server.state(), State::Stopped);
    QVERIFY(changes.size() <= 1);
}

void TestAccountServer::whatCannotStartSaysWhy_data()
{
    QTest::addColumn<Options>("options");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, auto change, const QString &word) {
        Options options = memory();
        change(options);
        QTest::newRow(name) << options << word;
    };
    row(
        "no directory", [](Options &o) { o.store = StoreKind::Directory; }, u"directory"_s);
    row(
        "a missing directory",
        [](Options &o) {
            o.store = StoreKind::Directory;
            o.path = u"/nowhere/at/all"_s;
            o.readOnly = true;
        },
        u"/nowhere/at/all"_s);
    row(
        "no operator's file", [](Options &o) { o.operatorFile = u"/nowhere/o.jwt"_s; },
        u"/nowhere/o.jwt"_s);
    row(
        "an account as the operator",
        [](Options &o) { o.operatorFile = jwtfixtures::path(u"jwt/account/sys.jwt"_s); },
        u"operator"_s);
    row(
        "a user as the system account",
        [](Options &o) { o.systemAccountFile = jwtfixtures::path(u"jwt/user/plain.jwt"_s); },
        u"system account"_s);
    row(
        "another operator's system account",
        [](Options &o) {
            o.systemAccountFile = jwtfixtures::path(u"jwt/account/strict-sys.jwt"_s);
        },
        u"ACME"_s);
    row(
        "no such address", [](Options &o) { o.host = u"192.0.2.1"_s; }, u"192.0.2.1"_s);
    row(
        "no certificate",
        [](Options &o) {
            o.tlsCertificate = u"/nowhere/cert.pem"_s;
            o.tlsKey = u"/nowhere/key.pem"_s;
        },
        u"/nowhere/cert.pem"_s);
}

void TestAccountServer::whatCannotStartSaysWhy()
{
    QFETCH(const Options, options);
    QFETCH(const QString, word);
    AccountServer server(options);
    QSignalSpy changes(&server, &AccountServer::stateChanged);
    server.start();
    QVERIFY(changes.isEmpty());
    QVERIFY(reaches(server, State::Failed));
    QVERIFY2(server.error().text.contains(word), qPrintable(server.error().text));
    QTRY_VERIFY(!changes.isEmpty());
    QVERIFY(!server.store());
}

void TestAccountServer::aTakenPortIsNamed()
{
    AccountServer first(memory());
    first.start();
    QVERIFY(reaches(first, State::Serving));
    Options options = memory();
    options.port = first.port();
    AccountServer second(options);
    second.start();
    QVERIFY(reaches(second, State::Failed));
    QVERIFY(second.error().text.contains(QString::number(options.port)));
    // Once it is free, it starts.
    first.stop();
    QVERIFY(reaches(first, State::Stopped));
    second.start();
    QVERIFY(reaches(second, State::Serving));
}

void TestAccountServer::addressesAreForOthersToUse_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("address");
    QTest::newRow("loopback") << u"127.0.0.1"_s << false << u"http://127.0.0.1:9090"_s;
    QTest::newRow("name") << u"localhost"_s << false << u"http://localhost:9090"_s;
    QTest::newRow("IPv6") << u"::1"_s << false << u"http://[::1]:9090"_s;
    QTest::newRow("all") << u"0.0.0.0"_s << false << u"http://127.0.0.1:9090"_s;
    QTest::newRow("all IPv6") << u"::"_s << false << u"http://[::1]:9090"_s;
    QTest::newRow("TLS") << u"h"_s << true << u"https://h:9090"_s;
}

void TestAccountServer::addressesAreForOthersToUse()
{
    QFETCH(const QString, host);
    QFETCH(const bool, tls);
    QFETCH(const QString, address);
    Options options;
    options.host = host;
    if (tls)
        options.tlsCertificate = options.tlsKey = u"x.pem"_s;
    const AccountServer server(options);
    QCOMPARE(server.address(), address);
    QCOMPARE(server.resolverLine(), u"resolver: URL(%1/jwt/v1/accounts/)"_s.arg(address));
}

void TestAccountServer::whatIsPostedIsToldToEverybody()
{
    FakeServer nats;
    Options options = memory();
    options.nats = connectionTo(nats);
    AccountServer server(options);
    QList<QByteArray> changed;
    connect(&server, &AccountServer::tokenChanged, this,
            [&changed](const QByteArray &key, const StoredPtr &token) {
                changed += key + '=' + token->text;
            });
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(server.notifier().configured);
    Client client;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray key = keyOf(plain);
    QCOMPARE(client.post(server, "/accounts/" + key, plain).status, 200);
    QTRY_COMPARE(changed, QList<QByteArray>{key + '=' + plain});
    QTRY_COMPARE(notified(nats), QByteArrayList{"$SYS.ACCOUNT." + key + ".CLAIMS.UPDATE"});
    QCOMPARE(client.post(server, "/accounts/" + key, fixture(u"account/untrusted"_s)).status, 400);
    QCOMPARE(client.get(server, "/accounts/" + key).body, plain);
    QTRY_COMPARE(server.notifier().sent, 1);
    QCOMPARE(notified(nats).size(), 1);
}

void TestAccountServer::aPostIsNotToldTwice()
{
    const QTemporaryDir folder;
    FakeServer nats;
    Options options = directory(folder);
    options.nats = connectionTo(nats);
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    Client client;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray full = fixture(u"account/full"_s);
    QCOMPARE(client.post(server, "/accounts/" + keyOf(plain), plain).status, 200);
    // Seen in the folder after it, and the post before it would have been by then.
    QFile file(folder.filePath(QString::fromLatin1(keyOf(full)) + u".jwt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(full), full.size());
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(notified(nats).size(), 2, 15'000);
    QCOMPARE(notified(nats),
             (QByteArrayList{"$SYS.ACCOUNT." + keyOf(plain) + ".CLAIMS.UPDATE",
                             "$SYS.ACCOUNT." + keyOf(full) + ".CLAIMS.UPDATE"}));
}

void TestAccountServer::whatOthersWriteIsToldToo()
{
    const QTemporaryDir folder;
    FakeServer nats;
    Options options = directory(folder);
    options.readOnly = true;
    options.nats = connectionTo(nats);
    AccountServer server(options);
    QByteArrayList changed;
    connect(&server, &AccountServer::tokenChanged, this,
            [&changed](const QByteArray &key, const StoredPtr &token) {
                changed += (token ? "+" : "-") + key;
            });
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(!server.isWritable());
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray key = keyOf(plain);
    Client client;
    QCOMPARE(client.post(server, "/accounts/" + key, plain).status, 405);
    const QString path = folder.filePath(QString::fromLatin1(key) + u".jwt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(plain), plain.size());
    file.close();
    QTRY_COMPARE_WITH_TIMEOUT(changed, QByteArrayList{"+" + key}, 15'000);
    QTRY_COMPARE(notified(nats).size(), 1);
    QVERIFY(QFile::remove(path));
    QTRY_COMPARE_WITH_TIMEOUT(changed, (QByteArrayList{"+" + key, "-" + key}), 15'000);
    QCOMPARE(notified(nats).size(), 1);
}

void TestAccountServer::askingForNoticeTellsAgain()
{
    FakeServer nats;
    Options options = memory();
    options.nats = connectionTo(nats);
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    Client client;
    const QByteArray system = fixture(u"account/sys"_s);
    QCOMPARE(client.get(server, "/accounts/" + keyOf(system) + "?notify=true").status, 200);
    QTRY_COMPARE(notified(nats),
                 QByteArrayList{"$SYS.ACCOUNT." + keyOf(system) + ".CLAIMS.UPDATE"});
}

void TestAccountServer::aConnectionMayBeGivenLater()
{
    AccountServer server(memory());
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(!server.notifier().configured);
    FakeServer nats;
    QSignalSpy changes(&server, &AccountServer::notifierChanged);
    server.notifyThrough(connectionTo(nats));
    QVERIFY(server.notifier().configured);
    QTRY_VERIFY(server.notifier().connected);
    QTRY_VERIFY(!changes.isEmpty());
    Client client;
    const QByteArray plain = fixture(u"account/plain"_s);
    QCOMPARE(client.post(server, "/accounts/" + keyOf(plain), plain).status, 200);
    QTRY_COMPARE(notified(nats).size(), 1);
    // What did not get through waits for the next.
    nats.answersPings = false;
    nats.stopListening();
    nats.drop();
    QTRY_VERIFY(!server.notifier().connected);
    const QByteArray full = fixture(u"account/full"_s);
    QCOMPARE(client.post(server, "/accounts/" + keyOf(full), full).status, 200);
    QTRY_COMPARE(server.notifier().queued, 1);
    FakeServer next;
    server.notifyThrough(connectionTo(next));
    QTRY_COMPARE(notified(next), QByteArrayList{"$SYS.ACCOUNT." + keyOf(full) + ".CLAIMS.UPDATE"});
}

void TestAccountServer::whatNobodyHeardIsToldAfterTheNextStart()
{
    const QTemporaryDir folder;
    Options options = directory(folder);
    options.nats = nats::ConnectOptions();
    options.nats->servers = *nats::parseServerUrls(u"nats://127.0.0.1:1"_s); // nobody listens
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    const QByteArray plain = fixture(u"account/plain"_s);
    Client client;
    QCOMPARE(client.post(server, "/accounts/" + keyOf(plain), plain).status, 200);
    QTRY_COMPARE(server.notifier().queued, 1);
    server.stop();
    QVERIFY(reaches(server, State::Stopped));
    QCOMPARE(server.notifier().queued, 1);
    QVERIFY(!server.notifier().connected);

    FakeServer peer;
    server.notifyThrough(connectionTo(peer));
    server.start();
    QTRY_COMPARE(notified(peer), QByteArrayList{"$SYS.ACCOUNT." + keyOf(plain) + ".CLAIMS.UPDATE"});
}

void TestAccountServer::anNscStoreHasItsOwnOperator()
{
    Options options;
    options.store = StoreKind::Nsc;
    options.path = jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s);
    options.port = 0;
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QCOMPARE(server.authority().name(), u"ACME"_s);
    QVERIFY(!server.isWritable());
    Client client;
    QCOMPARE(client.get(server, "/operator").status, 200);
    QVERIFY(!server.store()->keys().empty());
    const QByteArray key = server.store()->keys().front();
    QCOMPARE(client.get(server, "/accounts/" + key).status, 200);
    QCOMPARE(client.get(server, "/pack").status, 404);
}

void TestAccountServer::aReplicaTakesThePackFirst()
{
    HttpPeer primary;
    primary.otherwise = HttpPeer::answer("404 Not Found", "no matching account JWT\n");
    const QByteArray plain = fixture(u"account/plain"_s);
    primary.answers["/jwt/v1/pack?max=10000"]
        = HttpPeer::answer("200 OK", keyOf(plain) + '|' + plain);
    Options options = memory();
    options.primary = primary.url();
    AccountServer server(options);
    QVERIFY(server.replica());
    QCOMPARE(server.replica()->primary, primary.url() + u"/jwt/v1"_s);
    QSignalSpy changes(&server, &AccountServer::replicaChanged);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(server.replica());
    QCOMPARE(server.replica()->packTokens, 1);
    QCOMPARE(server.replica()->primary, primary.url() + u"/jwt/v1"_s);
    QVERIFY(!server.isWritable());
    QTRY_VERIFY(!changes.isEmpty());
    QVERIFY(*server.store()->load(keyOf(plain)));
    Client client;
    QCOMPARE(client.get(server, "/accounts/" + keyOf(plain)).status, 404); // the primary says so
    primary.answers["/jwt/v1/accounts/" + keyOf(plain)] = HttpPeer::answer("200 OK", plain);
    QCOMPARE(client.post(server, "/accounts/" + keyOf(plain), plain).status, 405);
}

void TestAccountServer::aReplicaServesWhileThePrimaryIsSlow()
{
    HttpPeer primary;
    QTimer drip;
    const QByteArray plain = fixture(u"account/plain"_s);
    primary.script = [&](const HttpPeer::Request &request, QTcpSocket &socket) {
        if (!request.path.contains("/pack"))
            return HttpPeer::answer("200 OK", plain);
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        connect(&drip, &QTimer::timeout, &socket, [&socket] { socket.write("\n"); });
        drip.start(20);
        return QByteArray();
    };
    Options options = memory();
    options.primary = primary.url();
    options.replicationTimeout = 300ms;
    AccountServer server(options);
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QVERIFY(drip.isActive());
    QCOMPARE(server.replica()->packTokens, -1);
    Client client;
    QCOMPARE(client.get(server, "/accounts/" + keyOf(plain)).body, plain);
    // Stopping does not wait for it.
    server.stop();
    QVERIFY(reaches(server, State::Stopped));
}

void TestAccountServer::aReplicaHearsOfUpdates()
{
    HttpPeer primary;
    FakeServer nats;
    QByteArray updates;
    nats.script = [&updates](const nats::Frame &frame) {
        const auto *sub = std::get_if<nats::SubFrame>(&frame);
        if (sub && sub->subject == "$SYS.ACCOUNT.*.CLAIMS.UPDATE")
            updates = sub->sid;
        return false;
    };
    Options options = memory();
    options.primary = primary.url();
    options.nats = connectionTo(nats);
    AccountServer server(options);
    QByteArrayList changed;
    connect(&server, &AccountServer::tokenChanged, this,
            [&changed](const QByteArray &key) { changed += key; });
    server.start();
    QVERIFY(reaches(server, State::Serving));
    QTRY_VERIFY(!updates.isEmpty());
    const QByteArray plain = fixture(u"account/plain"_s);
    const auto send = [&](const QByteArray &text) {
        nats.send("MSG $SYS.ACCOUNT." + keyOf(plain) + ".CLAIMS.UPDATE " + updates + ' '
                  + QByteArray::number(text.size()) + "\r\n" + text + "\r\n");
    };
    send(fixture(u"account/untrusted"_s));
    send(plain);
    QTRY_COMPARE(changed, QByteArrayList{keyOf(plain)});
    QTRY_COMPARE(server.replica()->refused, 1);
    QCOMPARE(server.notifier().received, 2);
    QCOMPARE(server.notifier().refused, 1);
    Client client;
    QCOMPARE(client.get(server, "/accounts/" + keyOf(plain)).body, plain);
    QVERIFY(std::ranges::none_of(
        primary.paths(), [](const QByteArray &path) { return path.contains("/accounts/"); }));
    // It tells nobody of it: that is the primary's.
    QVERIFY(notified(nats).isEmpty());
}

void TestAccountServer::theLogIsHandedOver()
{
    AccountServer server(memory());
    std::vector<LogEntry> log;
    connect(&server, &AccountServer::requestsLogged, this,
            [&log](const std::vector<LogEntry> &entries) {
                log.insert(log.end(), entries.begin(), entries.end());
            });
    server.start();
    QVERIFY(reaches(server, State::Serving));
    Client client;
    QCOMPARE(client.get(server, "/help").status, 200);
    QTRY_COMPARE(log.size(), size_t(1));
    QCOMPARE(log.front().target, "/jwt/v1/help");
    QCOMPARE(log.front().status, 200);
    // The last ones too.
    QCOMPARE(client.get(server, "/help").status, 200);
    server.stop();
    QVERIFY(reaches(server, State::Stopped));
    QTRY_COMPARE(log.size(), size_t(2));
    QCOMPARE(server.logDropped(), 0);
    // And again for who comes later.
    QCOMPARE(server.recentRequests().size(), size_t(2));
    server.start();
    QVERIFY(server.recentRequests().empty());
}

void TestAccountServer::itMayBeDeletedAtAnyTime()
{
    FakeServer nats;
    for (int round = 0; round < 20; ++round) {
        Options options = memory();
        options.nats = connectionTo(nats);
        auto server = std::make_unique<AccountServer>(options);
        server->start();
        if (round % 4 == 1)
            QVERIFY(reaches(*server, State::Serving));
        if (round % 4 == 2) {
            connect(server.get(), &AccountServer::notifierChanged, this, [&] { server.reset(); });
            QTRY_VERIFY(!server);
        } else if (round % 4 == 3) {
            connect(server.get(), &AccountServer::stateChanged, this, [&] { server.reset(); });
            server->stop();
            QTRY_VERIFY(!server);
        }
    }
    QVERIFY(nats.connections() > 0);
}

QTEST_GUILESS_MAIN(TestAccountServer)
#include "tst_accountserver.moc"
