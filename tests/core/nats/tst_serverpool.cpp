// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Which servers a connection knows of, and whose turn it is.
#include "core/nats/serverpool.h"

#include "core/nats/serverinfo.h"

#include <QtTest/QTest>

using namespace nats;
using namespace Qt::StringLiterals;

namespace {

ServerPool poolOf(const QString &urls)
{
    return ServerPool(*parseServerUrls(urls));
}

Failure refused(const QString &text = u"refused"_s)
{
    return {FailureKind::CredentialsRefused, {base::ErrorKind::Auth, text}, {}};
}

Failure unreachable()
{
    return {FailureKind::ConnectionRefused, {base::ErrorKind::Network, u"nobody there"_s}, {}};
}

// "a:1 *b:2 (c:3)": the current one with a star, discovered ones in parentheses.
QString print(const ServerPool &pool)
{
    QStringList parts;
    for (const ServerPool::Server &server : pool.servers()) {
        QString part = server.url.display().section(u"//"_s, 1);
        if (&server == &pool.current())
            part.prepend(u'*');
        parts += server.discovered ? u'(' + part + u')' : part;
    }
    return parts.join(u' ');
}

} // namespace

class TestServerPool : public QObject
{
    Q_OBJECT

private slots:
    void everyServerHasOneTurnAPass();
    void aLostServerIsAskedLast();
    void t40ListsAddAndRemove();
    void t40ServersThatWereGivenStay();
    void t40TheCurrentServerStaysUntilItIsLeft();
    void t40AnEmptyListChangesNothing();
    void t40OneAddressWrittenTwiceIsOneServer();
    void t40GarbageIsLeftOut_data();
    void t40GarbageIsLeftOut();
    void t17TheListIsBounded();
    void t17AHugeInfoIsReadAndBounded();
    void loginAndTlsAreInherited();
    void anAddressIsVerifiedByTheNameThatAdvertisedIt();
    void serversThatComeInMidPassHaveTheirTurn();
    void t32RefusedTwiceForTheSameReasonIsBarred();
    void t32OthersHaveTheirTurnFirst();
    void anotherReasonBeginsAnew();
    void aLoginElsewhereForgives();
    void thereIsNoOtherThanTheSameUnderAnotherName();
    void aQuestionIsAskedOnce();
    void theQuestionIsShownBeforeTheRefusal();
    void theSnapshotSaysWhatWentWrongWhere();
};

void TestServerPool::everyServerHasOneTurnAPass()
{
    ServerPool pool = poolOf(u"a,b,c"_s);
    for (int pass = 0; pass < 2; ++pass) {
        QCOMPARE(print(pool), u"*a:4222 b:4222 c:4222"_s);
        QVERIFY(!pool.advance());
        QCOMPARE(print(pool), u"a:4222 *b:4222 c:4222"_s);
        QVERIFY(!pool.advance());
        QVERIFY(pool.advance());
    }
    ServerPool alone = poolOf(u"a"_s);
    QVERIFY(alone.advance());
    QVERIFY(alone.advance());
    QVERIFY(!alone.hasOther());
    QVERIFY(pool.hasOther());
}

void TestServerPool::aLostServerIsAskedLast()
{
    ServerPool pool = poolOf(u"a,b,c"_s);
    pool.failed(unreachable());
    QVERIFY(!pool.advance());
    pool.succeeded({});
    pool.lost(unreachable());
    QCOMPARE(print(pool), u"a:4222 b:4222 *c:4222"_s);
    QVERIFY(!pool.advance());
    QCOMPARE(print(pool), u"*a:4222 b:4222 c:4222"_s);
    QVERIFY(!pool.advance());
    QCOMPARE(print(pool), u"a:4222 *b:4222 c:4222"_s);
    QVERIFY(pool.advance());
}

void TestServerPool::t40ListsAddAndRemove()
{
    ServerPool pool = poolOf(u"n1"_s);
    QVERIFY(pool.discover({u"n1:4222"_s, u"n2:4222"_s, u"n3:5000"_s}));
    QCOMPARE(print(pool), u"*n1:4222 (n2:4222) (n3:5000)"_s);
    QVERIFY(!pool.discover({u"n3:5000"_s, u"n1:4222"_s, u"n2:4222"_s}));
    QVERIFY(pool.discover({u"n1:4222"_s, u"n3:5000"_s, u"n4:4222"_s}));
    QCOMPARE(print(pool), u"*n1:4222 (n3:5000) (n4:4222)"_s);
}

void TestServerPool::t40ServersThatWereGivenStay()
{
    ServerPool pool = poolOf(u"n1,n2"_s);
    QVERIFY(pool.discover({u"n3:4222"_s}));
    QCOMPARE(print(pool), u"*n1:4222 n2:4222 (n3:4222)"_s);
}

void TestServerPool::t40TheCurrentServerStaysUntilItIsLeft()
{
    ServerPool pool = poolOf(u"n1"_s);
    QVERIFY(pool.discover({u"n2:4222"_s, u"n3:4222"_s}));
    pool.lost(unreachable());
    pool.succeeded({});
    QCOMPARE(print(pool), u"n1:4222 (*n2:4222) (n3:4222)"_s);
    QVERIFY(pool.discover({u"n1:4222"_s}));
    QCOMPARE(print(pool), u"n1:4222 (*n2:4222)"_s);
    pool.lost(unreachable());
    pool.succeeded({});
    QCOMPARE(print(pool), u"*n1:4222 (n2:4222)"_s);
    QVERIFY(pool.discover({u"n1:4222"_s}));
    QCOMPARE(print(pool), u"*n1:4222"_s);
}

void TestServerPool::t40AnEmptyListChangesNothing()
{
    ServerPool pool = poolOf(u"n1"_s);
    QVERIFY(pool.discover({u"n2:4222"_s}));
    QVERIFY(!pool.discover({}));
    QCOMPARE(print(pool), u"*n1:4222 (n2:4222)"_s);
    ServerPool none(std::vector<ServerUrl>{});
    QVERIFY(none.isEmpty());
    QVERIFY(!none.discover({u"n2:4222"_s}));
    QVERIFY(none.snapshot().empty());
}

void TestServerPool::t40OneAddressWrittenTwiceIsOneServer()
{
    ServerPool pool = poolOf(u"[::1]:4222,Host:4222"_s);
    QVERIFY(!pool.discover({u"[::1]:4222"_s, u"[0:0:0:0:0:0:0:1]:4222"_s, u"hOST:4222"_s}));
    QVERIFY(pool.discover({u"[::1]:4223"_s, u"[::2]:4222"_s, u"[::2]:4222"_s, u"10.0.0.1:4222"_s}));
    QCOMPARE(print(pool), u"*[::1]:4222 Host:4222 ([::1]:4223) ([::2]:4222) (10.0.0.1:4222)"_s);
}

void TestServerPool::t40GarbageIsLeftOut_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << QString();
    QTest::newRow("spaces") << u"  "_s;
    QTest::newRow("a login") << u"eve:secret@n2:4222"_s;
    QTest::newRow("a scheme") << u"nats://n2:4222"_s;
    QTest::newRow("a path") << u"n2:4222/x"_s;
    QTest::newRow("no host") << u":4222"_s;
    QTest::newRow("port 0") << u"n2:0"_s;
    QTest::newRow("port too large") << u"n2:65536"_s;
    QTest::newRow("port not a number") << u"n2:nats"_s;
    QTest::newRow("IPv6 without brackets") << u"::1:4222"_s;
    QTest::newRow("brackets not closed") << u"[::1:4222"_s;
    QTest::newRow("line break") << u"n2\r\n:4222"_s;
    QTest::newRow("NUL") << QString(u'\0') + u":4222"_s;
    QTest::newRow("long host") << QString(ServerPool::kMaxHost + 1, u'x') + u":4222"_s;
}

void TestServerPool::t40GarbageIsLeftOut()
{
    QFETCH(QString, url);
    ServerPool pool = poolOf(u"n1"_s);
    QVERIFY(!pool.discover({url}));
    QVERIFY(pool.discover({url, QString(ServerPool::kMaxHost, u'x') + u":4222"_s, url}));
    QCOMPARE(pool.servers().size(), size_t(2));
}

void TestServerPool::t17TheListIsBounded()
{
    const auto named = [](size_t count) {
        QStringList urls;
        for (size_t i = 0; i < count; ++i)
            urls += u"n%1:4222"_s.arg(i + 1);
        return urls;
    };
    ServerPool pool = poolOf(u"given"_s);
    QVERIFY(pool.discover(named(ServerPool::kMaxServers - 1)));
    QCOMPARE(pool.servers().size(), ServerPool::kMaxServers);
    QCOMPARE(pool.dropped(), 0);
    QVERIFY(pool.discover(named(ServerPool::kMaxServers)));
    QCOMPARE(pool.servers().size(), ServerPool::kMaxServers);
    QCOMPARE(pool.dropped(), 1);
    QVERIFY(pool.discover(named(20'000)));
    QCOMPARE(pool.servers().size(), ServerPool::kMaxServers);
    QCOMPARE(pool.dropped(), 20'000 - qsizetype(ServerPool::kMaxServers) + 1);
    QVERIFY(pool.discover({u"n1:4222"_s}));
    QCOMPARE(print(pool), u"*given:4222 (n1:4222)"_s);
    QCOMPARE(pool.dropped(), 0);
}

void TestServerPool::t17AHugeInfoIsReadAndBounded()
{
    QByteArray json = R"({"server_id":"S","connect_urls":[)";
    for (int i = 0; i < 20'000; ++i)
        json += "\"host-with-a-long-name-" + QByteArray::number(i) + ".example.org:4222\",";
    json.back() = ']';
    json += '}';
    QVERIFY(json.size() > 900'000);
    const base::Result<ServerInfo> info = parseServerInfo(json);
    QVERIFY(info.ok());
    ServerPool pool = poolOf(u"given"_s);
    QVERIFY(pool.discover(info->connectUrls));
    QCOMPARE(pool.servers().size(), ServerPool::kMaxServers);
    QCOMPARE(pool.dropped() + info->connectUrlsDropped,
             20'000 - qsizetype(ServerPool::kMaxServers) + 1);
}

void TestServerPool::loginAndTlsAreInherited()
{
    ServerPool pool = poolOf(u"nats://me:pass@n1"_s);
    pool.spokeTls();
    QVERIFY(pool.discover({u"n2:4333"_s}));
    const ServerPool::Server &found = pool.servers().back();
    QCOMPARE(found.url.host, u"n2"_s);
    QCOMPARE(found.url.port, 4333);
    QCOMPARE(found.url.user, u"me"_s);
    QVERIFY(found.url.hasPassword);
    QCOMPARE(found.url.password, base::Secret("pass"));
    QVERIFY(found.url.tls);
    QVERIFY(pool.current().url.tls);
}

void TestServerPool::anAddressIsVerifiedByTheNameThatAdvertisedIt()
{
    ServerPool pool = poolOf(u"tls://nats.example.org"_s);
    QVERIFY(pool.discover({u"10.0.0.2:4222"_s, u"[fe80::2]:4222"_s, u"n3.example.org:4222"_s}));
    QCOMPARE(pool.servers()[0].verifyName, QString());
    QCOMPARE(pool.servers()[1].verifyName, u"nats.example.org"_s);
    QCOMPARE(pool.servers()[2].verifyName, u"nats.example.org"_s);
    QCOMPARE(pool.servers()[3].verifyName, QString());
    // What an address advertises is still verified by the name it is trusted for.
    pool.lost(unreachable());
    QCOMPARE(pool.current().url.host, u"10.0.0.2"_s);
    QVERIFY(pool.discover({u"10.0.0.9:4222"_s}));
    QCOMPARE(pool.servers().back().verifyName, u"nats.example.org"_s);

    ServerPool byAddress = poolOf(u"tls://10.0.0.1"_s);
    QVERIFY(byAddress.discover({u"10.0.0.2:4222"_s}));
    QCOMPARE(byAddress.servers().back().verifyName, QString());
}

void TestServerPool::serversThatComeInMidPassHaveTheirTurn()
{
    ServerPool pool = poolOf(u"a,b"_s);
    QVERIFY(!pool.advance());
    QVERIFY(pool.discover({u"c:1"_s}));
    QVERIFY(!pool.advance());
    QCOMPARE(print(pool), u"a:4222 b:4222 (*c:1)"_s);
    QVERIFY(pool.advance());
    QCOMPARE(print(pool), u"*a:4222 b:4222 (c:1)"_s);
}

void TestServerPool::t32RefusedTwiceForTheSameReasonIsBarred()
{
    ServerPool pool = poolOf(u"a"_s);
    pool.failed(refused());
    QVERIFY(pool.advance());
    QVERIFY(!pool.barred());
    pool.failed(refused());
    QVERIFY(pool.advance());
    QCOMPARE(pool.barred(), &pool.current());
    pool.forgive();
    QVERIFY(!pool.barred());
}

void TestServerPool::t32OthersHaveTheirTurnFirst()
{
    ServerPool pool = poolOf(u"a,b"_s);
    QStringList tried;
    bool wholePass = false;
    while (!wholePass || !pool.barred()) {
        QVERIFY(tried.size() < 10);
        tried += pool.current().url.host;
        pool.failed(pool.current().url.host == u'a' ? refused() : unreachable());
        wholePass = pool.advance();
    }
    QCOMPARE(tried, (QStringList{u"a"_s, u"b"_s, u"a"_s, u"b"_s}));
    QCOMPARE(pool.barred()->url.host, u"a"_s);
    QVERIFY(!pool.servers()[1].isBarred());
}

void TestServerPool::anotherReasonBeginsAnew()
{
    ServerPool pool = poolOf(u"a"_s);
    for (const Failure &failure :
         {refused(u"expired"_s), refused(u"violation"_s), unreachable(), refused(u"violation"_s)}) {
        pool.failed(failure);
        QVERIFY(pool.advance());
        QVERIFY(!pool.barred());
    }
    QCOMPARE(pool.current().failures, 4);
}

void TestServerPool::aLoginElsewhereForgives()
{
    ServerPool pool = poolOf(u"a,b"_s);
    pool.failed(refused());
    QVERIFY(!pool.advance());
    pool.succeeded({});
    pool.lost(unreachable());
    QCOMPARE(pool.current().url.host, u"a"_s);
    pool.failed(refused());
    QVERIFY(!pool.barred());
    QCOMPARE(pool.servers()[0].failures, 2);
}

void TestServerPool::thereIsNoOtherThanTheSameUnderAnotherName()
{
    ServerPool pool = poolOf(u"localhost"_s);
    pool.succeeded(u"127.0.0.1:4222"_s);
    QVERIFY(pool.discover({u"127.0.0.1:4222"_s}));
    QVERIFY(!pool.hasOther());
    QVERIFY(pool.discover({u"127.0.0.1:4222"_s, u"127.0.0.1:4333"_s}));
    QVERIFY(pool.hasOther());
    // Both have been reached, at the same address.
    ServerPool names = poolOf(u"localhost,me.example.org"_s);
    names.succeeded(u"[::1]:4222"_s);
    QVERIFY(names.hasOther());
    names.lost(unreachable());
    names.succeeded(u"[0::1]:4222"_s);
    QVERIFY(!names.hasOther());
}

void TestServerPool::aQuestionIsAskedOnce()
{
    ServerPool pool = poolOf(u"a"_s);
    pool.failed({FailureKind::PlainLoginAsked, {base::ErrorKind::Tls, u"in the clear?"_s}, {}});
    QVERIFY(pool.advance());
    QVERIFY(pool.barred());
}

void TestServerPool::theQuestionIsShownBeforeTheRefusal()
{
    ServerPool pool = poolOf(u"a,b"_s);
    for (int pass = 0; pass < 2; ++pass) {
        pool.failed(refused());
        QVERIFY(!pool.advance() || pass == 1);
        if (pool.current().url.host == u'b') {
            pool.failed({FailureKind::PlainLoginAsked, {base::ErrorKind::Tls, u"clear?"_s}, {}});
            QVERIFY(pool.advance());
        }
    }
    QVERIFY(pool.servers()[0].isBarred());
    QCOMPARE(pool.barred()->url.host, u"b"_s);
}

void TestServerPool::theSnapshotSaysWhatWentWrongWhere()
{
    ServerPool pool = poolOf(u"nats://me:pass@a,b"_s);
    pool.failed({FailureKind::ServerFull, {base::ErrorKind::Network, u"full"_s}, u"wait"_s});
    QVERIFY(!pool.advance());
    pool.succeeded({});
    QVERIFY(pool.discover({u"c:1"_s}));
    const std::vector<KnownServer> known = pool.snapshot();
    QCOMPARE(known.size(), size_t(3));
    QVERIFY((known[0] == KnownServer{u"nats://a:4222"_s, false, false, 1, u"full"_s, u"wait"_s}));
    QVERIFY((known[1] == KnownServer{u"nats://b:4222"_s, false, true, 0, {}, {}}));
    QVERIFY((known[2] == KnownServer{u"nats://c:1"_s, true, false, 0, {}, {}}));
}

QTEST_GUILESS_MAIN(TestServerPool)
#include "tst_serverpool.moc"
